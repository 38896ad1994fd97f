import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { encodeParameters } from '../../src/power/parameters.ts';
import type { WireRecord } from '../../src/power/wires.ts';
import { cpuTicks, platformNamed, testAddresses } from '../helpers/emulated-device.ts';
import {
  isReady,
  type PowerDevice,
  startPowerDevice,
  storyOf,
  testParameters,
} from '../helpers/power-device.ts';
import { testEngine } from '../helpers/test-engine.ts';

describe.each(['mps3_an547', 'mps2_an386'])('a power image that cannot go on, on %s', (name) => {
  const platform = platformNamed(name);
  const engine = testEngine('sum');
  const { model, arena } = testParameters(platform, engine);
  const { arena: tcm } = testAddresses(platform);
  const own_ram = tcm + (platform.memories.TCM?.effective_bytes ?? 0);
  const place = platform.parameters?.address ?? 0;

  /** The block of good parameters with words changed; the CRC-32 made right again unless told otherwise. */
  const patched = (words: Readonly<Record<number, number>>, keep_crc = false): Uint8Array => {
    const block = Buffer.from(encodeParameters(testParameters(platform, engine)));
    for (const [offset, word] of Object.entries(words)) block.writeUInt32LE(word, Number(offset));
    if (!keep_crc) block.writeUInt32LE(crc32(block.subarray(16)), 12);
    return block;
  };

  /** Boots and expects `status` as a record and as pulses of state. */
  async function expectFailure(starting: Promise<PowerDevice>, status: number, text: RegExp): Promise<void> {
    await using device = await starting;
    const { wires } = device;
    const isFall = (record: WireRecord): boolean =>
      record.kind === 'edge' && record.wire === 'state' && !record.high;
    await wires.until(isFall, 0, status);
    expect(storyOf(wires.records)).toBe(`failure${' state+ state-'.repeat(status)}`);
    expect(wires.records[0]).toMatchObject({ status, text: expect.stringMatching(text) });
    for (const { rise, fall } of wires.pulses('state')) expect(fall - rise).toBeLessThan(100_000);
  }

  test.each<[string, Readonly<Record<number, number>>, boolean, number, RegExp]>([
    ['no parameter block', { 0: 0 }, false, 1, /no parameter block/],
    ['a block of another version', { 4: 1 }, false, 11, /version 1, .* reads version 2/],
    ['a block of another size', { 8: 64 }, false, 1, /68 bytes/],
    ['a damaged block', { 56: 1 }, true, 1, /CRC-32 of the parameter block/],
    ['a CPU mode there is not', { 44: 2 }, false, 1, /CPU mode/],
    ['a CPU mode whose low byte would do', { 44: 0x101 }, false, 1, /CPU mode/],
    ['no inference in a window', { 48: 0 }, false, 1, /no inference/],
    ['no window', { 52: 0 }, false, 1, /no inference/],
    ['more windows than the report holds', { 52: 9 }, false, 1, /more windows than 8/],
    ['an idle time as short as a pulse', { 60: 9 }, false, 1, /idle time/],
    ['an idle time of more than a minute', { 60: 60_001 }, false, 1, /idle time/],
  ])('%s', async (_what, words, keep_crc, status, text) => {
    await expectFailure(startPowerDevice(platform, engine, patched(words, keep_crc)), status, text);
  });

  test.each<[string, Parameters<typeof testParameters>[2], number, RegExp]>([
    ['another model than was meant', { model: { ...model, crc32: 1 } }, 4, /CRC-32 is 0x.* not 0x00000001/],
    ['an arena too small', { arena: { ...arena, bytes: 512 } }, 6, /too small; needed bytes: 1024$/],
    ["an arena in the firmware's own memory", { arena: { ...arena, address: own_ram } }, 7, /an arena/],
    ['an arena that is not aligned', { arena: { ...arena, address: tcm + 4 } }, 7, /an arena/],
    ['an arena over the model', { arena: { ...arena, address: model.address } }, 7, /an arena/],
    ['an arena over the parameters', { arena: { ...arena, address: place } }, 7, /an arena/],
    ['an arena past the end', { arena: { ...arena, bytes: 0xffff_fff0 } }, 7, /an arena/],
    ['a model in code', { model: { ...model, address: 0 } }, 7, /a model of/],
    ['a model source in a register', { model: { ...model, source: 0x4000_4000 } }, 7, /a model source/],
    ['a model of no bytes', { model: { ...model, bytes: 0 } }, 7, /a model source/],
    ['a model past the end', { model: { ...model, bytes: 0xffff_ffff } }, 7, /a model source/],
  ])('%s', async (_what, changed, status, text) => {
    await expectFailure(
      startPowerDevice(platform, engine, testParameters(platform, engine, changed)),
      status,
      text,
    );
  });

  test('an emulator that does not count instructions', async () => {
    const shift = platform.probe.kind === 'qemu' ? platform.probe.icount_shift - 1 : 0;
    const parameters = testParameters(platform, engine);
    await expectFailure(startPowerDevice(platform, engine, parameters, shift), 9, /timer did not move/);
  });

  test.each([
    ['null_call', /CFSR 0x00020000.*PC 0x00000000/],
    ['stack_overflow', /CPU fault/],
  ] as const)('a model that ends in a CPU fault: %s', async (fault, text) => {
    const faulty = testEngine(fault);
    await expectFailure(startPowerDevice(platform, faulty, testParameters(platform, faulty)), 12, text);
  });

  test('sleeps once it has said why', async () => {
    const parameters = testParameters(platform, engine, { model: { ...model, crc32: 1 } });
    await using device = await startPowerDevice(platform, engine, parameters);
    await device.wires.until((record) => record.kind === 'failure');
    await device.wires.go(true);
    expect(await cpuTicks(device.pid)).toBeLessThan(10);
  });

  test.each([
    ['late_fault', 12, /BFAR 0xf0000000/],
    ['late_failure', 8, /^the inference fails$/],
  ] as const)('lowers gate when a window breaks off: %s', async (fault, status, text) => {
    const engine = testEngine(fault);
    await using device = await startPowerDevice(platform, engine, testParameters(platform, engine));
    await device.wires.until(isReady);
    await device.wires.go(true);
    const pulses = ' state+ state-'.repeat(status);
    const whole = `state+ state- begin gate+ gate- failure${pulses}`;
    await device.wires.until(() => storyOf(device.wires.records) === whole);
    const failure = device.wires.records.find(({ kind }) => kind === 'failure');
    expect(failure).toMatchObject({ status, text: expect.stringMatching(text) });
  });

  test('lowers gate also in a window that it began by itself', async () => {
    const engine = testEngine('late_failure');
    const parameters = testParameters(platform, engine, { idle_ms: 10 });
    await using device = await startPowerDevice(platform, engine, parameters);
    const pulses = ' state+ state-'.repeat(8);
    const whole = `state+ state- begin gate+ gate- failure${pulses}`;
    await device.wires.until(() => storyOf(device.wires.records) === whole);
    const [idle] = device.wires.pulses('state');
    expect(idle).toBeDefined();
  });
});
