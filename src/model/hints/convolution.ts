import type { LayerAnalysis, Operator } from '../types.ts';
import { REFERENCES } from './references.ts';
import type { Hint, HintContext, HintRule } from './types.ts';
import { count, percent } from './wording.ts';

/** Values of 8 bits in a Helium register. */
const LANES = 16;
/** Output channels that one step of a product kernel computes. */
const COLUMNS = 4;
/** Output channels of one input channel that one step of the depthwise kernels of `aot` computes. */
const SHARED_STEP = 4;

/** Idle lanes are worth a hint from this share of them, and of the model's work. */
const LITTLE_USED = 0.6;
const WASTE_WORTH_A_HINT = 0.02;
/** A layer is worth a warning from this share of the model's work. */
const MATTERS = 0.05;

/** Hints about the shape of convolutions and fully connected layers. */
export const convolutionHints: HintRule = (context) =>
  context.main.operators.flatMap((operator) => {
    const layer = context.layerOf(operator);
    return [
      dilation(context, operator, layer),
      columnFilter(context, operator, layer),
      depthMultiplier(context, operator, layer),
      channels(context, operator, layer),
    ].filter((hint) => hint !== undefined);
  });

const about = (operator: Operator, layer: LayerAnalysis): Pick<Hint, 'layer' | 'op' | 'macs'> => ({
  layer: operator.index,
  op: operator.op,
  macs: layer.macs,
});

const matters = (context: HintContext, operator: Operator): boolean =>
  context.workOf(operator) >= MATTERS * context.work;

function isConvolution({ op }: Operator): boolean {
  return op === 'CONV_2D' || op === 'DEPTHWISE_CONV_2D';
}

/** Filter height and width: TFLite keeps both CONV_2D's [Co, Kh, Kw, Ci] and [1, Kh, Kw, C] at 1 and 2. */
function filterSize({ filter_shape }: LayerAnalysis): [height: number, width: number] {
  return [filter_shape?.[1] ?? 1, filter_shape?.[2] ?? 1];
}

function dilation(context: HintContext, operator: Operator, layer: LayerAnalysis): Hint | undefined {
  const { dilation_h = 1, dilation_w = 1 } = layer;
  if (!isConvolution(operator) || (dilation_h === 1 && dilation_w === 1)) return undefined;
  const depthwise = operator.op === 'DEPTHWISE_CONV_2D';
  const aot = context.target.engine === 'aot';
  // Here the taps of a depthwise filter are found one by one anyway, and rows may lie apart.
  if (aot && (depthwise || dilation_w === 1)) return undefined;
  const [height, width] = filterSize(layer);
  const reach = `${(height - 1) * dilation_h + 1}x${(width - 1) * dilation_w + 1}`;
  const cost = aot
    ? 'every window is gathered pixel by pixel instead of row by row'
    : depthwise
      ? 'it leaves the fast depthwise path of CMSIS-NN'
      : 'the fast paths for 1x1 and 1xN filters do not apply';
  return {
    code: 'HINT_DILATION',
    severity: depthwise && matters(context, operator) ? 'warn' : 'info',
    ...about(operator, layer),
    message: `A dilation of ${dilation_h}x${dilation_w} spreads the ${height}x${width} filter over ${reach} pixels: ${cost} (${count(layer.macs)} MACs).`,
    instead: 'Reach as far with a stride or a pool before the layer, or with two undilated layers.',
    reference: aot ? REFERENCES.kernels : REFERENCES.cmsisNn,
  };
}

function columnFilter(context: HintContext, operator: Operator, layer: LayerAnalysis): Hint | undefined {
  if (!isConvolution(operator) || layer.filter_shape === undefined) return undefined;
  const [height, width] = filterSize(layer);
  if (width !== 1 || height === 1) return undefined;
  const [, input_height = 0, input_width = 0] = layer.input_shape ?? [];
  const sequence = input_width === 1;
  return {
    code: 'HINT_B1WC',
    severity: sequence && matters(context, operator) ? 'warn' : 'info',
    ...about(operator, layer),
    message: `The ${height}x1 filter runs along the height of a ${input_height}x${input_width} input: its ${height} taps lie a whole row apart (${count(layer.macs)} MACs).`,
    instead: sequence
      ? `Lay the sequence along the width: input [batch, 1, ${input_height}, channels] (B1WC) and a 1x${height} filter, so that taps are neighbours in memory.`
      : `Swap height and width of the model's input (a 1x${height} filter), so that taps are neighbours in memory.`,
    reference: REFERENCES.autodeploy,
  };
}

