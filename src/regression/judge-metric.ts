import { METRICS } from './catalog.ts';
import type { Metric } from './metrics.ts';
import { worstOf } from './outcomes.ts';
import { allowanceOf, applied, type Rule } from './rules.ts';
import { type Evidence, percentOf } from './significance.ts';
import type { Allowance, MetricChange, Outcome } from './types.ts';

/** An exact metric that is better by less than this is told as no change for the better. */
const IMPROVED_PERCENT = 0.5;
/** Numbers of two machines are the same within this, relative. */
const SAME = 1e-9;

/** The base side of a metric: its number, none, or why it must not be used. */
export type BaseSide =
  | {
      readonly kind: 'value';
      readonly value: number;
      /** For the noisy class, where there is a ratio. */
      readonly test?: NoisyTest;
      /** What it is, where it is not one measurement: "the median of 12 earlier results". */
      readonly what?: string;
    }
  | { readonly kind: 'none'; readonly reason: string }
  | { readonly kind: 'not-comparable'; readonly reason: string };

/** What the measurements say at an allowance, given as a difference of logarithms. */
export type NoisyTest = (allowance: number) => Evidence;

interface Finding {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly rule?: Rule;
  readonly evidence?: Evidence;
}

const number = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });

/** A number with its unit for a sentence. */
function amount(value: number, unit: string): string {
  return unit === '' ? number.format(value) : `${number.format(value)} ${unit}`;
}

function allowanceText(allowance: Allowance, unit: string): string {
  return 'percent' in allowance ? `${number.format(allowance.percent)} %` : amount(allowance.absolute, unit);
}

