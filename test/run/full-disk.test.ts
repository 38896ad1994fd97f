import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { hilbench, resultOf, tempFolder } from '../helpers/cli.ts';
import { canEmulate } from '../helpers/emulated-bench.ts';
import { canMount, hilbenchOnFullDisk } from '../helpers/full-disk.ts';

const folder = tempFolder();
const at = (...names: string[]): string => join(folder.path, ...names);
const ensured = (name: string): string => {
  mkdirSync(at(name), { recursive: true });
  return at(name);
};
const run = (out: string): string[] => ['run', at('kws.tflite'), '--platform', 'mps3_an547', '--out', out];
interface FullDisk {
  readonly what: string;
  readonly free_kb: number;
  readonly code: string;
  readonly says: RegExp;
  readonly args: (disk: string) => string[];
  readonly env?: (disk: string) => Record<string, string>;
}

const ENV = { HILBENCH_CACHE_DIR: at('cache'), HILBENCH_LEASE_DIR: at('leases') };

describe.skipIf(!canEmulate || !canMount)('a disk that is full', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    writeFileSync(at('kws.tflite'), dsCnnKeywordSpotter());
    // What is compiled here is in the store for the others.
    resultOf(await hilbench([...run(at('first')), '--runs', '1', '--json'], { env: ENV }));
  }, 120_000);

  test.each<FullDisk>([
    {
      ...{ what: 'of the output folder', free_kb: 40, code: 'DISK_FULL', says: /Free some space/u },
      args: (disk: string) => run(join(disk, 'out')),
    },
    {
      ...{
        what: 'of the image store',
        free_kb: 60,
        code: 'FIRMWARE_STORE_FULL',
        says: /Free space on that disk/u,
      },
      args: () => run(at('second')),
      env: (disk: string) => ({ HILBENCH_CACHE_DIR: disk }),
    },
    {
      ...{ what: 'of the leases', free_kb: 0, code: 'BENCH_DISK_FULL', says: /Make room on that disk/u },
      args: () => run(at('second')),
      env: (disk: string) => ({ HILBENCH_LEASE_DIR: disk }),
    },
    {
      ...{ what: 'of temporary files', free_kb: 40, code: 'DISK_FULL', says: /Free some space/u },
      args: () => [...run(at('second')), '--create-library'],
      env: (disk: string) => ({ TMPDIR: disk }),
    },
    {
      ...{ what: 'of the result log', free_kb: 0, code: 'DISK_FULL', says: /Cannot write the result log/u },
      args: (disk: string) => [...run(at('second')), '--resultlog-file', join(disk, 'log', 'log.csv')],
    },
  ])('$what: $code, and nothing is half-written', async ({ what, free_kb, code, says, args, env }) => {
    const disk = ensured(what);
    const list = at(`${what}.txt`);
    const outcome = await hilbenchOnFullDisk({ at: disk, free_kb, list }, [...args(disk), '--runs', '1'], {
      ...ENV,
      ...env?.(disk),
    });
    expect(outcome.stderr).toContain(`[${code}]`);
    expect(outcome.stderr).toMatch(says);
    expect(outcome.stderr).not.toMatch(/^\s+at .*:\d+:\d+/mu);
    expect(outcome.status).toBe(3);
    expect(
      outcome.left.filter((name) => /partial|tmp\/.|\.(elf|csv|html)$|results\.json/u.test(name)),
    ).toEqual([]);
    expect(readdirSync(folder.path)).not.toContain('second');
  });
});
