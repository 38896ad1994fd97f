import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HealthStore } from '../../src/bench/health.ts';
import { LeaseStore } from '../../src/bench/lease.ts';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { openSerial } from '../../src/link/serial-transport.ts';
import { buildModel } from '../../src/model/build.ts';
import { type CliOutcome, hilbench, resultOf } from '../helpers/cli.ts';
import { emulatorsOf } from '../helpers/emulated-bench.ts';
import {
  canStandIn,
  type JLinkBench,
  jlinkBench,
  STAND_IN_PLATFORM,
  type StandInBoard,
  startedWith,
} from '../helpers/jlink-bench.ts';
import type { Behaviour } from '../stand-ins/jlink/behaviour.ts';

/** Five tests go side by side, because most of them only wait; each has a board of its own, and one a neighbour. */
const SERIALS = [1, 2, 3, 4, 5, 6].map((number) => `116000220${number}`);
const SMALL = buildModel({
  tensors: ['x', 'y'].map((name) => ({ name, shape: [1, 16], quantization: { scale: 1 } })),
  inputs: ['x'],
  outputs: ['y'],
  operators: [{ op: 'RELU', inputs: ['x'], outputs: ['y'] }],
});
const OTHER_IMAGE = /runs image [0-9a-f]+, but [0-9a-f]+ was flashed/u;
/** Five at once on a machine that has other things to do. */
const PATIENCE_MS = 180_000;
const QUICK = ['--runs', '1', '--no-create-profile'];

let bench: JLinkBench;
const free: { readonly id: string; readonly board: StandInBoard }[] = [];
let cases = 0;

beforeAll(async () => {
  if (!canStandIn) return;
  bench = await jlinkBench(SERIALS);
  // They fail again and again here, and are needed again.
  appendFileSync(join(bench.dir, 'bench.yml'), 'quarantine_after: 0\n');
  writeFileSync(at('kws.tflite'), dsCnnKeywordSpotter());
  writeFileSync(at('retrained.tflite'), dsCnnKeywordSpotter(43));
  writeFileSync(at('small.tflite'), SMALL);
  writeFileSync(at('text'), 'JLinkExe');
  writeFileSync(at('broken'), '#!/no/such/shell\n', { mode: 0o755 });
  const lacking = 'JLinkExe: error while loading shared libraries: libjlinkarm.so.8: cannot open it';
  writeFileSync(at('lacking'), `#!/bin/sh\necho '${lacking}' >&2\nexit 127\n`, { mode: 0o755 });
  for (const [index, board] of bench.boards.entries()) free.push({ id: `evb-${index}`, board });
});
afterAll(async () => {
  if (!canStandIn) return;
  await bench[Symbol.asyncDispose]();
  expect(await emulatorsOf(bench.dir), 'emulators left behind').toEqual([]);
});

const at = (...names: string[]): string => join(bench.dir, ...names);

