import { type OpCase, SeededIntegers } from './op-case.ts';

interface Softmax {
  readonly shape: readonly number[];
  readonly scale: number;
  readonly beta?: number;
  readonly output?: 'INT8' | 'INT16';
}

const SOFTMAX: readonly Softmax[] = [
  { shape: [1, 12], scale: 0.14 },
  { shape: [1, 2], scale: 0.02 },
  { shape: [1, 10], scale: 0.17, beta: 0.5 },
  { shape: [4, 5], scale: 0.05 },
  { shape: [1, 3, 4, 7], scale: 0.3 },
  { shape: [1, 100], scale: 0.004 },
  { shape: [1, 300], scale: 0.03 },
  { shape: [1, 1], scale: 0.1 },
  { shape: [7], scale: 0.2 },
  { shape: [2, 9], scale: 2.5 },
  { shape: [2, 9], scale: 40 },
  { shape: [2, 9], scale: 0.0001, beta: 3 },
  { shape: [3, 11], scale: 0.11, output: 'INT16' },
  { shape: [1, 200], scale: 0.02, output: 'INT16' },
];

export const SOFTMAX_CASES: readonly OpCase[] = SOFTMAX.map((spec, index) => {
  const { shape, scale, beta = 1, output = 'INT8' } = spec;
  const zero_point = new SeededIntegers(4000 + index).next(-128, 127);
  const to =
    output === 'INT8' ? { scale: 1 / 256, zero_point: -128 } : { scale: 1 / 65536, zero_point: -32768 };
  return {
    name: `SOFTMAX ${JSON.stringify(spec)}`,
    graph: {
      tensors: [
        { name: 'x', shape, quantization: { scale, zero_point } },
        { name: 'y', shape, type: output, quantization: to },
      ],
      inputs: ['x'],
      outputs: ['y'],
      operators: [
        { op: 'SOFTMAX', inputs: ['x'], outputs: ['y'], options: { type: 'SoftmaxOptions', beta } },
      ],
    },
  };
});
