import type { OpLowering } from '../types.ts';
import { CONV_2D } from './conv_2d.ts';
import { DEPTHWISE_CONV_2D } from './depthwise_conv_2d.ts';
import { FULLY_CONNECTED } from './fully_connected.ts';
import { POOL_2D } from './pool_2d.ts';
import { RESHAPE } from './reshape.ts';
import { SOFTMAX } from './softmax.ts';

/** Every op family the engine can lower; one line per file of this folder. */
const FAMILIES: readonly OpLowering[] = [
  CONV_2D,
  DEPTHWISE_CONV_2D,
  FULLY_CONNECTED,
  POOL_2D,
  RESHAPE,
  SOFTMAX,
];

/** Op name → its lowering. */
export const LOWERINGS: ReadonlyMap<string, OpLowering> = new Map(
  FAMILIES.flatMap((family) => family.ops.map((op) => [op, family] as const)),
);
