import type { History, MetricChange, MetricId, Outcome, Verdict } from '../../regression/types.ts';
import { table } from './blocks.ts';
import { changeText, labelText, pairText, status, valueText, within } from './figures.ts';
import { isSteady, outcomeOf } from './regressions.ts';
import { sparkline } from './sparkline.ts';

/** What matters most to whoever ships a model comes first. */
const ORDER: readonly MetricId[] = [
  'time_us',
  'ticks',
  'energy_uj',
  'power_mw',
  'arena_bytes',
  'violations',
  'model_bytes',
  'rom_bytes',
  'ram_bytes',
  'accuracy',
  'argmax_agreement',
  'cosine',
  'max_abs_lsb',
  'mean_abs_lsb',
  'macs',
  'layers',
];

const QUIET: ReadonlySet<Outcome> = new Set(['pass', 'no-baseline', 'not-comparable']);

/** What was counted comes before the time that is modelled from it. */
function rank({ metric, modelled }: MetricChange): number {
  return ORDER.indexOf(metric === 'time_us' && modelled ? 'ticks' : metric) + (modelled ? 0.5 : 0);
}

export function ordered(metrics: readonly MetricChange[]): MetricChange[] {
  return metrics.toSorted(
    (a, b) =>
      rank(a) - rank(b) || (a.mode ?? '').localeCompare(b.mode ?? '') || (a.output ?? 0) - (b.output ?? 0),
  );
}

function judged(change: MetricChange): string {
  const word = QUIET.has(change.outcome) ? '' : ` ${status(change.outcome).toLowerCase()}`;
  return `${changeText(change)}${word}`;
}

function trend(change: MetricChange, history: readonly History[]): string {
  const past = history.find(({ metric, mode }) => metric === change.metric && mode === change.mode);
  if (past === undefined) return '';
  return sparkline([...past.values, ...(change.head === undefined ? [] : [change.head])]) ?? '';
}

/** `Unchanged: arena 54.0 KB, ROM 23.1 KB` in one line instead of a row each. */
function steadyLine(lead: string, metrics: readonly MetricChange[], verdict: Verdict): string[] {
  if (metrics.length === 0) return [];
  const texts = metrics.map(
    (change) => `${within(labelText(change, verdict))} ${valueText(change.metric, change.head ?? 0)}`,
  );
  return [`${lead}: ${texts.join(', ')}.`];
}

/**
 * The figures of one result: a row for each that moved or is judged, the others in a line.
 *
 * @param mostRows rows beyond it are counted, not shown
 */
export function keyFigures(verdict: Verdict, history: readonly History[], mostRows: number): string[] {
  const metrics = ordered(verdict.metrics);
  const compared = metrics.some(({ base }) => base !== undefined);
  const steady = compared ? metrics.filter(isSteady) : [];
  const rows = metrics.filter((change) => !steady.includes(change));
  const shown = rows.slice(0, mostRows);
  const trends = shown.map((change) => trend(change, history));
  const withTrend = trends.some((text) => text !== '');
  const withChange = compared || shown.some(({ outcome }) => !QUIET.has(outcome));
  const head = [
    'Figure',
    compared ? 'Base → head' : 'This commit',
    ...(withChange ? ['Change'] : []),
    ...(withTrend ? ['History'] : []),
  ];
  const parts: string[] = [];
  if (shown.length > 0) {
    parts.push(
      table(
        head,
        'lrll',
        shown.map((change, at) => [
          labelText(change, verdict),
          pairText(change),
          ...(withChange ? [judged(change)] : []),
          ...(withTrend ? [trends[at] ?? ''] : []),
        ]),
      ),
    );
  }
  if (rows.length > shown.length) parts.push(`${rows.length - shown.length} more figures are in the report.`);
  const [noise, same] = [true, false].map((moved) =>
    steady
      .slice(0, mostRows)
      .filter(({ change = 0, head }) => head !== undefined && (change !== 0) === moved),
  );
  return [
    ...parts,
    ...steadyLine('No change beyond the noise', noise ?? [], verdict),
    ...steadyLine('Unchanged', same ?? [], verdict),
  ];
}

/** The figures in one line, for a result with nothing to look at. */
export function figuresLine(verdict: Verdict): string {
  return ordered(verdict.metrics)
    .filter(
      ({ metric, modelled, head }) =>
        head !== undefined && BRIEF.has(metric) && !(modelled && metric === 'time_us'),
    )
    .map((change) => `${within(labelText(change, verdict))} ${valueText(change.metric, change.head ?? 0)}`)
    .join(', ');
}

const BRIEF: ReadonlySet<MetricId> = new Set(['time_us', 'ticks', 'energy_uj', 'arena_bytes', 'model_bytes']);

const COLUMNS: readonly { readonly title: string; readonly metrics: readonly MetricId[] }[] = [
  { title: 'Inference', metrics: ['time_us', 'ticks'] },
  { title: 'Energy', metrics: ['energy_uj'] },
  { title: 'Arena', metrics: ['arena_bytes'] },
];

/** One row a result, worst first: what to look at, before how. */
export function overview(
  verdicts: readonly Verdict[],
  histories: ReadonlyMap<Verdict, readonly History[]>,
  targets: ReadonlyMap<Verdict, string>,
): string {
  const cell = (verdict: Verdict, metrics: readonly MetricId[]): string => {
    const found = ordered(verdict.metrics).find(({ metric }) => metrics.includes(metric));
    if (found?.head === undefined) return '–';
    const unit = found.metric === 'ticks' ? ` ${verdict.head.profile?.unit ?? ''}` : '';
    const modelled = found.modelled ? ' modelled' : '';
    // A bar chart in every cell would drown the one that matters.
    const bars = metrics === COLUMNS[0]?.metrics ? trend(found, histories.get(verdict) ?? []) : '';
    return [
      `${valueText(found.metric, found.head)}${unit}${modelled}`,
      ...(found.base === undefined ? [] : [isSteady(found) ? 'same' : judged(found)]),
      ...(bars === '' ? [] : [bars]),
    ].join(', ');
  };
  const columns = COLUMNS.filter(({ metrics }) =>
    verdicts.some((verdict) => verdict.metrics.some(({ metric }) => metrics.includes(metric))),
  );
  return table(
    ['Result', ...columns.map(({ title }) => title)],
    'l'.repeat(1 + columns.length),
    verdicts.map((verdict) => [
      `${status(outcomeOf(verdict))}: ${targets.get(verdict)}`,
      ...columns.map(({ metrics }) => cell(verdict, metrics)),
    ]),
  );
}
