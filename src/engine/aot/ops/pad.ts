import type { Tensor } from '../../../model/types.ts';
import { requireConstant, requireOptions, requireShape, requireType } from '../checks.ts';
import { packInt8 } from '../pack.ts';
import { tensorScale } from '../quantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { copyLayer, type ElementCopy } from './copies.ts';
import { requireIntegers } from './integers.ts';
import { elementBytes, rowMajorStrides } from './loops.ts';

/** PAD and PADV2, which fill with one value, and MIRROR_PAD, which fills with what is inside. */
export const PAD: OpLowering = {
  ops: ['PAD', 'PADV2', 'MIRROR_PAD'],
  lower(layer): LoweredLayer {
    const input = layer.requireInput(0);
    const output = layer.output(0);
    const before = requirePaddings(layer, input, output);
    return layer.operator.op === 'MIRROR_PAD'
      ? mirrorPad(layer, input, output, before)
      : constantPad(layer, input, output, before);
  },
};

/** The padding before each dimension. */
function requirePaddings(layer: LayerContext, input: Tensor, output: Tensor): number[] {
  const paddings = requireIntegers(layer, layer.requireInput(1), 'paddings');
  if (paddings.length !== input.shape.length * 2 || paddings.some((padding) => padding < 0)) {
    layer.refuse(`has the paddings [${paddings.join(', ')}] for rank ${input.shape.length}`);
  }
  const pairs = input.shape.map((_, i) => [paddings[i * 2] ?? 0, paddings[i * 2 + 1] ?? 0] as const);
  const shape = input.shape.map((dim, i) => dim + (pairs[i]?.[0] ?? 0) + (pairs[i]?.[1] ?? 0));
  requireShape(layer, output, 'output', shape);
  return pairs.map(([before]) => before);
}

/** The output is filled with the value, then the input is copied into it. */
function constantPad(
  layer: LayerContext,
  input: Tensor,
  output: Tensor,
  before: readonly number[],
): LoweredLayer {
  requireType(layer, input, 'input', 'INT8', 'INT16', 'INT32', 'FLOAT32');
  const inside = input.shape.map((count, i): Run => ({ from: 0, to: before[i] ?? 0, count, direction: 1 }));
  const copy = copyLayer(layer, [runsCopy(input, output, inside)]);
  const value = paddingValue(layer, output);
  return {
    ...copy,
    code: (names) => [
      `static const uint8_t value[] = {${value.join(', ')}};`,
      `hb_fill(${names.tensor(output, 'uint8_t')}, ${output.elements}u, value, ${value.length}u);`,
      ...copy.code(names),
    ],
  };
}

/** Consecutive output indices of one dimension, from input indices that go up or down. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly direction: 1 | -1;
}

/** More copies than this are a sign of padding along every dimension of a tensor of high rank. */
const MAX_MIRROR_COPIES = 243;

/** Up to three runs a dimension: mirrored, inside, mirrored; one copy for each of their combinations. */
function mirrorPad(
  layer: LayerContext,
  input: Tensor,
  output: Tensor,
  before: readonly number[],
): LoweredLayer {
  const { mode } = requireOptions(layer, 'MirrorPadOptions');
  if (mode !== 0 && mode !== 1) layer.refuse(`has the mode ${mode}`);
  const edge = mode === 0 ? 1 : 0;
  const runs = input.shape.map((dim, i): Run[] => {
    const left = before[i] ?? 0;
    const right = (output.shape[i] ?? 0) - dim - left;
    if (Math.max(left, right) > dim - edge) {
      layer.refuse(`mirrors ${Math.max(left, right)} of a dimension of ${dim}`);
    }
    const all: Run[] = [
      { from: left - 1 + edge, to: 0, count: left, direction: -1 },
      { from: 0, to: left, count: dim, direction: 1 },
      { from: dim - 1 - edge, to: left + dim, count: right, direction: -1 },
    ];
    return all.filter(({ count }) => count > 0);
  });
  const count = runs.reduce((product, { length }) => product * length, 1);
  if (count > MAX_MIRROR_COPIES) layer.refuse(`would take ${count} copies, more than ${MAX_MIRROR_COPIES}`);
  const copies = runs.reduce<Run[][]>(
    (combinations, of_dimension) =>
      of_dimension.flatMap((run) => combinations.map((chosen) => [...chosen, run])),
    [[]],
  );
  return copyLayer(
    layer,
    copies.map((chosen) => runsCopy(input, output, chosen)),
  );
}

/** The copy of one block: a run along each dimension. */
function runsCopy(input: Tensor, output: Tensor, runs: readonly Run[]): ElementCopy {
  const input_strides = rowMajorStrides(input.shape);
  const output_strides = rowMajorStrides(output.shape);
  return {
    input,
    output,
    input_offset: runs.reduce((offset, { from }, i) => offset + from * (input_strides[i] ?? 0), 0),
    output_offset: runs.reduce((offset, { to }, i) => offset + to * (output_strides[i] ?? 0), 0),
    loops: runs.map(({ count, direction }, i) => ({
      count,
      steps: [direction * (input_strides[i] ?? 0), output_strides[i] ?? 0],
    })),
  };
}

/** The bytes of one padding element: the value given, or the output's zero. */
function paddingValue(layer: LayerContext, output: Tensor): Uint8Array {
  const given = layer.input(2);
  if (given !== undefined) {
    requireType(layer, given, 'padding value', output.type);
    if (given.elements !== 1) layer.refuse(`has ${given.elements} padding values`);
    if (output.type === 'INT8') requireSameScale(layer, given, output);
    return requireConstant(layer, given, 'padding value');
  }
  if (output.type === 'INT8') return packInt8([tensorScale(layer, output, 'output').zero_point]);
  return new Uint8Array(elementBytes(layer, output));
}

function requireSameScale(layer: LayerContext, given: Tensor, output: Tensor): void {
  const value = tensorScale(layer, given, 'padding value');
  const { scale, zero_point } = tensorScale(layer, output, 'output');
  if (value.scale === scale && value.zero_point === zero_point) return;
  layer.refuse('has a padding value with another scale or zero point than its output');
}
