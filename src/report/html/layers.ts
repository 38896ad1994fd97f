import type { RunResult } from '../../result/schema.ts';
import { plainText } from '../../support/text.ts';
import { counted, integer, percent, perMac, precise, shape, short, times } from './format.ts';
import { dearestHalf, type LayerFacts, type LayerSet, layerFacts } from './layer-facts.ts';
import { layersChart } from './layers-chart.ts';
import { type Content, dataScript, html, join, type Markup, named, unseen } from './markup.ts';
import { facts, section, tableBox } from './section.ts';
import { shareBar } from './svg.ts';

const MAX_COUNTERS = 64;

interface LayerColumn {
  readonly title: string;
  readonly kind: 'number' | 'text';
  /** Left out where the page is narrow: the details have it too. */
  readonly extra?: true;
  readonly cell: (layer: LayerFacts) => Content;
  /** What rows are sorted by; null comes last. */
  readonly key: (layer: LayerFacts) => number | string | null;
}

function columnsOf(result: RunResult): LayerColumn[] {
  const { profile, platform } = result;
  const timed = !platform.emulated && profile?.layers.some(({ time_us }) => time_us !== undefined) === true;
  const number = (
    title: string,
    quantity: (layer: LayerFacts) => number | undefined,
    text: (value: number, layer: LayerFacts) => Content,
  ): LayerColumn => ({
    title,
    kind: 'number',
    cell: (layer) => {
      const value = quantity(layer);
      return value === undefined ? html`<span class="quiet">–</span>` : text(value, layer);
    },
    key: (layer) => quantity(layer) ?? null,
  });
  const common: LayerColumn[] = [
    number('Layer', ({ index }) => index, String),
    { title: 'Op', kind: 'text', cell: opCell, key: ({ op }) => op },
    {
      title: 'Output',
      kind: 'text',
      extra: true,
      cell: (layer) => shape(outputShape(layer)),
      key: (layer) => outputShape(layer)?.reduce((product, size) => product * size, 1) ?? null,
    },
    { ...number('MACs', ({ macs }) => macs, integer), extra: true },
  ];
  if (profile === undefined) {
    return [
      ...common,
      number('Read, bytes', ({ analysis }) => analysis?.read_bytes, integer),
      number('Written, bytes', ({ analysis }) => analysis?.write_bytes, integer),
    ];
  }
  const time = `µs${profile.time_is_modelled ? ' (modelled)' : ''}`;
  return [
    ...common,
    number(capital(profile.unit), (layer) => layer.profile?.ticks, integer),
    ...(timed ? [number(time, (layer) => layer.profile?.time_us, short)] : []),
    number(
      'Share',
      (layer) => layer.profile?.share,
      (share, { outlier }) => html`${percent(share)}${shareBar(share, outlier ? 'outlier' : '')}`,
    ),
    number('Per MAC', ({ ticks_per_mac }) => ticks_per_mac, perMac),
    number('Of median', ({ against_median }) => against_median, ratioCell),
  ];
}

function outputShape(layer: LayerFacts): readonly number[] | undefined {
  return layer.analysis?.output_shape ?? layer.profile?.output_shape;
}

function opCell(layer: LayerFacts): Markup {
  return html`<button type="button" class="disclose" aria-expanded="false" aria-controls="detail-${layer.index}">${named(layer.op, 48)}${unseen(', details')}</button>`;
}

