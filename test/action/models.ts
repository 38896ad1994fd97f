import { buildModel } from '../../src/model/build.ts';
import type { OperatorSpec, TensorSpec } from '../../src/model/build-types.ts';

export interface ChainOptions {
  /** Of the tensor behind layer `index`. */
  readonly name?: (index: number) => string;
  readonly seed?: number;
}

/**
 * Fully connected int8 layers, one after the other: quick to compile and to run.
 *
 * @param widths of the input and of every layer's output
 */
export function chain(widths: readonly number[], options: ChainOptions = {}): Uint8Array {
  const { name = (index) => `dense_${index}/BiasAdd`, seed = 0 } = options;
  const activation = { scale: 0.05 };
  const [first = 1, ...rest] = widths;
  const tensors: TensorSpec[] = [{ name: 'input', shape: [1, first], quantization: activation }];
  const operators: OperatorSpec[] = [];
  let from = 'input';
  let width = first;
  for (const [index, next] of rest.entries()) {
    const data = Int8Array.from(
      { length: width * next },
      (_, at) => ((at * 31 + index * 17 + seed) % 41) - 20,
    );
    const to = name(index);
    tensors.push(
      { name: `weights_${index}`, shape: [next, width], quantization: { scale: 0.01 }, data },
      { name: to, shape: [1, next], quantization: activation },
    );
    operators.push({ op: 'FULLY_CONNECTED', inputs: [from, `weights_${index}`, -1], outputs: [to] });
    [from, width] = [to, next];
  }
  return buildModel({ tensors, operators, inputs: ['input'], outputs: [from] });
}

/** A model with a layer that no engine has. */
export function unsupported(): Uint8Array {
  const tensors: TensorSpec[] = [
    { name: 'input', shape: [1, 8], quantization: { scale: 0.05 } },
    { name: 'output', shape: [1, 8], quantization: { scale: 0.05 } },
  ];
  const operators: OperatorSpec[] = [
    { op: 'CUSTOM', custom_name: 'FancyAttention', inputs: ['input'], outputs: ['output'] },
  ];
  return buildModel({ tensors, operators, inputs: ['input'], outputs: ['output'] });
}
