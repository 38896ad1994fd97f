import type { LayerChange, MetricChange, Verdict } from '../../regression/types.ts';
import { counted, integer, shape } from '../html/format.ts';
import { code, prose } from './escape.ts';
import { allowedText, changeText, deltaText, labelText, percentText, status, within } from './figures.ts';
import {
  isSteady,
  isUnchanged,
  movedLayers,
  outcomeOf,
  overallOutcome,
  type Regression,
  regressionsOf,
} from './regressions.ts';

function moved(change: MetricChange, verdict: Verdict): string {
  const allowed = allowedText(change);
  const text = change.change === undefined || change.change === 0 ? '' : ` ${changeText(change)}`;
  return `${within(labelText(change, verdict))}${text}${allowed === undefined ? '' : `, ${allowed}`}`;
}

/** `layer 3 CONV_2D (1×24×24×16 → 1×24×24×32)` */
export function layerText({ kind, base, head }: LayerChange): string {
  const side = head ?? base;
  if (side === undefined) return 'a layer';
  const before = shape(base?.output_shape);
  const after = shape(head?.output_shape);
  const shapes = kind === 'changed' && before !== after && before !== '' ? ` (${before} → ${after})` : '';
  return `layer ${side.index} ${code(side.op, 40)}${shapes}`;
}

function regressionText(regression: Regression): string {
  switch (regression.kind) {
    case 'validation':
      return 'the outputs differ from the reference by more than allowed';
    case 'metric':
      return moved(regression.metric, regression.verdict);
    case 'layer': {
      const { layer } = regression;
      return `${layerText(layer)} ${layer.change_percent === undefined ? deltaText('ticks', layer.change_ticks ?? 0) : percentText(layer.change_percent)}`;
    }
  }
}

/** Metrics that are worth the verdict line although nobody set a limit on them, most telling first. */
const TELLING = [
  'time_us',
  'ticks',
  'energy_uj',
  'arena_bytes',
  'model_bytes',
  'accuracy',
  'argmax_agreement',
];
const MOST_IN_LINE = 3;

function telling(changes: readonly MetricChange[]): MetricChange[] {
  return TELLING.flatMap((metric) => changes.filter((change) => change.metric === metric));
}

function unchangedText(verdicts: readonly Verdict[]): string {
  const exact = verdicts.every(({ metrics }) => metrics.every(({ change = 0 }) => change === 0));
  return exact ? 'nothing changed' : 'no change beyond the noise';
}

/** What one result says in half a sentence. */
function gist(verdict: Verdict): string {
  const outcome = outcomeOf(verdict);
  if (outcome === 'fail' || outcome === 'warn') {
    const [worst, ...others] = regressionsOf([verdict]);
    if (worst !== undefined) {
      return `${regressionText(worst)}${others.length === 0 ? '' : `; ${integer(others.length)} more`}`;
    }
  }
  if (outcome === 'not-comparable') {
    const fields = verdict.differences.slice(0, 3).map(({ field }) => prose(field, 40));
    return `measured with another ${fields.join(', ') || 'set-up'} than the baseline`;
  }
  if (outcome === 'inconclusive') {
    const open = verdict.metrics.find((change) => change.outcome === 'inconclusive');
    if (open !== undefined) return moved(open, verdict);
  }
  if (outcome === 'no-baseline') return 'measured, nothing to compare with yet';
  if (isUnchanged(verdict)) return unchangedText([verdict]);
  const steps = verdict.metrics.filter((change) => !isSteady(change) && change.change !== undefined);
  const named = steps.filter((change) => outcome !== 'improved' || change.outcome === 'improved');
  const shown = telling(named.length === 0 ? steps : named).slice(0, MOST_IN_LINE);
  const texts = shown.map((change) => `${within(labelText(change, verdict))} ${changeText(change)}`);
  if (texts.length > 0) return texts.join(', ');
  const layers = movedLayers(verdict).length;
  return layers === 0 ? 'within what is allowed' : `${counted(layers, 'layer')} changed, the totals did not`;
}

