import { outputSize } from '../../src/engine/aot/window.ts';
import type { Activation, Padding } from '../../src/model/types.ts';
import { type OpCase, SeededIntegers } from './op-case.ts';

interface Pool {
  readonly input: readonly [n: number, h: number, w: number, c: number];
  readonly filter: readonly [h: number, w: number];
  readonly stride?: readonly [h: number, w: number];
  readonly padding?: Padding;
  readonly activation?: Activation;
}

const POOLS: readonly Pool[] = [
  { input: [1, 25, 5, 64], filter: [25, 5], padding: 'VALID' },
  { input: [1, 8, 8, 16], filter: [8, 8], padding: 'VALID' },
  { input: [1, 4, 4, 1], filter: [2, 2], stride: [2, 2] },
  { input: [1, 5, 7, 3], filter: [2, 2], stride: [2, 2] },
  { input: [1, 5, 7, 3], filter: [3, 3] },
  { input: [2, 6, 5, 5], filter: [3, 2], stride: [2, 1], padding: 'VALID', activation: 'RELU' },
  { input: [1, 9, 9, 17], filter: [3, 3], stride: [2, 2], activation: 'RELU6' },
  { input: [1, 3, 3, 33], filter: [5, 5], activation: 'RELU_N1_TO_1' },
  { input: [1, 7, 6, 20], filter: [1, 1], stride: [3, 2] },
  { input: [3, 2, 11, 4], filter: [2, 5], stride: [1, 3] },
];

export const POOL_2D_CASES: readonly OpCase[] = (['AVERAGE_POOL_2D', 'MAX_POOL_2D'] as const).flatMap((op) =>
  POOLS.map((spec, seed) => pool(op, spec, seed + 3000)),
);

function pool(op: 'AVERAGE_POOL_2D' | 'MAX_POOL_2D', spec: Pool, seed: number): OpCase {
  const random = new SeededIntegers(seed);
  const [n, h, w, c] = spec.input;
  const [filter_height, filter_width] = spec.filter;
  const [stride_h, stride_w] = spec.stride ?? [1, 1];
  const { padding = 'SAME', activation = 'NONE' } = spec;
  const out_h = outputSize(padding, { input: h, filter: filter_height, stride: stride_h, dilation: 1 });
  const out_w = outputSize(padding, { input: w, filter: filter_width, stride: stride_w, dilation: 1 });
  const quantization = { scale: random.next(10, 300) / 10000, zero_point: random.next(-100, 100) };
  return {
    name: `${op} ${JSON.stringify(spec)}`,
    graph: {
      tensors: [
        { name: 'x', shape: spec.input, quantization },
        { name: 'y', shape: [n, out_h, out_w, c], quantization },
      ],
      inputs: ['x'],
      outputs: ['y'],
      operators: [
        {
          op,
          inputs: ['x'],
          outputs: ['y'],
          options: {
            type: 'Pool2DOptions',
            padding,
            stride_h,
            stride_w,
            filter_height,
            filter_width,
            fused_activation_function: activation,
          },
        },
      ],
    },
  };
}
