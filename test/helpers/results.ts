import { type RunResult, runResultSchema } from '../../src/result/schema.ts';

/** Results as a run writes them, each checked against the schema: for tests of everything that reads them. */

type LayerAnalysis = RunResult['analysis']['layers'][number];
type Profile = NonNullable<RunResult['profile']>;
type Power = NonNullable<RunResult['power']>[number];

const hash = (digit: string): string => digit.repeat(64);

/** What a name from a hostile model may look like. */
export const HOSTILE_NAMES = {
  script: '</script><script>document.title="owned"</script>',
  attribute: `" onmouseover="document.title='owned'" x='`,
  entity: '&lt;b&gt;<img src=x onerror=alert(1)>',
  reordering: 'conv\u202e gnp.exe\u2066\u200b\u0007',
  long: `a/${'x'.repeat(998)}`,
  formula: '=HYPERLINK("https://example.com")',
  arabic: 'طبقة الالتفاف',
  comment: '<!--<script>',
} as const;

function layer(index: number, op: string, name: string, size: number, channels: number): LayerAnalysis {
  const depthwise = op === 'DEPTHWISE_CONV_2D';
  const kernel = depthwise ? 3 : 1;
  const macs = size * size * channels * (depthwise ? 9 : channels);
  return {
    index,
    op,
    name,
    macs,
    mac_equation: `N·Ho·Wo·Co·Kh·Kw = 1·${size}·${size}·${channels}·${kernel}·${kernel}`,
    input_dtype: 'INT8',
    weight_dtype: 'INT8',
    output_dtype: 'INT8',
    fused_activation: 'RELU',
    input_shape: [1, size, size, channels],
    output_shape: [1, size, size, channels],
    filter_shape: [1, kernel, kernel, channels],
    stride_h: 1,
    stride_w: 1,
    dilation_h: 1,
    dilation_w: 1,
    read_bytes: size * size * channels + 300,
    write_bytes: size * size * channels,
  };
}

/** Layers of a network of separable convolutions, from wide to narrow. */
function separable(count: number): LayerAnalysis[] {
  return Array.from({ length: count }, (_, index) => {
    const [size, channels] = index < count / 3 ? [24, 16] : index < (2 * count) / 3 ? [12, 32] : [6, 64];
    const op = index % 2 === 0 ? 'CONV_2D' : 'DEPTHWISE_CONV_2D';
    const name = `model/block_${index}/Relu;model/block_${index}/BatchNorm/FusedBatchNormV3;model/block_${index}/Conv2D`;
    return layer(index, op, name, size, channels);
  });
}

/** The first convolution costs far more per MAC than the others; counters as a PMU would give them. */
function profileOf(layers: readonly LayerAnalysis[], unit: Profile['unit']): Profile {
  const ticks = layers.map(({ macs, index }) =>
    Math.round(macs * (index === 0 ? 5.5 : 0.9 + (index % 5) / 10)),
  );
  const total = ticks.reduce((sum, value) => sum + value, 0);
  const timed = unit === 'cycles' ? { timer_hz: 96_000_000 } : {};
  const time = (value: number): { time_us?: number } => (unit === 'cycles' ? { time_us: value / 96 } : {});
  return {
    unit,
    runs: 10,
    warmup: 1,
    ...timed,
    time_is_modelled: false,
    total: { ticks: total, ticks_min: total - 10, ticks_max: total + 12, ...time(total) },
    layers: layers.map(({ index, op, name, macs, output_shape }, at) => ({
      index,
      op,
      name,
      macs,
      ...(output_shape === undefined ? {} : { output_shape }),
      ticks: ticks[at] ?? 0,
      ticks_min: (ticks[at] ?? 0) - 1,
      ticks_max: (ticks[at] ?? 0) + 1,
      ...time(ticks[at] ?? 0),
      share: (ticks[at] ?? 0) / total,
      counters: unit === 'cycles' ? { ARM_PMU_LE_RETIRED: 12, ARM_PMU_MVE_INST_RETIRED: 34_567 } : {},
    })),
  };
}

