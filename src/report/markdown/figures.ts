import type { MetricChange, MetricId, Outcome, Verdict } from '../../regression/types.ts';
import { integer } from '../html/format.ts';
import { prose } from './escape.ts';

/** Between a number and its unit: the line must not break there. */
export const NBSP = '\u00a0';
const MINUS = '\u2212';
const KIB = 1024;

const SYMBOLS: Readonly<Record<Outcome, string>> = {
  pass: '✅',
  fail: '❌',
  warn: '⚠️',
  improved: '🟢',
  inconclusive: '❔',
  'no-baseline': 'ℹ️',
  'not-comparable': '❔',
};

const WORDS: Readonly<Record<Outcome, string>> = {
  pass: 'Pass',
  fail: 'Fail',
  warn: 'Warning',
  improved: 'Improved',
  inconclusive: 'Inconclusive',
  'no-baseline': 'No baseline',
  'not-comparable': 'Not comparable',
};

/** `❌ Fail` */
export function status(outcome: Outcome): string {
  return `${SYMBOLS[outcome]}${NBSP}${WORDS[outcome]}`;
}

interface Scale {
  readonly above: number;
  readonly by: number;
  readonly unit: string;
}

const SCALES: Partial<Record<MetricId, readonly Scale[]>> = {
  time_us: [
    { above: 1e6, by: 1e6, unit: 's' },
    { above: 1e3, by: 1e3, unit: 'ms' },
    { above: 0, by: 1, unit: 'µs' },
  ],
  energy_uj: [
    { above: 1e6, by: 1e6, unit: 'J' },
    { above: 1e4, by: 1e3, unit: 'mJ' },
    { above: 0, by: 1, unit: 'µJ' },
  ],
  power_mw: [{ above: 0, by: 1, unit: 'mW' }],
  max_abs_lsb: [{ above: 0, by: 1, unit: 'steps' }],
  mean_abs_lsb: [{ above: 0, by: 1, unit: 'steps' }],
};

const BYTES: readonly Scale[] = [
  { above: 10 * KIB * KIB, by: KIB * KIB, unit: 'MB' },
  { above: 10 * KIB, by: KIB, unit: 'KB' },
  { above: 0, by: 1, unit: 'bytes' },
];

const SHARES: ReadonlySet<MetricId> = new Set(['argmax_agreement', 'accuracy']);
const STEPS: ReadonlySet<MetricId> = new Set(['max_abs_lsb', 'mean_abs_lsb']);

const isBytes = (metric: MetricId): boolean => metric.endsWith('_bytes');

/** So many significant digits, thousands separated, no digits of the integer part lost. */
function digits(value: number, significant: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 10 ** (significant - 1) || Number.isInteger(value)) return integer(value);
  if (magnitude !== 0 && magnitude < 1e-3) return value.toExponential(Math.min(2, significant - 1));
  return magnitude === 0 ? '0' : value.toPrecision(significant);
}

function scaled(metric: MetricId, value: number, by: number | undefined, significant: number): string {
  if (SHARES.has(metric)) return `${digits(value * 100, significant)}${NBSP}%`;
  if (STEPS.has(metric) || metric === 'power_mw') return `${Number(value.toPrecision(significant))}`;
  if (metric === 'cosine') return String(Number(value.toPrecision(Math.max(5, significant))));
  if (by === undefined || (by === 1 && isBytes(metric))) return integer(value);
  return digits(value / by, significant);
}

function scaleOf(metric: MetricId, value: number): Scale | undefined {
  const scales = isBytes(metric) ? BYTES : SCALES[metric];
  return scales?.find(({ above }) => Math.abs(value) >= above);
}

/** Digits from few to many: as few as show the values apart. Sizes and shares are exact, so fewer do. */
const PRECISIONS = [4, 6, 9] as const;
const EXACT_PRECISIONS = [3, 5, 9] as const;

/** Base and head in one unit, with enough digits to differ if they do. */
function texts(metric: MetricId, values: readonly number[]): string[] {
  const sizes = values.map(Math.abs);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  // One unit for both, but none in which the lesser one would vanish.
  const scale = scaleOf(metric, least !== 0 && most > 1000 * least ? least : most);
  const suffix = scale === undefined ? '' : `${NBSP}${scale.unit}`;
  for (const significant of isBytes(metric) || SHARES.has(metric) ? EXACT_PRECISIONS : PRECISIONS) {
    const shown = values.map((value) => scaled(metric, value, scale?.by, significant));
    if (new Set(shown).size === new Set(values).size) return shown.map((text) => `${text}${suffix}`);
  }
  const exact = isBytes(metric) ? `${NBSP}bytes` : suffix;
  return values.map(
    (value) => `${isBytes(metric) ? integer(value) : String(value / (scale?.by ?? 1))}${exact}`,
  );
}

