import { z } from 'zod';
import { count, name, path, sha256, text } from './fields.ts';

/** One package that was made. */
export const packageSchema = z.strictObject({
  kind: z.enum(['library', 'ambiqsuite-example']),
  path,
  bytes: count,
  sha256: sha256.describe('Of manifest.json, which names every file with its hash.'),
  proved: z
    .strictObject({ how: text, platform: name, verdict: z.enum(['pass', 'fail', 'built']) })
    .optional()
    .describe('The example, built from the folder alone and run; `built` when it could not be run there.'),
});
