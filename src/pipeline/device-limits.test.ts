import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { buildModel } from '../model/build.ts';
import { readModel } from '../model/read.ts';
import type { Subgraph } from '../model/types.ts';
import { checkDeviceLimits, DEVICE_LIMITS } from './device-limits.ts';

/** A chain of `layers`, and `parallel` inputs and outputs of `dimensions` dimensions. */
function model(layers: number, parallel = 1, dimensions = 2): Subgraph {
  const shape = new Array<number>(dimensions).fill(1);
  const chain = Array.from({ length: layers + 1 }, (_, i) => `t${i}`);
  const [first = '', last = ''] = [chain[0], chain.at(-1)];
  const more = Array.from({ length: parallel - 1 }, (_, i) => `x${i}`);
  const [main] = readModel(
    buildModel({
      tensors: [...chain, ...more].map((name) => ({ name, shape })),
      inputs: [first, ...more],
      outputs: [last, ...more],
      operators: chain.slice(1).map((name, i) => ({ op: 'RELU', inputs: [`t${i}`], outputs: [name] })),
    }),
  ).subgraphs;
  if (main === undefined) throw new Error('a model has a main subgraph');
  return main;
}

it('a model at the limits runs', () => {
  expect(() => checkDeviceLimits(model(1600, 256, 8))).not.toThrow();
});

it.each([
  ['layers', model(1601), '1601 layers, more than 1600'],
  ['inputs and outputs', model(1, 257), '257 inputs, more than 256; 257 outputs, more than 256'],
  ['dimensions', model(1, 1, 9), '9 dimensions in an input or output, more than 8'],
])('a model with more %s is refused before anything is built', (_, main, words) => {
  expect(() => checkDeviceLimits(main)).toThrow(
    expect.objectContaining({
      code: 'MODEL_BEYOND_DEVICE',
      kind: 'input',
      message: expect.stringContaining(words),
    }),
  );
});

it('the limit of layers is that of the firmware', () => {
  const header = new URL('../../templates/firmware/harness/hb_model_commands.h', import.meta.url);
  expect(readFileSync(header, 'utf8')).toContain(`#define HB_MAX_LAYERS ${DEVICE_LIMITS.layers}u`);
});
