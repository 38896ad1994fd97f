import type { OutputComparison, PowerResult, RunResult } from '../result/schema.ts';
import { METRICS } from './catalog.ts';
import type { MetricId } from './types.ts';

/** One number of a result. */
export interface Metric {
  readonly metric: MetricId;
  readonly label: string;
  readonly unit: string;
  readonly mode?: 'hp' | 'lp';
  readonly engine: string;
  /** Index of an output, for validation metrics. */
  readonly output?: number;
  readonly value: number;
  /** Exact: the same model on the same setup gives the same number again. */
  readonly class: 'exact' | 'noisy';
  readonly modelled: boolean;
  /** Relative standard uncertainty of `value` from one run to another; noisy class only. */
  readonly uncertainty: number;
  /** What must be equal, beside the fingerprint, for two of them to be comparable. */
  readonly conditions: Readonly<Record<string, string>>;
}

/** What runs of the same model spread by on silicon, relative, where nothing else is known. */
export const RUN_TO_RUN = 0.01;
/** Half a range is at least as wide as a standard deviation. */
const HALF = 0.5;

/** A metric by which two results can find each other's numbers; the engine of the result has no name in it. */
export function keyOf(
  result: RunResult,
  metric: Pick<Metric, 'metric' | 'mode' | 'engine' | 'output'>,
): string {
  const engine = metric.engine === result.engine.name ? '' : metric.engine;
  return JSON.stringify([metric.metric, metric.mode ?? '', engine, metric.output ?? -1]);
}

function relativeSpread(value: number, spread: { readonly min: number; readonly max: number } | undefined) {
  return spread === undefined || value === 0 ? 0 : (HALF * (spread.max - spread.min)) / Math.abs(value);
}

class Collector {
  readonly metrics: Metric[] = [];
  readonly #result: RunResult;

  constructor(result: RunResult) {
    this.#result = result;
  }

  add(
    metric: MetricId,
    value: number | undefined,
    rest: Partial<Omit<Metric, 'metric' | 'value'>> = {},
  ): void {
    if (value === undefined || !Number.isFinite(value)) return;
    const kind = METRICS[metric];
    const engine = rest.engine ?? this.#result.engine.name;
    const title = rest.label ?? kind.title;
    const clock = rest.mode === undefined ? '' : `${rest.mode.toUpperCase()} `;
    const other = engine === this.#result.engine.name ? '' : ` (${engine})`;
    this.metrics.push({
      metric,
      value,
      unit: kind.unit,
      class: 'exact',
      modelled: false,
      uncertainty: 0,
      conditions: {},
      ...rest,
      engine,
      label: `${clock}${clock === '' ? title : title.toLowerCase()}${other}`,
    });
  }
}

function addProfile(to: Collector, result: RunResult): void {
  const { profile } = result;
  if (profile === undefined) return;
  const { total, unit } = profile;
  const exact = unit === 'instructions' && result.platform.emulated;
  const within = relativeSpread(total.ticks, { min: total.ticks_min, max: total.ticks_max });
  const noise = exact
    ? { class: 'exact' as const }
    : { class: 'noisy' as const, uncertainty: Math.max(RUN_TO_RUN, within) };
  to.add('ticks', total.ticks, { ...noise, unit, label: unit === 'cycles' ? 'Cycles' : 'Instructions' });
  to.add('time_us', total.time_us, { ...noise, modelled: profile.time_is_modelled });
}

function addPower(to: Collector, power: PowerResult): void {
  const { mode, engine, modelled, energy_uj, time_ms } = power;
  const floor = modelled ? 0 : RUN_TO_RUN;
  const own = energy_uj === 0 ? 0 : (HALF * (power.uncertainty_uj ?? 0)) / energy_uj;
  const energy = Math.max(floor, own, relativeSpread(energy_uj, power.energy_uj_spread));
  const time = Math.max(floor, relativeSpread(time_ms, power.time_ms_spread));
  const common = { mode, engine, modelled, class: 'noisy' as const, conditions: { monitor: power.monitor } };
  to.add('energy_uj', energy_uj, { ...common, uncertainty: energy });
  to.add('power_mw', power.power_mw, { ...common, uncertainty: energy });
  to.add('time_us', time_ms * 1000, { ...common, uncertainty: time });
}

function addOnboard(to: Collector, result: RunResult): void {
  for (const { mode, engine, unit, ticks, time_us } of result.onboard ?? []) {
    const exact = unit === 'instructions' && result.platform.emulated;
    const noise = exact ? { class: 'exact' as const } : { class: 'noisy' as const, uncertainty: RUN_TO_RUN };
    to.add('ticks', ticks, {
      ...noise,
      mode,
      engine,
      unit,
      label: unit === 'cycles' ? 'Cycles' : 'Instructions',
    });
    // The time of the power measurement is of the same window as its energy.
    const timed = (result.power ?? []).some((power) => power.mode === mode && power.engine === engine);
    if (!timed) to.add('time_us', time_us, { ...noise, mode, engine });
  }
}

function addValidation(to: Collector, result: RunResult): void {
  const { validation } = result;
  if (validation === undefined) return;
  const { runs, source, seed } = validation;
  const broken = validation.verdict === 'fail' ? Math.max(1, validation.violations.length) : 0;
  to.add('violations', broken);
  const conditions = {
    'validation inputs': source === 'generator' ? `seed ${seed}` : source,
    'validation runs': String(runs),
  };
  to.add('accuracy', validation.accuracy, { conditions });
  const several = validation.outputs.length > 1;
  const label = (metric: MetricId, { index }: OutputComparison): string =>
    several ? `${METRICS[metric].title}, output ${index}` : METRICS[metric].title;
  for (const output of validation.outputs) {
    for (const metric of ['max_abs_lsb', 'mean_abs_lsb', 'cosine', 'argmax_agreement'] as const) {
      to.add(metric, output[metric], { label: label(metric, output), output: output.index, conditions });
    }
  }
}

/** Every number of a result that may be compared, in the order in which people read them. */
export function metricsOf(result: RunResult): readonly Metric[] {
  const to = new Collector(result);
  addProfile(to, result);
  for (const power of result.power ?? []) addPower(to, power);
  addOnboard(to, result);
  to.add('arena_bytes', result.placement.arena.used_bytes);
  to.add('model_bytes', result.model.bytes);
  to.add('rom_bytes', result.placement.rom_bytes);
  to.add('ram_bytes', result.placement.ram_bytes);
  to.add('macs', result.model.macs);
  to.add('layers', result.model.layers);
  addValidation(to, result);
  return to.metrics;
}
