import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { startCli, tempFolder } from '../helpers/cli.ts';
import { processesNaming } from '../helpers/processes.ts';

/** All files below a folder, relative, without the ones of the image store. */
function filesBelow(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
}

/** What to cancel, when to see that it runs, and the options that make it long. */
const MOMENTS = [
  ['while compiling', /Stage \[1\/3\]/, []],
  ['while host and board compare', /Stage \[2\/3\]/, ['--runs', '5000']],
  ['while profiling', /Stage \[1\/1\]/, ['--runs', '5000', '--no-create-binary']],
  [
    'while measuring energy',
    /window 1 of 3 in LP/,
    [
      ...['--no-create-binary', '--no-create-profile', '--power-monitor', 'modelled'],
      ...['--cpu-mode', 'LP', '--runs-power', '60', '--verbosity', '2'],
    ],
  ],
] as const;

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  test.each(MOMENTS)('%s ends with 130 and leaves nothing behind', async (_moment, when, options) => {
    using folder = tempFolder();
    const at = (name: string): string => join(folder.path, name);
    mkdirSync(at('tmp'));
    writeFileSync(at('kws.tflite'), dsCnnKeywordSpotter());
    const run = startCli(
      ['run', at('kws.tflite'), '--platform', 'mps3_an547', '--out', at('out'), ...options],
      { env: { TMPDIR: at('tmp'), HILBENCH_CACHE_DIR: at('cache'), HILBENCH_LEASE_DIR: at('leases') } },
    );
    let seen = '';
    run.stderr?.on('data', (chunk: Buffer) => {
      const before = when.test(seen);
      seen += chunk.toString();
      if (!before && when.test(seen)) run.kill(signal);
    });
    const done = await run;
    expect(done.exitCode, seen).toBe(130);
    expect(seen).toMatch(/CANCELLED/);
    expect(done.stdout).toBe('');
    expect(existsSync(at('out'))).toBe(false);
    expect(filesBelow(at('tmp'))).toEqual([]);
    expect(await processesNaming(folder.path)).toEqual([]);
    const held = filesBelow(at('leases')).filter((name) =>
      readFileSync(join(at('leases'), name), 'utf8').includes('"held"'),
    );
    expect(held).toEqual([]);
  });
});