/** A result with no measurement, of a model with so many layers on the emulated board. */
export function analysisOnlyResult(layers = 3): RunResult {
  const analysed = separable(layers);
  const ops = Map.groupBy(analysed, ({ op }) => op);
  return runResultSchema.parse({
    schema: 'hilbench.run/1',
    id: '20260102T030405Z-0a1b2c3d',
    started_at: '2026-01-02T03:04:05.678Z',
    finished_at: '2026-01-02T03:04:21.390Z',
    tool: { name: 'hilbench', version: '0.1.0' },
    model: {
      name: 'person_detect',
      path: '/somewhere/private/person_detect.tflite',
      sha256: hash('a'),
      bytes: 333_288,
      layers,
      macs: analysed.reduce((sum, { macs }) => sum + macs, 0),
      inputs: [{ name: 'image', dtype: 'INT8', shape: [1, 24, 24, 16], scale: 0.00392, zero_point: -128 }],
      outputs: [{ name: 'scores', dtype: 'INT8', shape: [1, 2], scale: 0.00390625, zero_point: -128 }],
      ops: Object.fromEntries([...ops].map(([op, members]) => [op, members.length])),
    },
    platform: { name: 'mps3_an547', core: 'cortex-m55', emulated: true },
    board: { id: 'mps3_an547-0', silicon: 'cortex-m55' },
    engine: { name: 'aot', version: '1.0.0' },
    toolchain: { name: 'gcc', version: '12.2.1' },
    image: { hash: hash('b'), build_id: 'c'.repeat(32) },
    fingerprint: hash('d'),
    analysis: { weight_bytes: 219_072, layers: analysed },
    placement: {
      model: { location: 'TCM', bytes: 241_088 },
      arena: {
        location: 'TCM',
        bytes: 56_320,
        used_bytes: 55_296,
        tuned_from: { location: 'SRAM', bytes: 4_194_304 },
      },
      rom_bytes: 23_640,
      ram_bytes: 173_776,
    },
    timing: {
      plan: 164.7,
      in_device: 11_475,
      validate: 5907.1,
      profile: 5504.6,
      hilbench: 684.5,
      total: 15_711,
    },
    issues: [],
  } satisfies RunResult);
}

/** What a plain run gives: validated and profiled, in instructions. */
export function profiledResult(layers = 3): RunResult {
  const result = analysisOnlyResult(layers);
  return runResultSchema.parse({
    ...result,
    validation: {
      runs: 10,
      source: 'generator',
      seed: 42,
      reference: 'LiteRT.js 2.5.3',
      outputs: [
        {
          index: 0,
          name: 'scores',
          dtype: 'INT8',
          elements: 2,
          max_abs_lsb: 1,
          mean_abs_lsb: 0.05,
          cosine: 0.9998,
          argmax_agreement: 1,
        },
      ],
      limits: { max_lsb: 16, mean_lsb: 2, min_cosine: 0.98, min_argmax_agreement: 0.8 },
      violations: [],
      verdict: 'pass',
    },
    profile: profileOf(result.analysis.layers, 'instructions'),
  } satisfies RunResult);
}

/** The same from a board of silicon, in cycles and microseconds. */
export function siliconResult(layers = 3): RunResult {
  const result = profiledResult(layers);
  return runResultSchema.parse({
    ...result,
    platform: { name: 'apollo510_evb', core: 'cortex-m55', emulated: false },
    board: { id: 'desk-1', serial: '1160002204', silicon: 'apollo510 B2' },
    profile: profileOf(result.analysis.layers, 'cycles'),
  } satisfies RunResult);
}

