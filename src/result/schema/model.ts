import { z } from 'zod';
import { count, dtype, name, path, sha256, shape } from './fields.ts';

const tensorSchema = z.strictObject({
  name,
  dtype,
  shape,
  scale: z
    .number()
    .optional()
    .describe('Per-tensor quantization step; absent when there is none or it is per axis.'),
  zero_point: z.number().int().optional(),
});

/** The model that was run. */
export const modelSchema = z.strictObject({
  name,
  path,
  sha256,
  bytes: count,
  layers: count,
  macs: count,
  inputs: z.array(tensorSchema).max(256),
  outputs: z.array(tensorSchema).max(256),
  ops: z.record(name, count),
});
