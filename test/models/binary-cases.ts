import type { OptionsSpec, TensorSpec } from '../../src/model/build-types.ts';
import type { Activation } from '../../src/model/types.ts';
import { oneOp, quantized, scaleBetween } from './one-op.ts';
import { type OpCase, SeededIntegers } from './op-case.ts';

const SHAPES: readonly (readonly [a: readonly number[], b: readonly number[], output: readonly number[]])[] =
  [
    [
      [1, 6, 5, 4],
      [1, 6, 5, 4],
      [1, 6, 5, 4],
    ],
    [
      [2, 3, 7],
      [2, 3, 7],
      [2, 3, 7],
    ],
    [[1, 6, 5, 4], [4], [1, 6, 5, 4]],
    [
      [1, 6, 5, 4],
      [1, 1, 1, 4],
      [1, 6, 5, 4],
    ],
    [
      [1, 1, 1, 8],
      [1, 5, 3, 8],
      [1, 5, 3, 8],
    ],
    [
      [2, 4, 1, 3],
      [2, 1, 5, 3],
      [2, 4, 5, 3],
    ],
    [
      [3, 1, 1, 1],
      [3, 4, 5, 2],
      [3, 4, 5, 2],
    ],
    [
      [1, 6, 5, 1],
      [1, 6, 5, 7],
      [1, 6, 5, 7],
    ],
    [
      [5, 1],
      [1, 9],
      [5, 9],
    ],
    [[40], [1], [40]],
    [
      [2, 1, 3, 1, 2],
      [1, 4, 1, 5, 2],
      [2, 4, 3, 5, 2],
    ],
  ];

const ACTIVATIONS: readonly Activation[] = ['NONE', 'RELU', 'RELU6', 'RELU_N1_TO_1'];

function binaryCases(): OpCase[] {
  const random = new SeededIntegers(202);
  return ['ADD', 'SUB', 'MUL', 'MAXIMUM', 'MINIMUM'].flatMap((op) => {
    const shaped = SHAPES.map(([a, b, output], i): OpCase => {
      const activation = ACTIVATIONS[i % ACTIVATIONS.length] ?? 'NONE';
      const operands = randomOperands(random, op, a, b, output);
      const label = `${a.join('x')} ${b.join('x')} ${activation}`;
      return {
        name: `${op.toLowerCase()} ${label}`,
        graph: oneOp(op, ...operands, optionsOf(op, activation)),
      };
    });
    const constants = [true, false].map((first): OpCase => {
      const [inputs, outputs] = randomOperands(random, op, [1, 512], [1, 512], [1, 512]);
      const scalar = inputs.map((tensor, i) =>
        (i === 0) === first ? { ...tensor, shape: [], data: [random.next(-128, 127)] } : tensor,
      );
      return {
        name: `${op.toLowerCase()} constant ${first ? 'first' : 'second'}`,
        graph: oneOp(op, scalar, outputs, optionsOf(op, 'NONE')),
      };
    });
    const vector = ((): OpCase => {
      const [[a, b], outputs] = randomOperands(random, op, [1, 4, 4, 6], [6], [1, 4, 4, 6]);
      const data = Array.from({ length: 6 }, () => random.next(-128, 127));
      return {
        name: `${op.toLowerCase()} constant vector`,
        graph: oneOp(op, [a, { ...b, data }], outputs, optionsOf(op, 'NONE')),
      };
    })();
    return [...shaped, ...constants, vector];
  });
}

function randomOperands(
  random: SeededIntegers,
  op: string,
  a: readonly number[],
  b: readonly number[],
  output: readonly number[],
): [inputs: [TensorSpec, TensorSpec], outputs: [TensorSpec]] {
  const scale_a = scaleBetween(random, 2e-3, 0.1);
  // MAXIMUM and MINIMUM compare quantized values: one scale for all.
  const shared = op === 'MAXIMUM' || op === 'MINIMUM';
  const scale_b = shared ? scale_a : Math.fround(scale_a * scaleBetween(random, 0.2, 5));
  const natural = op === 'MUL' ? scale_a * scale_b * 60 : Math.max(scale_a, scale_b);
  const scale_out = shared ? scale_a : Math.fround(natural * scaleBetween(random, 0.5, 2));
  const zero = (): number => random.next(-128, 127);
  const [zero_a, zero_b, zero_out] = [zero(), zero(), random.next(-100, 40)];
  return [
    [quantized('a', a, scale_a, zero_a), quantized('b', b, scale_b, shared ? zero_a : zero_b)],
    [quantized('out', output, scale_out, shared ? zero_a : zero_out)],
  ];
}

function optionsOf(op: string, fused_activation_function: Activation): OptionsSpec {
  switch (op) {
    case 'ADD':
      return { type: 'AddOptions', fused_activation_function };
    case 'SUB':
      return { type: 'SubOptions', fused_activation_function };
    case 'MUL':
      return { type: 'MulOptions', fused_activation_function };
    default:
      return { type: 'other', union: 'MaximumMinimumOptions' };
  }
}

/** ADD, SUB, MUL, MAXIMUM and MINIMUM of int8 tensors: broadcasting, fused activations, constant operands. */
export const BINARY_CASES: readonly OpCase[] = binaryCases();
