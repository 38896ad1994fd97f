import { byOutcome } from '../regression/outcomes.ts';
import type { LayerChange, MetricChange, Outcome, Verdict } from '../regression/types.ts';
import type { RunResult } from '../result/schema.ts';
import { plainText } from '../support/text.ts';
import { integer } from './html/format.ts';
import { formatShape } from './layers-csv.ts';
import { allowedText, changeText, pairText } from './markdown/figures.ts';
import { textTable } from './table.ts';

/** Layers shown; all of them are in the JSON. */
const MOST_LAYERS = 15;

/** Text made for Markdown, for a terminal: spaces that break. */
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${integer(Math.abs(value))}`;

function percent(value: number | undefined): string {
  if (value === undefined) return '';
  const magnitude = Math.abs(value);
  const sign = value < 0 ? '−' : '+';
  return magnitude === 0 ? '0 %' : `${sign}${magnitude < 0.01 ? '<0.01' : magnitude.toFixed(2)} %`;
}

function runText(result: RunResult): string {
  return `${result.id} (${plainText(result.model.name, 60)}, ${result.finished_at.slice(0, 16).replace('T', ' ')} UTC)`;
}

function metricTable(metrics: readonly MetricChange[]): string {
  const sorted = metrics.toSorted((a, b) => byOutcome(a.outcome, b.outcome));
  return textTable(
    [
      { title: 'verdict' },
      { title: 'metric' },
      { title: 'base → head' },
      { title: 'change', align: 'right' },
      { title: 'threshold' },
    ],
    sorted.map((metric) => [
      metric.outcome,
      `${plainText(metric.label, 60)}${metric.modelled ? ' (modelled)' : ''}`,
      plain(pairText(metric)),
      plain(changeText(metric)),
      plain(allowedText(metric) ?? ''),
    ]),
  );
}

/** Why a metric is not fine, with the rule's place and note. */
function reasonLines(metrics: readonly MetricChange[]): string[] {
  const told: readonly Outcome[] = ['fail', 'warn', 'inconclusive', 'not-comparable'];
  const lines = metrics
    .filter(({ outcome, rule }) => told.includes(outcome) && rule !== undefined)
    .toSorted((a, b) => byOutcome(a.outcome, b.outcome))
    .map(({ outcome, label, reason, rule }) => {
      const note = rule?.note === undefined ? '' : ` Note: ${plainText(rule.note, 400)}.`;
      const where = rule?.where === undefined ? 'built-in' : plainText(rule.where, 400);
      return `  ${outcome}: ${plainText(label, 60)}: ${reason}${note} [${where}]`;
    });
  return lines.length === 0 ? [] : ['', ...lines];
}

const indexOf = ({ base, head }: LayerChange): string =>
  base === undefined || head === undefined || base.index === head.index
    ? `${(head ?? base)?.index ?? ''}`
    : `${base.index} → ${head.index}`;

function shapeText({ base, head }: LayerChange): string {
  const [before, after] = [formatShape(base?.output_shape), formatShape(head?.output_shape)];
  return base === undefined || head === undefined || before === after
    ? after || before
    : `${before} → ${after}`;
}

function ticksText({ base, head }: LayerChange): string {
  const text = (ticks: number | undefined): string => (ticks === undefined ? '–' : integer(ticks));
  return `${text(base?.ticks)} → ${text(head?.ticks)}`;
}

function layerLines(verdict: Verdict): string[] {
  const { layers, explained } = verdict;
  if (layers.length === 0) return [];
  const count = (kind: LayerChange['kind']): number => layers.filter((layer) => layer.kind === kind).length;
  const counts = `${count('same')} the same, ${count('changed')} changed, ${count('added')} added, ${count('removed')} removed`;
  const weight = ({ change_ticks = 0 }: LayerChange): number => change_ticks;
  const moved = layers
    .filter((layer) => layer.kind !== 'same' || weight(layer) !== 0 || layer.rule !== undefined)
    .toSorted((a, b) => byOutcome(a.outcome, b.outcome) || Math.abs(weight(b)) - Math.abs(weight(a)));
  const shown = moved.slice(0, MOST_LAYERS);
  const unit = verdict.head.profile?.unit ?? 'ticks';
  const table = textTable(
    [
      { title: '#', align: 'right' },
      { title: 'layer' },
      { title: 'op' },
      { title: 'output' },
      { title: unit, align: 'right' },
      { title: 'change', align: 'right' },
      { title: '', align: 'right' },
      { title: 'verdict' },
    ],
    shown.map((layer) => [
      indexOf(layer),
      layer.kind,
      plainText((layer.head ?? layer.base)?.op ?? '', 32),
      shapeText(layer),
      ticksText(layer),
      layer.change_ticks === undefined ? '' : signed(layer.change_ticks),
      percent(layer.change_percent),
      layer.outcome,
    ]),
  );
  return [
    '',
    `Layers: ${counts}.`,
    ...(shown.length === 0 ? [] : [table]),
    ...(moved.length > shown.length
      ? [`${moved.length - shown.length} more that changed are in --format json.`]
      : []),
    ...(explained === undefined
      ? []
      : [
          explained.total_ticks === 0 && explained.layers_ticks === 0
            ? `Total ${unit}: the same.`
            : `Total ${unit}: ${signed(explained.total_ticks)} = ${signed(explained.layers_ticks)} in layers, ${signed(explained.rest_ticks)} between them.`,
        ]),
  ];
}

/**
 * A verdict for a terminal, as plain text: the totals, worst first; why; then the layers that moved, and how
 * they make up the total. Names from the models are stripped of control characters.
 */
export function compareReport(verdict: Verdict): string {
  const { head, base, differences } = verdict;
  return [
    `Verdict: ${verdict.outcome}`,
    `Head: ${runText(head)} on ${plainText(head.platform.name, 60)}, engine ${plainText(head.engine.name, 40)} ${plainText(head.engine.version, 40)}`,
    ...(base === undefined ? ['Base: none'] : [`Base: ${runText(base)}`]),
    ...(differences.length === 0
      ? []
      : [
          'Not comparable but for the model itself:',
          ...differences.map((each) => `  ${each.field}: ${each.base} → ${each.head}`),
        ]),
    '',
    metricTable(verdict.metrics),
    ...reasonLines(verdict.metrics),
    ...layerLines(verdict),
    '',
  ].join('\n');
}

/** A verdict as JSON: without the two results, which their ids name. */
export function compareJson(verdict: Verdict): Record<string, unknown> {
  const { head, base, ...rest } = verdict;
  const named = ({ id, finished_at, model, platform, engine, fingerprint }: RunResult) => ({
    id,
    finished_at,
    model: { name: model.name, sha256: model.sha256 },
    platform: platform.name,
    engine,
    fingerprint,
  });
  return { ...rest, head: named(head), ...(base === undefined ? {} : { base: named(base) }) };
}
