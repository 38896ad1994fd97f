import { modelError } from './model-error.ts';
import type { Operator, Tensor } from './types.ts';

export interface MacCount {
  readonly macs: number;
  /** The product with its factors named and filled in. */
  readonly equation: string;
}

/** A named factor of a product; names follow the convolution literature (N, Ho, Wo, Co, Kh, Kw, Ci). */
type Factor = readonly [name: string, size: number];

/** The tensors of one layer; asking for one that is missing or of another rank refuses the layer. */
interface LayerTensors {
  input(n: number, rank?: number): Tensor;
  optional(n: number): Tensor | undefined;
  output(rank?: number): Tensor;
}

type Counter = (tensors: LayerTensors) => MacCount;

/**
 * Multiply-accumulates of one layer, batch included; undefined for ops that count none.
 *
 * Padding is counted as if it were data, as in the usual formulas. `tensorAt` gives a tensor by its index.
 *
 * @throws `MODEL_BAD_SHAPE`, `MODEL_SHAPE_OVERFLOW`
 */
export function countMacs(
  operator: Operator,
  tensorAt: (index: number) => Tensor | undefined,
): MacCount | undefined {
  const counter = Object.hasOwn(COUNTERS, operator.op) ? COUNTERS[operator.op] : undefined;
  if (counter === undefined) return undefined;
  const layer = `Layer ${operator.index} (${operator.op})`;
  const find = (index: number | undefined): Tensor | undefined =>
    index === undefined ? undefined : tensorAt(index);
  const require = (tensor: Tensor | undefined, what: string, rank?: number): Tensor => {
    if (tensor === undefined) throw modelError('BAD_SHAPE', `${layer} has no ${what}.`);
    if (rank === undefined || tensor.shape.length === rank) return tensor;
    throw modelError(
      'BAD_SHAPE',
      `${layer} needs ${rank} dimensions for its ${what}, not [${tensor.shape.join(', ')}].`,
    );
  };
  const count = counter({
    input: (n, rank) => require(find(operator.inputs[n]), `input ${n}`, rank),
    optional: (n) => find(operator.inputs[n]),
    output: (rank) => require(find(operator.outputs[0]), 'output', rank),
  });
  if (Number.isSafeInteger(count.macs)) return count;
  throw modelError(
    'SHAPE_OVERFLOW',
    `${layer} has more multiply-accumulates than can be counted: ${count.equation}.`,
  );
}

const COUNTERS: Readonly<Record<string, Counter>> = {
  // The filter's last dimension is Ci, or Ci over the number of groups.
  CONV_2D: (tensors) => {
    const [, kh, kw, ci] = sizes(tensors.input(1, 4));
    return product([...outputFactors(tensors), ['Kh', kh], ['Kw', kw], ['Ci', ci]]);
  },
  DEPTHWISE_CONV_2D: (tensors) => {
    const [, kh, kw] = sizes(tensors.input(1, 4));
    return product([...outputFactors(tensors), ['Kh', kh], ['Kw', kw]]);
  },
  // Every element of the input meets every tap of every output channel.
  TRANSPOSE_CONV: (tensors) => {
    const [co, kh, kw] = sizes(tensors.input(1, 4));
    const [n, hi, wi, ci] = sizes(tensors.input(2, 4));
    return product([
      ['N', n],
      ['Hi', hi],
      ['Wi', wi],
      ['Ci', ci],
      ['Kh', kh],
      ['Kw', kw],
      ['Co', co],
    ]);
  },
  FULLY_CONNECTED: (tensors) => {
    const [out, depth] = sizes(tensors.input(1, 2));
    return product([
      ['N', divide(tensors.output().elements, out)],
      ['Out', out],
      ['In', depth],
    ]);
  },
  // Which of its last two dimensions is the inner one depends on adj_x; their product over M does not.
  BATCH_MATMUL: (tensors) => {
    const output = tensors.output();
    const [m, n] = sizes(output, -2);
    const [a, b] = sizes(tensors.input(0), -2);
    const inner = divide(a * b, m);
    return product([
      ['N', divide(output.elements, m * n)],
      ['M', m],
      ['K', inner],
      ['L', n],
    ]);
  },
  SVDF: (tensors) => {
    const [batch, features] = sizes(tensors.input(0, 2));
    const [filters] = sizes(tensors.input(1, 2));
    const [, memory] = sizes(tensors.input(2, 2));
    const macs = batch * filters * (features + memory);
    return { macs, equation: `N·F·(In + T) = ${batch}·${filters}·(${features} + ${memory})` };
  },
  UNIDIRECTIONAL_SEQUENCE_LSTM: (tensors) => {
    const input = tensors.input(0, 3);
    const [first, second] = sizes(input);
    const weights = LSTM_WEIGHT_INPUTS.reduce((total, n) => total + (tensors.optional(n)?.elements ?? 0), 0);
    const macs = first * second * weights;
    return { macs, equation: `N·T·Weights = ${first}·${second}·${weights}` };
  },
};

/** Input, recurrent, peephole and projection weights: each element is used once a step. */
const LSTM_WEIGHT_INPUTS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 16];

function outputFactors(tensors: LayerTensors): Factor[] {
  const [n, ho, wo, co] = sizes(tensors.output(4));
  return [
    ['N', n],
    ['Ho', ho],
    ['Wo', wo],
    ['Co', co],
  ];
}

function product(factors: readonly Factor[]): MacCount {
  const names = factors.map(([name]) => name).join('·');
  const values = factors.map(([, size]) => size).join('·');
  return { macs: factors.reduce((total, [, size]) => total * size, 1), equation: `${names} = ${values}` };
}

/** The sizes of a tensor's dimensions, from the `start`-th, counted from the end when negative. */
function sizes({ shape }: Tensor, start = 0): [number, number, number, number] {
  const [a = 1, b = 1, c = 1, d = 1] = shape.slice(start);
  return [a, b, c, d];
}

function divide(total: number, part: number): number {
  return part === 0 ? 0 : Math.floor(total / part);
}
