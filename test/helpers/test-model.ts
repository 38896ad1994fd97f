import { buildModel } from '../../src/model/build.ts';

/** What the test engine computes: output 0 is the input, output 1 its sum. */
export const TEST_MODEL = buildModel({
  tensors: [
    { name: 'x', shape: [1, 16], quantization: { scale: 1 } },
    { name: 'shape', type: 'INT32', shape: [2], data: [1, 16] },
    { name: 'y', shape: [1, 16], quantization: { scale: 1 } },
    { name: 'wide', type: 'INT32', shape: [1, 16] },
    { name: 'axis', type: 'INT32', shape: [1], data: [1] },
    { name: 'sum', type: 'INT32', shape: [1] },
  ],
  inputs: ['x'],
  outputs: ['y', 'sum'],
  operators: [
    {
      op: 'RESHAPE',
      inputs: ['x', 'shape'],
      outputs: ['y'],
      options: { type: 'ReshapeOptions', new_shape: [1, 16] },
    },
    { op: 'CAST', inputs: ['x'], outputs: ['wide'] },
    {
      op: 'SUM',
      inputs: ['wide', 'axis'],
      outputs: ['sum'],
      options: { type: 'ReducerOptions', keep_dims: false },
    },
  ],
});