/** A power measurement: idle, one gate in the middle, idle. */
export function powerOf(mode: Power['mode'], modelled: boolean, buckets = 1000): Power {
  const [active, idle, time_ms] = mode === 'hp' ? [28, 2.1, 7.856] : [7.8, 1.2, 20.495];
  const length_ms = time_ms * 200 * 1.5;
  const bucket_ms = length_ms / buckets;
  const level = (at: number): number => (at > buckets / 6 && at < (buckets * 5) / 6 ? active : idle);
  const noise = (at: number): number => ((at * 7919) % 101) / 101;
  const at = Array.from({ length: buckets }, (_, index) => index);
  return {
    mode,
    engine: 'aot',
    inferences: 200,
    windows: 3,
    time_ms,
    energy_uj: active * time_ms,
    power_mw: active,
    idle_power_mw: idle,
    dynamic_energy_uj: (active - idle) * time_ms,
    uncertainty_uj: 0.21,
    energy_uj_spread: { median: active * time_ms, min: active * time_ms - 0.3, max: active * time_ms + 0.2 },
    time_ms_spread: { median: time_ms, min: time_ms - 0.001, max: time_ms + 0.001 },
    dropped_samples: 0,
    monitor: modelled ? 'modelled' : 'Joulescope JS220 000123',
    modelled,
    waveform: {
      begin_ms: at.map((index) => index * bucket_ms),
      bucket_ms,
      min_mw: at.map((index) => level(index) * (1 - 0.08 * noise(index))),
      max_mw: at.map((index) => level(index) * (1 + 0.1 * noise(index + 3))),
      gate_ms: [[length_ms / 6, (length_ms * 5) / 6]],
    },
  };
}

/** Everything a run can find, on the emulated board: energy of both clocks modelled, arena, hints, packages. */
export function fullResult(layers = 31): RunResult {
  const result = profiledResult(layers);
  const peak_layer = Math.min(2, layers - 1);
  const tensors = Array.from({ length: layers }, (_, index) => ({
    name: `model/block_${index}/Relu`,
    offset_bytes: index % 2 === 0 ? 0 : 36_864,
    bytes: Math.max(256, (index % 2 === 0 ? 36_864 : 18_432) >> Math.floor(index / 6)),
    first_layer: index,
    last_layer: Math.min(index + 1, layers - 1),
  }));
  const alive = tensors.filter(
    ({ first_layer, last_layer }) => first_layer <= peak_layer && last_layer >= peak_layer,
  );
  const peak_bytes = alive.reduce((sum, { bytes }) => sum + bytes, 0);
  return runResultSchema.parse({
    ...result,
    analysis: {
      ...result.analysis,
      arena: { bytes: 55_296, peak_layer, peak_bytes, tensors },
      hints: [
        {
          code: 'CHANNELS_NOT_VECTOR',
          severity: 'info',
          layer: 1,
          op: 'DEPTHWISE_CONV_2D',
          message: 'The channels do not fill the vectors of this core.',
          instead: 'Use a multiple of 16 channels.',
          macs: 165_888,
          reference: 'https://example.com/vectors#channels',
        },
        {
          code: 'NO_OPTIMIZED_KERNEL',
          severity: 'warn',
          layer: 0,
          op: 'CONV_2D',
          message: 'A dilated convolution runs in the reference kernel.',
          instead: 'Use a larger stride, or two layers.',
          macs: 497_664,
          reference: 'Manual of the kernels, section 3',
        },
        {
          code: 'WEIGHTS_DUPLICATED',
          severity: 'info',
          message: 'Two tensors have the same contents.',
          instead: 'Share the buffer.',
          bytes: 2048,
        },
      ],
    },
    placement: {
      ...result.placement,
      memories: [
        { location: 'TCM', bytes: 327_680 },
        { location: 'SRAM', bytes: 4_194_304 },
        { location: 'MRAM', bytes: 2_097_152 },
        { location: 'PSRAM', bytes: 32_768_000 },
      ],
      sections: [
        { name: '.vectors', address: 0, bytes: 292, kind: 'rom' },
        { name: '.text', address: 0x400, bytes: 19_872, kind: 'rom' },
        { name: '.rodata', address: 0x5200, bytes: 3476, kind: 'rom' },
        { name: '.data', address: 0x2005_0000, bytes: 1120, kind: 'both' },
        { name: '.bss', address: 0x2005_0460, bytes: 156_272, kind: 'ram' },
        { name: '.stack', address: 0x2007_c000, bytes: 16_384, kind: 'ram' },
      ],
    },
    power: [powerOf('hp', true), powerOf('lp', true)],
    onboard: [{ mode: 'hp', engine: 'aot', inferences: 100, unit: 'instructions', ticks: 6_704_520 }],
    packages: [
      {
        kind: 'library',
        path: 'library/person_detect',
        bytes: 412_345,
        sha256: hash('e'),
        proved: { how: 'make example, run in QEMU', platform: 'mps3_an547', verdict: 'pass' },
      },
      { kind: 'ambiqsuite-example', path: 'ambiqsuite/person_detect', bytes: 530_112, sha256: hash('f') },
    ],
    issues: [
      {
        code: 'PROFILE_TICKS_VARY',
        severity: 'info',
        message: 'The ticks of one inference vary by 22.',
        hint: 'Raise --runs for a steadier mean.',
      },
    ],
  } satisfies RunResult);
}

