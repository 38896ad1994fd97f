import { z } from 'zod';
import { analysisSchema } from './schema/analysis.ts';
import { aotPassSchema } from './schema/aot.ts';
import { name, nonNegative, sha256, text, when } from './schema/fields.ts';
import { modelSchema } from './schema/model.ts';
import { packageSchema } from './schema/packages.ts';
import { placementSchema } from './schema/placement.ts';
import { onboardSchema, powerSchema } from './schema/power.ts';
import { profileSchema } from './schema/profile.ts';
import { validationSchema } from './schema/validation.ts';

export { LOCATIONS } from './schema/fields.ts';

/**
 * The border between what measures and what reports: one run, as plain data. Units are in the names.
 * A field that was not measured is absent, never 0. What is read back may come from another machine, so
 * everything has a limit.
 */
export const runResultSchema = z.strictObject({
  schema: z.literal('hilbench.run/1'),
  id: z.string().regex(/^[0-9A-Za-z_-]{1,64}$/),
  started_at: when,
  finished_at: when,
  tool: z.strictObject({ name: z.literal('hilbench'), version: name }),
  model: modelSchema,
  platform: z.strictObject({ name, core: name, emulated: z.boolean() }),
  board: z.strictObject({ id: name, serial: name.optional(), silicon: name.optional() }),
  engine: z.strictObject({ name, version: name }),
  toolchain: z.strictObject({ name, version: name }),
  image: z.strictObject({ hash: sha256, build_id: z.string().regex(/^[0-9a-f]{32}$/) }),
  fingerprint: sha256.describe('Results are comparable only when this is equal.'),
  analysis: analysisSchema,
  placement: placementSchema,
  validation: validationSchema.optional(),
  profile: profileSchema.optional(),
  power: z.array(powerSchema).max(16).optional(),
  onboard: z.array(onboardSchema).max(16).optional(),
  aot: aotPassSchema.optional().describe('The pass with an engine that compiles ahead of time.'),
  packages: z.array(packageSchema).max(16).optional(),
  timing: z
    .record(name, nonNegative)
    .describe('Milliseconds of wall time by stage; `hilbench` is what was ours.'),
  issues: z
    .array(
      z.strictObject({ code: name, severity: z.enum(['info', 'warn', 'error']), message: text, hint: text }),
    )
    .max(1024),
});

export type RunResult = z.infer<typeof runResultSchema>;
export type TensorResult = RunResult['model']['inputs'][number];
export type ModelResult = RunResult['model'];
export type AnalysisResult = RunResult['analysis'];
export type LayerAnalysisResult = RunResult['analysis']['layers'][number];
export type ValidationResult = NonNullable<RunResult['validation']>;
export type OutputComparison = ValidationResult['outputs'][number];
export type ProfileResult = NonNullable<RunResult['profile']>;
export type LayerProfile = ProfileResult['layers'][number];
export type PowerResult = NonNullable<RunResult['power']>[number];
export type OnboardResult = NonNullable<RunResult['onboard']>[number];
export type AotPassResult = NonNullable<RunResult['aot']>;
export type PackageResult = NonNullable<RunResult['packages']>[number];
export type ArenaTimeline = NonNullable<AnalysisResult['arena']>;
export type Hint = NonNullable<AnalysisResult['hints']>[number];
export type ResultIssue = RunResult['issues'][number];
