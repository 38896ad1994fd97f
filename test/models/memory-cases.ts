import type { OperatorSpec, TensorSpec } from '../../src/model/build-types.ts';
import type { OpCase } from './op-case.ts';

const QUANTIZATION = { scale: 0.05, zero_point: 3 };

const tensor = (name: string, shape: readonly number[]): TensorSpec => ({
  name,
  shape,
  quantization: QUANTIZATION,
});

const reshape = (from: string, to: string, new_shape: readonly number[]): OperatorSpec => ({
  op: 'RESHAPE',
  inputs: [from],
  outputs: [to],
  options: { type: 'ReshapeOptions', new_shape },
});

const add = (a: string, b: string, to: string): OperatorSpec => ({
  op: 'ADD',
  inputs: [a, b],
  outputs: [to],
});

/** Graphs whose tensors live in ways that a memory plan must get right. */
export const MEMORY_CASES: readonly OpCase[] = [
  {
    name: 'a reshaped input is still read afterwards',
    graph: {
      tensors: [
        tensor('x', [2, 6]),
        tensor('flat', [12]),
        tensor('sum', [12]),
        tensor('y', [2, 6]),
        tensor('z', [2, 6]),
      ],
      inputs: ['x'],
      outputs: ['z'],
      operators: [
        reshape('x', 'flat', [12]),
        add('flat', 'flat', 'sum'),
        reshape('sum', 'y', [2, 6]),
        add('x', 'y', 'z'),
      ],
    },
  },
  {
    name: 'an output is read by later layers too',
    graph: {
      tensors: [tensor('x', [40]), tensor('a', [40]), tensor('b', [40]), tensor('c', [40])],
      inputs: ['x'],
      outputs: ['a', 'c'],
      operators: [add('x', 'x', 'a'), add('a', 'x', 'b'), add('b', 'a', 'c')],
    },
  },
  {
    name: 'a residual stays alive over a chain',
    graph: {
      tensors: ['x', 'a', 'b', 'c', 'd', 'y'].map((name) => tensor(name, [1, 3, 3, 5])),
      inputs: ['x'],
      outputs: ['y'],
      operators: [
        add('x', 'x', 'a'),
        add('a', 'a', 'b'),
        add('b', 'b', 'c'),
        add('c', 'b', 'd'),
        add('d', 'a', 'y'),
      ],
    },
  },
  {
    name: 'a chain of reshapes from input to output',
    graph: {
      tensors: [tensor('x', [4, 5]), tensor('a', [20]), tensor('b', [5, 4]), tensor('y', [2, 10])],
      inputs: ['x'],
      outputs: ['y'],
      operators: [reshape('x', 'a', [20]), reshape('a', 'b', [5, 4]), reshape('b', 'y', [2, 10])],
    },
  },
  {
    name: 'a result that nobody reads',
    graph: {
      tensors: [tensor('x', [33]), tensor('lost', [33]), tensor('y', [33])],
      inputs: ['x'],
      outputs: ['y'],
      operators: [add('x', 'x', 'lost'), add('x', 'x', 'y')],
    },
  },
  {
    name: 'a constant is reshaped',
    graph: {
      tensors: [
        tensor('x', [2, 3]),
        { ...tensor('k', [6]), data: [1, -2, 3, -4, 5, -6] },
        tensor('k2', [2, 3]),
        tensor('y', [2, 3]),
      ],
      inputs: ['x'],
      outputs: ['y'],
      operators: [reshape('k', 'k2', [2, 3]), add('x', 'k2', 'y')],
    },
  },
  {
    name: 'two inputs, two outputs, one input read last',
    graph: {
      tensors: ['x', 'late', 'a', 'b', 'y'].map((name) => tensor(name, [50])),
      inputs: ['x', 'late'],
      outputs: ['y', 'b'],
      operators: [add('x', 'x', 'a'), add('a', 'x', 'b'), add('b', 'late', 'y')],
    },
  },
  {
    name: 'a variable keeps the value zero that it starts with',
    graph: {
      tensors: [
        tensor('x', [21]),
        { ...tensor('v', [21]), is_variable: true },
        tensor('a', [21]),
        tensor('y', [21]),
      ],
      inputs: ['x'],
      outputs: ['y'],
      operators: [add('x', 'v', 'a'), add('a', 'v', 'y')],
    },
  },
  {
    name: 'an input that nobody reads',
    graph: {
      tensors: [tensor('unused', [300]), tensor('x', [40]), tensor('a', [40]), tensor('y', [40])],
      inputs: ['unused', 'x'],
      outputs: ['y'],
      operators: [add('x', 'x', 'a'), add('a', 'a', 'y')],
    },
  },
];
