import { describe, expect, it, vi } from 'vitest';
import {
  FakeDevice,
  type FakeDeviceOptions,
  failure,
  helloPayload,
  longs,
  silent,
  text,
  words,
} from '../../test/helpers/fake-device.ts';
import {
  connect,
  connecting,
  error,
  outcome,
  type Setup,
  useSimulatedTime,
  value,
} from '../../test/helpers/simulated-link.ts';
import { DeviceError } from './errors.ts';
import { FRAME_KIND } from './frame.ts';
import { COMMAND } from './messages.ts';

useSimulatedTime();

describe('greeting', () => {
  it('returns what the firmware says of itself', async () => {
    const { device } = await connect();
    expect(device.hello).toEqual({
      protocol: 2,
      build_id: '00112233445566778899aabbccddeeff',
      port: 'fake port',
      cpu: 'cortex-m55',
      engine: 'aot',
      engine_version: '1.0.0',
      unit: 'instructions',
      timer_hz: 0,
      max_payload_bytes: 256,
      counters: { kind: 'pmu', slots: 4, max_counts: 3600 },
    });
  });

  it('goes on until the firmware listens', async () => {
    const { device, fake } = await connect({ toDevice: (wire, index) => (index < 6 ? [] : [wire]) });
    expect(device.stats.resends).toBe(6);
    expect(fake.timesExecuted(COMMAND.HELLO)).toBe(1);
  });

  it('says that nothing came when nothing comes, at the deadline, and closes the port', async () => {
    const fake = new FakeDevice({ toHost: silent });
    const { error: thrown, elapsed_ms } = await outcome(connecting(fake));
    expect(thrown).toMatchObject({ code: 'LINK_SILENT', kind: 'bench' });
    expect(elapsed_ms).toBeGreaterThanOrEqual(2000);
    expect(elapsed_ms).toBeLessThan(2050);
    expect(fake.closed).toBe(true);
  });

  it('says that something else talks when the bytes are no frames', async () => {
    const fake = new FakeDevice({ toHost: () => [Buffer.from('U-Boot 2024.01\r\n=> ')] });
    const thrown = await error(connecting(fake));
    expect(thrown.code).toBe('LINK_GARBAGE');
    expect(thrown.message).toMatch(/\/dev\/fake talks, but not the link protocol: \d+ bytes/u);
  });

  it.each([
    ['another version in the answer', { protocol: 3 }],
    [
      'a refusal',
      {
        instead: (request) => [failure(request, 11, 'this firmware speaks protocol 3')],
      } satisfies FakeDeviceOptions,
    ],
  ])('refuses firmware of another protocol: %s', async (_, options: FakeDeviceOptions) => {
    const fake = new FakeDevice(options);
    const thrown = await error(connecting(fake));
    expect(thrown.code).toBe('LINK_PROTOCOL');
    expect(thrown.message).toContain('3');
    expect(fake.closed).toBe(true);
  });

  it('refuses an answer that ends early, at every length', async () => {
    const whole = helloPayload();
    for (let length = 0; length < whole.length; length++) {
      const fake = new FakeDevice({
        instead: (_, right) => [{ ...right, payload: whole.subarray(0, length) }],
      });
      expect((await error(connecting(fake))).code, `${length} bytes`).toBe('LINK_MALFORMED');
    }
  });

  it('refuses a largest payload that is too small to work with', async () => {
    expect((await error(connecting(new FakeDevice({ max_payload_bytes: 8 })))).code).toBe('LINK_MALFORMED');
  });
});