/** The verdict of all results in one line; louder where someone must act. */
export function headline(verdicts: readonly Verdict[], targets: ReadonlyMap<Verdict, string>): string {
  const outcome = overallOutcome(verdicts);
  const line = status(outcome);
  const loud = ['fail', 'warn', 'not-comparable', 'inconclusive'].includes(outcome);
  const written = (text: string): string => (loud ? `### ${line}: ${text}` : `**${line}**: ${text}`);
  const [only] = verdicts;
  if (only === undefined) return '**No results**: the jobs of this run left none.';
  if (verdicts.length === 1) return written(`${gist(only)} (${targets.get(only)})`);
  const same = verdicts.filter((verdict) => outcomeOf(verdict) === outcome);
  if (verdicts.every(isUnchanged))
    return written(`${unchangedText(verdicts)} in ${counted(verdicts.length, 'result')}`);
  const regressions = regressionsOf(same);
  const first = regressions[0]?.verdict ?? same.find((verdict) => !isUnchanged(verdict)) ?? only;
  const lead =
    outcome === 'pass'
      ? `all ${counted(verdicts.length, 'result')}`
      : `${same.length} of ${counted(verdicts.length, 'result')}`;
  return written(`${lead}. ${targets.get(first)}: ${gist(first)}`);
}

/** One layer is the reason when it makes up this much of the change, and not much more than it. */
const EXPLAINS = { from: 0.5, to: 1.5 } as const;
const MOST_REASONS = 3;

function event(layer: LayerChange): string {
  const verb = { added: ' was added', removed: ' was removed', changed: '', same: '' }[layer.kind];
  return `${layerText(layer)}${verb}`;
}

function noiseText({ metrics, pairs }: Verdict): string | undefined {
  const open = metrics.find(({ outcome }) => outcome === 'inconclusive');
  if (open === undefined) return undefined;
  if (open.detectable_percent === undefined) return prose(open.reason, 300);
  const effort = pairs > 1 ? ` by ${pairs} pairs of measurements` : '';
  return `an increase below ${percentText(open.detectable_percent)} cannot be told from noise${effort}.`;
}

/** Which layers made the total change, or what kept it from being seen; undefined where nothing changed. */
export function reason(verdict: Verdict): string | undefined {
  if (verdict.outcome === 'inconclusive') return noiseText(verdict);
  const { profile } = verdict.head;
  const total =
    verdict.explained?.total_ticks ??
    verdict.layers.reduce((sum, { change_ticks = 0 }) => sum + change_ticks, 0);
  if (profile === undefined || total === 0) return undefined;
  const movers = movedLayers(verdict)
    .filter(({ change_ticks = 0 }) => change_ticks !== 0)
    .sort((a, b) => Math.abs(b.change_ticks ?? 0) - Math.abs(a.change_ticks ?? 0));
  const [most, ...others] = movers;
  if (most?.change_ticks === undefined) return undefined;
  const whole = `${deltaText('ticks', total)} ${profile.unit}`;
  const share = most.change_ticks / total;
  if (share >= EXPLAINS.from && share <= EXPLAINS.to) {
    const part = `${event(most)}: ${deltaText('ticks', most.change_ticks)}`;
    return others.length === 0 && share === 1
      ? `${part} ${profile.unit}, the whole change.`
      : `${part} of ${whole}.`;
  }
  const shown = movers.slice(0, MOST_REASONS);
  const rest = movers.length - shown.length;
  const texts = shown.map((layer) => `${event(layer)} (${deltaText('ticks', layer.change_ticks ?? 0)})`);
  const list = [...texts, ...(rest === 0 ? [] : [counted(rest, 'more layer')])].join(', ');
  return `${list}; together with the rest ${whole}.`;
}
