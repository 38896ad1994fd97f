import { byOutcome, worstOf } from '../../regression/outcomes.ts';
import type { AppliedRule, LayerChange, MetricChange, Outcome, Verdict } from '../../regression/types.ts';

/** What is worse than allowed, of one result. */
export type Regression = {
  readonly verdict: Verdict;
  readonly severity: 'fail' | 'warn';
  /** How far beyond what is allowed, in multiples of it; the larger, the worse. */
  readonly excess: number;
  readonly rule?: AppliedRule;
} & (
  | { readonly kind: 'metric'; readonly metric: MetricChange }
  | { readonly kind: 'layer'; readonly layer: LayerChange }
  | { readonly kind: 'validation'; readonly violations: readonly string[] }
);

/** An allowance of nothing is exceeded by anything; it is then weighed as if it were this many percent. */
const LEAST_ALLOWANCE_PERCENT = 0.1;

function excessOf(rule: AppliedRule | undefined, change: number, percent: number, head = 0): number {
  if (rule?.max !== undefined && head > rule.max) return head / Math.max(rule.max, Number.MIN_VALUE);
  if (rule?.min !== undefined && head < rule.min) return rule.min / Math.max(head, Number.MIN_VALUE);
  const allowance = rule?.max_increase ?? rule?.max_decrease;
  if (allowance === undefined) return Math.abs(percent);
  if ('absolute' in allowance && allowance.absolute > 0) return Math.abs(change) / allowance.absolute;
  const allowed = 'percent' in allowance ? allowance.percent : 0;
  return Math.abs(percent) / Math.max(allowed, LEAST_ALLOWANCE_PERCENT);
}

const isRegression = (outcome: Outcome): outcome is 'fail' | 'warn' =>
  outcome === 'fail' || outcome === 'warn';

function ofVerdict(verdict: Verdict): Regression[] {
  const { validation } = verdict.head;
  const found: Regression[] =
    validation?.verdict === 'fail'
      ? [
          {
            verdict,
            severity: 'fail',
            excess: Number.POSITIVE_INFINITY,
            kind: 'validation',
            violations: validation.violations,
          },
        ]
      : [];
  for (const metric of verdict.metrics) {
    // That outputs are wrong is said once, with the limits they exceed.
    if (!isRegression(metric.outcome) || (metric.metric === 'violations' && found.length > 0)) continue;
    const excess = excessOf(metric.rule, metric.change ?? 0, metric.change_percent ?? 0, metric.head);
    found.push({
      verdict,
      severity: metric.outcome,
      excess,
      ...(metric.rule && { rule: metric.rule }),
      kind: 'metric',
      metric,
    });
  }
  for (const layer of verdict.layers) {
    if (!isRegression(layer.outcome)) continue;
    const excess = excessOf(layer.rule, layer.change_ticks ?? 0, layer.change_percent ?? 100);
    found.push({
      verdict,
      severity: layer.outcome,
      excess,
      ...(layer.rule && { rule: layer.rule }),
      kind: 'layer',
      layer,
    });
  }
  return found;
}

const KINDS = ['validation', 'metric', 'layer'] as const;

/** Everything that is worse than allowed, worst first: failures, then what matters most, then the excess. */
export function regressionsOf(verdicts: readonly Verdict[]): Regression[] {
  return verdicts
    .flatMap(ofVerdict)
    .sort(
      (a, b) =>
        byOutcome(a.severity, b.severity) ||
        KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
        (a.excess === b.excess ? 0 : b.excess - a.excess),
    );
}

/** The outcome of one result; outputs that are wrong fail whatever the gate says of the numbers. */
export function outcomeOf(verdict: Verdict): Outcome {
  return verdict.head.validation?.verdict === 'fail' ? 'fail' : verdict.outcome;
}

/** The outcome of all results: the worst there is. */
export function overallOutcome(verdicts: readonly Verdict[]): Outcome {
  return verdicts.length === 0 ? 'no-baseline' : worstOf(verdicts.map(outcomeOf));
}

/** No worse than allowed, and not moved by more than the noise of the measurement. */
export function isSteady({ outcome, change, interval_percent, class: kind }: MetricChange): boolean {
  if (outcome !== 'pass') return false;
  if ((change ?? 0) === 0) return true;
  if (kind === 'exact' || interval_percent === undefined) return false;
  return interval_percent[0] <= 0 && interval_percent[1] >= 0;
}

/** Layers below this share of the total are noise where ticks are. */
const NOISE_SHARE = 0.005;

/** The layers that are not as before: other shape or op, added, removed, judged worse, or with other ticks. */
export function movedLayers(verdict: Verdict): LayerChange[] {
  const noisy = verdict.metrics.some((change) => change.metric === 'ticks' && change.class === 'noisy');
  const floor = noisy ? (verdict.head.profile?.total.ticks ?? 0) * NOISE_SHARE : 0;
  return verdict.layers.filter(
    ({ kind, outcome, change_ticks = 0 }) =>
      kind !== 'same' || isRegression(outcome) || Math.abs(change_ticks) > floor,
  );
}

/** Nothing a reviewer must look at: no figure and no layer moved, and nothing is worse than allowed. */
export function isUnchanged(verdict: Verdict): boolean {
  return (
    outcomeOf(verdict) === 'pass' && verdict.metrics.every(isSteady) && movedLayers(verdict).length === 0
  );
}
