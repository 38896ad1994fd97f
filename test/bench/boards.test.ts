import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HealthStore } from '../../src/bench/health.ts';
import { LeaseStore } from '../../src/bench/lease.ts';
import { findJLink } from '../../src/bench/probe/jlink.ts';
import { hilbenchHere } from '../helpers/cli.ts';
import { NUMPY_PYTHON } from '../helpers/python.ts';

const BENCH = `boards:
  - {id: evb-1, platform: apollo510_evb, jlink: "11", tags: [usb]}
  - {id: evb-2, platform: apollo510_evb, jlink: "22", quarantined: loose plug}
`;

/** Where its installer puts it, it is found without PATH. */
const installed = findJLink({ PATH: '' }) !== undefined;

let dir: string;
let env: Record<string, string>;

/** A J-Link Commander that knows two probes. */
const JLINK = `#!/bin/sh
cat <<'END'
SEGGER J-Link Commander V7.96 (Compiled Jan 1 2024)
DLL version V7.96, compiled Jan 1 2024
J-Link>ShowEmuList USB
J-Link[0]: Connection: USB, Serial number: 11, ProductName: J-Link-OB
J-Link[1]: Connection: USB, Serial number: 33, ProductName: J-Link-OB
J-Link>exit
END
`;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hilbench-boards-'));
  await writeFile(join(dir, 'bench.yml'), BENCH);
  await writeFile(join(dir, 'JLinkExe'), JLINK, { mode: 0o755 });
  env = {
    HILBENCH_BENCH: join(dir, 'bench.yml'),
    HILBENCH_LEASE_DIR: join(dir, 'leases'),
    HILBENCH_CACHE_DIR: join(dir, 'cache'),
    HILBENCH_JLINK: join(dir, 'JLinkExe'),
  };
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

const hilbench = (...args: string[]) => hilbenchHere(args, { env, cwd: dir });

