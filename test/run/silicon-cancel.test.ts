import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { HealthStore } from '../../src/bench/health.ts';
import { LeaseStore } from '../../src/bench/lease.ts';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { startCli } from '../helpers/cli.ts';
import { emulatorsOf } from '../helpers/emulated-bench.ts';
import {
  canStandIn,
  type JLinkBench,
  jlinkBench,
  STAND_IN_PLATFORM,
  startedWith,
  toolsOf,
} from '../helpers/jlink-bench.ts';
import { NUMPY_PYTHON } from '../helpers/python.ts';
import type { Behaviour } from '../stand-ins/jlink/behaviour.ts';

const JOULESCOPE = join(import.meta.dirname, '..', 'stand-ins', 'joulescope');
const MONITOR = 'monitor: {kind: joulescope, serial: "000001", supply_v: 1.8, io_v: 1.8}';

let bench: JLinkBench;
let cases = 0;

beforeAll(async () => {
  if (!canStandIn) return;
  bench = await jlinkBench(['1160002211'], [MONITOR]);
  writeFileSync(at('kws.tflite'), dsCnnKeywordSpotter());
  writeFileSync(at('hanging-tool'), `#!/bin/sh\n: > '${at('tool-runs')}'\nexec sleep 600\n`, { mode: 0o755 });
});
afterAll(async () => {
  if (!canStandIn) return;
  await bench[Symbol.asyncDispose]();
  expect(await emulatorsOf(bench.dir), 'emulators left behind').toEqual([]);
});
afterEach(() => bench?.board.misbehave({}));

const at = (...names: string[]): string => join(bench.dir, ...names);
const leases = (): LeaseStore => new LeaseStore(bench.env.HILBENCH_LEASE_DIR ?? '');

/** A run to be cancelled, and how to see that the moment has come: in what it says, or from outside. */
interface Moment {
  readonly while: string;
  readonly signal: 'SIGINT' | 'SIGTERM';
  readonly when: RegExp | ((tmp: string) => Promise<boolean>);
  readonly flags?: readonly string[];
  readonly behaviour?: Behaviour;
  readonly env?: () => Record<string, string>;
  /** Takes what the run needs before it starts. */
  readonly before?: () => Promise<AsyncDisposable>;
}

const NO_COMPARISON = ['--no-create-binary'];
const BARE = [...NO_COMPARISON, '--no-create-profile'];
const MOMENTS: readonly Moment[] = [
  {
    ...{ while: 'it waits for the board', signal: 'SIGINT', when: /Waiting for a board: evb-0 is used by/u },
    before: async () => {
      await leases().prepare();
      const attempt = await leases().tryAcquire('evb-0', 'another');
      return 'lease' in attempt ? attempt.lease : expect.unreachable('the board is in use');
    },
  },
  {
    ...{ while: 'it compiles', signal: 'SIGTERM' },
    when: async () => (await startedWith(at('empty-cache'))).some((command) => /gcc|cc1/u.test(command)),
    env: () => ({ HILBENCH_CACHE_DIR: at('empty-cache') }),
  },
  {
    ...{ while: 'the probe hangs', signal: 'SIGINT', behaviour: { hung: true } },
    when: async (tmp) => (await toolsOf(tmp)).some((command) => command.startsWith('sleep ')),
  },
  {
    ...{ while: 'it waits for the port', signal: 'SIGTERM', when: /bench: leased evb-0/u },
    flags: ['--tty', '/dev/hilbench-none', '--verbosity', '2'],
  },
  {
    ...{ while: 'a mute device is greeted', signal: 'SIGINT', behaviour: { deaf_boots: 99 } },
    when: /is reset and greeted again/u,
  },
  {
    ...{ while: 'the model is uploaded', signal: 'SIGTERM', when: /KB of model/u },
    flags: ['--model-location', 'PSRAM'],
  },
  {
    ...{ while: 'host and board compare', signal: 'SIGINT', when: /Stage \[2\/3\]/u },
    flags: ['--runs', '5000'],
  },
  {
    ...{ while: 'it profiles', signal: 'SIGTERM', when: /Stage \[1\/1\]/u },
    flags: ['--runs', '5000', ...NO_COMPARISON],
  },
  {
    ...{
      while: 'the second engine converts',
      signal: 'SIGINT',
      when: async () => existsSync(at('tool-runs')),
    },
    flags: [...NO_COMPARISON, '--create-aot-profile', '--aot-engine', 'helia'],
    env: () => ({ HILBENCH_HELIA_AOT: at('hanging-tool') }),
  },
  {
    ...{ while: 'a package is made', signal: 'SIGTERM', when: /Make and prove what can be taken away/u },
    flags: [...BARE, '--create-library'],
  },
];

async function cancelled(moment: Moment): Promise<void> {
  const { signal, when, flags = [], behaviour = {}, env, before } = moment;
  const dir = at(`case-${++cases}`);
  const tmp = join(dir, 'tmp');
  mkdirSync(tmp, { recursive: true });
  const held = await before?.();
  bench.board.misbehave(behaviour);
  const run = startCli(
    ['run', at('kws.tflite'), '--platform', STAND_IN_PLATFORM, '--out', join(dir, 'out'), '--json', ...flags],
    { env: { ...bench.env, TMPDIR: tmp, ...env?.() } },
  );
  let said = '';
  let told = false;
  run.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (!(when instanceof RegExp) || told || !when.test(said)) return;
    told = true;
    run.kill(signal);
  });
  if (!(when instanceof RegExp)) {
    const ended = run.then(() => true);
    await expect.poll(async () => await Promise.race([ended, when(tmp)]), { timeout: 30_000 }).toBe(true);
    run.kill(signal);
  }
  const done = await run;
  await held?.[Symbol.asyncDispose]();
  expect(done.exitCode, said).toBe(130);
  expect(said).toContain('[CANCELLED]');
  expect(JSON.parse(done.stdout)).toMatchObject({ error: { code: 'CANCELLED' } });
  expect(await startedWith(dir)).toEqual([]);
  expect(readdirSync(dir, { recursive: true })).toEqual(['tmp']);
  expect(await leases().holder('evb-0')).toBeUndefined();
  const health = new HealthStore(bench.env.HILBENCH_LEASE_DIR ?? '');
  expect((await health.of('evb-0')).failures, 'it counts against the board').toBe(0);
}

describe.skipIf(!canStandIn)('a run on a board of silicon that is cancelled leaves nothing behind', () => {
  test.each(MOMENTS.map((moment) => [moment.signal, moment.while, moment] as const))(
    '%s while %s',
    async (_signal, _while, moment) => cancelled(moment),
  );

  test.skipIf(NUMPY_PYTHON === undefined).each(['SIGINT', 'SIGTERM'] as const)(
    '%s while the energy is measured (needs python3 with numpy)',
    async (signal) => {
      await cancelled({
        ...{ while: 'the energy is measured', signal, when: /window 1 of 3 in LP/u },
        flags: [...BARE, '--joulescope', '--runs-power', '3', '--verbosity', '2'],
        env: () => ({ HILBENCH_PYTHON: NUMPY_PYTHON ?? '', PYTHONPATH: JOULESCOPE, HILBENCH_STANDIN_JS: '' }),
      });
    },
  );
});
