import type { RunResult } from '../result/schema.ts';
import { type Comparison, metricsByKey, type RunPair, sidesOf } from './base-side.ts';
import { METRICS } from './catalog.ts';
import { differencesOf } from './differences.ts';
import { judgeMetric, namedAs } from './judge-metric.ts';
import { compareLayers } from './layers.ts';
import { keyOf, type Metric, metricsOf } from './metrics.ts';
import { worstOf } from './outcomes.ts';
import { applied, matches, type Rule, type RuleSubject, type Rules } from './rules.ts';
import type { BaselineInfo, History, MetricChange, Outcome, Verdict } from './types.ts';

export interface JudgeInput {
  readonly head: RunResult;
  /** Absent, and no pairs: there is no baseline. */
  readonly base?: RunResult;
  /** Measurements taken alternately; from 4 on they decide noisy metrics. */
  readonly pairs?: readonly RunPair[];
  /** Earlier values with the fingerprint of the head; from 8 on they decide noisy metrics where no pairs do. */
  readonly history?: readonly History[];
  readonly rules: Rules;
  readonly baseline?: BaselineInfo;
}

function subjectOf(result: RunResult, metric?: Pick<Metric, 'mode' | 'engine'>): RuleSubject {
  return {
    engine: metric?.engine ?? result.engine.name,
    platform: result.platform.name,
    model: result.model.name,
    ...(metric?.mode === undefined ? {} : { mode: metric.mode }),
  };
}

/** What the base has and the head does not, and what a file has a threshold for that nobody measured. */
function missing(
  head: RunResult,
  base: RunResult | undefined,
  measured: ReadonlyMap<string, Metric>,
  rules: readonly Rule[],
): readonly MetricChange[] {
  const gone = (base === undefined ? [] : metricsOf(base))
    .filter((metric) => base !== undefined && !measured.has(keyOf(base, metric)))
    .map((metric): MetricChange => {
      const rule = rules.find(
        (each) => each.metric === metric.metric && matches(each.scope, subjectOf(head, metric)),
      );
      return {
        ...namedAs(metric),
        base: metric.value,
        outcome: 'inconclusive',
        ...(rule === undefined ? {} : { rule: applied(rule) }),
        reason: 'The base has it, and this run did not measure it.',
      };
    });
  const heads = [...measured.values()];
  const untested = rules
    .filter(({ where, scope, metric }) => {
      const { mode: _, ...whatever } = scope;
      const about_this = matches(whatever, subjectOf(head));
      const has = (each: { readonly metric: string; readonly mode?: string; readonly engine: string }) =>
        each.metric === metric && (scope.mode === undefined || each.mode === scope.mode);
      return where !== undefined && about_this && !heads.some(has) && !gone.some(has);
    })
    .map((rule): MetricChange => {
      const { title, unit } = METRICS[rule.metric];
      const { mode } = rule.scope;
      return {
        metric: rule.metric,
        label: mode === undefined ? title : `${mode.toUpperCase()} ${title.toLowerCase()}`,
        unit,
        engine: head.engine.name,
        class: 'exact',
        modelled: false,
        ...(mode === undefined ? {} : { mode }),
        outcome: 'inconclusive',
        rule: applied(rule),
        reason: 'There is a threshold for it, and this run did not measure it.',
      };
    });
  return [...gone, ...untested];
}

/** What all findings together mean: only what a rule is about counts. */
function overall(
  verdict: Pick<Verdict, 'metrics' | 'layers' | 'differences'>,
  base: RunResult | undefined,
): Outcome {
  const judged = [...verdict.metrics, ...verdict.layers]
    .filter(({ rule }) => rule !== undefined)
    .map(({ outcome }) => outcome);
  const worst = worstOf(judged);
  if (worst === 'fail') return 'fail';
  if (verdict.differences.length > 0) return 'not-comparable';
  if (worst === 'warn') return 'warn';
  if (worst === 'inconclusive' || worst === 'not-comparable') return 'inconclusive';
  if (base === undefined) return 'no-baseline';
  return judged.includes('improved') ? 'improved' : 'pass';
}

/** What the gate thinks of a result: every metric and layer against base, budgets and noise. */
export function judge({ head, base, pairs = [], history = [], rules, baseline }: JudgeInput): Verdict {
  const before = base ?? pairs.at(0)?.base;
  const differences = before === undefined ? [] : differencesOf(before, head);
  const comparison: Comparison = {
    ...(before === undefined ? {} : { base: metricsByKey(before) }),
    pairs: pairs.map((pair) => ({ base: metricsByKey(pair.base), head: metricsByKey(pair.head) })),
    history,
    engine: head.engine.name,
    differences,
  };
  const measured = metricsByKey(head);
  const metrics = [...measured].map(([key, found]) => {
    const { metric, base: side } = sidesOf(found, key, comparison);
    const about = rules.metrics.filter(
      (rule) => rule.metric === metric.metric && matches(rule.scope, subjectOf(head, metric)),
    );
    return judgeMetric(metric, side, about);
  });
  const all = [...metrics, ...missing(head, before, measured, rules.metrics)];
  const compared =
    before === undefined
      ? { layers: [] }
      : compareLayers({
          base: before,
          head,
          pairs,
          comparable: differences.length === 0,
          rules: rules.layers.filter(({ scope }) => matches(scope, subjectOf(head))),
        });
  return {
    outcome: overall({ metrics: all, layers: compared.layers, differences }, before),
    head,
    ...(before === undefined ? {} : { base: before }),
    ...(baseline === undefined ? {} : { baseline }),
    differences,
    metrics: all,
    ...compared,
    pairs: Math.max(1, pairs.length),
  };
}