/** A full result whose every text tries to be more than text, and whose numbers are extreme. */
export function hostileResult(): RunResult {
  const result = fullResult(8);
  const names = Object.values(HOSTILE_NAMES);
  const name = (at: number): string => names[at % names.length] ?? '';
  const all = names.join(' ');
  return runResultSchema.parse({
    ...result,
    model: {
      ...result.model,
      name: HOSTILE_NAMES.script,
      path: `/x/${HOSTILE_NAMES.attribute}`,
      inputs: names.map((each) => ({
        name: each,
        dtype: '<b>INT8</b>',
        shape: [1, Number.MAX_SAFE_INTEGER],
      })),
      ops: Object.fromEntries(names.map((each, at) => [each, at])),
    },
    platform: { name: HOSTILE_NAMES.entity, core: HOSTILE_NAMES.reordering, emulated: true },
    board: { id: HOSTILE_NAMES.script, serial: HOSTILE_NAMES.attribute, silicon: HOSTILE_NAMES.long },
    engine: { name: HOSTILE_NAMES.comment, version: HOSTILE_NAMES.script },
    analysis: {
      ...result.analysis,
      layers: result.analysis.layers.map((each, at) => ({ ...each, op: name(at + 1), name: name(at) })),
      arena: {
        bytes: 1,
        peak_layer: 3,
        peak_bytes: Number.MAX_SAFE_INTEGER,
        tensors: names.map((each, at) => ({
          name: each,
          offset_bytes: at % 2 === 0 ? 0 : Number.MAX_SAFE_INTEGER,
          bytes: Number.MAX_SAFE_INTEGER,
          first_layer: 9 - at,
          last_layer: at,
        })),
      },
      hints: names.map((each, at) => ({
        code: each,
        severity: 'warn' as const,
        layer: at,
        op: each,
        message: all,
        instead: all,
        reference: at % 2 === 0 ? 'javascript:document.title="owned"' : 'data:text/html,<script>1</script>',
      })),
    },
    ...(result.profile === undefined
      ? {}
      : {
          profile: {
            ...result.profile,
            total: { ticks: 1e308, ticks_min: 0, ticks_max: 1e308 },
            layers: result.profile.layers.map((each, at) => ({
              ...each,
              op: name(at + 1),
              name: name(at),
              ticks: 10 ** (at * 40),
              counters: { [name(at)]: 1e300 },
            })),
          },
        }),
    power: [
      {
        ...powerOf('hp', false),
        monitor: HOSTILE_NAMES.script,
        engine: HOSTILE_NAMES.attribute,
        waveform: {
          begin_ms: [5, -1e300, 1e300],
          bucket_ms: 0,
          min_mw: [1, -5],
          max_mw: [-3],
          gate_ms: [[9, -9]],
        },
      },
      {
        ...powerOf('lp', false),
        waveform: { begin_ms: [], bucket_ms: 1, min_mw: [], max_mw: [], gate_ms: [] },
      },
    ],
    packages: (result.packages ?? []).map((each) => ({
      ...each,
      path: HOSTILE_NAMES.script,
      proved: { how: HOSTILE_NAMES.attribute, platform: HOSTILE_NAMES.long, verdict: 'fail' as const },
    })),
    placement: {
      ...result.placement,
      sections: names.map((each) => ({
        name: each,
        address: Number.MAX_SAFE_INTEGER,
        bytes: Number.MAX_SAFE_INTEGER,
        kind: 'rom' as const,
      })),
    },
    timing: Object.fromEntries(names.map((each) => [each, 1e300])),
    issues: names.map((each) => ({ code: each, severity: 'error' as const, message: all, hint: all })),
  } satisfies RunResult);
}
