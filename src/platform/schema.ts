import { z } from 'zod';

const KIB = 1024;

const kb = z
  .int()
  .min(1)
  .max(4 * 1024 * 1024);
const address = z.int().min(0).max(0xffff_ffff);
const name = z.string().min(1).max(120);

const memorySchema = z
  .strictObject({
    kb: kb.describe('Raw size in KiB.'),
    address: address.optional().describe('First address, where it is ours to place things.'),
    reserve: z
      .strictObject({
        percent: z.number().min(0).max(95).default(0),
        kb: z.int().min(0).default(0),
      })
      .default({ percent: 0, kb: 0 })
      .describe('What is kept back: a share of the whole, then KiB on top.'),
    arena_limit_kb: kb.optional(),
    model_limit_kb: kb.optional(),
  })
  .transform(({ kb: raw_kb, reserve, address: start, arena_limit_kb, model_limit_kb }) => ({
    ...(start === undefined ? {} : { address: start }),
    bytes: raw_kb * KIB,
    reserve: { percent: reserve.percent, bytes: reserve.kb * KIB },
    effective_bytes: Math.max(0, Math.floor((raw_kb * (100 - reserve.percent)) / 100) - reserve.kb) * KIB,
    ...(arena_limit_kb === undefined ? {} : { arena_limit_bytes: arena_limit_kb * KIB }),
    ...(model_limit_kb === undefined ? {} : { model_limit_bytes: model_limit_kb * KIB }),
  }));

const pin = z.int().min(0).max(255);
const cpuMode = z.strictObject({ clock_mhz: z.number().positive().max(10_000) });

const powerModelModeSchema = z.strictObject({
  clock_mhz: z.number().positive().max(10_000),
  instructions_per_cycle: z.number().positive().max(16),
  active_mw: z.number().positive().max(4000),
  idle_mw: z.number().min(0).max(4000),
});

const powerModelSchema = z.strictObject({
  supply_v: z.number().min(0.5).max(12),
  sample_rate_hz: z.int().min(1000).max(2_000_000),
  noise: z.strictObject({
    current_rms_a: z.number().min(0).max(1),
    seed: z.int().min(0).max(0xffff_ffff),
  }),
  min_window_ms: z.number().min(1).max(60_000),
  lp: powerModelModeSchema,
  hp: powerModelModeSchema,
});

const probeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('qemu'),
    machine: z.string().regex(/^[a-z0-9-]+$/),
    icount_shift: z.int().min(0).max(10),
  }),
  z.strictObject({
    kind: z.literal('jlink'),
    device: z.string().regex(/^[A-Z0-9-]+$/),
    load_address: address.describe('Where an image must begin: behind the bootloader.'),
    reset: z
      .enum(['pin', 'core', 'swpoi'])
      .optional()
      .describe('How the probe resets it; absent: as J-Link knows the device.'),
  }),
]);

interface Region {
  readonly what: string;
  readonly start: number;
  readonly bytes: number;
}

/** Two regions that share an address; undefined when none do. */
function overlap(regions: readonly Region[]): readonly [Region, Region] | undefined {
  const sorted = regions.toSorted((a, b) => a.start - b.start);
  for (const [index, region] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next !== undefined && region.start + region.bytes > next.start) return [region, next];
  }
  return undefined;
}

/** What one file of `platforms/` may say. Sizes are KiB there, bytes after parsing. */
export const platformSchema = z
  .strictObject({
    title: name,
    core: z.enum(['cortex-m4', 'cortex-m7', 'cortex-m55']),
    features: z.array(z.enum(['dsp', 'fpu', 'mve'])),
    emulated: z.boolean().default(false),
    memories: z.strictObject({
      TCM: memorySchema.optional(),
      SRAM: memorySchema,
      MRAM: memorySchema,
      PSRAM: memorySchema.optional(),
      NVM: memorySchema.optional(),
    }),
    itcm_kb: kb.optional(),
    staging: z.strictObject({ address, kb }).optional(),
    parameters: z
      .strictObject({ address, kb })
      .optional()
      .describe('Where the probe puts the parameter block of a power image.'),
    cpu_modes: z.strictObject({ lp: cpuMode.optional(), hp: cpuMode.optional() }).default({}),
    transports: z.array(z.enum(['USB', 'UART'])).min(1),
    baud: z.int().min(1200).max(12_000_000).default(115_200),
    port: z
      .string()
      .regex(/^[a-z0-9_]+$/)
      .optional(),
    probe: probeSchema,
    power_sync: z.strictObject({ gate: pin, state: pin, go: pin }).optional(),
    power_model: powerModelSchema.optional(),
    ambiqsuite: z.string().max(40).optional(),
  })
  .superRefine((platform, context) => {
    const regions: Region[] = [];
    for (const [what, memory] of Object.entries(platform.memories)) {
      if (memory === undefined) continue;
      const path = ['memories', what];
      if (memory.effective_bytes === 0) {
        context.addIssue({ code: 'custom', path, message: 'the reserve leaves nothing of it' });
      }
      if ((memory.arena_limit_bytes ?? 0) + (memory.model_limit_bytes ?? 0) > memory.effective_bytes) {
        context.addIssue({ code: 'custom', path, message: 'the limits add up to more than it holds' });
      }
      if ((memory.arena_limit_bytes === undefined) !== (memory.model_limit_bytes === undefined)) {
        context.addIssue({ code: 'custom', path, message: 'a split memory has both limits' });
      }
      if (memory.address !== undefined) regions.push({ what, start: memory.address, bytes: memory.bytes });
    }
    for (const what of ['staging', 'parameters'] as const) {
      const region = platform[what];
      if (region !== undefined) regions.push({ what, start: region.address, bytes: region.kb * KIB });
    }
    const pair = overlap(regions);
    if (pair !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['memories'],
        message: `${pair[0].what} and ${pair[1].what} overlap`,
      });
    }
    if (platform.power_model !== undefined && !platform.emulated) {
      context.addIssue({
        code: 'custom',
        path: ['power_model'],
        message: 'only for emulated boards: a board of silicon is measured',
      });
    }
    if (platform.emulated !== (platform.probe.kind === 'qemu')) {
      context.addIssue({
        code: 'custom',
        path: ['emulated'],
        message: 'true for the probe qemu, and only there',
      });
    }
  })
  .transform(
    ({
      itcm_kb,
      staging,
      parameters,
      memories,
      cpu_modes,
      port,
      power_sync,
      power_model,
      ambiqsuite,
      ...rest
    }) => ({
      ...rest,
      memories: withoutUndefined(memories),
      cpu_modes: withoutUndefined(cpu_modes),
      ...(itcm_kb === undefined ? {} : { itcm_bytes: itcm_kb * KIB }),
      ...(staging === undefined ? {} : { staging: { address: staging.address, bytes: staging.kb * KIB } }),
      ...(parameters === undefined
        ? {}
        : { parameters: { address: parameters.address, bytes: parameters.kb * KIB } }),
      ...(port === undefined ? {} : { port }),
      ...(power_sync === undefined ? {} : { power_sync }),
      ...(power_model === undefined ? {} : { power_model }),
      ...(ambiqsuite === undefined ? {} : { ambiqsuite }),
    }),
  );

/** The same object without members that are undefined, as `exactOptionalPropertyTypes` wants it. */
function withoutUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
