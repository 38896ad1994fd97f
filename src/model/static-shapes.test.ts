import { describe, expect, it } from 'vitest';
import { buildModel } from './build.ts';
import type { TensorSpec } from './build-types.ts';
import { readModel } from './read.ts';
import { requireStaticShapes } from './static-shapes.ts';

function check(input: TensorSpec, unused: TensorSpec = { shape: [1] }): void {
  const tensors = [
    { name: 'image', ...input },
    { name: 'size', type: 'INT32' as const, shape: [0], data: [] },
    { name: 'out', shape: [1] },
    unused,
  ];
  const operators = [{ op: 'RESHAPE', inputs: ['image', 'size'], outputs: ['out'] }];
  requireStaticShapes(readModel(buildModel({ tensors, inputs: ['image'], outputs: ['out'], operators })));
}

describe('requireStaticShapes', () => {
  it('accepts a free batch that the converter wrote as 1', () => {
    expect(() => check({ shape: [1, 4], shape_signature: [-1, 4] })).not.toThrow();
  });

  it('accepts scalars, empty constants, and empty tensors that nothing uses', () => {
    expect(() => check({ shape: [] }, { shape: [0, 3] })).not.toThrow();
  });

  it('refuses a tensor with a dimension of 0, by its name', () => {
    expect(() => check({ shape: [0, 4], shape_signature: [-1, 4] })).toThrow(
      expect.objectContaining({
        code: 'MODEL_DYNAMIC_SHAPE',
        exitStatus: 2,
        message: expect.stringContaining('Tensor 0 ("image") has the shape [-1, 4]'),
      }),
    );
  });

  it('refuses a tensor that has no shape but a signature', () => {
    expect(() => check({ shape: [], shape_signature: [-1, 4] })).toThrow(
      expect.objectContaining({ code: 'MODEL_DYNAMIC_SHAPE' }),
    );
  });
});
