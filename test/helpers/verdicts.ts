import type {
  History,
  LayerChange,
  LayerSide,
  MetricChange,
  MetricId,
  Outcome,
  Verdict,
} from '../../src/regression/types.ts';
import type { RunResult } from '../../src/result/schema.ts';
import { HOSTILE_NAMES, hostileResult, powerOf, profiledResult, siliconResult } from './results.ts';

/** Verdicts as the gate gives them, for tests of everything that reads them. */

type Rule = NonNullable<MetricChange['rule']>;

const LABELS: Partial<Record<MetricId, readonly [label: string, unit: string]>> = {
  ticks: ['Instructions', 'instructions'],
  time_us: ['Time', 'µs'],
  energy_uj: ['energy', 'µJ'],
  arena_bytes: ['Arena', 'bytes'],
  model_bytes: ['Model size', 'bytes'],
  rom_bytes: ['ROM', 'bytes'],
  ram_bytes: ['RAM', 'bytes'],
  macs: ['MACs', ''],
  layers: ['Layers', ''],
  max_abs_lsb: ['Worst difference', 'steps'],
  argmax_agreement: ['Same winner', ''],
};

type Value = readonly [metric: MetricId, value: number | undefined, mode?: 'hp' | 'lp'];

function valuesOf(result: RunResult): Value[] {
  const output = result.validation?.outputs[0];
  return [
    ['time_us', result.profile?.total.time_us],
    ['ticks', result.profile?.total.ticks],
    ...(result.power ?? []).map(({ mode, energy_uj }) => ['energy_uj', energy_uj, mode] as const),
    ['arena_bytes', result.placement.arena.used_bytes],
    ['model_bytes', result.model.bytes],
    ['rom_bytes', result.placement.rom_bytes],
    ['ram_bytes', result.placement.ram_bytes],
    ['macs', result.model.macs],
    ['layers', result.model.layers],
    ['max_abs_lsb', output?.max_abs_lsb],
    ['argmax_agreement', output?.argmax_agreement],
  ];
}

/** Figures of head, and of base where there is one; what moved is judged by `judge`. */
function metricsOf(
  head: RunResult,
  base: RunResult | undefined,
  judge: (metric: MetricId, change: number) => Partial<MetricChange>,
): MetricChange[] {
  const before = base === undefined ? [] : valuesOf(base);
  return valuesOf(head).flatMap(([metric, value, mode]) => {
    if (value === undefined) return [];
    const old = before.find((each) => each[0] === metric && each[2] === mode)?.[1];
    const [label, unit] = LABELS[metric] ?? [metric, ''];
    const noisy = !head.platform.emulated && ['time_us', 'ticks', 'energy_uj'].includes(metric);
    const change = old === undefined ? undefined : value - old;
    return [
      {
        metric,
        label: mode === undefined ? label : `${mode.toUpperCase()} ${label}`,
        unit,
        ...(mode && { mode }),
        engine: head.engine.name,
        class: noisy ? ('noisy' as const) : ('exact' as const),
        modelled: metric === 'energy_uj' && head.power?.[0]?.modelled === true,
        ...(old !== undefined && { base: old }),
        head: value,
        ...(change !== undefined && old !== undefined && { change, change_percent: (value / old - 1) * 100 }),
        outcome: old === undefined ? ('no-baseline' as const) : ('pass' as const),
        reason: 'No worse than allowed.',
        ...(change === undefined || change === 0 ? {} : judge(metric, change)),
      },
    ];
  });
}

function sidesOf({ analysis, profile }: RunResult): LayerSide[] {
  return analysis.layers.map(({ index, op, name, output_shape, macs }, at) => ({
    index,
    op,
    name,
    macs,
    ...(output_shape && { output_shape }),
    ...(profile?.layers[at] && { ticks: profile.layers[at].ticks }),
  }));
}

