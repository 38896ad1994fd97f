import { existsSync, readdirSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runToFolder } from '../../src/app/run-to-folder.ts';
import { parseRun } from '../../src/config/run.ts';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { openJoulescope } from '../../src/power/joulescope/monitor.ts';
import { ROOT, tempFolder } from '../helpers/cli.ts';
import {
  canStandIn,
  type JLinkBench,
  jlinkBench,
  STAND_IN_PLATFORM,
  STAND_IN_PLATFORMS,
  toolsOf,
} from '../helpers/jlink-bench.ts';
import { NUMPY_PYTHON } from '../helpers/python.ts';
import { servicesIn } from '../helpers/services.ts';

const STAND_IN = join(ROOT, 'test', 'stand-ins', 'joulescope');
const SERIAL = '000001';

const folder = tempFolder();
const at = (...names: string[]): string => join(folder.path, ...names);
let bench: JLinkBench;

beforeAll(async () => {
  if (!canStandIn) return;
  writeFileSync(at('kws.tflite'), dsCnnKeywordSpotter());
  // A "Python" that says what no bridge would.
  writeFileSync(at('babble'), '#!/bin/sh\necho Traceback; cat >/dev/null\n', { mode: 0o755 });
  bench = await jlinkBench(
    ['1160002204'],
    [`monitor: {kind: joulescope, serial: "${SERIAL}", supply_v: 1.8, io_v: 1.8}`],
  );
});
afterAll(async () => {
  await bench?.[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

function servicesWith(env: NodeJS.ProcessEnv) {
  const bench_file = join(bench.dir, 'bench.yml');
  const services = servicesIn(folder.path, { env, bench_file, platforms: [STAND_IN_PLATFORMS] });
  const script = join(ROOT, 'templates', 'bridge', 'joulescope_bridge.py');
  const pipeline = {
    ...services.pipeline,
    // The real patience is meant for drivers that have to be downloaded.
    openInstrument: (board, signal) =>
      openJoulescope({ board, env, script, open_timeout_ms: 4000, silence_timeout_ms: 3000 }, signal),
  } satisfies typeof services.pipeline;
  return { ...services, pipeline };
}

async function run(services: ReturnType<typeof servicesWith>, signal: AbortSignal): Promise<unknown> {
  const flags = {
    ...{ platform: STAND_IN_PLATFORM, joulescope: true, cpu_mode: 'HP', runs_power: '3' },
    ...{ create_binary: false, create_profile: false, create_library: false },
    ...{ create_ambiqsuite_example: false, out: at('out') },
  };
  const config = await parseRun({ model: at('kws.tflite'), flags, env: {}, cwd: folder.path });
  return await runToFolder(config, services, signal).catch((error: unknown) => error);
}

/** Processes, the port, the lease, files: a run that ended has none of them. */
async function expectNothingHeld(services: ReturnType<typeof servicesWith>): Promise<void> {
  expect(await toolsOf(bench.dir), 'processes').toEqual([]);
  const port = realpathSync(bench.board.tty);
  const open = readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === port;
    } catch {
      return false; // It was that of the listing.
    }
  });
  expect(open, 'the port').toEqual([]);
  const [board] = (await services.bench.boards()).filter(({ id }) => id === 'evb-0');
  expect(board).toBeDefined();
  expect(board).not.toHaveProperty('leased_by');
  expect(readdirSync(at('runtime')), 'temporary files').toEqual([]);
}

interface Fault {
  readonly what: string;
  readonly code: string;
  readonly env: Readonly<Record<string, string>>;
  /** Whether the probe has written by then. */
  readonly flashed: boolean;
}

const standIn = (fault: string): Record<string, string> => ({ HILBENCH_STANDIN_JS: fault });
const attached = (...paths: string[]): Record<string, string> => ({
  HILBENCH_STANDIN_JS_PATHS: paths.join(','),
});

