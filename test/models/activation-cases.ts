import { oneOp, quantized, scaleBetween } from './one-op.ts';
import { type OpCase, SeededIntegers } from './op-case.ts';

/** Enough elements that nearly every int8 value occurs. */
const SHAPE = [1, 2048];

function activationCases(): OpCase[] {
  const random = new SeededIntegers(101);
  const cases: OpCase[] = [];
  const add = (op: string, label: string, graph: OpCase['graph']): void => {
    cases.push({ name: `${op.toLowerCase()} ${label}`, graph });
  };

  for (let i = 0; i < 8; i++) {
    const from = scaleBetween(random, 1e-3, 0.5);
    const to = i === 0 ? from : Math.fround(from * scaleBetween(random, 0.3, 3));
    const zero = random.next(-128, 127);
    const zero_to = i < 2 ? zero : random.next(-128, 60);
    const input = quantized('in', SHAPE, from, zero);
    const output = quantized('out', SHAPE, to, zero_to);
    add('RELU', `${i}`, oneOp('RELU', [input], [output]));
    // TFLM's RELU6 does not rescale, so only equal quantizations have a reference.
    add('RELU6', `${i}`, oneOp('RELU6', [input], [quantized('out', SHAPE, from, zero)]));
    const alpha = [0.01, 0.2, 0.3, 1, 0.05, 0.9, 1.5, 0.125][i] ?? 0.2;
    add(
      'LEAKY_RELU',
      `alpha ${alpha}`,
      oneOp('LEAKY_RELU', [input], [output], { type: 'LeakyReluOptions', alpha }),
    );
  }
  for (let i = 0; i < 12; i++) {
    const scale = i < 6 ? scaleBetween(random, 1e-3, 0.2) : scaleBetween(random, 1e-5, 4);
    const input = quantized('in', SHAPE, scale, random.next(-128, 127));
    const label = `scale ${scale.toPrecision(3)}`;
    add('LOGISTIC', label, oneOp('LOGISTIC', [input], [quantized('out', SHAPE, 1 / 256, -128)]));
    add('TANH', label, oneOp('TANH', [input], [quantized('out', SHAPE, 1 / 128, 0)]));
  }
  for (let i = 0; i < 8; i++) {
    const from = scaleBetween(random, 2e-3, 0.1);
    const input = quantized('in', SHAPE, from, random.next(-128, 127));
    const output = quantized(
      'out',
      SHAPE,
      Math.fround(from * scaleBetween(random, 0.3, 2)),
      random.next(-128, 0),
    );
    add(
      'HARD_SWISH',
      `${i}`,
      oneOp('HARD_SWISH', [input], [output], { type: 'other', union: 'HardSwishOptions' }),
    );
  }
  return cases;
}

/** RELU, RELU6, LEAKY_RELU, LOGISTIC, TANH and HARD_SWISH of int8 tensors in many quantizations. */
export const ACTIVATION_CASES: readonly OpCase[] = activationCases();