/** One value with its unit: `219.8 µJ`, `54.0 KB`, `6,704,520`. */
export function valueText(metric: MetricId, value: number): string {
  const [text = ''] = texts(metric, [value]);
  return text === `1${NBSP}steps` ? `1${NBSP}step` : text;
}

/** `6,704,520 → 7,120,111`, or one value where there is no other or it is the same. */
export function pairText({ metric, base, head }: Pick<MetricChange, 'metric' | 'base' | 'head'>): string {
  if (base === undefined && head === undefined) return '–';
  if (base === undefined || head === undefined || base === head) return valueText(metric, head ?? base ?? 0);
  const [before = '', after = ''] = texts(metric, [base, head]);
  const unit = after.slice(after.lastIndexOf(NBSP) + 1);
  const same = after.includes(NBSP) && before.endsWith(`${NBSP}${unit}`);
  return `${same ? before.slice(0, before.lastIndexOf(NBSP)) : before} →${NBSP}${after}`;
}

const sign = (value: number): string => (value < 0 ? MINUS : '+');

/** `+6.2 %`, `−0.03 %`, `+1,240 %`: two digits at least, none that nobody reads. */
export function percentText(percent: number): string {
  const magnitude = Math.abs(percent);
  if (magnitude === 0) return `0${NBSP}%`;
  if (magnitude < 0.01) return `${sign(percent)}<0.01${NBSP}%`;
  const decimals = magnitude < 1 ? 2 : magnitude < 100 ? 1 : 0;
  const text = magnitude >= 1000 ? integer(magnitude) : magnitude.toFixed(decimals);
  return `${sign(percent)}${text}${NBSP}%`;
}

/** `+182,345`, `−2.1 KB`: a difference in the unit of the metric. */
export function deltaText(metric: MetricId, change: number): string {
  if (SHARES.has(metric)) {
    return `${sign(change)}${digits(Math.abs(change * 100), 2)}${NBSP}points`;
  }
  return change === 0 ? 'same' : `${sign(change)}${valueText(metric, Math.abs(change))}`;
}

/** Metrics whose relative change says less than the absolute one. */
const ABSOLUTE: ReadonlySet<MetricId> = new Set([
  'layers',
  'max_abs_lsb',
  'mean_abs_lsb',
  'cosine',
  'argmax_agreement',
  'accuracy',
]);

/** `+6.2 %`, with its interval where it was measured more than once: `+6.2 % (+5.8 to +6.6 %)`. */
export function changeText(change: MetricChange): string {
  if (change.change === undefined) return '–';
  if (change.change === 0) return 'same';
  if (change.change_percent === undefined || ABSOLUTE.has(change.metric)) {
    return deltaText(change.metric, change.change);
  }
  const interval = change.modelled || change.class === 'exact' ? undefined : change.interval_percent;
  if (interval === undefined) return percentText(change.change_percent);
  const [low, high] = interval;
  const half = Math.abs(high - low) / 2;
  return `${percentText(change.change_percent).replace(`${NBSP}%`, '')}${NBSP}±${NBSP}${half < 0.1 ? half.toFixed(2) : half.toFixed(1)}${NBSP}%`;
}

/** What the rule allows, as a phrase: `allowed +2.0 %`, `limit 54.0 KB`. */
export function allowedText({ metric, rule, base, head }: MetricChange): string | undefined {
  if (rule === undefined) return undefined;
  if (rule.max !== undefined && head !== undefined && head > rule.max) {
    return `limit ${valueText(metric, rule.max)}`;
  }
  if (rule.min !== undefined && head !== undefined && head < rule.min) {
    return `at least ${valueText(metric, rule.min)}`;
  }
  const allowance = rule.max_increase ?? rule.max_decrease;
  if (allowance === undefined || base === undefined) return undefined;
  const way = rule.max_increase === undefined ? -1 : 1;
  const zero = way < 0 ? `${MINUS}0` : '+0';
  if ('percent' in allowance) return `allowed ${percentText(way * allowance.percent).replace(/^0/, zero)}`;
  return `allowed ${allowance.absolute === 0 ? zero : deltaText(metric, way * allowance.absolute)}`;
}

/** A label within a sentence: `instructions`, but `HP energy`, `ROM` and `MACs`. */
export function within(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** The name of a figure: an emulator's unit is instructions, and what was modelled says so. */
export function labelText(change: MetricChange, verdict: Verdict): string {
  const unit = verdict.head.profile?.unit;
  const label =
    change.metric === 'ticks' && unit !== undefined
      ? unit === 'cycles'
        ? 'Cycles'
        : 'Instructions'
      : prose(change.label, 60);
  return `${label}${change.modelled ? ' (modelled)' : ''}`;
}
