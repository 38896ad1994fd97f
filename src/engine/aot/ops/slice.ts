import type { Tensor } from '../../../model/types.ts';
import { requireOptions, requireShape } from '../checks.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { copyLayer } from './copies.ts';
import { requireDimension, requireIntegers } from './integers.ts';
import { rowMajorStrides } from './loops.ts';

/** What is taken along one dimension: `count` indices from `begin`, `stride` apart. */
interface Span {
  readonly begin: number;
  readonly stride: number;
  readonly count: number;
}

/** Masks have one bit a dimension. */
const MAX_RANK = 31;

/** STRIDED_SLICE (begin, end and shrink-axis masks), SLICE, SPLIT and SPLIT_V of tensors of any type. */
export const SLICE: OpLowering = {
  ops: ['STRIDED_SLICE', 'SLICE', 'SPLIT', 'SPLIT_V'],
  lower(layer): LoweredLayer {
    switch (layer.operator.op) {
      case 'STRIDED_SLICE':
        return stridedSlice(layer);
      case 'SLICE':
        return plainSlice(layer);
      case 'SPLIT':
        return split(layer, layer.requireInput(1), layer.requireInput(0));
      default:
        return split(layer, layer.requireInput(0), layer.requireInput(2));
    }
  },
};

function stridedSlice(layer: LayerContext): LoweredLayer {
  const options = requireOptions(layer, 'StridedSliceOptions');
  if (options.ellipsis_mask !== 0) layer.refuse(`has the ellipsis mask ${options.ellipsis_mask}`);
  if (options.new_axis_mask !== 0) layer.refuse(`has the new-axis mask ${options.new_axis_mask}`);
  if (options.offset) layer.refuse('takes its end as an offset');
  const input = layer.requireInput(0);
  const [begin = [], end = [], strides = []] = ['begin', 'end', 'strides'].map((role, i) =>
    requireIntegers(layer, layer.requireInput(i + 1), role),
  );
  if (begin.length > input.shape.length || end.length !== begin.length || strides.length !== begin.length) {
    layer.refuse(
      `has ${begin.length} begins, ${end.length} ends and ${strides.length} strides for rank ${input.shape.length}`,
    );
  }
  if (input.shape.length > MAX_RANK) layer.refuse(`has rank ${input.shape.length}, more than ${MAX_RANK}`);
  const has = (mask: number, i: number): boolean => (mask & (1 << i)) !== 0;
  const spans = input.shape.map((dim, i): Span => {
    const stride = strides[i] ?? 1;
    if (stride === 0) layer.refuse('has a stride of 0');
    const first = i >= begin.length || has(options.begin_mask, i) ? undefined : begin[i];
    if (has(options.shrink_axis_mask, i)) return shrunk(layer, first ?? 0, stride, dim);
    const last = i >= end.length || has(options.end_mask, i) ? undefined : end[i];
    return span(first, last, stride, dim);
  });
  const shape = spans.flatMap(({ count }, i) => (has(options.shrink_axis_mask, i) ? [] : [count]));
  return take(layer, input, layer.output(0), spans, shape);
}

/** One index, which disappears from the shape. */
function shrunk(layer: LayerContext, first: number, stride: number, dim: number): Span {
  const begin = first < 0 ? first + dim : first;
  if (stride < 0 || begin < 0 || begin >= dim) {
    layer.refuse(`takes index ${first} with stride ${stride} of a dimension of ${dim}`);
  }
  return { begin, stride: 1, count: 1 };
}

/** Indices from `first` to before `last`, both clamped to the dimension; undefined: from or to its end. */
function span(first: number | undefined, last: number | undefined, stride: number, dim: number): Span {
  const [low, high] = stride > 0 ? [0, dim] : [-1, dim - 1];
  const at = (index: number): number => Math.min(Math.max(index < 0 ? index + dim : index, low), high);
  const begin = first === undefined ? (stride > 0 ? low : high) : at(first);
  const end = last === undefined ? (stride > 0 ? high : low) : at(last);
  return { begin, stride, count: Math.max(Math.ceil((end - begin) / stride), 0) };
}

function plainSlice(layer: LayerContext): LoweredLayer {
  const input = layer.requireInput(0);
  const begin = requireIntegers(layer, layer.requireInput(1), 'begin');
  const size = requireIntegers(layer, layer.requireInput(2), 'size');
  if (begin.length !== input.shape.length || size.length !== begin.length) {
    layer.refuse(`has ${begin.length} begins and ${size.length} sizes for rank ${input.shape.length}`);
  }
  const spans = input.shape.map((dim, i): Span => {
    const from = begin[i] ?? 0;
    const count = size[i] === -1 ? dim - from : (size[i] ?? 0);
    if (from < 0 || count < 0 || from + count > dim) {
      layer.refuse(`takes ${count} from ${from} of a dimension of ${dim}`);
    }
    return { begin: from, stride: 1, count };
  });
  return take(
    layer,
    input,
    layer.output(0),
    spans,
    spans.map(({ count }) => count),
  );
}

/** Each output is the next part of the input along the axis. */
function split(layer: LayerContext, input: Tensor, axis: Tensor): LoweredLayer {
  const [value = 0] = requireIntegers(layer, axis, 'axis');
  const dimension = requireDimension(layer, value, input.shape.length);
  const input_strides = rowMajorStrides(input.shape);
  let position = 0;
  const copies = layer.operator.outputs.map((_, n) => {
    const output = layer.output(n);
    const length = output.shape[dimension] ?? 0;
    const shape = input.shape.map((dim, i) => (i === dimension ? length : dim));
    requireShape(layer, output, `output ${n}`, shape);
    const output_strides = rowMajorStrides(shape);
    const input_offset = position * (input_strides[dimension] ?? 0);
    position += length;
    const loops = shape.map(
      (count, i) => ({ count, steps: [input_strides[i] ?? 0, output_strides[i] ?? 0] }) as const,
    );
    return { input, output, input_offset, output_offset: 0, loops };
  });
  if (position !== input.shape[dimension]) {
    layer.refuse(`splits ${position} along axis ${dimension} where its input has ${input.shape[dimension]}`);
  }
  return copyLayer(layer, copies);
}

function take(
  layer: LayerContext,
  input: Tensor,
  output: Tensor,
  spans: readonly Span[],
  shape: readonly number[],
): LoweredLayer {
  requireShape(layer, output, 'output', shape);
  const input_strides = rowMajorStrides(input.shape);
  const output_strides = rowMajorStrides(spans.map(({ count }) => count));
  return copyLayer(layer, [
    {
      input,
      output,
      input_offset: spans.reduce((offset, { begin }, i) => offset + begin * (input_strides[i] ?? 0), 0),
      output_offset: 0,
      loops: spans.map(({ count, stride }, i) => ({
        count,
        steps: [stride * (input_strides[i] ?? 0), output_strides[i] ?? 0],
      })),
    },
  ]);
}