describe('requests', () => {
  it('configure, fill, run and read a model in pieces that fit the device', async () => {
    const { device, fake } = await connect({ output_bytes: 1000 });
    const model = await value(device.configure({ address: 0x2000_0000, bytes: 4096, resource_variables: 0 }));
    expect(model).toEqual({
      arena_used_bytes: 1000,
      layers: 3,
      inputs: [{ type: 'INT8', shape: [1, 300], bytes: 300 }],
      outputs: [{ type: 'INT8', shape: [1, 1000], bytes: 1000 }],
    });
    const input = Uint8Array.from({ length: 300 }, (_, at) => at & 0xff);
    await value(device.writeInput(0, input));
    await value(device.invoke(1000));
    expect(await value(device.readOutput(0))).toEqual(
      Uint8Array.from({ length: 1000 }, (_, at) => (input[at % 300] ?? 0) ^ 0x55),
    );
    expect(fake.timesExecuted(COMMAND.INPUT_WRITE)).toBe(2);
    expect(fake.timesExecuted(COMMAND.OUTPUT_READ)).toBe(4);
  });

  it('write memory at the addresses asked for', async () => {
    const { device, fake } = await connect();
    const bytes = Uint8Array.from({ length: 700 }, (_, at) => at & 0xff);
    await value(device.writeMemory(0x6000_0000, bytes));
    expect(bytes.every((byte, at) => fake.memory.get(0x6000_0000 + at) === byte)).toBe(true);
  });

  it('made at the same time wait for each other', async () => {
    const { device } = await connect({ busy_ms: () => 20 });
    const seeds = await value(Promise.all([1, 2, 3].map((seed) => device.seedInputs(seed, 0))));
    expect(new Set(seeds).size).toBe(3);
    expect(device.stats).toMatchObject({ resends: 0, stray_frames: 0 });
  });

  it('carry the failure of the device with its code, text and need', async () => {
    const { device } = await connect();
    const thrown = await error(device.configure({ address: 0, bytes: 10, resource_variables: 0 }));
    expect(thrown).toBeInstanceOf(DeviceError);
    expect(thrown).toMatchObject({
      code: 'DEVICE_ARENA_TOO_SMALL',
      kind: 'input',
      needed_bytes: 1000,
      status: 6,
    });
    expect(thrown.message).toContain('arena too small; at least 1000 bytes are needed');
  });

  it('report a fault, and a status that nobody knows', async () => {
    let status = 12;
    const { device } = await connect({
      instead: (request, right) =>
        request.command === COMMAND.INVOKE
          ? [failure(request, status, 'CFSR 0x00010000 PC 0x2ee \u001b[31mred')]
          : [right],
    });
    const fault = await error(device.invoke(1000));
    expect(fault.code).toBe('DEVICE_FAULT');
    expect(fault.message).toContain('CFSR 0x00010000 PC 0x2ee');
    expect(fault.message).not.toContain('\u001b');
    status = 999;
    expect(await error(device.invoke(1000))).toMatchObject({ code: 'DEVICE_FAILED', status: 999 });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['too much', new Uint8Array(12)],
  ])('refuse an answer with %s in it', async (_, payload) => {
    const { device } = await connect({
      instead: (request, right) => [request.command === COMMAND.INVOKE ? { ...right, payload } : right],
    });
    expect((await error(device.invoke(1000))).code).toBe('LINK_MALFORMED');
  });

  it('show log lines without what would disturb a terminal', async () => {
    const { device, fake, lines } = await connect();
    const log = (level: number, line: string) =>
      fake.send({
        kind: FRAME_KIND.log,
        command: 0,
        sequence: 0,
        payload: new Uint8Array(Buffer.concat([Uint8Array.of(level), text(line)])),
      });
    log(0, 'arena at 0x20000000');
    log(2, 'bad\u001b]0;title\u0007 \u202egnp.exe');
    await value(device.seedInputs(1, 1));
    expect(lines[0]).toBe('info device: arena at 0x20000000');
    expect(lines[1]).toMatch(/^warn device: bad/u);
    expect(lines[1]).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('profiling', () => {
  const request = { warmup: 1, runs: 4, events: [8, 9], seed: 3, timeout_ms: 2000 };

  async function configured(setup: Setup) {
    const connected = await connect(setup);
    await value(connected.device.configure({ address: 0, bytes: 4096, resource_variables: 0 }));
    return connected;
  }

  it('returns means, least and most of every layer, read in pieces', async () => {
    const { device, fake } = await configured({ layers: 20 });
    const done: number[] = [];
    const record = await value(device.profile(request, (runs) => done.push(runs)));
    expect(done).toEqual([1, 2, 3, 4]);
    expect(record).toMatchObject({ runs: 4, total: { ticks: 100, ticks_min: 100, ticks_max: 100 } });
    expect(record.layers).toEqual(
      Array.from({ length: 20 }, (_, index) => ({
        index,
        ticks: index + 1.5,
        ticks_min: index + 1,
        ticks_max: index + 2,
        counters: [
          { mean: 8, min: 8, max: 8 },
          { mean: 9, min: 9, max: 9 },
        ],
      })),
    );
    expect(fake.timesExecuted(COMMAND.LAYERS_READ)).toBe(5);
  });

  it('takes as long as there is progress', async () => {
    const { device } = await configured({ progress_ms: 1500 });
    const { value: record, elapsed_ms } = await outcome(device.profile(request, () => {}));
    expect(record?.runs).toBe(4);
    expect(elapsed_ms).toBeGreaterThanOrEqual(6000);
  });

  it('takes as long as the warm-up needs, one inference after the other', async () => {
    const { device } = await configured({ progress_ms: 1500 });
    const done: number[] = [];
    const { value: record } = await outcome(device.profile({ ...request, warmup: 6 }, (n) => done.push(n)));
    expect(record?.runs).toBe(4);
    expect(done).toEqual([1, 2, 3, 4]);
  });

  it.each([
    ['only ever warms up', 0],
    ['repeats the same progress', 1],
  ])('does not wait for a device that %s', async (_what, runs) => {
    const { device, fake } = await configured({
      busy_ms: (command) => (command === COMMAND.PROFILE ? 1e9 : 0),
    });
    const stuck = setInterval(
      () =>
        fake.send({ kind: FRAME_KIND.progress, command: COMMAND.PROFILE, sequence: 5, payload: words(runs) }),
      500,
    );
    const { error: thrown, elapsed_ms } = await outcome(device.profile(request, () => {}));
    clearInterval(stuck);
    expect(thrown).toMatchObject({ code: 'LINK_TIMEOUT' });
    expect(elapsed_ms).toBeLessThan(3000);
    vi.clearAllTimers();
  });

  it.each([
    ['other runs than asked for', words(3), longs(300n, 100n, 100n)],
    ['a least above the most', words(4), longs(400n, 101n, 100n)],
    ['a sum that cannot be', words(4), longs(500n, 100n, 100n)],
    ['counts beyond exact numbers', words(4), longs(2n ** 58n, 2n ** 56n, 2n ** 56n)],
  ])('refuses %s', async (_, runs, total) => {
    const { device } = await configured({
      instead: (asked, right) => [
        asked.command === COMMAND.PROFILE
          ? { ...right, payload: new Uint8Array(Buffer.concat([runs, total])) }
          : right,
      ],
    });
    expect((await error(device.profile(request, () => {}))).code).toBe('LINK_MALFORMED');
  });

  it('gives no number of a counter that overflowed, and those of the others', async () => {
    const { device } = await configured({
      count: (event, layer) => ({
        ...{ sum: 30n, min: 6, max: 9 },
        overflowed: event === 9 && layer === 1,
      }),
    });
    const { layers } = await value(device.profile(request, () => {}));
    const counted = { mean: 7.5, min: 6, max: 9 };
    expect(layers.map(({ counters }) => counters)).toEqual([
      [counted, counted],
      [counted, undefined],
      [counted, counted],
    ]);
  });

  it.each([
    ['a least above the most', { sum: 28n, min: 8, max: 6 }],
    ['a sum below all of them', { sum: 23n, min: 6, max: 9 }],
    ['a sum above all of them', { sum: 37n, min: 6, max: 9 }],
  ])('refuses a counter with %s', async (_, count) => {
    const { device } = await configured({ count: () => count });
    const thrown = await error(device.profile(request, () => {}));
    expect(thrown.code).toBe('LINK_MALFORMED');
    expect(thrown.message).toContain('counter 0 of layer 0');
  });

  it.each([
    ['a kind that nobody knows', { kind: 9, slots: 4 }],
    ['a PMU that counts nothing', { kind: 1, slots: 0 }],
    ['counters of no kind', { kind: 0, slots: 4 }],
    ['more counters than any has', { kind: 1, slots: 17 }],
  ])('refuses a device with %s', async (_, counters) => {
    expect((await error(connecting(new FakeDevice({ counters })))).code).toBe('LINK_MALFORMED');
  });

  it('keeps sums beyond 2^53 exact', async () => {
    const sum = 4n * 2n ** 52n + 2n;
    const { device } = await configured({
      instead: (asked, right) => [
        asked.command === COMMAND.PROFILE
          ? {
              ...right,
              payload: new Uint8Array(Buffer.concat([words(4), longs(sum, 2n ** 52n, 2n ** 52n + 1n)])),
            }
          : right,
      ],
    });
    const { total } = await value(device.profile(request, () => {}));
    expect(total).toEqual({ ticks: 2 ** 52 + 0.5, ticks_min: 2 ** 52, ticks_max: 2 ** 52 + 1 });
  });
});
