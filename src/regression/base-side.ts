import type { RunResult } from '../result/schema.ts';
import { METRICS } from './catalog.ts';
import type { Difference } from './differences.ts';
import { mean, median } from './distributions.ts';
import type { BaseSide } from './judge-metric.ts';
import { keyOf, type Metric, metricsOf } from './metrics.ts';
import { looksOf, PAIRED_DEFAULTS } from './paired-test.ts';
import { judgeAgainstHistory, judgePairs, judgeSingles, MIN_HISTORY } from './significance.ts';
import type { History } from './types.ts';

/** One measurement of base and head, taken right after each other on the same board. */
export interface RunPair {
  readonly base: RunResult;
  readonly head: RunResult;
}

/** The metrics of a result by their keys. */
export function metricsByKey(result: RunResult): ReadonlyMap<string, Metric> {
  return new Map(metricsOf(result).map((metric) => [keyOf(result, metric), metric]));
}

/** Why two values of one metric are not of the same kind; undefined: they are. */
function otherKind(base: Metric, head: Metric): string | undefined {
  if (base.modelled !== head.modelled) {
    return `The ${base.modelled ? 'base' : 'head'} is modelled, the other one measured.`;
  }
  if (base.class !== head.class) {
    return `The ${base.class === 'exact' ? 'base' : 'head'} is exact, the other one has noise.`;
  }
  const condition = Object.keys({ ...base.conditions, ...head.conditions }).find(
    (name) => base.conditions[name] !== head.conditions[name],
  );
  return condition === undefined ? undefined : `Measured with another ${condition}.`;
}

/** One metric in every pair that has it on both sides. */
interface PairedValues {
  readonly base: readonly number[];
  readonly head: readonly number[];
}

function pairedValues(
  pairs: readonly {
    readonly base: ReadonlyMap<string, Metric>;
    readonly head: ReadonlyMap<string, Metric>;
  }[],
  key: string,
): PairedValues {
  const values = pairs.flatMap((pair) => {
    const [base, head] = [pair.base.get(key), pair.head.get(key)];
    return base === undefined || head === undefined || !(base.value > 0 && head.value > 0)
      ? []
      : [{ base: base.value, head: head.value }];
  });
  return { base: values.map(({ base }) => base), head: values.map(({ head }) => head) };
}

function differencesIn({ base, head }: PairedValues): readonly number[] {
  return base.map((value, index) => Math.log((head[index] ?? value) / value));
}

/** What there is to compare with, prepared once for all metrics. */
export interface Comparison {
  readonly base?: ReadonlyMap<string, Metric>;
  readonly pairs: readonly {
    readonly base: ReadonlyMap<string, Metric>;
    readonly head: ReadonlyMap<string, Metric>;
  }[];
  readonly history: readonly History[];
  /** Of the head; history is of it. */
  readonly engine: string;
  readonly differences: readonly Difference[];
}

/** The earlier values of a metric, where they are enough to say how much it spreads. */
function historyOf(
  metric: Metric,
  { history, engine }: Pick<Comparison, 'history' | 'engine'>,
): readonly number[] | undefined {
  if (metric.engine !== engine || metric.output !== undefined) return undefined;
  const found = history.find((each) => each.metric === metric.metric && each.mode === metric.mode);
  const usable = found?.values.filter((value) => value > 0);
  return usable === undefined || usable.length < MIN_HISTORY ? undefined : usable;
}

/** The metric of the head as it is judged, and its base side: from pairs, history, or one base result. */
export function sidesOf(
  metric: Metric,
  key: string,
  comparison: Comparison,
): { readonly metric: Metric; readonly base: BaseSide } {
  const { base, pairs, differences } = comparison;
  const noisy = metric.class === 'noisy';
  const earlier = noisy && pairs.length === 0 ? historyOf(metric, comparison) : undefined;
  if (earlier !== undefined && metric.value > 0 && differences.length === 0) {
    const what = `the median of ${earlier.length} earlier results`;
    const test = (allowance: number) => judgeAgainstHistory(metric.value, earlier, allowance);
    return { metric, base: { kind: 'value', value: median(earlier), test, what } };
  }
  if (base === undefined) {
    return { metric, base: { kind: 'none', reason: 'There is nothing to compare with.' } };
  }
  if (differences.length > 0 && !METRICS[metric.metric].of_model) {
    const fields = differences.map(({ field }) => field).join(', ');
    return { metric, base: { kind: 'not-comparable', reason: `The results differ in: ${fields}.` } };
  }
  const before = base.get(key);
  if (before === undefined) {
    return { metric, base: { kind: 'none', reason: 'New: the base does not have it.' } };
  }
  const reason = otherKind(before, metric);
  if (reason !== undefined) return { metric, base: { kind: 'not-comparable', reason } };
  if (!noisy) return { metric, base: { kind: 'value', value: before.value } };
  const values = pairedValues(pairs, key);
  if (values.base.length >= PAIRED_DEFAULTS.min_pairs) {
    const logs = differencesIn(values);
    const options = { alpha: PAIRED_DEFAULTS.alpha, looks: looksOf(PAIRED_DEFAULTS) };
    return {
      metric: { ...metric, value: mean(values.head) },
      base: {
        kind: 'value',
        value: mean(values.base),
        test: (allowance) => judgePairs(logs, { ...options, allowance }),
      },
    };
  }
  if (!(before.value > 0 && metric.value > 0)) {
    return { metric, base: { kind: 'value', value: before.value } };
  }
  const uncertainties = [before.uncertainty, metric.uncertainty] as const;
  return {
    metric,
    base: {
      kind: 'value',
      value: before.value,
      test: (allowance) => judgeSingles(before.value, metric.value, uncertainties, allowance),
    },
  };
}
