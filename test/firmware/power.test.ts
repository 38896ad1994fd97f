import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { aotEngine } from '../../src/engine/aot/index.ts';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { cobsEncode } from '../../src/link/cobs.ts';
import { readModel } from '../../src/model/read.ts';
import { encodeRecord, RECORD } from '../../src/power/wires.ts';
import { cpuTicks, platformNamed, startTestDevice } from '../helpers/emulated-device.ts';
import { isReady, isReport, startPowerDevice, storyOf, testParameters } from '../helpers/power-device.ts';
import { testEngine } from '../helpers/test-engine.ts';

const WINDOW = 'state+ state- begin gate+ gate- report';
/** Two readings of the timer, what is left of setting the wire, and the begin of the loop. */
const GATE_OVERHEAD_INSTRUCTIONS = 100;

describe.each(['mps3_an547', 'mps2_an386'])('the power image on %s', (name) => {
  const platform = platformNamed(name);

  describe('with the example model', () => {
    const engine = aotEngine.prepare(readModel(dsCnnKeywordSpotter()), platform);

    test('runs three windows at the word of the monitor, alike, in every boot', async () => {
      const boot = async (): Promise<number[]> => {
        await using device = await startPowerDevice(platform, engine, testParameters(platform, engine));
        await device.wires.windows(3);
        expect(storyOf(device.wires.records)).toBe([WINDOW, WINDOW, WINDOW].join(' '));
        const reports = device.wires.records.filter(isReport);
        expect(reports).toMatchObject([0, 1, 2].map((window) => ({ window, inferences: 2 })));
        const gate = device.wires.gateUnits();
        for (const [index, report] of reports.entries()) {
          const own_count = report.kind === 'report' ? report.units : 0;
          expect(gate[index]).toBeGreaterThan(own_count);
          expect(gate[index]).toBeLessThan(own_count + GATE_OVERHEAD_INSTRUCTIONS);
        }
        return gate;
      };
      const first = await boot();
      expect(new Set(first).size).toBe(1);
      expect(await boot()).toEqual(first);
    });

    test('has in the gate what the profile measures for an inference', async () => {
      const one = testParameters(platform, engine, { inferences: 1, windows: 1 });
      await using power = await startPowerDevice(platform, engine, one);
      await power.wires.windows(1);
      await using linked = await startTestDevice(platform, engine);
      await linked.device.selectModel(one.model);
      await linked.device.configure(one.arena);
      const { total } = await linked.device.profile(
        { warmup: 1, runs: 1, events: [], seed: 42, timeout_ms: 30_000 },
        () => {},
      );
      const more = (power.wires.gateUnits()[0] ?? 0) - total.ticks;
      expect(Math.abs(more)).toBeLessThan(total.ticks * 1e-4);
    });

    test('copies a model from where the probe left it, and runs in the other CPU mode', async () => {
      const { staging, memories } = platform;
      const { model } = testParameters(platform, engine);
      const address = memories.SRAM?.address ?? 0;
      expect(staging?.address).not.toBe(address);
      const parameters = testParameters(platform, engine, {
        model: { ...model, address },
        cpu_mode: 'lp',
        windows: 1,
      });
      await using device = await startPowerDevice(platform, engine, parameters);
      await device.wires.windows(1);
      expect(storyOf(device.wires.records)).toBe(WINDOW);
    });
  });

  test('has N times the inference in the gate, and a constant', async () => {
    const loop = 10_000;
    const engine = testEngine('sum', loop);
    const gate = async (inferences: number): Promise<number> => {
      const parameters = testParameters(platform, engine, { inferences, windows: 1 });
      await using device = await startPowerDevice(platform, engine, parameters);
      await device.wires.windows(1);
      return device.wires.gateUnits()[0] ?? 0;
    };
    const [one, two, twelve] = [await gate(1), await gate(2), await gate(12)];
    const inference = two - one;
    expect(twelve - one).toBe(11 * inference);
    expect(one - inference).toBeGreaterThan(0);
    expect(one - inference).toBeLessThan(GATE_OVERHEAD_INSTRUCTIONS);
    expect(inference).toBeGreaterThan(loop);
    expect(inference).toBeLessThan(loop + 1000);
  });

  describe('at the wires', () => {
    const engine = testEngine('sum');

    test('waits for go without using the CPU, also when windows are over', async () => {
      const parameters = testParameters(platform, engine, { windows: 1 });
      await using device = await startPowerDevice(platform, engine, parameters);
      await device.wires.until(isReady);
      expect(await cpuTicks(device.pid)).toBeLessThan(10);
      expect(storyOf(device.wires.records)).toBe('state+');
      await device.wires.windows(1);
      await device.wires.go(true);
      expect(await cpuTicks(device.pid)).toBeLessThan(10);
      expect(storyOf(device.wires.records)).toBe(WINDOW);
    });

    test('is ready for the next window only when go is low', async () => {
      await using device = await startPowerDevice(platform, engine, testParameters(platform, engine));
      await device.wires.until(isReady);
      await device.wires.go(true);
      await device.wires.until(isReport);
      expect(await cpuTicks(device.pid)).toBeLessThan(10);
      expect(storyOf(device.wires.records)).toBe(WINDOW);
      await device.wires.go(false);
      await device.wires.until(isReady, device.wires.records.length);
    });

    test('skips no edge of go that came while it was not looking', async () => {
      const parameters = testParameters(platform, engine, { windows: 2 });
      await using device = await startPowerDevice(platform, engine, parameters);
      await device.wires.until(isReady);
      const [high, low] = [1, 0].map((level) => encodeRecord(RECORD.go, Uint8Array.of(level)));
      await device.wires.write(Buffer.concat([high, low, high, low].map((record) => record ?? Buffer.of())));
      await device.wires.until(isReport, 0, 2);
      expect(storyOf(device.wires.records)).toBe(`${WINDOW} ${WINDOW}`);
    });

    test('begins its windows by itself where nobody raises go, each after its idle time', async () => {
      const idle_ms = 40;
      const parameters = testParameters(platform, engine, { idle_ms });
      await using device = await startPowerDevice(platform, engine, parameters);
      await device.wires.until(isReport, 0, 3);
      expect(storyOf(device.wires.records)).toBe([WINDOW, WINDOW, WINDOW].join(' '));
      const shift = platform.probe.kind === 'qemu' ? platform.probe.icount_shift : 0;
      const instructions_per_ms = 1e6 / 2 ** shift;
      const idle = device.wires.pulses('state').map(({ rise, fall }) => (fall - rise) / instructions_per_ms);
      // An emulator that sleeps wakes up when its host lets it.
      for (const ms of idle) expect(ms).toBeGreaterThanOrEqual(idle_ms);
      expect(new Set(device.wires.gateUnits()).size).toBe(1);
    });

    test('sleeps while it idles before a window of its own', async () => {
      const parameters = testParameters(platform, engine, { idle_ms: 60_000 });
      await using device = await startPowerDevice(platform, engine, parameters);
      await device.wires.until(isReady);
      expect(await cpuTicks(device.pid)).toBeLessThan(10);
      expect(storyOf(device.wires.records)).toBe('state+');
    });

    test('takes nothing but a whole record for go', async () => {
      await using device = await startPowerDevice(platform, engine, testParameters(platform, engine));
      await device.wires.until(isReady);
      const record = (content: readonly number[], crc: number): Buffer => {
        const bytes = Buffer.from([...content, 0, 0, 0, 0]);
        bytes.writeUInt32LE(crc, content.length);
        return Buffer.concat([cobsEncode(bytes), Buffer.of(0)]);
      };
      const checked = (...content: number[]): Buffer => record(content, crc32(Uint8Array.from(content)));
      await device.wires.write(
        Buffer.concat([
          Buffer.of(0, 0, 1, 0, 255, 1, 0),
          record([RECORD.go, 1], 0),
          checked(RECORD.go, 2),
          checked(RECORD.go),
          checked(RECORD.go, 1, 1),
          checked(RECORD.begin, 1),
          Buffer.alloc(300, 7),
          Buffer.of(0),
        ]),
      );
      expect(await cpuTicks(device.pid)).toBeLessThan(10);
      expect(storyOf(device.wires.records)).toBe('state+');
      await device.wires.window(0);
    });
  });
});
