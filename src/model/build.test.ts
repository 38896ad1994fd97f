import { describe, expect, it } from 'vitest';
import { buildModel } from './build.ts';
import type { ModelSpec, OptionsSpec } from './build-types.ts';
import { readModel } from './read.ts';
import type { OpOptions } from './types.ts';

/** One op between an input and an output, with these options. */
function oneOp(op: string, options: OptionsSpec | undefined): ModelSpec {
  return {
    tensors: [
      { name: 'in', shape: [1, 4, 4, 2] },
      { name: 'out', shape: [1, 4, 4, 2] },
    ],
    inputs: ['in'],
    outputs: ['out'],
    operators: [{ op, inputs: ['in'], outputs: ['out'], ...(options && { options }) }],
  };
}

const EVERY_MEMBER: readonly [op: string, options: OpOptions][] = [
  [
    'CONV_2D',
    {
      type: 'Conv2DOptions',
      padding: 'VALID',
      stride_w: 2,
      stride_h: 3,
      fused_activation_function: 'RELU6',
      dilation_w_factor: 4,
      dilation_h_factor: 5,
    },
  ],
  [
    'DEPTHWISE_CONV_2D',
    {
      type: 'DepthwiseConv2DOptions',
      padding: 'VALID',
      stride_w: 2,
      stride_h: 3,
      depth_multiplier: 6,
      fused_activation_function: 'RELU',
      dilation_w_factor: 4,
      dilation_h_factor: 5,
    },
  ],
  [
    'TRANSPOSE_CONV',
    {
      type: 'TransposeConvOptions',
      padding: 'VALID',
      stride_w: 2,
      stride_h: 3,
      fused_activation_function: 'RELU',
    },
  ],
  [
    'MAX_POOL_2D',
    {
      type: 'Pool2DOptions',
      padding: 'VALID',
      stride_w: 2,
      stride_h: 3,
      filter_width: 4,
      filter_height: 5,
      fused_activation_function: 'RELU_N1_TO_1',
    },
  ],
  [
    'FULLY_CONNECTED',
    {
      type: 'FullyConnectedOptions',
      fused_activation_function: 'TANH',
      weights_format: 1,
      keep_num_dims: true,
    },
  ],
  ['SOFTMAX', { type: 'SoftmaxOptions', beta: 0.5 }],
  ['RESHAPE', { type: 'ReshapeOptions', new_shape: [1, -1] }],
  ['ADD', { type: 'AddOptions', fused_activation_function: 'RELU', pot_scale_int16: false }],
  ['SUB', { type: 'SubOptions', fused_activation_function: 'SIGN_BIT', pot_scale_int16: false }],
  ['MUL', { type: 'MulOptions', fused_activation_function: 'RELU6' }],
  ['CONCATENATION', { type: 'ConcatenationOptions', axis: -1, fused_activation_function: 'RELU' }],
  ['MEAN', { type: 'ReducerOptions', keep_dims: true }],
  ['LEAKY_RELU', { type: 'LeakyReluOptions', alpha: 0.25 }],
  [
    'STRIDED_SLICE',
    {
      type: 'StridedSliceOptions',
      begin_mask: 1,
      end_mask: 2,
      ellipsis_mask: 4,
      new_axis_mask: 8,
      shrink_axis_mask: 16,
      offset: true,
    },
  ],
  [
    'RESIZE_NEAREST_NEIGHBOR',
    { type: 'ResizeNearestNeighborOptions', align_corners: true, half_pixel_centers: true },
  ],
  ['RESIZE_BILINEAR', { type: 'ResizeBilinearOptions', align_corners: true, half_pixel_centers: true }],
  ['PAD', { type: 'other', union: 'PadOptions' }],
  ['DILATE', { type: 'other', union: 'DilateOptions' }],
  ['LOGISTIC', { type: 'other', union: 'NONE' }],
];

