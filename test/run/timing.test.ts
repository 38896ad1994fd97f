import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { tempFolder } from '../helpers/cli.ts';
import { canEmulate } from '../helpers/emulated-bench.ts';
import { runWith, servicesIn } from '../helpers/services.ts';

const folder = tempFolder();
const at = (...names: string[]): string => join(folder.path, ...names);
afterAll(() => folder[Symbol.dispose]());

/** Of the wall time, what lies between two stages: making objects, drawing progress. */
const BETWEEN_STAGES = 0.03;

test.skipIf(!canEmulate)('every moment of a run is in its timing', async () => {
  writeFileSync(at('kws.tflite'), dsCnnKeywordSpotter());
  const flags = { platform: 'mps3_an547', runs: '2', out: at('out') };
  const { timing } = await runWith(servicesIn(folder.path), { model: at('kws.tflite'), flags });

  const { total = 0, hilbench = 0, ...parts } = timing;
  const stages = Object.entries(parts).filter(([name]) => !name.startsWith('in_'));
  const sum = stages.reduce((ms, [, part]) => ms + part, 0);
  expect(stages.map(([name]) => name)).toEqual([
    ...['plan', 'inputs', 'start', 'tune', 'validate', 'profile', 'release'],
  ]);
  expect(Math.abs(total - sum) / total).toBeLessThan(BETWEEN_STAGES);
  const causes = Object.keys(parts).filter((name) => name.startsWith('in_'));
  expect(causes.toSorted()).toEqual(
    ['in_compiler', 'in_device', 'in_lease', 'in_link', 'in_probe', 'in_reference'].toSorted(),
  );
  // What is ours and what is not make the whole: causes overlap, so their sum is no less than that.
  const external = causes.reduce((ms, name) => ms + (parts[name] ?? 0), 0);
  expect(hilbench + external).toBeGreaterThanOrEqual(total - 1);
});
