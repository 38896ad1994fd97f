import type { LayerAnalysis, Operator, Tensor } from '../types.ts';

/**
 * Instructions by kind of work, as measured on an emulated Cortex-M55 with the aot engine: they rank
 * layers, they do not predict a time.
 */
const PER_MAC = 0.35;
const PER_DEPTHWISE_MAC = 2.4;
const PER_ELEMENT = 8;
const PER_SOFTMAX_ELEMENT = 110;
const PER_TABLE_ELEMENT = 3;
const PER_COPIED_BYTE = 0.5;

/** Ops that only move or rename data. */
export const MOVEMENT_OPS: ReadonlySet<string> = new Set([
  'BATCH_TO_SPACE_ND',
  'CONCATENATION',
  'DEPTH_TO_SPACE',
  'EXPAND_DIMS',
  'GATHER',
  'MIRROR_PAD',
  'PACK',
  'PAD',
  'PADV2',
  'RESHAPE',
  'SLICE',
  'SPACE_TO_BATCH_ND',
  'SPACE_TO_DEPTH',
  'SPLIT',
  'SPLIT_V',
  'SQUEEZE',
  'STRIDED_SLICE',
  'TILE',
  'TRANSPOSE',
  'UNPACK',
]);

/** Functions of one element, which an engine can turn into a table for 8-bit types. */
export const TABLE_OPS: ReadonlySet<string> = new Set([
  'ELU',
  'GELU',
  'HARD_SWISH',
  'LEAKY_RELU',
  'LOGISTIC',
  'RELU',
  'RELU6',
  'RELU_N1_TO_1',
  'TANH',
]);

/** Elements that an op without products works on. */
export function elementsOf(
  operator: Operator,
  input: Tensor | undefined,
  output: Tensor | undefined,
): number {
  const out = output?.elements ?? 0;
  if (operator.options.type === 'Pool2DOptions') {
    return out * operator.options.filter_height * operator.options.filter_width;
  }
  return Math.max(input?.elements ?? 0, out);
}

/** Estimated work of a layer, in about instructions. */
export function estimateWork(
  operator: Operator,
  layer: LayerAnalysis,
  input: Tensor | undefined,
  output: Tensor | undefined,
): number {
  if (operator.op === 'DEPTHWISE_CONV_2D') return layer.macs * PER_DEPTHWISE_MAC;
  if (layer.macs > 0) return layer.macs * PER_MAC;
  if (MOVEMENT_OPS.has(operator.op)) return layer.write_bytes * PER_COPIED_BYTE;
  const elements = elementsOf(operator, input, output);
  if (operator.op === 'SOFTMAX') return elements * PER_SOFTMAX_ELEMENT;
  return elements * (TABLE_OPS.has(operator.op) ? PER_TABLE_ELEMENT : PER_ELEMENT);
}
