import type { TensorSpec } from '../../src/model/build-types.ts';
import type { TensorType } from '../../src/model/types.ts';
import { oneOp, scaleBetween } from './one-op.ts';
import { type OpCase, SeededIntegers } from './op-case.ts';

const SHAPE = [1, 30, 17];

const REQUANTIZATIONS: readonly (readonly [TensorType, TensorType])[] = [
  ['INT8', 'INT8'],
  ['INT8', 'UINT8'],
  ['UINT8', 'INT8'],
  ['INT8', 'INT16'],
  ['INT8', 'INT32'],
  ['INT16', 'INT8'],
  ['INT16', 'INT16'],
  ['INT16', 'INT32'],
  ['INT32', 'INT8'],
  ['INT32', 'INT16'],
];

/** Scales at which a type's range stands for roughly ±1. */
const UNIT_SCALES: Partial<Record<TensorType, number>> = {
  INT8: 2 ** -7,
  UINT8: 2 ** -7,
  INT16: 2 ** -15,
  INT32: 2 ** -31,
};

function quantizeCases(): OpCase[] {
  const random = new SeededIntegers(303);
  const from_float = (['INT8', 'INT16'] as const).flatMap((type) =>
    [0, 1, 2, 3].map((i): OpCase => {
      const output = integerTensor(random, 'out', type);
      const input: TensorSpec = { name: 'in', type: 'FLOAT32', shape: SHAPE };
      return { name: `quantize FLOAT32 ${type} ${i}`, graph: oneOp('QUANTIZE', [input], [output]) };
    }),
  );
  const between = REQUANTIZATIONS.flatMap(([from, to]) =>
    [0, 1, 2].map((i): OpCase => {
      const input = integerTensor(random, 'in', from);
      const output = integerTensor(random, 'out', to);
      return { name: `quantize ${from} ${to} ${i}`, graph: oneOp('QUANTIZE', [input], [output]) };
    }),
  );
  const to_float = (['INT8', 'UINT8', 'INT16'] as const).flatMap((type) =>
    [0, 1].map((i): OpCase => {
      const input = integerTensor(random, 'in', type);
      const output: TensorSpec = { name: 'out', type: 'FLOAT32', shape: SHAPE };
      return { name: `dequantize ${type} ${i}`, graph: oneOp('DEQUANTIZE', [input], [output]) };
    }),
  );
  return [...from_float, ...between, ...to_float];
}

function integerTensor(random: SeededIntegers, name: string, type: TensorType): TensorSpec {
  const scale = Math.fround((UNIT_SCALES[type] ?? 1) * scaleBetween(random, 0.4, 2.5));
  return { name, type, shape: SHAPE, quantization: { scale, zero_point: zeroPoint(random, type) } };
}

/** Types of more than 8 bits have their zero at 0. */
function zeroPoint(random: SeededIntegers, type: TensorType): number {
  if (type === 'INT8') return random.next(-60, 60);
  return type === 'UINT8' ? random.next(70, 190) : 0;
}

/** QUANTIZE from float32 and between all pairs of types, DEQUANTIZE to float32. */
export const QUANTIZE_CASES: readonly OpCase[] = quantizeCases();
