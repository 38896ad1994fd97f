import type { RunResult } from '../result/schema.ts';

/** What may be compared. Names are those of results.json where there is one. */
export type MetricId =
  | 'ticks'
  | 'time_us'
  | 'energy_uj'
  | 'power_mw'
  | 'arena_bytes'
  | 'model_bytes'
  | 'rom_bytes'
  | 'ram_bytes'
  | 'macs'
  | 'layers'
  /** Limits of the validation that the outputs break. */
  | 'violations'
  | 'max_abs_lsb'
  | 'mean_abs_lsb'
  | 'cosine'
  | 'argmax_agreement'
  | 'accuracy';

/**
 * - `pass`: no worse than allowed
 * - `fail`: worse than allowed, by a rule of severity `fail`
 * - `warn`: worse than allowed, by a rule of severity `warn`
 * - `improved`: better, by more than the noise
 * - `inconclusive`: the noise is larger than the allowance; says what could have been seen
 * - `no-baseline`: there is nothing to compare with; budgets (`max`, `min`) still judge
 * - `not-comparable`: the fingerprints differ; says in which field
 */
export type Outcome =
  | 'pass'
  | 'fail'
  | 'warn'
  | 'improved'
  | 'inconclusive'
  | 'no-baseline'
  | 'not-comparable';

/** How much worse than the base is still fine; absolute in the unit of the metric. */
export type Allowance = { readonly percent: number } | { readonly absolute: number };

/** The rule that judged, as the user wrote it, and where. */
export interface AppliedRule {
  readonly metric: MetricId;
  readonly max_increase?: Allowance;
  /** For metrics of which more is better. */
  readonly max_decrease?: Allowance;
  readonly max?: number;
  readonly min?: number;
  readonly severity: 'fail' | 'warn';
  readonly note?: string;
  /** `.hilbench.yml:12:5`; absent for built-in defaults. */
  readonly where?: string;
}

/** One number of base and head, and what is to be thought of it. */
export interface MetricChange {
  readonly metric: MetricId;
  /** For people: "HP energy". */
  readonly label: string;
  /** For people: "µJ", "bytes", "instructions". */
  readonly unit: string;
  readonly mode?: 'hp' | 'lp';
  readonly engine: string;
  /** Index of an output, for validation metrics. */
  readonly output?: number;
  readonly class: 'exact' | 'noisy';
  readonly modelled: boolean;
  readonly base?: number;
  readonly head?: number;
  /** head − base. */
  readonly change?: number;
  /** (head / base − 1) · 100; absent where base is 0. */
  readonly change_percent?: number;
  readonly outcome: Outcome;
  readonly rule?: AppliedRule;
  /** Of `change_percent`, at the confidence of the gate; noisy class only. */
  readonly interval_percent?: readonly [number, number];
  /** The smallest increase that these measurements could have shown; for `inconclusive`. */
  readonly detectable_percent?: number;
  /** Why, in one sentence without names of the model. */
  readonly reason: string;
}

export interface LayerSide {
  readonly index: number;
  readonly op: string;
  readonly name: string;
  readonly output_shape?: readonly number[];
  readonly macs: number;
  readonly ticks?: number;
  readonly time_us?: number;
}

/** One layer of base and head, aligned. */
export interface LayerChange {
  readonly kind: 'same' | 'changed' | 'added' | 'removed';
  readonly base?: LayerSide;
  readonly head?: LayerSide;
  /** Of ticks; an added layer counts whole, a removed one negative. */
  readonly change_ticks?: number;
  readonly change_percent?: number;
  readonly outcome: Outcome;
  readonly rule?: AppliedRule;
}

/** Where a baseline came from, always told. */
export interface BaselineInfo {
  readonly source: 'paired' | 'artifact' | 'data-branch' | 'file';
  readonly sha?: string;
  readonly created_at?: string;
  /** Commits between it and the merge base, along first parents; 0: the merge base itself. */
  readonly distance?: number;
}

/** What the gate thinks of one result. */
export interface Verdict {
  readonly outcome: Outcome;
  readonly head: RunResult;
  readonly base?: RunResult;
  readonly baseline?: BaselineInfo;
  /**
   * Fields of the fingerprint that differ. When there are any the outcome is `not-comparable`, or `fail` where
   * a budget (`max`, `min`) is broken, which needs no base.
   */
  readonly differences: readonly { readonly field: string; readonly base: string; readonly head: string }[];
  readonly metrics: readonly MetricChange[];
  readonly layers: readonly LayerChange[];
  /** How the change of the total is made up: the layers' changes, and what is left between layers. */
  readonly explained?: {
    readonly total_ticks: number;
    readonly layers_ticks: number;
    readonly rest_ticks: number;
  };
  /** Pairs of measurements behind it; 1 for exact metrics. */
  readonly pairs: number;
}

/** Earlier values of one metric on the default branch, oldest first, for a sparkline and as a measure of noise. */
export interface History {
  readonly metric: MetricId;
  readonly mode?: 'hp' | 'lp';
  readonly values: readonly number[];
}