const AT_ONCE: readonly Omit<Fault, 'flashed'>[] = [
  { what: 'no Python', code: 'POWER_NO_PYTHON', env: { HILBENCH_PYTHON: '/nonexistent/python3' } },
  { what: 'no driver', code: 'POWER_NO_DRIVER', env: standIn('missing') },
  { what: 'garbage on stdout', code: 'POWER_MONITOR_DATA', env: { HILBENCH_PYTHON: 'babble' } },
  { what: 'none attached', code: 'POWER_NO_MONITOR', env: standIn('none') },
  { what: 'another serial number', code: 'POWER_NO_MONITOR', env: attached('u/js220/000002') },
  {
    what: 'two of that number',
    code: 'POWER_MONITOR_AMBIGUOUS',
    env: attached('u/js110/000001', 'u/js220/000001'),
  },
  { what: 'busy', code: 'POWER_MONITOR_BUSY', env: standIn('busy') },
  { what: 'no permission', code: 'POWER_MONITOR_PERMISSION', env: standIn('permission') },
  { what: 'old firmware', code: 'POWER_MONITOR_FIRMWARE', env: standIn('firmware') },
  { what: 'unplugged while it opens', code: 'POWER_NO_MONITOR', env: standIn('gone') },
  { what: 'an open that fails', code: 'POWER_MONITOR_OPEN', env: standIn('io') },
  { what: 'a driver that hangs', code: 'POWER_MONITOR_HUNG', env: standIn('hang') },
  { what: 'no supply', code: 'POWER_SUPPLY_VOLTAGE', env: standIn('dark') },
];
const IN_A_RECORDING: readonly Omit<Fault, 'flashed'>[] = [
  { what: 'unplugged in a window', code: 'POWER_MONITOR_LOST', env: standIn('unplug') },
  { what: 'a bridge that is killed in a window', code: 'POWER_MONITOR_LOST', env: standIn('killed') },
  { what: 'silence in a window', code: 'POWER_MONITOR_HUNG', env: standIn('stall') },
  { what: 'lost samples', code: 'POWER_GAP', env: standIn('drop') },
  { what: 'lost levels of a wire', code: 'POWER_GAP', env: standIn('drop-wire') },
  { what: 'a supply that sags later', code: 'POWER_SUPPLY_VOLTAGE', env: standIn('sagging-later') },
];
const FAULTS: readonly Fault[] = [
  ...AT_ONCE.map((fault) => ({ ...fault, flashed: false })),
  ...IN_A_RECORDING.map((fault) => ({ ...fault, flashed: true })),
];

describe.skipIf(!canStandIn || NUMPY_PYTHON === undefined)(
  'a Joulescope that fails ends the run with what is wrong, and nothing is kept (needs python3 with numpy)',
  () => {
    test.each(FAULTS)('$what: $code', { timeout: 60_000 }, async ({ code, env, flashed }) => {
      const before = new Set(flashFiles());
      const services = servicesWith({
        ...process.env,
        ...bench.env,
        HILBENCH_PYTHON: NUMPY_PYTHON,
        PYTHONPATH: STAND_IN,
        ...env,
        ...(env.HILBENCH_PYTHON === 'babble' ? { HILBENCH_PYTHON: at('babble') } : {}),
      });
      const error = await run(services, new AbortController().signal);
      expect(error).toMatchObject({ code, kind: 'bench', hint: expect.stringMatching(/\.$/u) });
      await expectNothingHeld(services);
      expect(existsSync(at('out')) ? readdirSync(at('out')) : []).toEqual([]);
      if (!flashed)
        expect(
          flashFiles().filter((name) => !before.has(name)),
          'flashed',
        ).toEqual([]);
    });

    test('cancelled while it opens, the run ends and nothing is left', { timeout: 60_000 }, async () => {
      const services = servicesWith({
        ...process.env,
        ...bench.env,
        HILBENCH_PYTHON: NUMPY_PYTHON,
        PYTHONPATH: STAND_IN,
        ...standIn('hang'),
      });
      const controller = new AbortController();
      const running = run(services, controller.signal);
      await expect.poll(() => toolsOf(bench.dir), { timeout: 20_000 }).not.toEqual([]);
      controller.abort();
      expect(await running).toMatchObject({ code: 'CANCELLED' });
      await expectNothingHeld(services);
    });
  },
);

/** What the probe has written to the board so far. */
function flashFiles(): readonly string[] {
  const flash = join(bench.board.folder, 'flash');
  return existsSync(flash) ? readdirSync(flash) : [];
}
