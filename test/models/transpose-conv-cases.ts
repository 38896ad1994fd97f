import type { Activation, Padding } from '../../src/model/types.ts';
import { integers, oneOp, quantized, scaleBetween } from './one-op.ts';
import { type OpCase, SeededIntegers } from './op-case.ts';

interface TransposeConv {
  readonly input: readonly [n: number, h: number, w: number, c: number];
  readonly filter: readonly [h: number, w: number];
  readonly stride: readonly [h: number, w: number];
  readonly output: readonly [h: number, w: number, c: number];
  readonly padding: Padding;
  readonly activation?: Activation;
  readonly bias?: boolean;
  readonly per_channel?: boolean;
}

const LAYERS: readonly TransposeConv[] = [
  { input: [1, 4, 5, 3], filter: [3, 3], stride: [2, 2], output: [8, 10, 4], padding: 'SAME' },
  { input: [1, 4, 5, 3], filter: [3, 3], stride: [2, 2], output: [7, 9, 4], padding: 'SAME' },
  { input: [1, 4, 5, 3], filter: [3, 3], stride: [2, 2], output: [9, 11, 2], padding: 'VALID' },
  { input: [1, 4, 5, 3], filter: [3, 3], stride: [2, 2], output: [10, 12, 2], padding: 'VALID' },
  {
    input: [2, 3, 3, 5],
    filter: [2, 2],
    stride: [2, 2],
    output: [6, 6, 7],
    padding: 'SAME',
    activation: 'RELU',
  },
  {
    input: [1, 6, 4, 2],
    filter: [5, 3],
    stride: [1, 1],
    output: [6, 4, 3],
    padding: 'SAME',
    activation: 'RELU6',
  },
  { input: [1, 3, 4, 8], filter: [4, 4], stride: [2, 3], output: [6, 12, 1], padding: 'SAME', bias: false },
  {
    input: [1, 3, 4, 2],
    filter: [1, 1],
    stride: [2, 2],
    output: [5, 7, 3],
    padding: 'VALID',
    per_channel: false,
  },
  { input: [1, 1, 1, 4], filter: [3, 3], stride: [3, 3], output: [3, 3, 4], padding: 'VALID' },
  { input: [1, 5, 5, 3], filter: [2, 5], stride: [3, 1], output: [14, 9, 2], padding: 'VALID' },
];

/** TRANSPOSE_CONV of int8 tensors: strides, paddings, output sizes, with and without bias. */
export const TRANSPOSE_CONV_CASES: readonly OpCase[] = LAYERS.map((spec, seed): OpCase => {
  const random = new SeededIntegers(seed + 5000);
  const [batches, , , depth] = spec.input;
  const [height, width, channels] = spec.output;
  const input_scale = scaleBetween(random, 0.01, 0.1);
  const scales = Array.from({ length: spec.per_channel === false ? 1 : channels }, () =>
    scaleBetween(random, 1e-3, 1e-2),
  );
  const taps = spec.filter[0] * spec.filter[1] * depth;
  const meeting = Math.max(taps / (spec.stride[0] * spec.stride[1]), depth);
  const output_scale = Math.fround(input_scale * 5e-3 * 70 * Math.sqrt(meeting));
  const weights = {
    name: 'weights',
    type: 'INT8' as const,
    shape: [channels, ...spec.filter, depth],
    quantization: { scale: scales, zero_point: scales.map(() => 0) },
    data: random.list(channels * taps, -127, 127),
  };
  const bias = {
    name: 'bias',
    type: 'INT32' as const,
    shape: [channels],
    quantization: {
      scale: scales.map((scale) => Math.fround(scale * input_scale)),
      zero_point: scales.map(() => 0),
    },
    data: random.list(channels, -9000, 9000),
  };
  const shape = integers('shape', [batches, height, width, channels]);
  const input = quantized('in', spec.input, input_scale, random.next(-100, 100));
  const output = quantized('out', [batches, height, width, channels], output_scale, random.next(-90, 60));
  return {
    name: `transpose_conv ${spec.input.join('x')} by ${spec.filter.join('x')} to ${spec.output.join('x')} ${spec.padding}`,
    graph: oneOp(
      'TRANSPOSE_CONV',
      [shape, weights, input, ...(spec.bias === false ? [] : [bias])],
      [output],
      {
        type: 'TransposeConvOptions',
        padding: spec.padding,
        stride_h: spec.stride[0],
        stride_w: spec.stride[1],
        fused_activation_function: spec.activation ?? 'NONE',
      },
    ),
  };
});
