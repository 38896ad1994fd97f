import type { Allowance, AppliedRule, MetricId } from './types.ts';

/** What a rule is about; an absent field: whatever it is. */
export interface RuleScope {
  readonly mode?: 'hp' | 'lp';
  /** Names of engines, platforms, models. */
  readonly engine?: readonly string[];
  readonly platform?: readonly string[];
  readonly model?: readonly string[];
}

/** A threshold of a total. */
export interface Rule extends AppliedRule {
  readonly scope: RuleScope;
}

/** A threshold of layers, in ticks. */
export interface LayerRule extends Rule {
  /** Layers with a smaller share of all ticks (0 to 1), before and after, are not judged. */
  readonly floor: number;
}

export interface Rules {
  readonly metrics: readonly Rule[];
  readonly layers: readonly LayerRule[];
}

/** What a value is measured with, to be matched by scopes. */
export interface RuleSubject {
  readonly mode?: 'hp' | 'lp';
  readonly engine: string;
  readonly platform: string;
  readonly model: string;
}

export const DEFAULT_FLOOR = 0.005;

function warnAbove(metric: MetricId, percent: number): Rule {
  return { metric, max_increase: { percent }, severity: 'warn', scope: {} };
}

/**
 * What is judged where no file says otherwise. Only a broken model fails; growth is told from 5 % on, or 10 %
 * where the model's structure alone moves it. Layers are shown, not judged.
 */
export const DEFAULT_RULES: Rules = {
  metrics: [
    {
      metric: 'violations',
      max: 0,
      severity: 'fail',
      note: 'the outputs are those of the model',
      scope: {},
    },
    warnAbove('ticks', 5),
    warnAbove('time_us', 5),
    warnAbove('energy_uj', 5),
    warnAbove('arena_bytes', 5),
    warnAbove('model_bytes', 10),
    warnAbove('rom_bytes', 10),
    warnAbove('ram_bytes', 10),
  ],
  layers: [],
};

export function matches(scope: RuleScope, subject: RuleSubject): boolean {
  const named = (names: readonly string[] | undefined, name: string): boolean =>
    names === undefined || names.includes(name);
  return (
    (scope.mode === undefined || scope.mode === subject.mode) &&
    named(scope.engine, subject.engine) &&
    named(scope.platform, subject.platform) &&
    named(scope.model, subject.model)
  );
}

/** A rule as a verdict tells it: without whom it is for. */
export function applied({
  metric,
  max_increase,
  max_decrease,
  max,
  min,
  severity,
  note,
  where,
}: Rule): AppliedRule {
  return {
    metric,
    ...(max_increase === undefined ? {} : { max_increase }),
    ...(max_decrease === undefined ? {} : { max_decrease }),
    ...(max === undefined ? {} : { max }),
    ...(min === undefined ? {} : { min }),
    severity,
    ...(note === undefined ? {} : { note }),
    ...(where === undefined ? {} : { where }),
  };
}

/** An allowance in the unit of a metric whose base is `base`. */
export function allowanceOf(allowance: Allowance, base: number): number {
  return 'percent' in allowance ? (Math.abs(base) * allowance.percent) / 100 : allowance.absolute;
}