function percent(log_ratio: number): string {
  const value = percentOf(log_ratio);
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(Math.abs(value) < 10 ? 2 : 1)} %`;
}

/** What a budget says, which needs no base. */
function judgeBudget(metric: Metric, rule: Rule): Finding | undefined {
  const { max, min, severity } = rule;
  if (max !== undefined && metric.value > max) {
    return { outcome: severity, rule, reason: `More than the budget of ${amount(max, metric.unit)}.` };
  }
  if (min !== undefined && metric.value < min) {
    return { outcome: severity, rule, reason: `Less than the ${amount(min, metric.unit)} it must reach.` };
  }
  return undefined;
}

/** How much worse is fine by a rule; undefined: the rule has budgets only. */
function tolerance(rule: Rule): Allowance | undefined {
  return METRICS[rule.metric].better === 'less' ? rule.max_increase : rule.max_decrease;
}

function judgeExact(metric: Metric, base: number, rule: Rule, allowance: Allowance): Finding {
  const less_is_better = METRICS[metric.metric].better === 'less';
  const worse = less_is_better ? metric.value - base : base - metric.value;
  const allowed = allowanceOf(allowance, base);
  const rounding = SAME * Math.max(Math.abs(base), Math.abs(metric.value));
  const text = allowanceText(allowance, metric.unit);
  const way = less_is_better ? 'increase' : 'decrease';
  if (worse > allowed + rounding) {
    const from_zero = base === 0 && 'percent' in allowance ? ' It was 0 before.' : '';
    return {
      outcome: rule.severity,
      rule,
      reason: `The ${way} is more than the ${text} allowed.${from_zero}`,
    };
  }
  if (worse > rounding) return { outcome: 'pass', rule, reason: `The ${way} is within the ${text} allowed.` };
  return better(metric, base, rule);
}

/** An exact metric that is not worse. */
function better(metric: Metric, base: number, rule?: Rule): Finding {
  const gained = Math.abs(metric.value - base);
  const enough = gained > (Math.abs(base) * IMPROVED_PERCENT) / 100;
  const named = rule === undefined ? {} : { rule };
  if (gained <= SAME * Math.abs(base)) return { outcome: 'pass', ...named, reason: 'No change.' };
  if (enough) return { outcome: 'improved', ...named, reason: 'Better, and it has no noise.' };
  return { outcome: 'pass', ...named, reason: `Better by less than ${IMPROVED_PERCENT} %.` };
}

function judgeNoisy(base: number, test: NoisyTest, rule: Rule, allowance: Allowance): Finding {
  const allowed = Math.log1p(allowanceOf(allowance, base) / base);
  const evidence = test(allowed);
  const text = `${percentOf(allowed)
    .toFixed(2)
    .replace(/\.?0+$/, '')} %`;
  const range = `between ${percent(evidence.interval[0])} and ${percent(evidence.interval[1])}`;
  const common = { rule, evidence };
  switch (evidence.outcome) {
    case 'fail':
      return {
        ...common,
        outcome: rule.severity,
        reason: `It grew, ${range}: more than the ${text} allowed.`,
      };
    case 'improved':
      return { ...common, outcome: 'improved', reason: `It shrank by more than the noise, ${range}.` };
    case 'pass':
      return { ...common, outcome: 'pass', reason: `No growth beyond the ${text} allowed, ${range}.` };
    case 'inconclusive':
      return {
        ...common,
        outcome: 'inconclusive',
        reason: `The noise is too large for an allowance of ${text}: the change is ${range}, and only an increase of ${percentOf(evidence.detectable).toFixed(1)} % could have been seen.`,
      };
  }
}

/** A change that no rule is about: told, not judged. */
function describeOnly(metric: Metric, base: number, test: NoisyTest | undefined): Finding {
  const reason = 'No threshold is set for it.';
  if (test !== undefined) {
    const evidence = test(Number.POSITIVE_INFINITY);
    return { outcome: evidence.outcome === 'improved' ? 'improved' : 'pass', evidence, reason };
  }
  const worse = METRICS[metric.metric].better === 'less' ? metric.value > base : metric.value < base;
  return worse ? { outcome: 'pass', reason } : better(metric, base);
}

function judgeRule(metric: Metric, base: BaseSide, rule: Rule): Finding {
  const broken = judgeBudget(metric, rule);
  if (broken !== undefined) return broken;
  const allowance = tolerance(rule);
  if (allowance === undefined) return { outcome: 'pass', rule, reason: 'Within its budget.' };
  if (base.kind === 'none') return { outcome: 'no-baseline', rule, reason: base.reason };
  if (base.kind === 'not-comparable') return { outcome: 'not-comparable', rule, reason: base.reason };
  if (base.test !== undefined) return judgeNoisy(base.value, base.test, rule, allowance);
  if (metric.class === 'exact') return judgeExact(metric, base.value, rule, allowance);
  return { outcome: 'inconclusive', rule, reason: 'A measurement of 0 has no ratio to another one.' };
}

function withoutRules(metric: Metric, base: BaseSide): Finding {
  if (base.kind === 'none') return { outcome: 'no-baseline', reason: base.reason };
  if (base.kind === 'not-comparable') return { outcome: 'not-comparable', reason: base.reason };
  return describeOnly(metric, base.value, base.test);
}

/** What a change says of its metric, whichever side has it. */
export function namedAs({
  metric,
  label,
  unit,
  engine,
  class: kind,
  modelled,
  mode,
  output,
}: Metric): Omit<MetricChange, 'outcome' | 'reason'> {
  return {
    metric,
    label,
    unit,
    engine,
    class: kind,
    modelled,
    ...(mode === undefined ? {} : { mode }),
    ...(output === undefined ? {} : { output }),
  };
}

/**
 * What is to be thought of one number of the head.
 *
 * @param rules those that are about it: each judges, the worst finding is told
 */
export function judgeMetric(metric: Metric, base: BaseSide, rules: readonly Rule[]): MetricChange {
  const findings = rules.map((rule) => judgeRule(metric, base, rule));
  const worst = worstOf(findings.map(({ outcome }) => outcome));
  const finding = findings.find(({ outcome }) => outcome === worst) ?? withoutRules(metric, base);
  const { evidence } = finding;
  const value = base.kind === 'value' ? base.value : undefined;
  return {
    ...namedAs(metric),
    head: metric.value,
    ...(value === undefined ? {} : changeOf(value, metric.value)),
    outcome: finding.outcome,
    ...(finding.rule === undefined ? {} : { rule: applied(finding.rule) }),
    ...(evidence === undefined
      ? {}
      : { interval_percent: [percentOf(evidence.interval[0]), percentOf(evidence.interval[1])] as const }),
    ...(evidence === undefined || finding.outcome !== 'inconclusive'
      ? {}
      : { detectable_percent: percentOf(evidence.detectable) }),
    reason:
      base.kind === 'value' && base.what !== undefined
        ? `${finding.reason} Compared with ${base.what}.`
        : finding.reason,
  };
}

/** The numbers of a change; without percent where the base is 0. */
function changeOf(base: number, head: number): Pick<MetricChange, 'base' | 'change' | 'change_percent'> {
  return {
    base,
    change: head - base,
    ...(base === 0 ? {} : { change_percent: ((head - base) / Math.abs(base)) * 100 }),
  };
}