/** A board of one test, with folders of its own. Dispose to give it to the next one. */
class Trial implements AsyncDisposable {
  readonly #taken = free.pop();
  readonly #dir = at(`case-${++cases}`);
  constructor() {
    mkdirSync(join(this.#dir, 'tmp'), { recursive: true });
    // What the flash holds already is not written again, and so cannot go wrong.
    rmSync(join(this.board.folder, 'flash'), { recursive: true, force: true });
  }

  get id(): string {
    return this.#taken?.id ?? expect.unreachable('more tests at once than boards');
  }

  get board(): StandInBoard {
    return this.#taken?.board ?? expect.unreachable('more tests at once than boards');
  }

  run(model: string, flags: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
    const out = join(this.#dir, 'out');
    return hilbench(
      [
        ...['run', at(model), '--platform', STAND_IN_PLATFORM, '--board', this.id, '--out', out, '--json'],
        ...[...QUICK, ...flags],
      ],
      { env: { ...bench.env, TMPDIR: join(this.#dir, 'tmp'), ...env } },
    );
  }

  /** Failures in a row that count against the board. */
  async failures(): Promise<number> {
    return (await new HealthStore(bench.env.HILBENCH_LEASE_DIR ?? '').of(this.id)).failures;
  }

  /** Nothing of a run is left: no process, no file, no lease, no half a result. */
  async expectReleased(): Promise<void> {
    expect(await startedWith(this.#dir)).toEqual([]);
    expect(readdirSync(this.#dir, { recursive: true })).toEqual(['tmp']);
    const leases = new LeaseStore(bench.env.HILBENCH_LEASE_DIR ?? '');
    expect(await leases.holder(this.id)).toBeUndefined();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#taken === undefined) return;
    this.board.misbehave({});
    await this.board.replug();
    free.push(this.#taken);
  }
}

/** What a user and a machine are told of a failure. */
function expectError(outcome: CliOutcome, code: string, says: RegExp, hint: RegExp): void {
  expect(JSON.parse(outcome.stdout), outcome.stderr).toMatchObject({
    error: {
      ...{ code, kind: 'bench' },
      message: expect.stringMatching(says),
      hint: expect.stringMatching(hint),
    },
  });
  expect(outcome.status).toBe(3);
  expect(outcome.stderr).toContain(`[${code}]`);
  expect(outcome.stderr).toMatch(/^ {2}→ \S/mu);
  expect(outcome.stderr).not.toMatch(/internal error|^\s+at .*:\d+:\d+/mu);
}

interface Fault {
  readonly what: string;
  readonly behaviour?: Behaviour;
  readonly env?: () => Record<string, string>;
  readonly flags?: readonly string[];
  readonly code: string;
  readonly says: RegExp;
  readonly hint: RegExp;
  /** Whether it speaks against the board. */
  readonly counts: boolean;
}

const jlinkAt = (name: string) => () => ({ HILBENCH_JLINK: at(name) });
const FAULTS: readonly Fault[] = [
  {
    ...{ what: 'J-Link Commander is not there', env: jlinkAt('missing'), code: 'PROBE_NO_JLINK' },
    ...{ says: /HILBENCH_JLINK names .*missing/u, hint: /segger\.com/u, counts: false },
  },
  {
    ...{ what: 'J-Link Commander is no program', env: jlinkAt('text'), code: 'PROBE_NO_JLINK' },
    ...{ says: /HILBENCH_JLINK names .*text/u, hint: /segger\.com/u, counts: false },
  },
  {
    ...{ what: 'J-Link Commander is a file that cannot be run', env: jlinkAt('broken') },
    ...{ code: 'PROBE_JLINK_NOT_STARTED', says: /JLinkExe ended with exit status 12\d.*broken/u },
    ...{ hint: /Start it by hand/u, counts: false },
  },
  {
    ...{ what: 'J-Link Commander lacks a library', env: jlinkAt('lacking') },
    ...{ code: 'PROBE_JLINK_NOT_STARTED', says: /libjlinkarm\.so\.8/u, hint: /library/u, counts: false },
  },
  {
    ...{ what: 'J-Link Commander is too old', behaviour: { version: '6.98e' }, code: 'PROBE_JLINK_VERSION' },
    ...{ says: /version 6\.98e; 7\.00 is the oldest/u, hint: /segger\.com/u, counts: false },
  },
  {
    ...{ what: 'J-Link Commander hangs', behaviour: { hung: true }, code: 'PROBE_TIMEOUT' },
    ...{ env: () => ({ HILBENCH_JLINK_TIMEOUT: '3' }), says: /within 3 s .* was ended/u, hint: /Unplug/u },
    counts: true,
  },
  {
    ...{ what: 'no probe answers', behaviour: { fault: 'no_probe' }, code: 'PROBE_NOT_FOUND' },
    ...{ says: /No J-Link with serial number 11600022\d\d answers/u, hint: /udev/u, counts: true },
  },
  {
    ...{ what: 'another probe answers', behaviour: { fault: 'other_serial' }, code: 'PROBE_OTHER' },
    ...{ says: /1160099999/u, hint: /nothing was written/u, counts: true },
  },
  {
    ...{ what: 'the probe is busy', behaviour: { fault: 'busy' }, code: 'PROBE_BUSY' },
    ...{ says: /in use by another program/u, hint: /Close the debugger/u, counts: true },
  },
  {
    ...{ what: 'the target has no power', behaviour: { fault: 'no_power' }, code: 'PROBE_NO_POWER' },
    ...{ says: /VTref = 0 V/u, hint: /Switch the board on/u, counts: true },
  },
  {
    ...{ what: 'J-Link does not know the device', behaviour: { fault: 'unknown_device' } },
    ...{ code: 'PROBE_UNKNOWN_DEVICE', says: /AP510NFA-CBR/u, hint: /Update J-Link/u, counts: false },
  },
  {
    ...{ what: 'the device is another one', behaviour: { fault: 'wrong_core' }, code: 'PROBE_WRONG_DEVICE' },
    ...{ says: /a Cortex-M4, not a cortex-m55/u, hint: /of the platform given/u, counts: true },
  },
  {
    ...{ what: 'the device is locked', behaviour: { fault: 'locked' }, code: 'PROBE_LOCKED' },
    ...{ says: /Device is secured\. Debug access is denied\.$/u, hint: /Unlock it/u, counts: true },
  },
  {
    ...{ what: 'the device does not answer', behaviour: { fault: 'no_target' }, code: 'PROBE_NO_TARGET' },
    ...{ says: /cannot connect to the device/u, hint: /reset button/u, counts: true },
  },
  {
    ...{ what: 'the flash reads back different', behaviour: { fault: 'verify' } },
    ...{ code: 'PROBE_VERIFY_FAILED', says: /Verify failed @ address/u, hint: /worn or protected/u },
    counts: true,
  },
  {
    ...{ what: 'flashing fails', behaviour: { fault: 'download' }, code: 'PROBE_DOWNLOAD_FAILED' },
    ...{ says: /Programming failed/u, hint: /exit with 0/u, counts: true },
  },
  {
    ...{ what: 'flashing fails without a word', behaviour: { fault: 'silent_download' } },
    ...{ code: 'PROBE_DOWNLOAD_FAILED', says: /nothing says that .* was written/u, hint: /exit/u },
    counts: true,
  },
  {
    ...{ what: 'the probe goes away', behaviour: { fault: 'probe_lost' }, code: 'PROBE_LOST' },
    ...{ says: /lost while it worked/u, hint: /USB cable/u, counts: true },
  },
  {
    ...{ what: 'J-Link Commander ends before the reset', behaviour: { fault: 'cut_short' } },
    ...{ code: 'PROBE_UNKNOWN_OUTPUT', says: /never came to the command g/u, hint: /report it/u },
    counts: true,
  },
  {
    ...{ what: 'the port says garbage for ever', behaviour: { garbage_boots: 99 }, code: 'LINK_GARBAGE' },
    ...{ says: /talks, but not the link protocol/u, hint: /baud rate/u, counts: true },
  },
  {
    ...{ what: 'the device is mute', behaviour: { deaf_boots: 99 }, code: 'LINK_SILENT' },
    ...{ says: /not a byte came/u, hint: /does not start/u, counts: true },
  },
  {
    ...{ what: 'the device falls silent', behaviour: { mute_after_bytes: 2000 }, code: 'LINK_TIMEOUT' },
    ...{ flags: ['--runs', '500'], says: /Nothing came from/u, hint: /hangs, or the board has lost/u },
    counts: true,
  },
  {
    ...{ what: 'the port goes away while host and board compare', behaviour: { vanish_after_bytes: 2000 } },
    ...{ flags: ['--runs', '500'], code: 'LINK_CLOSED', says: /ended during (?!HELLO)[A-Z_]+/u },
    ...{ hint: /cable/u, counts: true },
  },
];

describe.skipIf(!canStandIn)(
  'what goes wrong at a probe, a port or the link ends a run with its own error',
  { concurrent: true, timeout: PATIENCE_MS },
  () => {
    test.each(FAULTS.map((fault) => [fault.what, fault.code, fault] as const))(
      '%s: %s',
      async (_what, code, { behaviour = {}, env, flags, says, hint, counts }) => {
        await using trial = new Trial();
        const before = await trial.failures();
        trial.board.misbehave(behaviour);
        expectError(await trial.run('small.tflite', flags, env?.()), code, says, hint);
        await trial.expectReleased();
        expect((await trial.failures()) > before, 'it counts against the board').toBe(counts);
      },
    );

    test('another program has the port: PORT_BUSY', async () => {
      await using trial = new Trial();
      const { signal } = new AbortController();
      await using _held = await openSerial({ path: trial.board.tty, baud: 115_200, signal });
      expectError(await trial.run('small.tflite'), 'PORT_BUSY', /cannot be opened/u, /Close the terminal/u);
      await trial.expectReleased();
    });

    test('the port never comes: PORT_NOT_FOUND', async () => {
      await using trial = new Trial();
      const before = await trial.failures();
      const outcome = await trial.run('small.tflite', ['--tty', '/dev/hilbench-none']);
      expectError(outcome, 'PORT_NOT_FOUND', /hilbench-none did not appear within 5 s/u, /cable/u);
      await trial.expectReleased();
      expect(await trial.failures(), 'what --tty says is not the fault of the board').toBe(before);
    });

    test('an older image stays on the board: DEVICE_STALE_IMAGE', async () => {
      await using trial = new Trial();
      resultOf(await trial.run('kws.tflite', ['--out', at('older')]));
      trial.board.misbehave({ stale: 'all' });
      expectError(await trial.run('small.tflite'), 'DEVICE_STALE_IMAGE', OTHER_IMAGE, /failed silently/u);
      await trial.expectReleased();
    });

    test('another board has the port: DEVICE_OTHER_BOARD', async () => {
      await using trial = new Trial();
      await using neighbour = new Trial();
      resultOf(await neighbour.run('kws.tflite', ['--out', at('of-neighbour')]));
      const outcome = await trial.run('small.tflite', ['--tty', neighbour.board.tty]);
      expectError(outcome, 'DEVICE_OTHER_BOARD', /they are two boards/u, /correct --tty/u);
      await trial.expectReleased();
    });

    test('an older model stays on the board: DEVICE_STALE_MODEL', async () => {
      await using trial = new Trial();
      resultOf(await trial.run('kws.tflite', ['--out', at('older-model')]));
      trial.board.misbehave({ stale: 'blobs' });
      const outcome = await trial.run('retrained.tflite');
      expectError(outcome, 'DEVICE_STALE_MODEL', /does not hold the model of this run/u, /Flashing failed/u);
      await trial.expectReleased();
    });
  },
);
