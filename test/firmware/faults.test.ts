import { describe, expect, test } from 'vitest';
import { platformNamed, startTestDevice } from '../helpers/emulated-device.ts';
import { testEngine } from '../helpers/test-engine.ts';

const PLATFORMS = ['mps3_an547', 'mps2_an386'] as const;

describe.each(PLATFORMS)('firmware that misbehaves on %s', (name) => {
  const platform = platformNamed(name);

  test.each([
    ['null_call', /CFSR 0x00020000.*PC 0x00000000/],
    ['bus_fault', /BFAR 0xf0000000/],
    ['stack_overflow', /CPU fault/],
  ] as const)(
    '%s is told with the fault registers, and to every later request',
    async (engine, registers) => {
      await using test = await startTestDevice(platform, testEngine(engine));
      await test.configure();
      const fault = { code: 'DEVICE_FAULT', message: expect.stringMatching(registers) };
      await expect(test.device.invoke(10_000)).rejects.toMatchObject(fault);
      await expect(test.device.seedInputs(1, 0)).rejects.toMatchObject(fault);
      await expect(test.device.echo(new Uint8Array(8))).rejects.toMatchObject(fault);
    },
  );

  test('a hanging inference ends at the deadline', async () => {
    await using test = await startTestDevice(platform, testEngine('hang'));
    await test.configure();
    await expect(test.device.invoke(500)).rejects.toMatchObject({ code: 'LINK_TIMEOUT' });
  });

  test('noise on the line is thrown away and the answer still comes', async () => {
    await using test = await startTestDevice(platform, testEngine('garbage'));
    await test.configure();
    await test.device.seedInputs(1, 0);
    await test.device.invoke(10_000);
    expect(await test.device.readOutput(0)).toHaveLength(16);
  });

  test('endless noise is no answer', async () => {
    await using test = await startTestDevice(platform, testEngine('babble'));
    await test.configure();
    await expect(test.device.invoke(1_000)).rejects.toMatchObject({
      code: expect.stringMatching(/^LINK_(GARBAGE|TIMEOUT)$/),
    });
  });
});
