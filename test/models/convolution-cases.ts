import { outputSize } from '../../src/engine/aot/window.ts';
import type { TensorSpec } from '../../src/model/build-types.ts';
import type { Activation, Padding } from '../../src/model/types.ts';
import { type OpCase, SeededIntegers } from './op-case.ts';

interface Convolution {
  readonly input: readonly [n: number, h: number, w: number, c: number];
  readonly filter: readonly [h: number, w: number];
  /** Output channels. */
  readonly channels: number;
  readonly stride?: readonly [h: number, w: number];
  readonly dilation?: readonly [h: number, w: number];
  readonly padding?: Padding;
  readonly activation?: Activation;
  /** Input channels are split into this many groups. CONV_2D only. */
  readonly groups?: number;
  readonly per_tensor?: boolean;
  readonly no_bias?: boolean;
  readonly zero_points?: readonly [input: number, output: number];
  /** Output scale over the one that makes outputs fill their range. */
  readonly gain?: number;
  /** Largest weight and bias; default 127 and as many as the sums need. */
  readonly weight_limit?: number;
}

const CONV_2D: readonly Convolution[] = [
  { input: [1, 5, 5, 3], filter: [3, 3], channels: 4 },
  { input: [1, 5, 5, 3], filter: [3, 3], channels: 5, padding: 'VALID' },
  { input: [1, 8, 7, 1], filter: [1, 1], channels: 1 },
  { input: [1, 6, 5, 16], filter: [1, 1], channels: 8, activation: 'RELU' },
  { input: [1, 3, 3, 17], filter: [1, 1], channels: 3, activation: 'RELU6' },
  { input: [2, 4, 4, 31], filter: [1, 1], channels: 7 },
  { input: [1, 7, 7, 33], filter: [1, 1], channels: 6, stride: [2, 2] },
  { input: [1, 9, 9, 2], filter: [3, 3], channels: 6, stride: [2, 2], activation: 'RELU_N1_TO_1' },
  { input: [1, 9, 8, 2], filter: [3, 2], channels: 3, stride: [1, 3], padding: 'VALID' },
  { input: [1, 11, 10, 4], filter: [3, 3], channels: 5, dilation: [2, 2] },
  { input: [1, 12, 12, 3], filter: [3, 3], channels: 4, dilation: [3, 2], padding: 'VALID' },
  { input: [1, 10, 11, 3], filter: [2, 3], channels: 4, dilation: [2, 1], stride: [2, 1] },
  { input: [1, 49, 10, 1], filter: [10, 4], channels: 9, stride: [2, 2] },
  { input: [1, 6, 6, 8], filter: [3, 3], channels: 6, groups: 2 },
  { input: [1, 6, 6, 6], filter: [3, 3], channels: 9, groups: 3, padding: 'VALID' },
  { input: [1, 5, 5, 4], filter: [1, 1], channels: 8, groups: 4 },
  { input: [1, 2, 2, 3], filter: [5, 5], channels: 4 },
  { input: [1, 1, 1, 64], filter: [1, 1], channels: 12 },
  { input: [1, 4, 4, 5], filter: [4, 4], channels: 3, padding: 'VALID' },
  { input: [1, 6, 5, 7], filter: [3, 3], channels: 4, per_tensor: true },
  { input: [1, 6, 5, 7], filter: [3, 3], channels: 4, no_bias: true },
  { input: [1, 6, 5, 7], filter: [3, 3], channels: 4, zero_points: [-128, 127] },
  { input: [1, 6, 5, 7], filter: [3, 3], channels: 4, zero_points: [127, -128] },
  { input: [3, 5, 4, 6], filter: [2, 2], channels: 10, padding: 'SAME' },
  { input: [1, 5, 5, 12], filter: [3, 3], channels: 8, gain: 0.02 },
  { input: [1, 5, 5, 12], filter: [3, 3], channels: 8, gain: 50 },
  { input: [1, 4, 9, 1], filter: [1, 1], channels: 5, gain: 0.004, weight_limit: 1 },
  { input: [1, 4, 4, 1], filter: [2, 2], channels: 2, gain: 0.00001 },
  { input: [1, 3, 16, 48], filter: [1, 1], channels: 13 },
  { input: [1, 1, 40, 8], filter: [1, 5], channels: 16, stride: [1, 2] },
  { input: [1, 40, 1, 8], filter: [5, 1], channels: 16, stride: [2, 1] },
];

