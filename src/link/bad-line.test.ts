import { describe, expect, it, vi } from 'vitest';
import { perfect } from '../../test/helpers/fake-device.ts';
import { connect, error, outcome, useSimulatedTime, value } from '../../test/helpers/simulated-link.ts';
import type { HilbenchError } from '../support/errors.ts';
import { COMMAND } from './messages.ts';

useSimulatedTime();

describe('on a bad line', () => {
  const lossy = (wire: Uint8Array, nth: number): readonly Uint8Array[] => (nth % 3 === 1 ? [] : [wire]);

  it('a lost request is sent again', async () => {
    let lost = 0;
    const { device, fake } = await connect({
      toDevice: (wire, index) => (index === 1 && lost++ === 0 ? [] : [wire]),
    });
    await value(device.invoke(5000));
    expect(fake.timesExecuted(COMMAND.INVOKE)).toBe(1);
    expect(device.stats.resends).toBe(1);
  });

  it('a lost answer is asked for again, and the request is executed once', async () => {
    const { device, fake } = await connect({ toHost: (wire, index) => (index === 1 ? [] : [wire]) });
    await value(device.invoke(5000));
    expect(fake.timesExecuted(COMMAND.INVOKE)).toBe(1);
    expect(device.stats.resends).toBe(1);
  });

  it('a request repeated to a busy device is executed once, and its extra answers do not disturb', async () => {
    const { device, fake } = await connect({ busy_ms: (command) => (command === COMMAND.INVOKE ? 3000 : 0) });
    await value(device.invoke(10_000));
    const seed = await value(device.seedInputs(7, 7));
    expect(seed).toBe(await value(device.seedInputs(7, 7)));
    expect(fake.timesExecuted(COMMAND.INVOKE)).toBe(1);
    expect(device.stats.stray_frames).toBeGreaterThan(0);
  });

  it.each([
    ['frames lost both ways', { toDevice: lossy, toHost: lossy }],
    [
      'frames damaged both ways',
      {
        toDevice: (wire: Uint8Array, nth: number) => [
          nth % 3 === 1 ? wire.map((byte, at) => (at === 3 ? byte ^ 0x10 : byte)) : wire,
        ],
        toHost: (wire: Uint8Array, nth: number) => [
          nth % 4 === 1 ? wire.map((byte, at) => (at === 5 ? byte ^ 0x81 : byte)) : wire,
        ],
      },
    ],
    [
      'frames cut short',
      {
        toHost: (wire: Uint8Array, nth: number) => [
          nth % 3 === 1 ? wire.subarray(0, wire.length >> 1) : wire,
        ],
      },
    ],
    [
      'every frame twice',
      { toDevice: (wire: Uint8Array) => [wire, wire], toHost: (wire: Uint8Array) => [wire, wire] },
    ],
    [
      'noise between frames',
      { toHost: (wire: Uint8Array) => [Uint8Array.of(7, 7, 7, 0), wire, Uint8Array.of(9, 0)] },
    ],
    ['one byte at a time', { toHost: (wire: Uint8Array) => [...wire].map((byte) => Uint8Array.of(byte)) }],
  ])('the results are right: %s', async (_, channels) => {
    const { device, fake } = await connect({ ...channels, output_bytes: 600 });
    await value(device.configure({ address: 0, bytes: 4096, resource_variables: 0 }));
    const input = Uint8Array.from({ length: 300 }, (_byte, at) => (at * 7) & 0xff);
    for (let run = 1; run <= 4; run++) {
      await value(device.writeInput(0, input));
      await value(device.invoke(60_000));
      const output = await value(device.readOutput(0));
      expect(output.every((byte, at) => byte === ((input[at % 300] ?? 0) ^ 0x55))).toBe(true);
      expect(fake.timesExecuted(COMMAND.INVOKE)).toBe(run);
    }
  });

  it('an answer that comes after its request was given up is not taken for the next one', async () => {
    const { device } = await connect({ busy_ms: (command) => (command === COMMAND.INVOKE ? 800 : 0) });
    expect((await error(device.invoke(300))).code).toBe('LINK_TIMEOUT');
    const answers = await value(Promise.all([device.seedInputs(1, 1), device.seedInputs(2, 2)]));
    expect(answers[0]).not.toBe(answers[1]);
    expect(device.stats.stray_frames).toBeGreaterThan(0);
  });

  it('a device that hangs is given up at the deadline asked for', async () => {
    const { device } = await connect({ busy_ms: (command) => (command === COMMAND.INVOKE ? 1e9 : 0) });
    const { error: thrown, elapsed_ms } = await outcome(device.invoke(3000));
    expect(thrown).toMatchObject({ code: 'LINK_TIMEOUT' });
    expect(elapsed_ms).toBeLessThan(3050);
    vi.clearAllTimers();
  });

  it('a port that goes away ends the request at once', async () => {
    const { device, fake } = await connect({ toHost: (wire, index) => (index === 0 ? [wire] : []) });
    const invoked = device.invoke(60_000);
    setTimeout(() => fake.disconnect(new Error('cable pulled')), 50);
    const { error: thrown, elapsed_ms } = await outcome(invoked);
    expect(thrown).toMatchObject({ code: 'LINK_CLOSED' });
    expect((thrown as HilbenchError).message).toContain('cable pulled');
    expect(elapsed_ms).toBeLessThan(100);
    expect((await error(device.invoke(1000))).code).toBe('LINK_CLOSED');
  });

  it('an abort ends the request at once, and all that follow', async () => {
    const controller = new AbortController();
    const { device } = await connect({
      signal: controller.signal,
      toHost: (wire, index) => (index === 0 ? [wire] : []),
    });
    const invoked = device.invoke(60_000);
    setTimeout(() => controller.abort(), 50);
    const { error: thrown, elapsed_ms } = await outcome(invoked);
    expect(thrown).toMatchObject({ code: 'CANCELLED', kind: 'cancelled' });
    expect(elapsed_ms).toBeLessThan(100);
    expect((await error(device.seedInputs(1, 1))).code).toBe('CANCELLED');
  });
});

it('a line without faults costs no repetition', async () => {
  const { device } = await connect({ toHost: perfect });
  for (let turn = 0; turn < 50; turn++) await value(device.echo(Uint8Array.of(turn)));
  expect(device.stats).toEqual({
    requests: 51,
    resends: 0,
    bad_frames: 0,
    discarded_bytes: 0,
    stray_frames: 0,
    bulk: { frames: 0, rewinds: 0 },
  });
});
