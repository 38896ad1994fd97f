import type { Operator } from '../types.ts';
import { onlyConsumer } from './context.ts';
import { REFERENCES } from './references.ts';
import type { Hint, HintContext, HintRule } from './types.ts';
import { bytesOf, count } from './wording.ts';

const LARGE_ELEMENTS = 1024;
const WORTH_A_HINT = 0.03;

/** Activations that TFLite can fuse into the layer before them. */
const FUSABLE = new Set(['RELU', 'RELU6', 'RELU_N1_TO_1']);
const FUSING_OPS = new Set(['CONV_2D', 'DEPTHWISE_CONV_2D', 'FULLY_CONNECTED', 'ADD', 'SUB', 'MUL']);

/** Hints about activation functions: those that are large, and those that could be fused. */
export const activationHints: HintRule = (context) =>
  context.main.operators.flatMap((operator) => [
    ...largeActivation(context, operator),
    ...unfused(context, operator),
  ]);

function largeActivation(context: HintContext, operator: Operator): Hint[] {
  const { op, index } = operator;
  if (op !== 'SOFTMAX' && op !== 'LOGISTIC') return [];
  const output = context.output(operator);
  // For 8-bit tensors the aot engine has a table.
  if (op === 'LOGISTIC' && context.target.engine === 'aot' && output?.type === 'INT8') return [];
  if (output === undefined || output.elements < LARGE_ELEMENTS) return [];
  if (context.workOf(operator) < WORTH_A_HINT * context.work) return [];
  const last = context.isOutput(output);
  const at_the_end =
    op === 'SOFTMAX'
      ? 'Return its input: SOFTMAX keeps the order, so the largest input is the winner.'
      : 'Return its input and compare that with a threshold: LOGISTIC keeps the order.';
  const inside =
    op === 'SOFTMAX'
      ? 'Apply it to a shorter dimension, or after pooling.'
      : 'Use a hard activation (HARD_SWISH, RELU6), or a table of 256 entries.';
  return [
    {
      code: `HINT_LARGE_${op}`,
      severity: 'warn',
      layer: index,
      op,
      bytes: output.bytes,
      message: `${op} computes ${count(output.elements)} exponentials, one element at a time.`,
      instead: last ? at_the_end : inside,
      reference: context.target.engine === 'aot' ? REFERENCES.kernels : REFERENCES.tflmKernels,
    },
  ];
}

function unfused(context: HintContext, operator: Operator): Hint[] {
  if (!FUSABLE.has(operator.op)) return [];
  const input = context.input(operator, 0);
  const before = input === undefined ? undefined : context.producer(input);
  if (before === undefined || !FUSING_OPS.has(before.op)) return [];
  if (onlyConsumer(context, input) !== operator) return [];
  if (context.layerOf(before).fused_activation !== 'NONE') return [];
  const { read_bytes, write_bytes } = context.layerOf(operator);
  return [
    {
      code: 'HINT_UNFUSED_ACTIVATION',
      severity: 'warn',
      layer: operator.index,
      op: operator.op,
      bytes: read_bytes + write_bytes,
      message: `${operator.op} stands alone after ${before.op} (layer ${before.index}): ${bytesOf(read_bytes + write_bytes)} are read and written again.`,
      instead: `Fuse it into layer ${before.index}, where it costs nothing: put the activation directly after that layer (and its batch normalization) before conversion.`,
      reference: REFERENCES.quantization,
    },
  ];
}
