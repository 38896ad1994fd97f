import type { Operator, Tensor } from '../types.ts';
import { onlyConsumer } from './context.ts';
import { REFERENCES } from './references.ts';
import type { Hint, HintContext, HintRule } from './types.ts';
import { bytesOf, count, percent } from './wording.ts';
import { MOVEMENT_OPS } from './work.ts';

/** Moving data is worth a hint from this many bytes, and this share of all that layers write. */
const LEAST_BYTES = 4096;
const LARGE_SHARE = 0.1;

/** Ops that rename the dimensions and keep the bytes; free where the engine leaves them in place. */
const RENAMING = new Set(['RESHAPE', 'SQUEEZE', 'EXPAND_DIMS']);

/** Hints about layers that only move data, about padding, and about batches. */
export const movementHints: HintRule = (context) => [
  ...movement(context),
  ...context.main.operators.flatMap((operator) => paddingBeforeConvolution(context, operator)),
  ...batches(context),
];

function movement(context: HintContext): Hint[] {
  const written = context.layers.reduce((sum, layer) => sum + layer.write_bytes, 0);
  return context.main.operators.flatMap((operator): Hint[] => {
    if (!MOVEMENT_OPS.has(operator.op)) return [];
    const { write_bytes } = context.layerOf(operator);
    if (write_bytes < LEAST_BYTES || write_bytes < LARGE_SHARE * written) return [];
    const input = context.input(operator, 0);
    if (RENAMING.has(operator.op) && staysInPlace(context, operator, input)) return [];
    return [
      {
        code: 'HINT_DATA_MOVEMENT',
        severity: 'info',
        layer: operator.index,
        op: operator.op,
        bytes: write_bytes,
        message: `${operator.op} computes nothing and writes ${bytesOf(write_bytes)}, ${percent(write_bytes / written)} of what all layers write.`,
        instead: INSTEAD[operator.op] ?? 'Lay out the tensors before it so that they need not be moved.',
      },
    ];
  });
}

const INSTEAD: Readonly<Record<string, string>> = {
  CONCATENATION: 'Add instead of concatenating, or concatenate later, where the tensors are smaller.',
  PAD: 'Let the convolution that follows pad (padding SAME).',
  RESHAPE: 'Reshape a tensor that nothing else reads, so that it can stay where it is.',
  TRANSPOSE: 'Keep NHWC from the input on: most are left over from converting an NCHW model.',
};

/** The engine renames in place when nobody reads the input afterwards. */
function staysInPlace(context: HintContext, operator: Operator, input: Tensor | undefined): boolean {
  if (input === undefined || input.data !== undefined || context.isOutput(input)) return false;
  return context.consumers(input).every(({ index }) => index <= operator.index);
}

/** PAD whose zeros are exactly those that padding SAME of the next convolution would add. */
function paddingBeforeConvolution(context: HintContext, pad: Operator): Hint[] {
  if (pad.op !== 'PAD') return [];
  const padded = context.output(pad);
  const next = onlyConsumer(context, padded);
  const input = context.input(pad, 0);
  const amounts = context.input(pad, 1);
  if (next === undefined || padded === undefined || input?.shape.length !== 4) return [];
  const { options } = next;
  if (options.type !== 'Conv2DOptions' && options.type !== 'DepthwiseConv2DOptions') return [];
  if (options.padding !== 'VALID' || amounts?.data === undefined || amounts.type !== 'INT32') return [];
  const view = new DataView(amounts.data.buffer, amounts.data.byteOffset, amounts.data.byteLength);
  if (view.byteLength < 32) return [];
  const at = (axis: number, end: number): number => view.getInt32(8 * axis + 4 * end, true);
  const filter = context.layerOf(next).filter_shape ?? [];
  const axes = [
    { axis: 1, stride: options.stride_h, reach: ((filter[1] ?? 1) - 1) * options.dilation_h_factor + 1 },
    { axis: 2, stride: options.stride_w, reach: ((filter[2] ?? 1) - 1) * options.dilation_w_factor + 1 },
  ];
  const as_same = axes.every(({ axis, stride, reach }) => {
    const size = input.shape[axis] ?? 0;
    const total = Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach - size);
    const before = Math.floor(total / 2);
    return stride > 0 && at(axis, 0) === before && at(axis, 1) === total - before;
  });
  if (!as_same || [0, 3].some((axis) => at(axis, 0) !== 0 || at(axis, 1) !== 0)) return [];
  const { write_bytes } = context.layerOf(pad);
  return [
    {
      code: 'HINT_PAD_BEFORE_CONV',
      severity: 'warn',
      layer: pad.index,
      op: pad.op,
      bytes: write_bytes,
      message: `PAD copies ${bytesOf(write_bytes)} to add the zeros that ${next.op} (layer ${next.index}) adds itself with padding SAME.`,
      instead: `Drop the PAD and give layer ${next.index} padding="same": the result is the same.`,
      reference: REFERENCES.padding,
    },
  ];
}

function batches(context: HintContext): Hint[] {
  const sizes = context.main.inputs.map((index) => {
    const tensor = context.tensor(index);
    return tensor !== undefined && tensor.shape.length > 1 ? (tensor.shape[0] ?? 1) : 1;
  });
  const batch = Math.min(...sizes);
  if (!Number.isFinite(batch) || batch <= 1) return [];
  const macs = context.layers.reduce((sum, layer) => sum + layer.macs, 0);
  return [
    {
      code: 'HINT_BATCH',
      severity: 'warn',
      ...(macs > 0 && { macs }),
      message: `The model takes a batch of ${count(batch)}: every number here, and the arena, is for ${count(batch)} inputs at once.`,
      instead:
        'Convert with a batch of 1: a microcontroller gains nothing from batches, and needs the memory.',
      reference: REFERENCES.tflmMemory,
    },
  ];
}
