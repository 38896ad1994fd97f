import { z } from 'zod';
import { count, dtype, MAX_LAYERS, name, shape, text } from './fields.ts';

const layerAnalysisSchema = z.strictObject({
  index: count,
  op: name,
  name,
  macs: count,
  mac_equation: text.optional(),
  input_dtype: dtype.optional(),
  weight_dtype: dtype.optional(),
  output_dtype: dtype.optional(),
  fused_activation: dtype.optional(),
  input_shape: shape.optional(),
  output_shape: shape.optional(),
  filter_shape: shape.optional(),
  stride_h: count.optional(),
  stride_w: count.optional(),
  dilation_h: count.optional(),
  dilation_w: count.optional(),
  read_bytes: count,
  write_bytes: count,
});

const arenaTensorSchema = z.strictObject({
  name: name.describe('Of the tensor, or `scratch`.'),
  offset_bytes: count,
  bytes: count,
  first_layer: count.describe('First layer during which it lives.'),
  last_layer: count,
});

const arenaTimelineSchema = z.strictObject({
  bytes: count,
  peak_layer: count.describe('The first layer at which the most bytes are alive.'),
  peak_bytes: count,
  tensors: z.array(arenaTensorSchema).max(MAX_LAYERS),
});

const hintSchema = z.strictObject({
  code: name,
  severity: z.enum(['info', 'warn']),
  layer: count.optional(),
  op: name.optional(),
  message: text,
  instead: text.describe('What to use or do instead.'),
  macs: count.optional().describe('MACs that the hint is about.'),
  bytes: count.optional().describe('Bytes that the hint is about.'),
  reference: text.optional().describe('Where to read more: a URL or a document and section.'),
});

/** What the model file says: of every layer, of the arena over time, and what to do better. */
export const analysisSchema = z.strictObject({
  weight_bytes: count,
  layers: z.array(layerAnalysisSchema).max(MAX_LAYERS),
  arena: arenaTimelineSchema.optional(),
  hints: z.array(hintSchema).max(4096).optional(),
});