/** Layers paired by name, which is enough for fixtures. */
function layersOf(head: RunResult, base: RunResult | undefined): LayerChange[] {
  if (base === undefined) return [];
  const before = new Map(sidesOf(base).map((side) => [side.name, side]));
  const aligned = sidesOf(head).map((side): LayerChange => {
    const old = before.get(side.name);
    before.delete(side.name);
    if (old === undefined) {
      return { kind: 'added', head: side, change_ticks: side.ticks ?? 0, outcome: 'pass' };
    }
    const change_ticks = (side.ticks ?? 0) - (old.ticks ?? 0);
    const same = String(old.output_shape) === String(side.output_shape);
    return {
      kind: same ? 'same' : 'changed',
      base: old,
      head: side,
      change_ticks,
      change_percent: (change_ticks / (old.ticks ?? 1)) * 100,
      outcome: 'pass',
    };
  });
  const removed = [...before.values()].map(
    (side): LayerChange => ({
      kind: 'removed',
      base: side,
      change_ticks: -(side.ticks ?? 0),
      outcome: 'pass',
    }),
  );
  const at = ({ head: now, base: old }: LayerChange): number => (now ?? old)?.index ?? 0;
  return [...aligned, ...removed].sort((a, b) => at(a) - at(b));
}

const BASE_SHA = '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432';
export const HEAD_SHA = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';

function verdictOf(
  outcome: Outcome,
  head: RunResult,
  base: RunResult | undefined,
  judge: (metric: MetricId, change: number) => Partial<MetricChange> = () => ({}),
): Verdict {
  const layers = layersOf(head, base);
  const total = (head.profile?.total.ticks ?? 0) - (base?.profile?.total.ticks ?? 0);
  const inLayers = layers.reduce((sum, { change_ticks = 0 }) => sum + change_ticks, 0);
  return {
    outcome,
    head,
    ...(base && {
      base,
      baseline: {
        source: 'artifact',
        sha: BASE_SHA,
        created_at: '2025-12-29T22:00:00.000Z',
        distance: 2,
      },
      explained: { total_ticks: total, layers_ticks: inLayers, rest_ticks: total - inLayers },
    }),
    differences: [],
    metrics: metricsOf(head, base, judge),
    layers,
    pairs: 1,
  };
}

/** A copy whose layer `at` costs `factor` times as much and has as many more channels. */
function withWiderLayer(result: RunResult, at: number, factor: number): RunResult {
  const wider = (shape: readonly number[] | undefined): number[] =>
    (shape ?? []).map((size, axis, all) => (axis === all.length - 1 ? Math.round(size * factor) : size));
  const { profile } = result;
  const grown = (profile?.layers[at]?.ticks ?? 0) * (factor - 1);
  const total = Math.round((profile?.total.ticks ?? 0) + grown + 37);
  const rate = (profile?.timer_hz ?? 0) / 1e6;
  return {
    ...result,
    model: { ...result.model, bytes: result.model.bytes + 2048, macs: result.model.macs + 73_728 },
    placement: {
      ...result.placement,
      arena: { ...result.placement.arena, used_bytes: result.placement.arena.used_bytes + 4608 },
    },
    analysis: {
      ...result.analysis,
      layers: result.analysis.layers.map((layer, index) =>
        index === at ? { ...layer, output_shape: wider(layer.output_shape) } : layer,
      ),
    },
    ...(result.power && {
      power: result.power.map((each) => ({
        ...each,
        energy_uj: each.energy_uj * 1.061,
        time_ms: each.time_ms * 1.061,
      })),
    }),
    ...(profile && {
      profile: {
        ...profile,
        total: { ...profile.total, ticks: total, ...(rate > 0 && { time_us: total / rate }) },
        layers: profile.layers.map((layer, index) =>
          index === at
            ? { ...layer, output_shape: wider(layer.output_shape), ticks: Math.round(layer.ticks * factor) }
            : layer,
        ),
      },
    }),
  };
}

const RULES: Partial<Record<MetricId, Rule>> = {
  ticks: {
    metric: 'ticks',
    max_increase: { percent: 2 },
    severity: 'fail',
    where: '.hilbench.yml:12:5',
    note: 'The wake word must run in 70 ms beside the audio front end.',
  },
  energy_uj: {
    metric: 'energy_uj',
    max_increase: { percent: 5 },
    severity: 'warn',
    where: '.hilbench.yml:18:5',
  },
  arena_bytes: { metric: 'arena_bytes', max: 57_344, severity: 'fail', where: '.hilbench.yml:21:5' },
};

