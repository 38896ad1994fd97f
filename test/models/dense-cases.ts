import type { TensorSpec } from '../../src/model/build-types.ts';
import type { Activation } from '../../src/model/types.ts';
import { type OpCase, SeededIntegers } from './op-case.ts';

interface Dense {
  readonly input: readonly number[];
  readonly depth: number;
  /** Output channels. */
  readonly channels: number;
  readonly keep_num_dims?: boolean;
  readonly per_channel?: boolean;
  readonly no_bias?: boolean;
  readonly activation?: Activation;
  readonly gain?: number;
  readonly zero_points?: readonly [input: number, output: number];
}

const FULLY_CONNECTED: readonly Dense[] = [
  { input: [1, 64], depth: 64, channels: 12 },
  { input: [1, 640], depth: 640, channels: 128, activation: 'RELU' },
  { input: [1, 8], depth: 8, channels: 128 },
  { input: [1, 1], depth: 1, channels: 1 },
  { input: [1, 3], depth: 3, channels: 2 },
  { input: [1, 15], depth: 15, channels: 5 },
  { input: [1, 16], depth: 16, channels: 4 },
  { input: [6, 17], depth: 17, channels: 7, activation: 'RELU6' },
  { input: [5, 33], depth: 33, channels: 6 },
  { input: [4, 20], depth: 20, channels: 9, per_channel: true },
  { input: [1, 100], depth: 100, channels: 10, per_channel: true, activation: 'RELU' },
  { input: [1, 2, 2, 6], depth: 24, channels: 5 },
  { input: [1, 4, 3, 6], depth: 6, channels: 5, keep_num_dims: true },
  { input: [2, 3, 10], depth: 10, channels: 3, keep_num_dims: true, per_channel: true },
  { input: [1, 40], depth: 40, channels: 8, no_bias: true },
  { input: [1, 40], depth: 40, channels: 30, gain: 0.05 },
  { input: [1, 40], depth: 40, channels: 8, gain: 100 },
  { input: [1, 40], depth: 40, channels: 8, zero_points: [-128, 127] },
  { input: [1, 40], depth: 40, channels: 8, zero_points: [127, -128], gain: 0.2, activation: 'RELU_N1_TO_1' },
  { input: [1, 1000], depth: 1000, channels: 3 },
];

export const FULLY_CONNECTED_CASES: readonly OpCase[] = FULLY_CONNECTED.map(dense);

function dense(spec: Dense, index: number): OpCase {
  const random = new SeededIntegers(2000 + index);
  const { depth, channels, activation = 'NONE', gain = 1, keep_num_dims = false } = spec;
  const rows = spec.input.reduce((product, dim) => product * dim, 1) / depth;
  const input_scale = random.next(10, 900) / 10000;
  const weight_scale = random.next(10, 300) / 30000;
  const [input_zero_point, output_zero_point] = spec.zero_points ?? [
    random.next(-128, 127),
    random.next(-40, 40),
  ];
  const scales = spec.per_channel
    ? random.list(channels, 20, 200).map((percent) => (weight_scale * percent) / 100)
    : [weight_scale];
  const bias_limit = 2000 * Math.ceil(Math.sqrt(depth));
  const tensors: TensorSpec[] = [
    { name: 'x', shape: spec.input, quantization: { scale: input_scale, zero_point: input_zero_point } },
    {
      name: 'w',
      shape: [channels, depth],
      quantization: { scale: scales },
      data: random.list(channels * depth, -127, 127),
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
      shape: keep_num_dims ? [...spec.input.slice(0, -1), channels] : [rows, channels],
      quantization: {
        scale: input_scale * weight_scale * Math.sqrt(depth) * 100 * gain,
        zero_point: output_zero_point,
      },
    },
  ];
  return {
    name: `FULLY_CONNECTED ${JSON.stringify(spec)}`,
    graph: {
      tensors: spec.no_bias ? tensors.filter(({ name }) => name !== 'b') : tensors,
      inputs: ['x'],
      outputs: ['y'],
      operators: [
        {
          op: 'FULLY_CONNECTED',
          inputs: spec.no_bias ? ['x', 'w', -1] : ['x', 'w', 'b'],
          outputs: ['y'],
          options: { type: 'FullyConnectedOptions', fused_activation_function: activation, keep_num_dims },
        },
      ],
    },
  };
}
