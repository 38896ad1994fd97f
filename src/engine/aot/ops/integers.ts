import type { Tensor } from '../../../model/types.ts';
import { requireConstant, requireType } from '../checks.ts';
import { unpackInt32 } from '../pack.ts';
import type { LayerContext } from '../types.ts';

/** The values of a constant that says how a layer works: indices, sizes, paddings (INT32 or INT64). */
export function requireIntegers(layer: LayerContext, tensor: Tensor, role: string): number[] {
  requireType(layer, tensor, role, 'INT32', 'INT64');
  const bytes = requireConstant(layer, tensor, role);
  if (tensor.type === 'INT32') return [...unpackInt32(bytes)];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength >> 3 }, (_, i) => {
    const value = Number(view.getBigInt64(i * 8, true));
    if (!Number.isSafeInteger(value)) layer.refuse(`has ${value} among its ${role}`);
    return value;
  });
}

/** A dimension index as it is written in models, negative from the end; refuses what is out of range. */
export function requireDimension(layer: LayerContext, value: number, rank: number): number {
  const dimension = value < 0 ? value + rank : value;
  if (dimension < 0 || dimension >= rank) layer.refuse(`has the axis ${value} for rank ${rank}`);
  return dimension;
}
