import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolvePaths } from '../../src/app/paths.ts';
import { runToFolder } from '../../src/app/run-to-folder.ts';
import { createServices } from '../../src/app/services.ts';
import type { Board, FlashBlob } from '../../src/bench/types.ts';
import { createDisplay } from '../../src/cli/progress.ts';
import { parseRun } from '../../src/config/run.ts';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import type { Image } from '../../src/firmware/types.ts';
import { terminalReport } from '../../src/report/terminal.ts';
import type { RunResult } from '../../src/result/schema.ts';
import { HilbenchError } from '../../src/support/errors.ts';
import { ROOT, tempFolder } from '../helpers/cli.ts';
import { canEmulate } from '../helpers/emulated-bench.ts';
import { platformNamed } from '../helpers/emulated-device.ts';

type Mode = 'lp' | 'hp';

const HELIA_AOT = join(ROOT, 'test', 'stand-ins', 'helia-aot', 'helia-aot.ts');
/** Of `cpu_mode` in the parameter block (docs/power.md). */
const MODE_OFFSET = 44;
const parameters = platformNamed('mps3_an547').parameters?.address;

const folder = tempFolder();
const at = (...names: string[]): string => join(folder.path, ...names);

beforeAll(() => {
  writeFileSync(at('kws.tflite'), dsCnnKeywordSpotter());
  writeFileSync(at('helia-aot'), `#!/bin/sh\nexec '${process.execPath}' '${HELIA_AOT}' ok "$@"\n`);
  chmodSync(at('helia-aot'), 0o755);
});
afterAll(() => folder[Symbol.dispose]());

/** The board, which does not start the power image of one engine in some modes: the main one's is the first it gets. */
function failing(board: Board, engine: 'main' | 'pass', modes: readonly Mode[]): Board {
  let main: string | undefined;
  const bootForPower: Board['bootForPower'] = async (image: Image, blobs: readonly FlashBlob[], signal) => {
    main ??= image.hash;
    const block = blobs.find(({ address }) => address === parameters)?.bytes ?? new Uint8Array();
    const mode = Buffer.from(block).readUInt32LE(MODE_OFFSET) === 0 ? 'lp' : 'hp';
    if ((image.hash === main) === (engine === 'main') && modes.includes(mode)) {
      throw new HilbenchError({
        ...{ kind: 'bench', code: 'PROBE_NO_POWER', message: `VTref = 0 V in ${mode}.` },
        hint: 'Switch the board on.',
      });
    }
    return await board.bootForPower(image, blobs, signal);
  };
  return new Proxy(board, {
    get: (target, key) => {
      if (key === 'bootForPower') return bootForPower;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

async function run(engine: 'main' | 'pass', modes: readonly Mode[]): Promise<RunResult> {
  const env = {
    ...process.env,
    HILBENCH_HELIA_AOT: at('helia-aot'),
    HILBENCH_CACHE_DIR: at('cache'),
    HILBENCH_LEASE_DIR: at('leases'),
  };
  const services = createServices(resolvePaths(env), env, createDisplay(process.stderr, 0));
  const { bench } = services.pipeline;
  const config = await parseRun({
    model: at('kws.tflite'),
    flags: {
      ...{ platform: 'mps3_an547', runs: '1', create_profile: false, out: at('out') },
      ...{ create_aot_profile: true, aot_engine: 'helia' },
      ...{ power_monitor: 'modelled', runs_power: '3', onboard_perf: true },
    },
    env: {},
    cwd: folder.path,
  });
  const lease: typeof bench.lease = async (...args) => failing(await bench.lease(...args), engine, modes);
  const pipeline = { ...services.pipeline, bench: { ...bench, lease } };
  return await runToFolder(config, { ...services, pipeline }, new AbortController().signal);
}

describe.skipIf(!canEmulate)('energy in a pass beside the main engine', () => {
  test.each([
    ['lp', 'hp'],
    ['hp', 'lp'],
  ] as const)('fails in %s, and what was measured in %s is kept', async (failed, measured) => {
    const result = await run('pass', [failed]);
    const { aot, power, onboard } = result;
    expect(aot?.power).toMatchObject([{ mode: measured, engine: 'helia-aot' }]);
    expect(aot?.onboard).toMatchObject([{ mode: measured, engine: 'helia-aot' }]);
    expect(aot?.main?.identical).toBe(true);
    expect([power?.map(({ mode }) => mode), onboard?.map(({ mode }) => mode)]).toEqual([
      ['lp', 'hp'],
      ['lp', 'hp'],
    ]);
    expect(result.issues).toEqual([
      {
        code: 'PROBE_NO_POWER',
        severity: 'warn',
        message: `The pass with an engine compiled ahead of time, in ${failed.toUpperCase()}: VTref = 0 V in ${failed}.`,
        hint: 'Switch the board on.',
      },
    ]);
    const report = terminalReport(result);
    expect(report).toMatch(new RegExp(`^\\[Power\\] AOT ${measured.toUpperCase()} Inference Time`, 'mu'));
    expect(report).not.toMatch(new RegExp(`^\\[Power\\] AOT ${failed.toUpperCase()} `, 'mu'));
  });

  test('fails in both, and each is noted', async () => {
    const { aot, issues, power } = await run('pass', ['lp', 'hp']);
    expect(aot?.power ?? aot?.onboard).toBeUndefined();
    expect(aot?.main?.identical).toBe(true);
    expect(power).toHaveLength(2);
    expect(issues.map(({ message }) => message)).toEqual([
      expect.stringContaining('in LP'),
      expect.stringContaining('in HP'),
    ]);
  });
});

test.skipIf(!canEmulate)('energy of the main engine that fails in one mode fails the run', async () => {
  await expect(run('main', ['hp'])).rejects.toMatchObject({ code: 'PROBE_NO_POWER', kind: 'bench' });
});