/** On the emulated board with modelled energy: as named, `layers` of them. */
export function emulatedResult(layers = 13, name = 'kws'): RunResult {
  const result = profiledResult(layers);
  return { ...result, model: { ...result.model, name }, power: [powerOf('hp', true), powerOf('lp', true)] };
}

/** On a board of silicon, with measured energy. */
function measuredResult(name = 'person_detect'): RunResult {
  const result = siliconResult(13);
  return { ...result, model: { ...result.model, name }, power: [powerOf('hp', false), powerOf('lp', false)] };
}

export function unchanged(name = 'kws'): Verdict {
  return verdictOf('pass', emulatedResult(13, name), emulatedResult(13, name));
}

export function noBaseline(): Verdict {
  return verdictOf('no-baseline', emulatedResult(), undefined);
}

/** One layer is wider: instructions and the arena are worse than allowed, energy by a rule that warns. */
export function regression(layers = 13, name = 'kws'): Verdict {
  const base = emulatedResult(layers, name);
  return verdictOf('fail', withWiderLayer(base, 2, 1.5), base, (metric) => {
    const rule = RULES[metric];
    if (rule === undefined) return {};
    return { outcome: rule.severity, rule, reason: 'Worse than allowed.' };
  });
}

/** The same change without a rule against it. */
export function withinAllowance(): Verdict {
  const { head, base } = regression();
  return verdictOf('pass', head, base);
}

export function improvement(): Verdict {
  const { head, base } = regression();
  if (base === undefined) throw new Error('a regression has a base');
  return verdictOf('improved', base, head, (metric) =>
    ['ticks', 'energy_uj', 'arena_bytes'].includes(metric) ? { outcome: 'improved' } : {},
  );
}

/** Layer 4 is gone, another comes after layer 7. */
export function changedGraph(): Verdict {
  const base = emulatedResult();
  const edit = <T extends { readonly index: number; readonly name: string }>(layers: readonly T[]): T[] => {
    const kept = layers.filter((_, at) => at !== 4);
    const extra = kept[7];
    if (extra === undefined) return kept;
    return kept
      .toSpliced(7, 0, { ...extra, name: 'model/attention/Mul' })
      .map((layer, index) => ({ ...layer, index }));
  };
  const layers = edit(base.profile?.layers ?? []);
  const ticks = layers.reduce((sum, layer) => sum + layer.ticks, 0);
  const head: RunResult = {
    ...base,
    analysis: { ...base.analysis, layers: edit(base.analysis.layers) },
    ...(base.profile && { profile: { ...base.profile, layers, total: { ...base.profile.total, ticks } } }),
  };
  return verdictOf('pass', head, base);
}

export function notComparable(): Verdict {
  const verdict = noBaseline();
  return {
    ...verdict,
    outcome: 'not-comparable',
    base: emulatedResult(),
    baseline: { source: 'data-branch', sha: BASE_SHA, created_at: '2025-12-29T22:00:00.000Z', distance: 0 },
    differences: [
      { field: 'toolchain', base: 'gcc 12.2.1', head: 'gcc 13.3.1' },
      { field: 'engine', base: 'aot 0.9.0', head: 'aot 1.0.0' },
    ],
    metrics: verdict.metrics.map((change) => ({ ...change, outcome: 'not-comparable' })),
  };
}

/** Measured in pairs on silicon; the noise is larger than what is allowed. */
export function inconclusive(): Verdict {
  const base = measuredResult();
  const head: RunResult = {
    ...base,
    ...(base.profile && {
      profile: {
        ...base.profile,
        total: { ...base.profile.total, time_us: (base.profile.total.time_us ?? 0) * 1.014 },
      },
    }),
  };
  const verdict = verdictOf('inconclusive', head, base, () => ({
    outcome: 'inconclusive',
    rule: { metric: 'time_us', max_increase: { percent: 2 }, severity: 'fail', where: '.hilbench.yml:9:5' },
    interval_percent: [-0.5, 3.3],
    detectable_percent: 3.4,
  }));
  return { ...verdict, pairs: 12, baseline: { source: 'paired', sha: BASE_SHA, distance: 0 } };
}

