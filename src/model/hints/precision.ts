import type { Operator, Quantization, Tensor } from '../types.ts';
import { REFERENCES } from './references.ts';
import type { Hint, HintContext, HintRule } from './types.ts';
import { bytesOf, count, layersText, nameOf } from './wording.ts';

const CONVERSIONS = new Set(['QUANTIZE', 'DEQUANTIZE']);

/** Hints about floating point where integers would do, and about converting to and fro. */
export const precisionHints: HintRule = (context) => [
  ...floatCompute(context),
  ...conversions(context),
  ...floatBoundary(context),
];

function isFloat(tensor: Tensor | undefined): boolean {
  return tensor?.type === 'FLOAT32' || tensor?.type === 'FLOAT16';
}

/** A whole model in floating point, or parts of it inside an integer model. */
function floatCompute(context: HintContext): Hint[] {
  const compute = context.main.operators.filter(({ op }) => !CONVERSIONS.has(op));
  const float = compute.filter((operator) => isFloat(context.output(operator)));
  if (float.length === 0) return [];
  if (float.length === compute.length && !context.main.operators.some(({ op }) => op === 'QUANTIZE')) {
    const macs = float.reduce((sum, operator) => sum + context.layerOf(operator).macs, 0);
    return [
      {
        code: 'HINT_FLOAT_MODEL',
        severity: 'warn',
        ...(macs > 0 && { macs }),
        message: `The whole model computes in floating point: ${count(macs)} MACs, with weights four times the size of int8.`,
        instead:
          'Convert it with full int8 quantization and a representative dataset; the integer kernels do 8 to 16 products at once on a Cortex-M55.',
        reference: REFERENCES.integerOnly,
      },
    ];
  }
  return islands(context, float).map((island) => describeIsland(context, island));
}

/** Groups of float layers that hang together. */
function islands(context: HintContext, float: readonly Operator[]): Operator[][] {
  const group_of = new Map<Operator, Operator[]>();
  for (const operator of float) {
    const neighbours = operator.inputs
      .map((index) => context.tensor(index))
      .map((tensor) => (tensor === undefined ? undefined : context.producer(tensor)))
      .map((producer) => (producer === undefined ? undefined : group_of.get(producer)))
      .filter((group) => group !== undefined);
    const [home = [], ...others] = new Set(neighbours);
    home.push(operator);
    for (const other of others) home.push(...other);
    for (const member of home) group_of.set(member, home);
  }
  return [...new Set(group_of.values())].map((group) => group.sort((a, b) => a.index - b.index));
}

function describeIsland(context: HintContext, island: readonly Operator[]): Hint {
  const layers = island.map((operator) => context.layerOf(operator));
  const macs = layers.reduce((sum, layer) => sum + layer.macs, 0);
  const bytes = layers.reduce((sum, layer) => sum + layer.read_bytes + layer.write_bytes, 0);
  const ops = [...new Set(island.map(({ op }) => op))].slice(0, 5).join(', ');
  const [first] = island;
  return {
    code: 'HINT_FLOAT_ISLAND',
    severity: 'warn',
    ...(first && { layer: first.index, op: first.op }),
    ...(macs > 0 && { macs }),
    bytes,
    message: `${ops} (${layersText(island.map(({ index }) => index))}) compute in floating point inside an integer model: ${count(macs)} MACs and ${bytesOf(bytes)} of float tensors.`,
    instead:
      'Quantize them too: give the converter a representative dataset that reaches them, and restrict the ops to TFLITE_BUILTINS_INT8 so that it says which op has no int8 form.',
    reference: REFERENCES.integerOnly,
  };
}

function sameQuantization(a: Quantization | undefined, b: Quantization | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const same = (x: readonly number[], y: readonly number[]): boolean =>
    x.length === y.length && x.every((value, i) => value === y[i]);
  return same(a.scale, b.scale) && same(a.zero_point, b.zero_point);
}