describe('hilbench boards', () => {
  it('shows what is configured, attached, leased and in quarantine', async () => {
    const store = new LeaseStore(join(dir, 'leases'));
    await store.prepare();
    const attempt = await store.tryAcquire('evb-1', 'run-7');
    const outcome = await hilbench('boards', '--json');
    expect(outcome.status).toBe(0);
    const { boards, ...more } = JSON.parse(outcome.stdout);
    expect(more).toEqual({
      bench_file: join(dir, 'bench.yml'),
      in_no_board: { jlinks: ['33'], joulescopes: [], ppk2s: [] },
      problems: expect.any(Array),
    });
    expect(boards[0]).toMatchObject({
      id: 'evb-1',
      attached: { probe: true },
      leased_by: { run: 'run-7', pid: process.pid, since: expect.any(String) },
    });
    expect(boards[1]).toMatchObject({
      id: 'evb-2',
      attached: { probe: false },
      quarantined: { reason: 'loose plug', by: 'bench.yml' },
    });
    const { stdout } = await hilbench('boards');
    expect(stdout).toMatch(/^evb-1 .*jlink 11 .*usb .*probe, no port .*leased\s*$/mu);
    expect(stdout).toMatch(/^evb-1 is leased by run-7 \(pid \d+ on .+\) since 20/mu);
    expect(stdout).toMatch(/^evb-2 .*NO PROBE.*quarantine\s*$/mu);
    expect(stdout).toMatch(/^evb-2 is in quarantine by bench\.yml: loose plug\.$/mu);
    expect(stdout).toContain('J-Links that no board names: 33');
    if ('lease' in attempt) await attempt.lease[Symbol.asyncDispose]();
  });

  it('takes another file, and says where one is wrong', async () => {
    await writeFile(join(dir, 'other.yml'), 'boards:\n  - {id: a, platform: apollo501_evb}\n');
    const outcome = await hilbench('boards', '--bench', 'other.yml');
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toContain('other.yml:2:13: there is no platform "apollo501_evb"');
    expect((await hilbench('boards', '--bench', 'none.yml')).stderr).toContain('[BENCH_FILE]');
  });

  it('release ends a quarantine', async () => {
    const store = new LeaseStore(join(dir, 'leases'));
    await store.prepare();
    await new HealthStore(store.dir).failed('evb-1', { reason: 'LINK_TIMEOUT: silence', run: 'r' }, 1);
    expect((await hilbench('boards')).stdout).toMatch(
      /^evb-1 is in quarantine since 20\S+ by r: 1 failure.*LINK_TIMEOUT: silence\. `hilbench boards release evb-1` ends/mu,
    );
    expect((await hilbench('boards', 'release', 'evb-1')).stdout).toContain(
      'It was in quarantine for 1 failure',
    );
    expect((await hilbench('boards')).stdout).toMatch(/evb-1 .*free/u);
    const other = await hilbench('boards', 'release', 'evb-2');
    expect(other).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('[BENCH_QUARANTINED_BY_FILE]'),
    });
  });

  it.skipIf(installed)(
    'says what it may not see without J-Link Commander, where there are boards or somebody looks for some',
    async () => {
      Object.assign(env, { HILBENCH_JLINK: '', PATH: dir });
      const away = /JLinkExe\) is not installed, so that only probes with a virtual COM port are seen/u;
      await rm(join(dir, 'JLinkExe'));
      expect((await hilbench('boards')).stdout).toMatch(away);
      expect((await hilbench('boards', 'init')).stdout).toMatch(away);
      await writeFile(join(dir, 'bench.yml'), '');
      expect((await hilbench('boards')).stdout).not.toMatch(away);
    },
  );

  it('init prints a proposal, writes it when told to, and never over a file', async () => {
    const printed = await hilbench('boards', 'init');
    expect(printed.stdout).toContain('jlink: "11"');
    expect(await readFile(join(dir, 'bench.yml'), 'utf8')).toBe(BENCH);
    const refused = await hilbench('boards', 'init', '--write');
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('[BENCH_FILE_EXISTS]') });
    const written = await hilbench('boards', 'init', '--write', '--out', 'new/bench.yml');
    expect(written).toMatchObject({ status: 0, stdout: expect.stringContaining('choose the platform') });
    const unsaid = await hilbench('boards', '--bench', 'new/bench.yml');
    expect(unsaid).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/new\/bench\.yml:\d+:\d+.*evb-1/u),
    });
    await rm(join(dir, 'new'), { recursive: true });
    const all = ['--write', '--out', 'new/bench.yml', '--platform'];
    const emulated = await hilbench('boards', 'init', ...all, 'mps3_an547');
    expect(emulated.stderr).toContain('[BENCH_EMULATED_PLATFORM]');
    const said = await hilbench('boards', 'init', ...all, 'apollo4p_evb');
    expect(said).toMatchObject({ status: 0, stdout: expect.not.stringContaining('choose') });
    const listed = await hilbench('boards', '--bench', 'new/bench.yml', '--json');
    expect(JSON.parse(listed.stdout).boards[0]).toMatchObject({
      id: 'evb-1',
      jlink: '11',
      attached: { probe: true },
    });
  });
});

