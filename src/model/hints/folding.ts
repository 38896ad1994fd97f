import type { Operator, Tensor } from '../types.ts';
import { onlyConsumer } from './context.ts';
import { REFERENCES } from './references.ts';
import type { Hint, HintContext, HintRule } from './types.ts';
import { bytesOf, layersText } from './wording.ts';

const WITH_WEIGHTS = new Set(['CONV_2D', 'DEPTHWISE_CONV_2D', 'FULLY_CONNECTED']);
const AFFINE = new Set(['MUL', 'ADD', 'SUB']);

/** Constant factors and offsets per channel that belong into the weights and the bias of the layer before. */
export const foldingHints: HintRule = (context) =>
  context.main.operators.flatMap((operator): Hint[] => {
    if (!WITH_WEIGHTS.has(operator.op) || context.layerOf(operator).fused_activation !== 'NONE') return [];
    const chain = affineChain(context, operator);
    const [first] = chain;
    if (first === undefined) return [];
    const bytes = chain
      .map((link) => context.layerOf(link))
      .reduce((sum, { read_bytes, write_bytes }) => sum + read_bytes + write_bytes, 0);
    const ops = chain.map(({ op }) => op).join(' and ');
    return [
      {
        code: 'HINT_FOLD_SCALE',
        severity: 'warn',
        layer: first.index,
        op: first.op,
        bytes,
        message: `${ops} with constants per channel (${layersText(chain.map(({ index }) => index))}) follow ${operator.op} (layer ${operator.index}), as batch normalization does: ${bytesOf(bytes)} are read and written for what weights and bias can hold.`,
        instead: `Fold them into the weights and the bias of layer ${operator.index}: batch normalization directly after the layer, before its activation, is folded by the converter.`,
        reference: REFERENCES.batchNorm,
      },
    ];
  });

/** The MUL, ADD and SUB with a constant per channel that follow a layer, up to one that ends the chain. */
function affineChain(context: HintContext, start: Operator): Operator[] {
  const chain: Operator[] = [];
  let from = context.output(start);
  for (;;) {
    const next = onlyConsumer(context, from);
    if (from === undefined || next === undefined || !isAffine(context, next, from)) return chain;
    chain.push(next);
    if (context.layerOf(next).fused_activation !== 'NONE') return chain;
    from = context.output(next);
  }
}

function isAffine(context: HintContext, operator: Operator, from: Tensor): boolean {
  if (!AFFINE.has(operator.op)) return false;
  const operands = [context.input(operator, 0), context.input(operator, 1)];
  const constant = operands.find((tensor) => tensor?.data !== undefined);
  if (constant === undefined || constant.elements === 0) return false;
  // One value, or one for each channel: the last dimension and nothing else.
  const channels = from.shape.at(-1) ?? 1;
  return constant.elements === 1 || (constant.elements === channels && constant.shape.at(-1) === channels);
}
