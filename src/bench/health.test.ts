import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelled, HilbenchError } from '../support/errors.ts';
import { HealthStore } from './health.ts';
import { boardFailure } from './outcome.ts';

let dir: string;
let store: HealthStore;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hilbench-health-'));
  store = new HealthStore(dir);
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

const fail = (run: string, limit = 3) => store.failed('evb', { reason: `LINK_TIMEOUT: ${run}`, run }, limit);

describe('the health of a board', () => {
  it('is quarantine when it failed often enough in a row, until it is released', async () => {
    expect(await store.of('evb')).toEqual({ schema: 1, failures: 0 });
    await fail('one');
    await fail('two');
    await store.succeeded('evb');
    await fail('three');
    expect((await fail('four')).quarantine).toBeUndefined();
    expect(await fail('five')).toMatchObject({
      failures: 3,
      quarantine: { reason: '3 failures in a row, the last: LINK_TIMEOUT: five', run: 'five' },
    });
    await fail('six');
    await store.succeeded('evb');
    expect((await new HealthStore(dir).of('evb')).quarantine).toMatchObject({ run: 'five' });
    expect((await store.release('evb')).quarantine).toMatchObject({ run: 'five' });
    expect(await store.of('evb')).toEqual({ schema: 1, failures: 0 });
    expect((await store.of('evb.1')).failures).toBe(0);
  });

  it('is never quarantine with a limit of 0', async () => {
    for (let turn = 0; turn < 5; turn++) await fail(`run ${turn}`, 0);
    expect(await store.of('evb')).toEqual({ schema: 1, failures: 5 });
  });

  it('loses nothing when many write at once, and leaves one file', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, index) => fail(`run ${index}`, 1000)));
    expect((await store.of('evb')).failures).toBe(20);
    expect(await readdir(dir)).toHaveLength(1);
  });

  it('says nothing when its file is damaged, and is written anew', async () => {
    await writeFile(join(dir, 'evb.9.health'), '{"schema":1,"failures":-3}');
    expect((await store.of('evb')).failures).toBe(0);
    await fail('one');
    expect(await readdir(dir)).toEqual(['evb.10.health']);
  });

  it('shows texts of others so that they can do no harm', async () => {
    const quarantine = { reason: 'a\u001b[2J\nb', since: 'x'.repeat(99), run: 'r' };
    await writeFile(join(dir, 'evb.1.health'), JSON.stringify({ schema: 1, failures: 3, quarantine }));
    const health = await store.of('evb');
    expect(health.quarantine?.reason).toBe('a�[2J�b');
    expect(health.quarantine?.since).toHaveLength(40);
  });

  it('that cannot be written is an error', async () => {
    await expect(
      new HealthStore(join(dir, 'none')).failed('evb', { reason: 'x', run: 'y' }, 3),
    ).rejects.toMatchObject({ code: 'BENCH_NO_HEALTH', kind: 'bench' });
  });
});

describe('what speaks against a board', () => {
  const error = (kind: 'bench' | 'input' | 'model', code: string) =>
    new HilbenchError({ kind, code, message: 'm', hint: 'h' });

  it.each([
    ...['PROBE_NO_TARGET', 'PORT_NOT_FOUND', 'LINK_TIMEOUT', 'DEVICE_STALE_IMAGE'],
    ...['POWER_NOT_READY', 'POWER_NO_GATE', 'POWER_DEVICE_FAILED', 'POWER_SUPPLY_VOLTAGE'],
  ])('is %s', (code) => {
    expect(boardFailure(error('bench', code))).toBe(`${code}: m`);
    const both = Object.assign(new Error('both'), {
      name: 'SuppressedError',
      suppressed: error('bench', code),
    });
    expect(boardFailure(both)).toBe(`${code}: m`);
  });

  it.each([
    ['a cancelled run', cancelled()],
    ['a model that failed', error('model', 'DEVICE_UNSUPPORTED')],
    ['wrong input', error('input', 'CONFIG_USAGE')],
    ['a tool that is missing', error('bench', 'PROBE_NO_JLINK')],
    ['a monitor that another program has', error('bench', 'POWER_MONITOR_BUSY')],
    ['a host that loses samples', error('bench', 'POWER_GAP')],
    ['a compiler', error('bench', 'FIRMWARE_NO_COMPILER')],
    ['another bench', error('bench', 'BENCH_BUSY')],
    ['a defect', new Error('x')],
  ])('is not %s', (_, cause) => expect(boardFailure(cause)).toBeUndefined());

  it('is not what came from a port that the run named itself', () => {
    for (const code of ['PORT_NOT_FOUND', 'LINK_GARBAGE', 'DEVICE_STALE_IMAGE']) {
      expect(boardFailure(error('bench', code), true)).toBeUndefined();
    }
    expect(boardFailure(error('bench', 'PROBE_NO_POWER'), true)).toBe('PROBE_NO_POWER: m');
  });
});
