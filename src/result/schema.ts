import { z } from 'zod';

/**
 * The border between what measures and what reports: one run, as plain data. Units are in the names.
 * A field that was not measured is absent, never 0. What is read back may come from another machine, so
 * everything has a limit.
 */

const name = z.string().max(1024);
const text = z.string().max(16_384);
const path = z.string().max(4096);
const count = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
const positive = z.number().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const dtype = z.string().max(32);
const shape = z.array(count).max(16);
const when = z.iso.datetime();

/** No model is deeper than this; ns_autodeploy stops at 1600. */
export const MAX_LAYERS = 65_536;

export const LOCATIONS = ['TCM', 'SRAM', 'MRAM', 'PSRAM', 'NVM'] as const;
const location = z.enum(LOCATIONS);

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

const modelSchema = z.strictObject({
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

const sectionSchema = z.strictObject({
  name,
  address: count,
  bytes: count,
  kind: z.enum(['rom', 'ram', 'both']).describe('`both`: initialised data, stored in ROM and copied to RAM.'),
});

const placementSchema = z.strictObject({
  model: z.strictObject({ location, bytes: count.describe('Bytes the model takes on the device.') }),
  arena: z.strictObject({
    location,
    bytes: count.describe(
      'Bytes set aside: what is used, rounded up as the placement rules say, and padding.',
    ),
    used_bytes: count.describe('Bytes the model really needs.'),
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

const outputComparisonSchema = z.strictObject({
  index: count,
  name,
  dtype,
  elements: count,
  max_abs_lsb: positive.optional().describe('Worst difference in quantization steps; integer outputs.'),
  mean_abs_lsb: positive.optional(),
  max_abs: positive.optional().describe('Worst difference in the unit of the output; float outputs.'),
  mean_abs: positive.optional(),
  relative_l2: positive
    .optional()
    .describe('Worst run: distance over the length of the expected output; float outputs.'),
  non_finite: count.optional().describe('Elements NaN or infinite on one side only; float outputs.'),
  cosine: z
    .number()
    .min(-1)
    .max(1)
    .optional()
    .describe('Least over the runs; absent when a vector is all zero.'),
  argmax_agreement: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Share of runs with the same winner; absent for one element.'),
});

const validationSchema = z.strictObject({
  runs: count,
  source: z.enum(['generator', 'dataset']),
  seed: count.optional().describe('Of the generator; absent for a dataset.'),
  reference: name.describe('What computed the expected outputs.'),
  outputs: z.array(outputComparisonSchema).max(256),
  limits: z.strictObject({
    max_lsb: positive,
    mean_lsb: positive,
    min_cosine: z.number(),
    min_argmax_agreement: positive,
  }),
  violations: z.array(text).max(1024),
  verdict: z.enum(['pass', 'fail']),
});

const layerProfileSchema = z.strictObject({
  index: count,
  op: name,
  name,
  output_shape: shape.optional(),
  macs: count,
  ticks: positive.describe('Mean over the iterations, in `unit`.'),
  ticks_min: positive,
  ticks_max: positive,
  time_us: positive.optional().describe('Absent where ticks have no rate.'),
  share: z.number().min(0).max(1).describe('Of the sum of all layers.'),
  counters: z.record(name, positive),
});

const profileSchema = z.strictObject({
  unit: z.enum(['cycles', 'instructions']),
  runs: count,
  warmup: count,
  timer_hz: positive.optional().describe('Rate of `unit`; absent for instructions.'),
  time_is_modelled: z.boolean(),
  total: z.strictObject({
    ticks: positive,
    ticks_min: positive,
    ticks_max: positive,
    time_us: positive.optional(),
  }),
  layers: z.array(layerProfileSchema).max(MAX_LAYERS),
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

/** Over several windows of the same mode: the median, and the least and most. */
const spreadSchema = z.strictObject({ median: z.number(), min: z.number(), max: z.number() });

const powerSchema = z.strictObject({
  mode: z.enum(['hp', 'lp']),
  engine: name,
  inferences: count.describe('In one window.'),
  windows: count,
  time_ms: positive.describe('One inference, median over the windows; like energy, over exactly the gate.'),
  energy_uj: positive.describe('One inference, median over the windows.'),
  power_mw: positive.describe('energy_uj / time_ms.'),
  idle_power_mw: positive.optional(),
  dynamic_energy_uj: z
    .number()
    .optional()
    .describe('energy_uj less what idling would have cost over the same time.'),
  uncertainty_uj: positive
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
      bucket_ms: positive,
      min_mw: z.array(z.number()).max(4096),
      max_mw: z.array(z.number()).max(4096),
      gate_ms: z
        .array(z.tuple([z.number(), z.number()]))
        .max(64)
        .describe('Begin and end of each gate.'),
    })
    .optional(),
});

const onboardSchema = z.strictObject({
  mode: z.enum(['hp', 'lp']),
  engine: name,
  inferences: count,
  unit: z.enum(['cycles', 'instructions']),
  ticks: positive.describe("One inference, by the board's own counter, no link running."),
  time_us: positive.optional(),
});

const packageSchema = z.strictObject({
  kind: z.enum(['library', 'ambiqsuite-example']),
  path,
  bytes: count,
  sha256: sha256.describe('Of manifest.json, which names every file with its hash.'),
  proved: z
    .strictObject({ how: text, platform: name, verdict: z.enum(['pass', 'fail']) })
    .optional()
    .describe('The example, built from the folder alone and run.'),
});

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
  analysis: z.strictObject({
    weight_bytes: count,
    layers: z.array(layerAnalysisSchema).max(MAX_LAYERS),
    arena: arenaTimelineSchema.optional(),
    hints: z.array(hintSchema).max(4096).optional(),
  }),
  placement: placementSchema,
  validation: validationSchema.optional(),
  profile: profileSchema.optional(),
  power: z.array(powerSchema).max(16).optional(),
  onboard: z.array(onboardSchema).max(16).optional(),
  packages: z.array(packageSchema).max(16).optional(),
  timing: z
    .record(name, positive)
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
export type PackageResult = NonNullable<RunResult['packages']>[number];
export type ArenaTimeline = NonNullable<AnalysisResult['arena']>;
export type Hint = NonNullable<AnalysisResult['hints']>[number];
export type ResultIssue = RunResult['issues'][number];