describe('buildModel', () => {
  it.each(EVERY_MEMBER)('writes the options of %s so that they read back', (op, options) => {
    const [operator] = readModel(buildModel(oneOp(op, options))).subgraphs[0]?.operators ?? [];
    expect(operator).toMatchObject({ op, inputs: [0], outputs: [1] });
    expect(operator?.options).toEqual(options);
  });

  it('fills in what the options leave open', () => {
    const [operator] = readModel(buildModel(oneOp('CONV_2D', undefined))).subgraphs[0]?.operators ?? [];
    expect(operator?.options).toEqual({
      type: 'Conv2DOptions',
      padding: 'SAME',
      stride_w: 1,
      stride_h: 1,
      fused_activation_function: 'NONE',
      dilation_w_factor: 1,
      dilation_h_factor: 1,
    });
    const [add] = readModel(buildModel(oneOp('ADD', undefined))).subgraphs[0]?.operators ?? [];
    expect(add?.options).toMatchObject({ pot_scale_int16: true });
  });

  it.each([
    ['CONV_2D', 'INT8', 3],
    ['CONV_2D', 'FLOAT32', 1],
    ['DEPTHWISE_CONV_2D', 'INT16', 5],
    ['SOFTMAX', 'INT8', 2],
    ['RESHAPE', 'INT8', 1],
    ['MUL', 'INT16', 4],
  ] as const)('gives %s of %s the version %i', (op, type, version) => {
    const spec = oneOp(op, undefined);
    const model = { ...spec, tensors: spec.tensors.map((tensor) => ({ ...tensor, type })) };
    expect(readModel(buildModel(model)).subgraphs[0]?.operators[0]?.version).toBe(version);
  });

  it('keeps ops above 127 and custom ops apart', () => {
    const spec = oneOp('GELU', undefined);
    expect(readModel(buildModel(spec)).subgraphs[0]?.operators[0]?.op).toBe('GELU');
    const custom = {
      ...spec,
      operators: [{ op: 'CUSTOM', custom_name: 'my_op', inputs: ['in'], outputs: ['out'] }],
    };
    expect(readModel(buildModel(custom)).subgraphs[0]?.operators[0]).toMatchObject({
      op: 'CUSTOM',
      custom_name: 'my_op',
    });
  });

  it('aligns every constant to 16 bytes and leaves buffer 0 empty', () => {
    const lengths = [1, 3, 16, 5, 33];
    const file = buildModel({
      tensors: [
        { name: 'in', shape: [1] },
        ...lengths.map((length, i) => ({
          name: `c${i}`,
          shape: [length],
          data: Array.from({ length }, (_, k) => k - i),
        })),
        { name: 'out', shape: [1] },
      ],
      inputs: ['in'],
      outputs: ['out'],
      operators: [{ op: 'ADD', inputs: ['in', 'c0'], outputs: ['out'] }],
    });
    const { tensors } = readModel(file).subgraphs[0] ?? { tensors: [] };
    const constants = tensors.filter((tensor) => tensor.data);
    expect(constants.map((tensor) => tensor.data?.length)).toEqual(lengths);
    for (const { data } of constants) {
      expect(((data?.byteOffset ?? 1) - file.byteOffset) % 16).toBe(0);
    }
    expect(tensors[0]?.data).toBeUndefined();
    expect([...(constants[3]?.data ?? [])]).toEqual([0xfd, 0xfe, 0xff, 0, 1]);
  });

  it('writes signatures, metadata, several subgraphs, and quantization per axis', () => {
    const graph = readModel(
      buildModel({
        ...oneOp('ADD', undefined),
        name: 'first',
        description: 'a model',
        tensors: [
          {
            name: 'in',
            type: 'INT8',
            shape: [2, 3],
            shape_signature: [-1, 3],
            quantization: { scale: 0.5, zero_point: -3 },
          },
          { name: 'out', shape: [2, 3], quantization: { scale: [1, 2, 4], axis: 1 } },
        ],
        more_subgraphs: [{ ...oneOp('MUL', undefined), name: 'second' }],
        signatures: [{ key: 'serve', inputs: { x: 'in' }, outputs: { y: 'out' } }],
        metadata: { note: new Uint8Array([1, 2, 3]) },
      }),
    );
    expect(graph.description).toBe('a model');
    expect(graph.subgraphs.map((subgraph) => subgraph.name)).toEqual(['first', 'second']);
    expect(graph.signatures).toEqual([
      {
        key: 'serve',
        subgraph: 0,
        inputs: [{ name: 'x', tensor: 0 }],
        outputs: [{ name: 'y', tensor: 1 }],
      },
    ]);
    expect(graph.metadata).toEqual([{ name: 'note', data: new Uint8Array([1, 2, 3]) }]);
    const [input, output] = graph.subgraphs[0]?.tensors ?? [];
    expect(input).toMatchObject({
      shape_signature: [-1, 3],
      quantization: { scale: [0.5], zero_point: [-3], axis: 0 },
      elements: 6,
      bytes: 6,
    });
    expect(output?.quantization).toEqual({ scale: [1, 2, 4], zero_point: [0, 0, 0], axis: 1 });
    expect(output?.shape_signature).toBeUndefined();
  });

  it('gives the same bytes for the same specification', () => {
    const spec = oneOp('CONV_2D', undefined);
    expect(buildModel(spec)).toEqual(buildModel(spec));
  });
});