/** Measured in pairs on silicon: nothing but noise. */
export function noise(): Verdict {
  const base = measuredResult();
  const wobble = 1.0004;
  const head: RunResult = {
    ...base,
    power: (base.power ?? []).map((each) => ({ ...each, energy_uj: each.energy_uj * wobble })),
    ...(base.profile && {
      profile: {
        ...base.profile,
        layers: base.profile.layers.map((layer) => ({ ...layer, ticks: Math.round(layer.ticks * wobble) })),
      },
    }),
  };
  const verdict = verdictOf('pass', head, base, () => ({ interval_percent: [-0.3, 0.4] }));
  return { ...verdict, pairs: 4, baseline: { source: 'paired', sha: BASE_SHA, distance: 0 } };
}

/** The outputs are wrong, whatever the numbers say. */
export function wrongOutputs(): Verdict {
  const verdict = unchanged();
  const { validation } = verdict.head;
  if (validation === undefined) throw new Error('the result was validated');
  return {
    ...verdict,
    head: {
      ...verdict.head,
      validation: {
        ...validation,
        outputs: validation.outputs.map((output) => ({ ...output, max_abs_lsb: 40 })),
        violations: ["output 0 'scores': worst difference in steps 40, allowed 16"],
        verdict: 'fail',
      },
    },
  };
}

/** Another board of the same verdict. */
function onBoard(verdict: Verdict, platform: string): Verdict {
  const moved = (result: RunResult): RunResult => ({
    ...result,
    platform: { ...result.platform, name: platform },
    board: { ...result.board, id: `${platform}-0` },
  });
  return { ...verdict, head: moved(verdict.head), ...(verdict.base && { base: moved(verdict.base) }) };
}

/** Models × boards. */
export function many(): Verdict[] {
  return [
    unchanged('anomaly'),
    noise(),
    regression(),
    onBoard(unchanged('anomaly'), 'mps2_an386'),
    onBoard(withinAllowance(), 'mps2_an386'),
    inconclusive(),
  ];
}

/** Every text from a stranger, everywhere. */
export function hostile(): Verdict {
  const head = hostileResult();
  const nasty = [
    ...Object.values(HOSTILE_NAMES),
    '@octocat fixes #1 | https://example.com ![x](http://a/b) `code` <b>x</b> --> </details>',
    'a|b\\|c`d`',
  ];
  const name = (at: number): string => nasty[at % nasty.length] ?? '';
  const dirty: RunResult = {
    ...head,
    platform: { ...head.platform, name: name(8), core: name(9) },
    board: { id: name(8), silicon: name(2) },
    engine: { name: name(9), version: name(8) },
    toolchain: { name: name(8), version: name(0) },
  };
  const verdict = verdictOf('fail', dirty, { ...dirty, model: { ...dirty.model, bytes: 1 } }, () => ({
    outcome: 'fail',
    rule: {
      metric: 'ticks',
      max_increase: { percent: 0 },
      severity: 'fail',
      where: `${name(8)}:1:1`,
      note: name(8),
    },
  }));
  return {
    ...verdict,
    differences: nasty.map((text) => ({ field: text, base: text, head: text })),
    layers: verdict.layers.map((layer, at) => ({
      ...layer,
      kind: 'changed',
      ...(layer.head && { head: { ...layer.head, op: name(at + 1), name: name(at) } }),
      ...(layer.base && { base: { ...layer.base, output_shape: [1, at] } }),
      outcome: 'fail',
      rule: { metric: 'ticks', max_increase: { absolute: 0 }, severity: 'fail', note: name(at) },
    })),
  };
}

/** Eleven earlier values of each of the figures that have a history. */
export function historiesOf(verdict: Verdict): History[] {
  return verdict.metrics
    .filter(({ metric }) => ['ticks', 'time_us', 'energy_uj'].includes(metric))
    .map(({ metric, mode, base = 0 }) => ({
      metric,
      ...(mode && { mode }),
      values: [1.1, 1.1, 1.09, 1.08, 1.08, 1.05, 1.05, 1.02, 1.02, 1, 1].map((factor) => factor * base),
    }));
}
