import { analyze } from '../analyze.ts';
import { buildModel } from '../build.ts';
import type { ModelSpec, OperatorSpec, TensorSpec } from '../build-types.ts';
import { readModel } from '../read.ts';
import { findHints } from './index.ts';
import type { Hint, HintArena, HintTarget } from './types.ts';

export const M55: HintTarget = { core: 'cortex-m55', mve: true, dsp: true, engine: 'aot' };
export const M55_TFLM: HintTarget = { ...M55, engine: 'tflm' };
export const M4: HintTarget = { core: 'cortex-m4', mve: false, dsp: true, engine: 'aot' };

/** The hints of a model that is built for a test. */
export function hintsOf(spec: ModelSpec, target = M55, arena?: HintArena): Hint[] {
  const graph = readModel(buildModel(spec));
  return findHints(graph, analyze(graph), target, arena);
}

export const codesOf = (hints: readonly Hint[]): string[] => hints.map(({ code }) => code);

/** The one hint of a code. */
export function only(hints: readonly Hint[], code: string): Hint {
  const [hint, ...others] = hints.filter((candidate) => candidate.code === code);
  if (hint === undefined || others.length > 0) {
    throw new Error(`${others.length + Number(hint !== undefined)} hints ${code} among: ${codesOf(hints)}`);
  }
  return hint;
}

/** An int8 activation tensor. */
export const act = (name: string, shape: readonly number[], scale = 0.5, zero_point = 0): TensorSpec => ({
  name,
  shape,
  quantization: { scale, zero_point },
});

export const float = (name: string, shape: readonly number[]): TensorSpec => ({
  name,
  shape,
  type: 'FLOAT32',
});

/** Weights that use the whole int8 range in every channel, with one scale per channel. */
export function weights(name: string, shape: readonly number[], more: Partial<TensorSpec> = {}): TensorSpec {
  const elements = shape.reduce((product, size) => product * size, 1);
  const depthwise = shape[0] === 1;
  const channels = (depthwise ? shape.at(-1) : shape[0]) ?? 1;
  return {
    name,
    shape,
    data: Int8Array.from({ length: elements }, (_, i) => ((i * 37) % 127) + 1),
    quantization: { scale: new Array<number>(channels).fill(0.01), axis: depthwise ? shape.length - 1 : 0 },
    ...more,
  };
}

/** A model of tensors and operators, from tensor `x` to tensor `y`. */
export function chain(
  tensors: readonly TensorSpec[],
  operators: readonly OperatorSpec[],
  more: Partial<ModelSpec> = {},
): ModelSpec {
  return { tensors, inputs: ['x'], outputs: ['y'], operators, ...more };
}

/** One CONV_2D without a bias. */
export const conv = (
  filter: readonly number[],
  input = [1, 16, 16, 16],
  output = [1, 16, 16, filter[0] ?? 1],
  options = {},
) =>
  chain(
    [act('x', input), weights('w', filter), act('y', output)],
    [
      {
        op: 'CONV_2D',
        inputs: ['x', 'w', -1],
        outputs: ['y'],
        options: { type: 'Conv2DOptions', ...options },
      },
    ],
  );

/** One DEPTHWISE_CONV_2D without a bias. */
export const depthwise = (
  filter: readonly number[],
  input: readonly number[],
  output: readonly number[],
  options = {},
) =>
  chain(
    [act('x', input), weights('w', filter), act('y', output)],
    [
      {
        op: 'DEPTHWISE_CONV_2D',
        inputs: ['x', 'w', -1],
        outputs: ['y'],
        options: { type: 'DepthwiseConv2DOptions', ...options },
      },
    ],
  );
