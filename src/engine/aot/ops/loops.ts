import type { Tensor, TensorType } from '../../../model/types.ts';
import type { LayerContext } from '../types.ts';

/** One loop of a nest over two sequences of elements; `hb_loop` of hb_loops.h. */
export interface Loop {
  readonly count: number;
  /** How far one turn moves in the first and in the second sequence. */
  readonly steps: readonly [number, number];
}

/** HB_MAX_LOOPS of hb_loops.h. */
const MAX_LOOPS = 8;

const ELEMENT_BYTES: Partial<Record<TensorType, number>> = {
  BOOL: 1,
  INT8: 1,
  UINT8: 1,
  INT16: 2,
  UINT16: 2,
  FLOAT16: 2,
  INT32: 4,
  UINT32: 4,
  FLOAT32: 4,
  INT64: 8,
  UINT64: 8,
  FLOAT64: 8,
};

/** Bytes of one element; refuses the layer for types whose elements are not whole bytes of one size. */
export function elementBytes(layer: LayerContext, tensor: Tensor): number {
  return (
    ELEMENT_BYTES[tensor.type] ??
    layer.refuse(`cannot move elements of type ${tensor.type}`, 'ENGINE_UNSUPPORTED_DTYPE')
  );
}

/** Elements from one index to the next, for each dimension of a row-major tensor. */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let i = shape.length - 2; i >= 0; i--) strides[i] = (strides[i + 1] ?? 1) * (shape[i + 1] ?? 1);
  return strides;
}

/**
 * The same walk with the fewest loops: loops of one turn go, neighbours that continue each other become
 * one. At least one loop is left. Refuses the layer when an empty tensor is walked, or when more loops
 * are left than a kernel can hold.
 */
export function coalesceLoops(layer: LayerContext, loops: readonly Loop[]): Loop[] {
  if (loops.some(({ count }) => count === 0)) layer.refuse('has an empty tensor');
  const merged: Loop[] = [];
  for (const loop of loops) {
    if (loop.count === 1) continue;
    const outer = merged.at(-1);
    if (outer?.steps.every((step, i) => step === loop.count * (loop.steps[i] ?? 0))) {
      merged[merged.length - 1] = { count: outer.count * loop.count, steps: loop.steps };
    } else {
      merged.push(loop);
    }
  }
  if (merged.length > MAX_LOOPS) layer.refuse(`needs ${merged.length} nested loops, more than ${MAX_LOOPS}`);
  return merged.length > 0 ? merged : [{ count: 1, steps: [1, 1] }];
}

/** The C definition of a loop nest as a local constant array. */
export function loopsDefinition(name: string, loops: readonly Loop[]): string {
  const entries = loops.map(({ count, steps }) => `{${count}u, {${steps[0]}, ${steps[1]}}}`);
  return `static const hb_loop ${name}[] = {${entries.join(', ')}};`;
}
