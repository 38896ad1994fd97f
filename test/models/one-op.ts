import type { OperatorSpec, SubgraphSpec, TensorSpec } from '../../src/model/build-types.ts';
import type { SeededIntegers } from './op-case.ts';

/** A float32 number in [low, high), spread evenly over its logarithm. */
export function scaleBetween(random: SeededIntegers, low: number, high: number): number {
  return Math.fround(low * (high / low) ** (random.next(0, 2 ** 24 - 1) / 2 ** 24));
}

/** A quantized tensor with one scale. */
export function quantized(
  name: string,
  shape: readonly number[],
  scale: number,
  zero_point: number,
  more: Partial<TensorSpec> = {},
): TensorSpec {
  return { name, shape, type: 'INT8', quantization: { scale, zero_point }, ...more };
}

/** A constant INT32 vector, as ops take their axes, sizes and paddings. */
export function integers(name: string, values: readonly number[], shape = [values.length]): TensorSpec {
  return { name, type: 'INT32', shape, data: values };
}

/** A model of one operator: every tensor without data that it takes is an input. */
export function oneOp(
  op: string,
  inputs: readonly TensorSpec[],
  outputs: readonly TensorSpec[],
  options?: OperatorSpec['options'],
): SubgraphSpec {
  const names = (tensors: readonly TensorSpec[]): string[] => tensors.map(({ name = '' }) => name);
  return {
    tensors: [...inputs, ...outputs],
    inputs: names(inputs.filter(({ data }) => data === undefined)),
    outputs: names(outputs),
    operators: [
      { op, inputs: names(inputs), outputs: names(outputs), ...(options !== undefined && { options }) },
    ],
  };
}