function depthMultiplier(context: HintContext, operator: Operator, layer: LayerAnalysis): Hint | undefined {
  if (operator.op !== 'DEPTHWISE_CONV_2D') return undefined;
  const from = layer.input_shape?.[3] ?? 0;
  const to = layer.output_shape?.[3] ?? 0;
  if (from === 0 || to <= from) return undefined;
  const multiplier = to / from;
  const aot = context.target.engine === 'aot';
  if (aot && multiplier >= SHARED_STEP) return undefined;
  const single = from === 1;
  const cost = aot
    ? `computes ${multiplier} channels at a time, where ${SHARED_STEP} are possible: ${count(layer.macs)} MACs`
    : `has no vector kernel: ${count(layer.macs)} MACs run one at a time`;
  return {
    code: 'HINT_DEPTH_MULTIPLIER',
    severity: matters(context, operator) ? 'warn' : 'info',
    ...about(operator, layer),
    message: `A depth multiplier of ${multiplier} (${from} to ${to} channels) ${cost}.`,
    instead: single
      ? 'With one input channel this is an ordinary convolution: write it as CONV_2D with the same weights.'
      : `Use CONV_2D with 1x1 filters to make ${to} channels, then a depthwise layer with a multiplier of 1.`,
    reference: aot ? REFERENCES.kernels : REFERENCES.cmsisNn,
  };
}

/** How many lanes of a step are used, and by what. */
function laneUse(operator: Operator, layer: LayerAnalysis): { used: number; why: string } | undefined {
  const shape = layer.filter_shape;
  if (shape === undefined || layer.weight_dtype !== 'INT8') return undefined;
  const filled = (size: number, step: number): number => size / (Math.ceil(size / step) * step);
  if (operator.op === 'DEPTHWISE_CONV_2D') {
    const channels = shape[3] ?? 0;
    if (channels !== layer.input_shape?.[3]) return undefined;
    return { used: filled(channels, LANES), why: `${count(channels)} channels` };
  }
  const [columns = 0, ...rest] = shape;
  const depth = rest.reduce((product, size) => product * size, 1);
  const by_depth = filled(depth, LANES);
  const by_columns = filled(columns, COLUMNS);
  const why =
    by_depth <= by_columns
      ? `products of ${count(depth)} values (${rest.join('x')})`
      : `${count(columns)} output channels, computed ${COLUMNS} at a time`;
  return { used: by_depth * by_columns, why };
}

function channels(context: HintContext, operator: Operator, layer: LayerAnalysis): Hint | undefined {
  const { mve } = context.target;
  if (!mve || layer.macs === 0) return undefined;
  if (!isConvolution(operator) && operator.op !== 'FULLY_CONNECTED') return undefined;
  const use = laneUse(operator, layer);
  if (use === undefined || !(use.used > 0) || use.used > LITTLE_USED) return undefined;
  const waste = context.workOf(operator) * (1 / use.used - 1);
  if (waste < WASTE_WORTH_A_HINT * context.work) return undefined;
  return {
    code: 'HINT_CHANNELS',
    severity: 'info',
    ...about(operator, layer),
    message: `${use.why[0]?.toUpperCase()}${use.why.slice(1)} fill ${percent(use.used)} of Helium's ${LANES} lanes: ${count(layer.macs)} MACs cost about as much as ${count(Math.round(layer.macs / use.used))} would.`,
    instead:
      operator.op === 'DEPTHWISE_CONV_2D'
        ? `Use a multiple of ${LANES} channels here, or a larger stride earlier so that fewer pixels have so few channels.`
        : `Make input channels times filter size a multiple of ${LANES} and output channels a multiple of ${COLUMNS}.`,
    reference: context.target.engine === 'aot' ? REFERENCES.kernels : REFERENCES.cmsisNn,
  };
}
