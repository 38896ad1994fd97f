import type { RunResult } from '../../result/schema.ts';
import { plainText } from '../../support/text.ts';
import { counted, integer, percent, short, times } from './format.ts';
import type { LayerFacts, LayerSet } from './layer-facts.ts';
import { html, type Markup } from './markup.ts';
import { type Mark, niceStep, percentOf, plot, steps } from './svg.ts';

/** Of the width of one layer. */
const BAR = 0.76;
/** The ratio panel ends here: 2⁻⁵ and 2⁷ medians. */
const LOWEST = -5;
const HIGHEST = 7;

/** Marks below the layers: their own indices, every one, fifth, tenth… */
export function layerMarks(indices: readonly number[]): Mark[] {
  const step = niceStep(indices.length, 8);
  return indices
    .map((index, at) => ({ at: at + 0.5, label: String(index) }))
    .filter((_, at) => at % Math.max(1, Math.round(step)) === 0);
}

function magnitudes(end: number): Mark[] {
  const step = niceStep(end, 4);
  const [divisor, suffix] = end >= 1e6 ? [1e6, 'M'] : end >= 1e3 ? [1e3, 'k'] : [1, ''];
  return steps(end, step).map((at) => ({
    at,
    label: at === 0 ? '0' : `${Number((at / divisor).toPrecision(3))}${suffix}`,
  }));
}

function words(layer: LayerFacts, unit: string): string {
  const { profile } = layer;
  return [
    `Layer ${layer.index}, ${plainText(layer.op, 48)}: ${integer(layer.macs)} MACs`,
    profile === undefined ? undefined : `${integer(profile.ticks)} ${unit} (${percent(profile.share)})`,
    layer.against_median === undefined ? undefined : `${times(layer.against_median)} the median per MAC`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
}

interface Bar {
  readonly layer: LayerFacts;
  /** Both from the bottom, in the unit of the panel. */
  readonly from: number;
  readonly to: number;
}

function column({ layer, from, to }: Bar, at: number, count: number, spec: Panel, unit: string): Markup {
  const { end, measured } = spec;
  const outlier = measured && layer.outlier;
  const kind = outlier ? 'bar outlier' : measured ? 'bar' : 'bar static';
  const x = percentOf(at + (1 - BAR) / 2, count);
  const sign = outlier
    ? html`<text class="sign" x="${percentOf(at + 0.5, count)}" y="${percentOf(end - to, end)}" dy="-5">▲</text>`
    : '';
  return html`<g data-layer="${layer.index}"><title>${words(layer, unit)}</title><rect class="reach" x="${percentOf(at, count)}" y="0" width="${percentOf(1, count)}" height="100%"/><rect class="${kind}" x="${x}" y="${percentOf(end - to, end)}" width="${percentOf(BAR, count)}" height="${percentOf(to - from, end)}"/>${sign}</g>`;
}

interface Panel {
  /** Measured, or known without a board: in another colour. */
  readonly measured: boolean;
  readonly label: string;
  readonly alternative: string;
  readonly bars: readonly (Bar | undefined)[];
  readonly end: number;
  readonly marks: readonly Mark[];
  readonly baseline?: number;
}

function panel(spec: Panel, layers: readonly LayerFacts[], unit: string, last: boolean): Markup {
  const count = layers.length;
  const baseline =
    spec.baseline === undefined
      ? ''
      : html`<line class="rule" x1="0" x2="100%" y1="${percentOf(spec.end - spec.baseline, spec.end)}" y2="${percentOf(spec.end - spec.baseline, spec.end)}"/>`;
  return plot({
    alternative: spec.alternative,
    height: 'low',
    x: {
      end: count,
      marks: last ? layerMarks(layers.map(({ index }) => index)) : [],
      ...(last ? { label: 'layer' } : {}),
    },
    y: { end: spec.end, marks: spec.marks, label: spec.label },
    content: [
      html`${spec.bars.map((bar, at) => (bar === undefined ? undefined : column(bar, at, count, spec, unit)))}${baseline}`,
    ],
  });
}

function amounts(
  layers: readonly LayerFacts[],
  label: string,
  measured: boolean,
  quantity: (layer: LayerFacts) => number | undefined,
): Panel {
  const values = layers.map(quantity);
  const end = values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0) || 1;
  const dearest = layers[values.indexOf(end)];
  return {
    measured,
    label,
    alternative: `Bar chart of ${label} by layer; most in layer ${dearest?.index ?? 0} with ${integer(end)}. The table below has every value.`,
    bars: layers.map((layer, at) => {
      const value = values[at];
      return value === undefined ? undefined : { layer, from: 0, to: value };
    }),
    end,
    marks: magnitudes(end),
  };
}

/** Ticks per MAC on a scale of powers of two: up is dearer than the median, down is cheaper. */
function ratios({ shown, median_ticks_per_mac }: LayerSet, unit: string): Panel | undefined {
  if (median_ticks_per_mac === undefined) return undefined;
  const height = (ratio: number): number => Math.min(HIGHEST, Math.max(LOWEST, Math.log2(ratio)));
  const heights = shown.map(({ against_median }) =>
    against_median === undefined ? undefined : height(against_median),
  );
  const known = heights.filter((value) => value !== undefined);
  const bottom = Math.floor(known.reduce((least, value) => Math.min(least, value), -1));
  const top = Math.ceil(known.reduce((most, value) => Math.max(most, value), 1));
  const outliers = shown.filter(({ outlier }) => outlier).length;
  const stride = top - bottom > 5 ? 2 : 1;
  const marks = Array.from({ length: top - bottom + 1 }, (_, at) => bottom + at)
    .filter((power) => power % stride === 0)
    .map((power) => ({ at: power - bottom, label: power < 0 ? `1/${2 ** -power}×` : `${2 ** power}×` }));
  return {
    measured: true,
    label: `${unit} per MAC against the median, ${short(median_ticks_per_mac)}`,
    alternative: `Chart of ${unit} per MAC by layer against the median of ${short(median_ticks_per_mac)}; ${counted(outliers, 'layer')} at twice the median or more. The table below has every value.`,
    bars: shown.map((layer, at) => {
      const value = heights[at];
      if (value === undefined) return undefined;
      return { layer, from: Math.min(0, value) - bottom, to: Math.max(0, value) - bottom };
    }),
    end: top - bottom,
    marks,
    baseline: -bottom,
  };
}

/** Ticks, MACs and ticks per MAC over the layers, one below the other on the same axis. */
export function layersChart(result: RunResult, layers: LayerSet): Markup | undefined {
  const { shown } = layers;
  if (shown.length === 0) return undefined;
  const unit = result.profile?.unit ?? 'instructions';
  const panels = [
    ...(result.profile === undefined ? [] : [amounts(shown, unit, true, ({ profile }) => profile?.ticks)]),
    amounts(shown, 'MACs', false, ({ macs }) => macs),
    ratios(layers, unit),
  ].filter((spec) => spec !== undefined);
  const outliers = shown.some(({ outlier }) => outlier);
  return html`<figure class="layers-chart">${panels.map((spec, at) => panel(spec, shown, unit, at === panels.length - 1))}
<figcaption>${outliers ? html`<span class="sign" aria-hidden="true">▲</span> costs at least twice the median per MAC, and 1 % of all ${unit}. ` : ''}A bar leads to its row in the table.</figcaption></figure>
`;
}
