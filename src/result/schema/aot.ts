import { z } from 'zod';
import { count, location, name, sha256 } from './fields.ts';
import { onboardSchema, powerSchema } from './power.ts';
import { profileSchema } from './profile.ts';
import { outputComparisonSchema, validationSchema } from './validation.ts';

/** A second pass on the same board, with an engine that compiles the model ahead of time. */
export const aotPassSchema = z.strictObject({
  engine: z.strictObject({ name, version: name }),
  image: z.strictObject({
    hash: sha256,
    build_id: z.string().regex(/^[0-9a-f]{32}$/),
    rom_bytes: count.describe('Code and constants of the image.'),
    ram_bytes: count.describe('Data, tables and stack of the image; the arena too where it is in the image.'),
  }),
  placement: z
    .strictObject({
      model: z.strictObject({ location, bytes: count }),
      arena: z.strictObject({ location, bytes: count, used_bytes: count }),
    })
    .optional()
    .describe('Absent where model and arena are part of the image.'),
  validation: validationSchema.optional().describe('Its outputs against those of the host.'),
  main: z
    .strictObject({
      runs: count,
      identical: z.boolean().describe('Every byte of every output is the same.'),
      outputs: z.array(outputComparisonSchema).max(256),
    })
    .optional()
    .describe('Its outputs against those of the main engine, of the same inputs on the same board.'),
  profile: profileSchema.optional(),
  power: z.array(powerSchema).max(8).optional(),
  onboard: z.array(onboardSchema).max(8).optional(),
});
