import { z } from 'zod';
import { count, MAX_LAYERS, name, nonNegative, shape } from './fields.ts';

/** More events than any core counts. */
const MAX_COUNTERS = 256;

const layerProfileSchema = z.strictObject({
  index: count,
  op: name,
  name,
  output_shape: shape.optional(),
  macs: count,
  ticks: nonNegative.describe('Mean over the iterations, in `unit`.'),
  ticks_min: nonNegative,
  ticks_max: nonNegative,
  time_us: nonNegative.optional().describe('Absent where ticks have no rate.'),
  share: z.number().min(0).max(1).describe('Of the sum of all layers.'),
  counters: z.record(name, nonNegative).describe('Means over the iterations.'),
  counter_spread: z
    .record(name, z.strictObject({ min: nonNegative, max: nonNegative }))
    .optional()
    .describe('Least and most over the iterations, of the same counters.'),
  overflowed: z
    .array(name)
    .max(MAX_COUNTERS)
    .optional()
    .describe('Counters that went further than they can count: there is no number of them.'),
});

/** Every layer, timed on the device. */
export const profileSchema = z.strictObject({
  unit: z.enum(['cycles', 'instructions']),
  runs: count,
  warmup: count,
  timer_hz: nonNegative.optional().describe('Rate of `unit`; absent for instructions.'),
  time_is_modelled: z.boolean(),
  total: z.strictObject({
    ticks: nonNegative,
    ticks_min: nonNegative,
    ticks_max: nonNegative,
    time_us: nonNegative.optional(),
  }),
  layers: z.array(layerProfileSchema).max(MAX_LAYERS),
});
