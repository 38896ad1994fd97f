import type { OpLowering } from '../types.ts';
import { lowerBroadcastAdd } from './binary.ts';

/** ADD of int8 tensors, with broadcasting. */
export const ADD: OpLowering = { ops: ['ADD'], lower: lowerBroadcastAdd };