const DEPTHWISE_CONV_2D: readonly Convolution[] = [
  { input: [1, 5, 5, 4], filter: [3, 3], channels: 4 },
  { input: [1, 5, 5, 8], filter: [3, 3], channels: 8, padding: 'VALID', activation: 'RELU' },
  { input: [1, 6, 7, 1], filter: [3, 3], channels: 1 },
  { input: [1, 6, 7, 3], filter: [3, 3], channels: 3, activation: 'RELU6' },
  { input: [1, 5, 6, 7], filter: [3, 3], channels: 7, stride: [2, 2] },
  { input: [1, 5, 4, 15], filter: [3, 3], channels: 15 },
  { input: [1, 5, 4, 16], filter: [3, 3], channels: 16, stride: [1, 2] },
  { input: [1, 5, 4, 17], filter: [5, 5], channels: 17 },
  { input: [1, 25, 5, 64], filter: [3, 3], channels: 64, activation: 'RELU' },
  { input: [2, 4, 4, 20], filter: [2, 3], channels: 20 },
  { input: [1, 9, 9, 6], filter: [3, 3], channels: 6, dilation: [2, 2] },
  { input: [1, 11, 10, 5], filter: [3, 2], channels: 5, dilation: [2, 3], padding: 'VALID' },
  { input: [1, 6, 6, 1], filter: [3, 3], channels: 8 },
  { input: [1, 6, 6, 3], filter: [3, 3], channels: 6 },
  { input: [1, 6, 6, 5], filter: [3, 3], channels: 15, stride: [2, 2], padding: 'VALID' },
  { input: [1, 49, 10, 1], filter: [10, 8], channels: 8, stride: [2, 2] },
  { input: [1, 5, 5, 9], filter: [1, 1], channels: 9 },
  { input: [1, 2, 2, 9], filter: [5, 5], channels: 9 },
  { input: [1, 7, 1, 12], filter: [7, 1], channels: 12, padding: 'VALID' },
  { input: [1, 5, 5, 10], filter: [3, 3], channels: 10, per_tensor: true },
  { input: [1, 5, 5, 10], filter: [3, 3], channels: 10, zero_points: [-128, 127] },
  { input: [1, 5, 5, 10], filter: [3, 3], channels: 10, zero_points: [127, -128] },
  { input: [1, 5, 5, 24], filter: [3, 3], channels: 24, gain: 0.02 },
  { input: [1, 5, 5, 24], filter: [3, 3], channels: 24, gain: 0.004, weight_limit: 1 },
  { input: [1, 5, 5, 24], filter: [3, 3], channels: 24, gain: 0.2, activation: 'RELU_N1_TO_1' },
  { input: [1, 5, 5, 24], filter: [3, 3], channels: 24, gain: 50 },
  { input: [1, 6, 6, 1], filter: [3, 3], channels: 20 },
  { input: [1, 5, 5, 2], filter: [3, 3], channels: 26, activation: 'RELU6' },
  { input: [1, 4, 7, 3], filter: [3, 2], channels: 12, stride: [1, 2] },
  { input: [2, 9, 8, 4], filter: [3, 2], channels: 44, dilation: [2, 3], padding: 'VALID' },
  { input: [1, 8, 12, 6], filter: [3, 3], channels: 6, stride: [1, 3] },
];

export const CONV_2D_CASES: readonly OpCase[] = CONV_2D.map((spec, seed) =>
  convolution('CONV_2D', spec, seed),
);
export const DEPTHWISE_CONV_2D_CASES: readonly OpCase[] = DEPTHWISE_CONV_2D.map((spec, seed) =>
  convolution('DEPTHWISE_CONV_2D', spec, seed + 1000),
);

function convolution(op: 'CONV_2D' | 'DEPTHWISE_CONV_2D', spec: Convolution, seed: number): OpCase {
  const random = new SeededIntegers(seed);
  const [n, h, w, c] = spec.input;
  const [filter_h, filter_w] = spec.filter;
  const [stride_h, stride_w] = spec.stride ?? [1, 1];
  const [dilation_h_factor, dilation_w_factor] = spec.dilation ?? [1, 1];
  const { channels, padding = 'SAME', activation = 'NONE', groups = 1, gain = 1 } = spec;
  const depthwise = op === 'DEPTHWISE_CONV_2D';
  const depth = depthwise ? 1 : c / groups;
  const weights_shape = depthwise ? [1, filter_h, filter_w, channels] : [channels, filter_h, filter_w, depth];
  const out_h = outputSize(padding, {
    input: h,
    filter: filter_h,
    stride: stride_h,
    dilation: dilation_h_factor,
  });
  const out_w = outputSize(padding, {
    input: w,
    filter: filter_w,
    stride: stride_w,
    dilation: dilation_w_factor,
  });
  const taps = filter_h * filter_w * depth;
  const input_scale = random.next(10, 900) / 10000;
  const weight_scale = random.next(10, 300) / 30000;
  const scales = spec.per_tensor
    ? [weight_scale]
    : random.list(channels, 20, 200).map((percent) => (weight_scale * percent) / 100);
  const [input_zero_point, output_zero_point] = spec.zero_points ?? [
    random.next(-128, 127),
    random.next(-40, 40),
  ];
  const weight_limit = spec.weight_limit ?? 127;
  const bias_limit = spec.weight_limit ?? 2000 * Math.ceil(Math.sqrt(taps));
  const tensors: TensorSpec[] = [
    { name: 'x', shape: spec.input, quantization: { scale: input_scale, zero_point: input_zero_point } },
    {
      name: 'w',
      shape: weights_shape,
      quantization: { scale: scales, axis: depthwise ? 3 : 0 },
      data: random.list(channels * taps, -weight_limit, weight_limit),
    },
    {
      name: 'b',
      type: 'INT32',
      shape: [channels],
      quantization: { scale: scales.map((scale) => scale * input_scale) },
      data: random.list(channels, -bias_limit, bias_limit),
    },
    {
      name: 'y',
      shape: [n, out_h, out_w, channels],
      quantization: {
        scale: input_scale * weight_scale * Math.sqrt(taps) * 100 * gain,
        zero_point: output_zero_point,
      },
    },
  ];
  const common = {
    padding,
    stride_h,
    stride_w,
    dilation_h_factor,
    dilation_w_factor,
    fused_activation_function: activation,
  };
  const options = depthwise
    ? ({ type: 'DepthwiseConv2DOptions', ...common, depth_multiplier: channels / c } as const)
    : ({ type: 'Conv2DOptions', ...common } as const);
  const inputs = spec.no_bias ? ['x', 'w'] : ['x', 'w', 'b'];
  return {
    name: `${op} ${JSON.stringify(spec)}`,
    graph: {
      tensors: spec.no_bias ? tensors.filter(({ name }) => name !== 'b') : tensors,
      inputs: ['x'],
      outputs: ['y'],
      operators: [{ op, inputs, outputs: ['y'], options }],
    },
  };
}