/** QUANTIZE and DEQUANTIZE that undo each other, or change nothing. */
function conversions(context: HintContext): Hint[] {
  return context.main.operators.flatMap((second): Hint[] => {
    if (!CONVERSIONS.has(second.op)) return [];
    const middle = context.input(second, 0);
    const to = context.output(second);
    if (middle === undefined || to === undefined) return [];
    if (middle.type === to.type && sameQuantization(middle.quantization, to.quantization)) {
      return [
        conversionHint(
          context,
          [second],
          `${second.op} (layer ${second.index}) changes neither type nor scale.`,
          'Remove it.',
        ),
      ];
    }
    const first = context.producer(middle);
    if (first === undefined || !CONVERSIONS.has(first.op) || first.op === second.op) return [];
    const from = context.input(first, 0);
    if (from === undefined || from.type !== to.type) return [];
    const pair = `${first.op} (layer ${first.index}) and ${second.op} (layer ${second.index})`;
    if (first.op === 'QUANTIZE') {
      return [
        conversionHint(
          context,
          [first, second],
          `${pair} turn floats into ${middle.type} and back: only the rounding remains.`,
          'Remove both, or quantize what follows.',
        ),
      ];
    }
    if (sameQuantization(from.quantization, to.quantization)) {
      return [
        conversionHint(
          context,
          [first, second],
          `${pair} cancel: type and scale are the same before and after.`,
          'Remove both.',
        ),
      ];
    }
    return [
      conversionHint(
        context,
        [first, second],
        `${pair} go through floating point to change a scale.`,
        'Use one QUANTIZE from the first integer tensor to the second.',
      ),
    ];
  });
}

function conversionHint(
  context: HintContext,
  pair: readonly Operator[],
  message: string,
  instead: string,
): Hint {
  const bytes = pair
    .map((operator) => context.layerOf(operator))
    .reduce((sum, { read_bytes, write_bytes }) => sum + read_bytes + write_bytes, 0);
  const [first] = pair;
  return {
    code: 'HINT_CONVERSIONS_CANCEL',
    severity: 'warn',
    ...(first && { layer: first.index, op: first.op }),
    bytes,
    message: `${message} ${bytesOf(bytes)} are read and written for it.`,
    instead,
    reference: REFERENCES.quantization,
  };
}

/** Float inputs and outputs of a model that computes in integers. */
function floatBoundary(context: HintContext): Hint[] {
  const { main } = context;
  const inputs = main.inputs.flatMap((index): Hint[] => {
    const tensor = context.tensor(index);
    const readers = tensor === undefined ? [] : context.consumers(tensor);
    const [quantize] = readers;
    if (tensor === undefined || quantize === undefined || !isFloat(tensor)) return [];
    if (readers.some(({ op }) => op !== 'QUANTIZE')) return [];
    return [boundaryHint(quantize, tensor, context.output(quantize), 'input')];
  });
  const outputs = main.outputs.flatMap((index): Hint[] => {
    const tensor = context.tensor(index);
    const dequantize = tensor === undefined ? undefined : context.producer(tensor);
    if (tensor === undefined || dequantize?.op !== 'DEQUANTIZE') return [];
    return [boundaryHint(dequantize, tensor, context.input(dequantize, 0), 'output')];
  });
  return [...inputs, ...outputs];
}

function boundaryHint(
  operator: Operator,
  float: Tensor,
  integer: Tensor | undefined,
  role: 'input' | 'output',
): Hint {
  return {
    code: 'HINT_FLOAT_BOUNDARY',
    severity: 'info',
    layer: operator.index,
    op: operator.op,
    bytes: float.bytes,
    message: `The ${role} ${nameOf(float.name)} is ${float.type} (${bytesOf(float.bytes)}) and is converted ${role === 'input' ? 'to' : 'from'} ${integer?.type ?? 'integers'} (${bytesOf(integer?.bytes ?? 0)}) in the model.`,
    instead: `Convert with inference_${role}_type=tf.int8: ${role === 'input' ? 'sensors deliver integers, and scale and zero point can be applied where they are read' : 'scale and zero point of the output are in the model'}.`,
    reference: REFERENCES.integerOnly,
  };
}
