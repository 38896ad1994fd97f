import { z } from 'zod';
import { count, LOCATIONS, location, name } from './fields.ts';

const sectionSchema = z.strictObject({
  name,
  address: count,
  bytes: count,
  kind: z.enum(['rom', 'ram', 'both']).describe('`both`: initialised data, stored in ROM and copied to RAM.'),
});

/** Where model and arena are, and what the image takes. */
export const placementSchema = z.strictObject({
  model: z.strictObject({ location, bytes: count.describe('Bytes the model takes on the device.') }),
  arena: z.strictObject({
    location,
    bytes: count.describe(
      'Bytes set aside: what is used, rounded up as the placement rules say, and padding.',
    ),
    used_bytes: count.describe('Bytes the model really needs.'),
    found_padding_bytes: count
      .optional()
      .describe('What the runtime turned out to need beyond what it said; part of `bytes`.'),
    tuned_from: z
      .strictObject({ location, bytes: count })
      .optional()
      .describe('The first pass, before tuning.'),
  }),
  rom_bytes: count.describe('The image without the model: code and constants.'),
  ram_bytes: count.describe('The image without the arena: data, tables and stack.'),
  memories: z
    .array(
      z.strictObject({
        location,
        bytes: count.describe('What a model and an arena may take of it together.'),
      }),
    )
    .max(LOCATIONS.length)
    .optional()
    .describe('The memories of the platform.'),
  sections: z.array(sectionSchema).max(256).optional().describe('Of the image, from its ELF file.'),
});
