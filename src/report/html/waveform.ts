import type { PowerResult } from '../../result/schema.ts';
import { short, tick } from './format.ts';
import { html, type Markup, trusted } from './markup.ts';
import { niceStep, percentOf, plot, steps } from './svg.ts';

type Waveform = NonNullable<PowerResult['waveform']>;

interface Bucket {
  readonly begin: number;
  readonly end: number;
  readonly min: number;
  readonly max: number;
}

/** About the pixels of a plot: more could not be seen, and would make the page heavy. */
const MAX_BUCKETS = 720;
const VIEW_WIDTH = 10_000;
const VIEW_HEIGHT = 1000;
const MAX_LABELLED_GATES = 6;
/** Above the greatest sample, for the label of the gate. */
const HEADROOM = 1.2;

/** The buckets in order, as many as can be seen; neighbours are joined by their extremes. */
function bucketsOf({ begin_ms, bucket_ms, min_mw, max_mw }: Waveform): Bucket[] {
  const known = begin_ms
    .flatMap((begin, at): Bucket[] => {
      const [low, high] = [min_mw[at], max_mw[at]];
      if (low === undefined || high === undefined) return [];
      return [{ begin, end: begin + bucket_ms, min: Math.min(low, high), max: Math.max(low, high) }];
    })
    .sort((a, b) => a.begin - b.begin);
  const together = Math.ceil(known.length / MAX_BUCKETS);
  const joined: Bucket[] = [];
  for (const [at, bucket] of known.entries()) {
    const last = joined.at(-1);
    if (last === undefined || at % together === 0) joined.push(bucket);
    else {
      const min = Math.min(last.min, bucket.min);
      const max = Math.max(last.max, bucket.max);
      joined[joined.length - 1] = { begin: last.begin, end: bucket.end, min, max };
    }
  }
  return joined;
}

/** The envelope as a closed outline: along the greatest values, and back along the least. */
function outline(buckets: readonly Bucket[], begin: number, width: number, top: number): string {
  const x = (ms: number): number => Math.round(((ms - begin) / width) * VIEW_WIDTH);
  const y = (mw: number): number => Math.round((1 - Math.max(0, mw) / top) * VIEW_HEIGHT);
  const there = buckets.map((bucket) => `V${y(bucket.max)}H${x(bucket.end)}`);
  const back = buckets.toReversed().map((bucket) => `V${y(bucket.min)}H${x(bucket.begin)}`);
  return `M${x(buckets[0]?.begin ?? begin)} ${y(buckets[0]?.max ?? 0)}${there.join('')}${back.join('')}Z`;
}

function gates(waveform: Waveform, begin: number, width: number): Markup[] {
  const label = waveform.gate_ms.length <= MAX_LABELLED_GATES;
  return waveform.gate_ms.map(([from, to], at) => {
    const [x1, x2] = [percentOf(from - begin, width), percentOf(to - begin, width)];
    const text = label || at === 0 ? html`<text class="gate" x="${x1}" y="0" dx="4" dy="12">gate</text>` : '';
    return html`<g class="gate"><rect x="${x1}" width="${percentOf(to - from, width)}" y="0" height="100%"/><line x1="${x1}" x2="${x1}" y1="0" y2="100%"/><line x1="${x2}" x2="${x2}" y1="0" y2="100%"/>${text}</g>`;
  });
}

/**
 * Power over time as the envelope of all samples, with the gates in which inferences ran.
 *
 * @param title what was measured, and that it is modelled where it is
 * @returns undefined where there is no waveform, or none that spans any time
 */
export function waveformChart(power: PowerResult, title: string, modelled: boolean): Markup | undefined {
  const { waveform } = power;
  if (waveform === undefined) return undefined;
  const buckets = bucketsOf(waveform);
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const width = last.end - first.begin;
  if (!(width > 0) || !Number.isFinite(width)) return undefined;
  const most = buckets.reduce((greatest, { max }) => Math.max(greatest, max), 0);
  const top = (most > 0 && Number.isFinite(most * HEADROOM) ? most : 1) * HEADROOM;
  const mark = modelled ? ', modelled' : '';
  const idle = power.idle_power_mw;
  const idleLine =
    idle === undefined || idle > top
      ? ''
      : html`<line class="idle" x1="0" x2="100%" y1="${percentOf(top - idle, top)}" y2="${percentOf(top - idle, top)}"/><text class="idle" x="100%" y="${percentOf(top - idle, top)}" dy="-5">idle ${short(idle)} mW${mark}</text>`;
  const path = trusted(outline(buckets, first.begin, width, top));
  return html`<figure><figcaption class="above">${title}</figcaption>${plot({
    alternative: `Power over ${short(width)} ms${mark}: at most ${short(most)} mW${mark}; ${waveform.gate_ms.length} gates in which inferences ran. The table has the figures.`,
    height: 'middle',
    x: {
      end: width,
      marks: steps(width, niceStep(width, 6)).map((at) => ({ at, label: tick(at) })),
      label: `ms${mark}`,
    },
    y: {
      end: top,
      marks: steps(top, niceStep(top, 6)).map((at) => ({ at, label: tick(at) })),
      label: `mW${mark}`,
    },
    content: [
      html`${gates(waveform, first.begin, width)}<svg class="wave" viewBox="0 0 ${VIEW_WIDTH} ${VIEW_HEIGHT}" preserveAspectRatio="none" aria-hidden="true"><path d="${path}"/></svg>${idleLine}`,
    ],
  })}</figure>
`;
}
