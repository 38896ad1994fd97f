import { z } from 'zod';
import { count, name, nonNegative } from './fields.ts';

/** Over several windows of the same mode: the median, and the least and most. */
const spreadSchema = z.strictObject({ median: z.number(), min: z.number(), max: z.number() });

/** Energy in one CPU mode, by a power monitor. */
export const powerSchema = z.strictObject({
  mode: z.enum(['hp', 'lp']),
  engine: name,
  inferences: count.describe('In one window.'),
  windows: count,
  time_ms: nonNegative.describe(
    'One inference, median over the windows; like energy, over exactly the gate.',
  ),
  energy_uj: nonNegative.describe('One inference, median over the windows.'),
  power_mw: nonNegative.describe('energy_uj / time_ms.'),
  idle_power_mw: nonNegative.optional(),
  dynamic_energy_uj: z
    .number()
    .optional()
    .describe('energy_uj less what idling would have cost over the same time.'),
  uncertainty_uj: nonNegative
    .optional()
    .describe(
      'Expanded uncertainty (k = 2) of energy_uj from the edges of gate and the noise of the samples.',
    ),
  energy_uj_spread: spreadSchema.optional(),
  time_ms_spread: spreadSchema.optional(),
  dropped_samples: count,
  monitor: name,
  modelled: z.boolean().describe('True: from a model in the platform file, not from an instrument.'),
  waveform: z
    .strictObject({
      begin_ms: z
        .array(z.number())
        .max(4096)
        .describe('Start of each bucket from the start of the recording.'),
      bucket_ms: nonNegative,
      min_mw: z.array(z.number()).max(4096),
      max_mw: z.array(z.number()).max(4096),
      gate_ms: z
        .array(z.tuple([z.number(), z.number()]))
        .max(64)
        .describe('Begin and end of each gate.'),
    })
    .optional(),
});

/** Time in one CPU mode by the board's own counter. */
export const onboardSchema = z.strictObject({
  mode: z.enum(['hp', 'lp']),
  engine: name,
  inferences: count,
  unit: z.enum(['cycles', 'instructions']),
  ticks: nonNegative.describe("One inference, by the board's own counter, no link running."),
  time_us: nonNegative.optional(),
});
