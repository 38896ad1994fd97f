import type { LayerChange, LayerSide, Verdict } from '../../regression/types.ts';
import { integer, percent, shape } from '../html/format.ts';
import { details, table } from './blocks.ts';
import { code } from './escape.ts';
import { deltaText, percentText, status } from './figures.ts';
import { movedLayers } from './regressions.ts';

const NAME = 36;

/** Converters join the names of all they fused with semicolons; the last part of the first says enough. */
function shortName(name: string): string {
  const first = name.split(';', 1)[0] ?? '';
  return [...first].length <= NAME ? first : `…${[...first].slice(1 - NAME).join('')}`;
}

function layerCell({ op, name }: Pick<LayerSide, 'op' | 'name'>): string {
  return name === '' ? code(op, 40) : `${code(op, 40)} ${code(shortName(name), NAME)}`;
}

function outputCell({ base, head }: LayerChange): string {
  const before = shape(base?.output_shape);
  const after = shape(head?.output_shape);
  return base === undefined || head === undefined || before === after
    ? after || before
    : `${before} →\u00a0${after}`;
}

function ticksCell({ base, head }: LayerChange): string {
  const [before, after] = [base?.ticks, head?.ticks];
  if (before === undefined || after === undefined || before === after) {
    const one = after ?? before;
    return one === undefined ? '–' : integer(one);
  }
  return `${integer(before)} →\u00a0${integer(after)}`;
}

const KINDS = { same: '', changed: 'changed ', added: 'added ', removed: 'removed ' } as const;

function changeCell({ kind, change_ticks, change_percent, outcome }: LayerChange): string {
  const word = outcome === 'fail' || outcome === 'warn' ? ` ${status(outcome).toLowerCase()}` : '';
  if (change_ticks === undefined) return `${KINDS[kind]}${word}`.trim() || '–';
  if (change_ticks === 0 && kind === 'same') return `same${word}`;
  const relative =
    change_percent === undefined || (kind !== 'same' && kind !== 'changed')
      ? ''
      : ` (${percentText(change_percent)})`;
  return `${KINDS[kind]}${deltaText('ticks', change_ticks)}${relative}${word}`;
}

function unitTitle(verdict: Verdict): string {
  return verdict.head.profile?.unit === 'cycles' ? 'Cycles' : 'Instructions';
}

function comparedTable(verdict: Verdict, layers: readonly LayerChange[]): string {
  return table(
    ['#', 'Layer', 'Output', unitTitle(verdict), 'Change'],
    'rllrl',
    layers.map((layer) => {
      const side = layer.head ?? layer.base;
      return [
        layer.head === undefined ? `(${side?.index ?? ''})` : String(side?.index ?? ''),
        side === undefined ? '' : layerCell(side),
        outputCell(layer),
        ticksCell(layer),
        changeCell(layer),
      ];
    }),
  );
}

/** How the layers' changes make up the total's. */
function sum({ explained, head }: Verdict): string | undefined {
  if (explained === undefined || head.profile === undefined || explained.total_ticks === 0) return undefined;
  const { total_ticks, layers_ticks, rest_ticks } = explained;
  const rest = rest_ticks === 0 ? '' : `, ${deltaText('ticks', rest_ticks)} between layers`;
  return `Total ${deltaText('ticks', total_ticks)} ${head.profile.unit}: ${deltaText('ticks', layers_ticks)} in layers${rest}.`;
}

function summaryText(verdict: Verdict, moved: readonly LayerChange[]): string {
  const count = (wanted: (layer: LayerChange) => boolean): number => moved.filter(wanted).length;
  const parts = [
    [count(({ kind }) => kind === 'changed'), 'changed'],
    [count(({ kind }) => kind === 'added'), 'added'],
    [count(({ kind }) => kind === 'removed'), 'removed'],
    // Their own shapes did not change; what they work on did.
    [count(({ kind }) => kind === 'same'), 'the same with other counts'],
    [verdict.layers.length - moved.length, 'as before'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${integer(number)} ${word}`)
    .join(', ');
}

function measuredTable(verdict: Verdict): string | undefined {
  const { profile } = verdict.head;
  if (profile === undefined) return undefined;
  return table(
    ['#', 'Layer', 'Output', unitTitle(verdict), 'Share'],
    'rllrr',
    profile.layers.map((layer) => [
      String(layer.index),
      layerCell(layer),
      shape(layer.output_shape),
      integer(layer.ticks),
      percent(layer.share),
    ]),
  );
}

/**
 * Everything per layer, closed until asked for.
 *
 * @param which all layers, or those that are not as before
 */
export function layersSection(verdict: Verdict, which: 'all' | 'changed'): string | undefined {
  const compared = verdict.layers.some(({ base }) => base !== undefined);
  if (!compared) {
    const body = which === 'all' ? measuredTable(verdict) : undefined;
    const count = verdict.head.profile?.layers.length ?? 0;
    return body === undefined ? undefined : details(`Layers: ${integer(count)} measured`, [body]);
  }
  const moved = movedLayers(verdict);
  const layers = which === 'all' ? verdict.layers : moved;
  if (layers.length === 0) return undefined;
  const note = which === 'changed' && layers.length < verdict.layers.length;
  const total = sum(verdict);
  return details(`Layers: ${summaryText(verdict, moved)}`, [
    ...(total === undefined ? [] : [total]),
    comparedTable(verdict, layers),
    ...(note ? ['Layers as before are left out here; the report has them all.'] : []),
  ]);
}