describe('hilbench doctor', () => {
  const findings = async (...args: string[]) => {
    const outcome = await hilbench('doctor', '--json', ...args);
    const all = JSON.parse(outcome.stdout) as { id: string; status: string; message: string; fix?: string }[];
    return { status: outcome.status, of: (id: string) => all.find((each) => each.id === id) };
  };

  it('looks at the bench, and at one board', async () => {
    const { status, of } = await findings('--board', 'evb-2');
    expect(status).toBe(3);
    expect(of('bench-file')).toMatchObject({
      status: 'ok',
      message: expect.stringContaining('evb-1, evb-2'),
    });
    expect(of('quarantine:evb-2')).toMatchObject({
      status: 'warn',
      message: expect.stringContaining('loose plug'),
    });
    expect(of('jlink')).toMatchObject({
      status: 'ok',
      message: expect.stringMatching(/7\.96.*probes: 11, 33/u),
    });
    expect(of('board-probe')).toMatchObject({ status: 'fail', message: 'J-Link 22 is not attached' });
    expect(of('board-port')).toMatchObject({ status: 'fail', fix: expect.any(String) });
  }, 30_000);

  it('leaves a board alone that is in use, and says what is wrong with the file', async () => {
    const store = new LeaseStore(join(dir, 'leases'));
    await store.prepare();
    const attempt = await store.tryAcquire('evb-1', 'run-7');
    const busy = await findings('--board', 'evb-1');
    expect(busy.of('board-probe')).toMatchObject({ status: 'ok' });
    expect(busy.of('board-port')).toMatchObject({
      status: 'warn',
      message: expect.stringContaining('used by run-7'),
    });
    if ('lease' in attempt) await attempt.lease[Symbol.asyncDispose]();
    await writeFile(join(dir, 'bench.yml'), 'boards: 7\n');
    const wrong = await findings('--board', 'evb-1');
    expect(wrong.of('bench-file')).toMatchObject({ status: 'fail', fix: expect.any(String) });
    expect(wrong.of('board')).toMatchObject({ status: 'fail' });
  }, 30_000);

  describe.skipIf(NUMPY_PYTHON === undefined)(
    'of a board with a Joulescope (needs python3 with numpy)',
    () => {
      beforeEach(async () => {
        const monitor = 'monitor: {kind: joulescope, serial: "002557", supply_v: 1.8}';
        await writeFile(
          join(dir, 'bench.yml'),
          `boards:\n  - {id: a, platform: apollo510_evb, jlink: "11", port: /dev/none, ${monitor}}\n`,
        );
        Object.assign(env, {
          HILBENCH_PYTHON: NUMPY_PYTHON,
          PYTHONPATH: join(import.meta.dirname, '..', 'stand-ins', 'joulescope'),
          HILBENCH_STANDIN_JS_PATHS: 'u/js110/000110,u/js220/002557',
        });
      });

      it('says which driver there is, what it sees, and whether it opens', async () => {
        const { of } = await findings('--board', 'a');
        expect(of('joulescope-driver')).toMatchObject({
          status: 'ok',
          message: 'pyjoulescope_driver 2.2.12, attached: js110 000110, js220 002557',
        });
        expect(of('board-monitor')).toMatchObject({
          status: 'ok',
          message: 'The joulescope 002557 is attached',
        });
        expect(of('board-monitor-opens')).toMatchObject({
          status: 'ok',
          message: 'joulescope js220 002557 opens, and sees 1.8 V',
        });
        const { stdout } = await hilbench('boards');
        expect(stdout).toMatch(/^a .*probe, no port, monitor/mu);
        expect(stdout).toContain('Joulescopes that no board names: js110 000110');
      }, 30_000);

      it.each([
        ['busy', 'Another program holds the Joulescope', /desktop application/u],
        ['permission', 'This user may not open the Joulescope', /udev/u],
        ['dark', 'sees 0.02 V', /^Switch on/u],
      ])(
        'says what is wrong with one that is %s',
        async (fault, message, fix) => {
          env.HILBENCH_STANDIN_JS = fault;
          const { status, of } = await findings('--board', 'a');
          expect(status).toBe(3);
          expect(of('board-monitor-opens')).toMatchObject({
            status: 'fail',
            message: expect.stringContaining(message),
            fix: expect.stringMatching(fix),
          });
        },
        30_000,
      );

      it('says that it is not there, and how to get the driver', async () => {
        env.HILBENCH_STANDIN_JS_PATHS = 'u/js220/000001';
        expect((await findings('--board', 'a')).of('board-monitor')).toMatchObject({
          status: 'fail',
          message: 'The joulescope 002557 is not attached',
        });
        expect((await hilbench('boards')).stdout).toContain('NO MONITOR');
        env.HILBENCH_STANDIN_JS = 'missing';
        expect((await findings()).of('joulescope-driver')).toMatchObject({
          status: 'fail',
          fix: expect.stringContaining('pip install pyjoulescope_driver'),
        });
        expect((await hilbench('boards')).stdout).toContain(
          'Could not look everywhere: Python has no module',
        );
        expect((await hilbench('boards', 'init')).stdout).toContain('# Joulescopes could not be looked for');
      }, 30_000);
    },
  );
});
