import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import type { RunResult } from '../../src/result/schema.ts';
import { hilbench, resultOf, tempFolder } from '../helpers/cli.ts';

/** What must be equal in two runs of one model. */
function exactPart({ profile, validation, placement, image, fingerprint }: RunResult) {
  return { profile, validation, placement, image, fingerprint };
}

test('two runs started at the same moment on an empty cache both finish right, and a third compiles nothing', async () => {
  using folder = tempFolder();
  const at = (name: string): string => join(folder.path, name);
  const env = { HILBENCH_CACHE_DIR: at('cache'), HILBENCH_LEASE_DIR: at('leases') };
  writeFileSync(at('kws.tflite'), dsCnnKeywordSpotter());
  const run = (out: string) =>
    hilbench(
      [
        'run',
        at('kws.tflite'),
        '--platform',
        'mps3_an547',
        '--out',
        at(out),
        '--runs',
        '3',
        '--verbosity',
        '2',
        '--json',
      ],
      { env },
    );

  const [first, second] = await Promise.all([run('a'), run('b')]);
  const results = [resultOf(first), resultOf(second)];
  expect(results[0]?.board.id).not.toBe(results[1]?.board.id);
  const third = await run('c');
  expect(third.stderr).toMatch(/from the store/);
  expect(third.stderr).not.toMatch(/Building the firmware/);
  for (const result of [...results, resultOf(third)]) {
    expect(result.validation?.verdict).toBe('pass');
    for (const layer of result.profile?.layers ?? []) expect(layer.ticks_max).toBe(layer.ticks_min);
    const [reference] = results;
    if (reference === undefined) throw new Error('no first result');
    expect(exactPart(result)).toEqual(exactPart(reference));
  }
});
