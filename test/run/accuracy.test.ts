import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { generateInputs } from '../../src/reference/generator.ts';
import { writeNpy } from '../../src/reference/npy.ts';
import { parseResult } from '../../src/result/read.ts';
import { hilbench, hilbenchHere, resultOf, tempFolder } from '../helpers/cli.ts';

const SAMPLES = 4;
const SHAPE = [1, 49, 10, 1];
const folder = tempFolder();
const at = (...names: string[]): string => join(folder.path, ...names);
const labels = (values: readonly number[], type: 'INT8' | 'INT32' | 'FLOAT32' = 'INT32'): Uint8Array =>
  writeNpy({
    type,
    shape: [values.length],
    bytes: new Uint8Array(
      type === 'INT8'
        ? Int8Array.from(values).buffer
        : type === 'INT32'
          ? Int32Array.from(values).buffer
          : Float32Array.from(values).buffer,
    ),
  });
const run = (...more: string[]) => [
  'run',
  at('kws.tflite'),
  '--platform',
  'mps3_an547',
  '--dataset',
  at('samples.npy'),
  '--no-create-profile',
  ...more,
];

beforeAll(() => {
  writeFileSync(at('kws.tflite'), dsCnnKeywordSpotter());
  const samples = Array.from(
    { length: SAMPLES },
    (_, index) =>
      generateInputs([{ type: 'INT8', shape: SHAPE, bytes: 490 }], 42, index)[0]?.bytes ?? new Uint8Array(),
  );
  writeFileSync(
    at('samples.npy'),
    writeNpy({ type: 'INT8', shape: [SAMPLES, ...SHAPE.slice(1)], bytes: Buffer.concat(samples) }),
  );
});
afterAll(() => folder[Symbol.dispose]());

/** The winners of the device, from the outputs that a run saved. */
function winners(out: string): number[] {
  return Array.from({ length: SAMPLES }, (_, index) => {
    const file = readFileSync(join(out, 'outputs', `run000${index}`, 'device_output0.npy'));
    const scores = [...new Int8Array(file.subarray(10 + file.readUInt16LE(8)))];
    return scores.indexOf(Math.max(...scores));
  });
}

test('the share of labelled samples that the device gets right is in the result and in the report', async () => {
  const first = await hilbench(run('--save-outputs', '--out', at('first'), '--json'));
  expect(resultOf(first).validation?.accuracy, 'no labels, no accuracy').toBeUndefined();
  const right = winners(at('first'));
  writeFileSync(
    at('labels.npy'),
    labels(right.map((winner, index) => (index === 0 ? (winner + 1) % 12 : winner))),
  );
  const second = await hilbench(run('--labels', at('labels.npy'), '--out', at('second')));
  expect(second.status, second.stderr).toBe(0);
  const { validation } = parseResult(readFileSync(at('second', 'results.json'), 'utf8'), 'second');
  expect(validation?.accuracy).toBe(0.75);
  expect(validation?.host_accuracy).toBeGreaterThanOrEqual(0.5);
  expect(second.stdout).toMatch(/Accuracy: +75\.0 % of 4 labelled samples/);

  writeFileSync(at('gate.yml'), 'thresholds:\n  accuracy:\n    min: 0.9\n    severity: fail\n');
  const compared = await hilbenchHere(['compare', at('second'), at('second'), '--gate', at('gate.yml')]);
  expect(compared.status).toBe(1);
  expect(compared.stdout).toMatch(/fail +Accuracy/);
});

describe('labels that do not fit are an error before anything is built', () => {
  test.each([
    ['too few', () => labels([1, 2]), /are 2, and 4 samples/],
    ['a class that does not exist', () => labels([0, 1, 2, 12]), /hold 12, and output 0 has 12 classes/],
    ['a negative one', () => labels([0, 1, 2, -1], 'INT8'), /hold -1/],
    ['no integers', () => labels([0, 1, 2, 3], 'FLOAT32'), /of type f4/],
  ])('%s', async (_what, make, message) => {
    writeFileSync(at('bad.npy'), make());
    const outcome = await hilbenchHere(run('--labels', at('bad.npy'), '--out', at('bad')));
    expect(outcome.status).toBe(2);
    expect(outcome.stderr).toContain('[DATASET_LABELS]');
    expect(outcome.stderr).toMatch(message);
  });

  test('labels without samples', async () => {
    writeFileSync(at('bad.npy'), labels([0]));
    const outcome = await hilbenchHere([
      'run',
      at('kws.tflite'),
      '--platform',
      'mps3_an547',
      '--labels',
      at('bad.npy'),
      '--out',
      at('bad'),
    ]);
    expect(outcome.stderr).toContain('[CONFIG_NO_DATASET]');
  });
});
