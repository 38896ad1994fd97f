import { describe, expect, it } from 'vitest';
import { analyze } from './analyze.ts';
import { buildModel } from './build.ts';
import type { OperatorSpec, TensorSpec } from './build-types.ts';
import { readModel } from './read.ts';

/** The analysis of one layer: its inputs are model inputs unless they have data. */
function layerOf(
  op: Omit<OperatorSpec, 'inputs' | 'outputs'>,
  inputs: readonly TensorSpec[],
  output: TensorSpec,
) {
  const tensors = [...inputs.map((tensor, i) => ({ ...tensor, name: `in${i}` })), { ...output, name: 'out' }];
  const given = inputs.flatMap((tensor, i) => (tensor.data ? [] : [i]));
  const operators = [{ ...op, inputs: inputs.map((_, i) => i), outputs: ['out'] }];
  const analysis = analyze(readModel(buildModel({ tensors, inputs: given, outputs: ['out'], operators })));
  const [layer] = analysis.layers;
  if (layer === undefined) throw new Error('no layer');
  return layer;
}

const constant = (...shape: number[]): TensorSpec => ({
  shape,
  data: new Int8Array(shape.reduce((a, b) => a * b)),
});

describe('analyze', () => {
  it('counts a convolution with its batch and describes it', () => {
    const layer = layerOf(
      {
        op: 'CONV_2D',
        options: {
          type: 'Conv2DOptions',
          stride_h: 2,
          stride_w: 1,
          dilation_h_factor: 3,
          fused_activation_function: 'RELU6',
        },
      },
      [{ shape: [2, 8, 8, 3] }, constant(5, 3, 2, 3), { type: 'INT32', shape: [5], data: [1, 2, 3, 4, 5] }],
      { shape: [2, 4, 8, 5] },
    );
    expect(layer).toEqual({
      subgraph: 0,
      index: 0,
      op: 'CONV_2D',
      name: 'out',
      macs: 2 * 4 * 8 * 5 * 3 * 2 * 3,
      mac_equation: 'N·Ho·Wo·Co·Kh·Kw·Ci = 2·4·8·5·3·2·3',
      input_dtype: 'INT8',
      weight_dtype: 'INT8',
      output_dtype: 'INT8',
      fused_activation: 'RELU6',
      input_shape: [2, 8, 8, 3],
      output_shape: [2, 4, 8, 5],
      filter_shape: [5, 3, 2, 3],
      stride_h: 2,
      stride_w: 1,
      dilation_h: 3,
      dilation_w: 1,
      read_bytes: 2 * 8 * 8 * 3 + 5 * 3 * 2 * 3 + 5 * 4,
      write_bytes: 2 * 4 * 8 * 5,
    });
  });

  it('counts grouped convolutions by the depth of the filter', () => {
    const layer = layerOf({ op: 'CONV_2D' }, [{ shape: [1, 4, 4, 8] }, constant(6, 3, 3, 4)], {
      shape: [1, 4, 4, 6],
    });
    expect(layer.macs).toBe(4 * 4 * 6 * 3 * 3 * 4);
  });

  it('counts depthwise convolutions with a multiplier', () => {
    const inputs = [{ shape: [1, 4, 4, 2] }, constant(1, 3, 3, 6)];
    expect(layerOf({ op: 'DEPTHWISE_CONV_2D' }, inputs, { shape: [1, 4, 4, 6] }).macs).toBe(4 * 4 * 6 * 9);
  });

  it('counts transposed convolutions from their input, which is the third', () => {
    const size: TensorSpec = { type: 'INT32', shape: [4], data: [1, 8, 8, 2] };
    const layer = layerOf(
      { op: 'TRANSPOSE_CONV', options: { type: 'TransposeConvOptions', stride_h: 2, stride_w: 2 } },
      [size, constant(2, 3, 3, 5), { shape: [1, 4, 4, 5] }],
      { shape: [1, 8, 8, 2] },
    );
    expect(layer.macs).toBe(4 * 4 * 5 * 3 * 3 * 2);
    expect(layer.input_shape).toEqual([1, 4, 4, 5]);
  });

  it('counts fully connected layers by the rows that go through them', () => {
    const inputs = [{ shape: [3, 2, 10] }, constant(7, 10)];
    expect(layerOf({ op: 'FULLY_CONNECTED' }, inputs, { shape: [6, 7] }).macs).toBe(6 * 7 * 10);
  });

  it('counts matrix products either way round', () => {
    const output = { shape: [4, 2, 5] };
    expect(layerOf({ op: 'BATCH_MATMUL' }, [{ shape: [4, 2, 3] }, { shape: [4, 3, 5] }], output).macs).toBe(
      120,
    );
    expect(layerOf({ op: 'BATCH_MATMUL' }, [{ shape: [4, 3, 2] }, { shape: [4, 3, 5] }], output).macs).toBe(
      120,
    );
  });

  it('counts the recurrent layers', () => {
    const svdf = [
      { shape: [1, 8] },
      constant(16, 8),
      constant(16, 10),
      { shape: [0] },
      { shape: [1, 160], is_variable: true },
    ];
    const layer = layerOf({ op: 'SVDF' }, svdf, { shape: [1, 16] });
    expect(layer.macs).toBe(16 * 8 + 16 * 10);
    const weights = [1, 2, 3, 4].map(() => constant(6, 3));
    const recurrent = [1, 2, 3, 4].map(() => constant(6, 6));
    const lstm = layerOf(
      { op: 'UNIDIRECTIONAL_SEQUENCE_LSTM' },
      [{ shape: [1, 20, 3] }, ...weights, ...recurrent],
      { shape: [1, 20, 6] },
    );
    expect(lstm.macs).toBe(20 * (4 * 18 + 4 * 36));
  });

  it('counts no multiply-accumulates for element-wise ops, and an input that is given twice once', () => {
    const graph = readModel(
      buildModel({
        tensors: [
          { name: 'in', shape: [10] },
          { name: 'out', shape: [10] },
        ],
        inputs: ['in'],
        outputs: ['out'],
        operators: [{ op: 'ADD', inputs: ['in', 'in'], outputs: ['out'] }],
      }),
    );
    const { layers, macs, ops } = analyze(graph);
    expect(macs).toBe(0);
    expect(ops).toEqual({ ADD: 1 });
    expect(layers[0]).toMatchObject({ macs: 0, read_bytes: 10, write_bytes: 10, fused_activation: 'NONE' });
    expect(layers[0]).not.toHaveProperty('mac_equation');
    expect(layers[0]).not.toHaveProperty('stride_h');
  });

  it('adds up the constants', () => {
    const graph = readModel(
      buildModel({
        tensors: [
          { shape: [2] },
          { shape: [3], data: [1, 2, 3] },
          { type: 'INT32', shape: [2], data: [4, 5] },
          { shape: [2] },
        ],
        inputs: [0],
        outputs: [3],
        operators: [{ op: 'CUSTOM', custom_name: 'x', inputs: [0, 1, 2], outputs: [3] }],
      }),
    );
    expect(analyze(graph).weight_bytes).toBe(3 + 8);
  });

  it('refuses a layer whose tensors cannot be those of its op, by its index', () => {
    const flat = () => layerOf({ op: 'CONV_2D' }, [{ shape: [1, 8] }, constant(5, 3)], { shape: [1, 5] });
    expect(flat).toThrow(expect.objectContaining({ code: 'MODEL_BAD_SHAPE', exitStatus: 2 }));
    expect(flat).toThrow('Layer 0 (CONV_2D) needs 4 dimensions');
  });

  it('refuses more multiply-accumulates than can be counted', () => {
    const huge = () =>
      layerOf({ op: 'BATCH_MATMUL' }, [{ shape: [2 ** 24, 2 ** 24] }, { shape: [2 ** 24, 2 ** 24] }], {
        shape: [2 ** 24, 2 ** 24],
      });
    expect(huge).toThrow(expect.objectContaining({ code: 'MODEL_SHAPE_OVERFLOW' }));
  });
});
