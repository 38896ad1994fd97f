import { countMacs } from './macs.ts';
import { modelError } from './model-error.ts';
import type { Activation, Analysis, Graph, LayerAnalysis, Operator, Subgraph, Tensor } from './types.ts';

/**
 * What can be said of every layer without running it.
 *
 * Element-wise ops, pooling and data movement count no multiply-accumulates. Layers of all subgraphs are
 * listed, each once, however often control flow runs them.
 *
 * @throws {HilbenchError} `MODEL_BAD_SHAPE`, `MODEL_SHAPE_OVERFLOW` (kind `input`) for a layer whose tensors
 *   cannot be those of its op
 */
export function analyze(graph: Graph): Analysis {
  const layers = graph.subgraphs.flatMap((subgraph) =>
    subgraph.operators.map((operator) => analyzeLayer(subgraph, operator)),
  );
  const ops = new Map<string, number>();
  for (const { op } of layers) ops.set(op, (ops.get(op) ?? 0) + 1);
  const macs = layers.reduce((total, layer) => total + layer.macs, 0);
  if (!Number.isSafeInteger(macs)) {
    throw modelError('SHAPE_OVERFLOW', 'The multiply-accumulates of the model are more than can be counted.');
  }
  return { layers, macs, ops: Object.fromEntries(ops), weight_bytes: countWeightBytes(graph) };
}

function analyzeLayer(subgraph: Subgraph, operator: Operator): LayerAnalysis {
  const tensorAt = (index: number | undefined): Tensor | undefined =>
    index === undefined || index < 0 ? undefined : subgraph.tensors[index];
  const roles = ROLES[operator.op] ?? { input: 0 };
  const input = tensorAt(operator.inputs[roles.input]);
  const filter = roles.filter === undefined ? undefined : tensorAt(operator.inputs[roles.filter]);
  const output = tensorAt(operator.outputs[0]);
  const macs = countMacs(operator, tensorAt);
  return {
    subgraph: subgraph.index,
    index: operator.index,
    op: operator.op,
    name: output?.name ?? '',
    macs: macs?.macs ?? 0,
    ...(macs && { mac_equation: macs.equation }),
    ...(input && { input_dtype: input.type, input_shape: input.shape }),
    ...(filter && { weight_dtype: filter.type, filter_shape: filter.shape }),
    ...(output && { output_dtype: output.type, output_shape: output.shape }),
    ...geometry(operator),
    read_bytes: sumBytes(operator.inputs, tensorAt),
    write_bytes: sumBytes(operator.outputs, tensorAt),
  };
}

/** Which inputs are the activations and the weights, for ops where the activations are not alone or not first. */
const ROLES: Readonly<Record<string, { readonly input: number; readonly filter?: number }>> = {
  CONV_2D: { input: 0, filter: 1 },
  DEPTHWISE_CONV_2D: { input: 0, filter: 1 },
  FULLY_CONNECTED: { input: 0, filter: 1 },
  TRANSPOSE_CONV: { input: 2, filter: 1 },
  SVDF: { input: 0, filter: 1 },
  UNIDIRECTIONAL_SEQUENCE_LSTM: { input: 0, filter: 2 },
  SPLIT: { input: 1 },
};

type Geometry = Pick<
  LayerAnalysis,
  'fused_activation' | 'stride_h' | 'stride_w' | 'dilation_h' | 'dilation_w'
>;

function geometry({ options }: Operator): Geometry {
  const activation: { fused_activation?: Activation } =
    'fused_activation_function' in options ? { fused_activation: options.fused_activation_function } : {};
  const stride = 'stride_h' in options ? { stride_h: options.stride_h, stride_w: options.stride_w } : {};
  const dilation =
    'dilation_h_factor' in options
      ? { dilation_h: options.dilation_h_factor, dilation_w: options.dilation_w_factor }
      : {};
  return { ...activation, ...stride, ...dilation };
}

function sumBytes(indices: readonly number[], tensorAt: (index: number) => Tensor | undefined): number {
  let bytes = 0;
  for (const index of new Set(indices)) bytes += tensorAt(index)?.bytes ?? 0;
  return bytes;
}

/** Constants that share a buffer count once, as they do in memory. */
function countWeightBytes(graph: Graph): number {
  const lengths = new Map<number, number>();
  for (const { tensors } of graph.subgraphs) {
    for (const { data } of tensors) {
      if (data) lengths.set(data.byteOffset, Math.max(data.length, lengths.get(data.byteOffset) ?? 0));
    }
  }
  return [...lengths.values()].reduce((total, length) => total + length, 0);
}
