import type { OpLowering } from '../types.ts';
import { ACTIVATIONS } from './activations.ts';
import { ADD } from './add.ts';
import { BINARY } from './binary.ts';
import { CONCATENATION } from './concatenation.ts';
import { CONV_2D } from './conv_2d.ts';
import { DEPTHWISE_CONV_2D } from './depthwise_conv_2d.ts';
import { FULLY_CONNECTED } from './fully_connected.ts';
import { PACK } from './pack.ts';
import { PAD } from './pad.ts';
import { POOL_2D } from './pool_2d.ts';
import { QUANTIZE } from './quantize.ts';
import { REDUCE } from './reduce.ts';
import { RESHAPE } from './reshape.ts';
import { RESIZE } from './resize.ts';
import { SLICE } from './slice.ts';
import { SOFTMAX } from './softmax.ts';
import { TRANSPOSE } from './transpose.ts';
import { TRANSPOSE_CONV } from './transpose_conv.ts';

/** Every op family the engine can lower; one line per file of this folder. */
const FAMILIES: readonly OpLowering[] = [
  ACTIVATIONS,
  ADD,
  BINARY,
  CONCATENATION,
  CONV_2D,
  DEPTHWISE_CONV_2D,
  FULLY_CONNECTED,
  PACK,
  PAD,
  POOL_2D,
  QUANTIZE,
  REDUCE,
  RESHAPE,
  RESIZE,
  SLICE,
  SOFTMAX,
  TRANSPOSE,
  TRANSPOSE_CONV,
];

/** Op name → its lowering. */
export const LOWERINGS: ReadonlyMap<string, OpLowering> = new Map(
  FAMILIES.flatMap((family) => family.ops.map((op) => [op, family] as const)),
);