function ratioCell(ratio: number, { outlier }: LayerFacts): Markup {
  return outlier
    ? html`<span class="outlier"><span aria-hidden="true">▲ </span>${times(ratio)}${unseen(', stands out')}</span>`
    : html`${times(ratio)}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function pair(first: number | undefined, second: number | undefined): string | undefined {
  return first === undefined || second === undefined ? undefined : `${first}×${second}`;
}

function detail(result: RunResult, layer: LayerFacts): Markup {
  const { analysis, profile } = layer;
  const unit = result.profile?.unit ?? '';
  const types = [analysis?.input_dtype, analysis?.weight_dtype, analysis?.output_dtype];
  const dilation = pair(analysis?.dilation_h, analysis?.dilation_w);
  const counters = Object.entries(profile?.counters ?? {}).slice(0, MAX_COUNTERS);
  return facts([
    ['Name', named(layer.name)],
    ['MACs', join([integer(layer.macs), analysis?.mac_equation], ', from ')],
    ['Types: in, weights, out', analysis && types.map((type) => type ?? '–').join(', ')],
    ['Input', shape(analysis?.input_shape)],
    ['Output', shape(outputShape(layer))],
    ['Filter', shape(analysis?.filter_shape)],
    ['Stride', pair(analysis?.stride_h, analysis?.stride_w)],
    ['Dilation', dilation === '1×1' ? undefined : dilation],
    ['Activation', analysis?.fused_activation === 'NONE' ? undefined : analysis?.fused_activation],
    ['Read, written', analysis && `${integer(analysis.read_bytes)}, ${integer(analysis.write_bytes)} bytes`],
    [
      `${capital(unit)}, least to most`,
      profile && `${integer(profile.ticks_min)} to ${integer(profile.ticks_max)}`,
    ],
    [
      'Per MAC, among its kind',
      layer.against_kind === undefined ? undefined : `${times(layer.against_kind)} the median of this op`,
    ],
    ...counters.map(([name, value]) => [name, precise(value)] as const),
  ]);
}

function row(result: RunResult, columns: readonly LayerColumn[], layer: LayerFacts): Markup {
  const cells = columns.map(({ kind, extra, cell }, at) =>
    at === 0
      ? html`<th scope="row" class="${kind}">${cell(layer)}</th>`
      : html`<td class="${kind}${extra === true ? ' extra' : ''}">${cell(layer)}</td>`,
  );
  return html`<tr id="layer-${layer.index}">${cells}</tr>
<tr id="detail-${layer.index}" class="detail" hidden><td colspan="${columns.length}">${detail(result, layer)}</td></tr>
`;
}

/** What the script needs to sort and filter: by row, in the order of the table. */
function pageData(result: RunResult, columns: readonly LayerColumn[], layers: readonly LayerFacts[]): Markup {
  const ops = opsOf(layers);
  return dataScript('layer-data', {
    unit: result.profile?.unit,
    kinds: columns.map(({ kind }) => kind),
    rows: layers.map((layer) => ({
      index: layer.index,
      op: ops.indexOf(layer.op),
      text: `${layer.index} ${layer.op} ${layer.name} ${shape(outputShape(layer))}`.toLowerCase(),
      share: layer.profile?.share,
      keys: columns.map(({ key }) => key(layer)),
    })),
  });
}

function opsOf(layers: readonly LayerFacts[]): string[] {
  return [...new Set(layers.map(({ op }) => op))].sort();
}

function filters(layers: readonly LayerFacts[]): Markup {
  return html`<div class="filters" id="layer-filters" role="search" aria-label="Find layers" hidden>
<label>Find <input type="search" id="layer-find" autocomplete="off" spellcheck="false" placeholder="op, name, shape"></label>
<label>Op <select id="layer-op"><option value="">all</option>${opsOf(layers).map((op, at) => html`<option value="${at}">${plainText(op, 48)}</option>`)}</select></label>
<output id="layer-count" aria-live="polite">${counted(layers.length, 'layer')}</output>
</div>
`;
}

function table(result: RunResult, layers: readonly LayerFacts[]): Markup {
  const columns = columnsOf(result);
  const head = columns.map(
    ({ title, kind, extra }, at) =>
      html`<th scope="col" class="${kind}${extra === true ? ' extra' : ''}" aria-sort="${at === 0 ? 'ascending' : 'none'}"><button type="button" class="sort">${title}</button></th>`,
  );
  const rows = layers.map((layer) => row(result, columns, layer));
  return html`${filters(layers)}${tableBox(
    'Table of layers',
    html`<table id="layer-table"><caption class="unseen">Layers in order of execution; a column header sorts, an op shows details</caption><thead><tr>${head}</tr></thead><tbody>
${rows}</tbody></table>`,
  )}${pageData(result, columns, layers)}`;
}

function lede(result: RunResult, { shown, hidden }: LayerSet): Content {
  const { profile } = result;
  const left =
    hidden === 0
      ? ''
      : ` Shown are the ${integer(shown.length)} layers that cost the most; ${integer(hidden)} more are in layers.csv.`;
  if (profile === undefined) {
    return html`The layers were not profiled; <code>--create-profile</code> counts what each of them costs.${left}`;
  }
  const half = dearestHalf(shown);
  const names = half
    .slice(0, 6)
    .map(
      (layer) =>
        html`<a href="#layer-${layer.index}">${layer.index}&nbsp;${named(layer.op, 32)}</a>&nbsp;${percent(layer.profile?.share ?? 0)}`,
    );
  const which = half.length === 0 || half.length > 6 ? '.' : html`: ${join(names, ', ')}.`;
  return html`Half of all ${profile.unit} ${half.length === 1 ? 'is' : 'are'} in ${integer(half.length)} of ${counted(shown.length + hidden, 'layer')}${which}${left}`;
}

/** Every layer: what it is, what it costs, and which stand out. */
export function layersSection(result: RunResult): Markup | undefined {
  const layers = layerFacts(result);
  if (layers.shown.length === 0) return undefined;
  return section({
    id: 'layers',
    title: 'Layers',
    lede: lede(result, layers),
    body: [layersChart(result, layers), table(result, layers.shown)],
  });
}
