import { html, type Markup } from './markup.ts';

/**
 * Charts are drawn when the report is made. Every position is a percentage of the plot, so that a chart
 * takes any width while its text and lines keep their size.
 */

/** Part of a whole as a percentage for an attribute, within 0 and 100 whatever the numbers are. */
export function percentOf(value: number, whole: number): string {
  const share = whole > 0 ? value / whole : 0;
  return `${Number((Math.min(1, Math.max(0, Number.isFinite(share) ? share : 0)) * 100).toFixed(3))}%`;
}

/** The least of 1, 2, 5 · 10ⁿ (or of powers of two) that takes at most `most` steps to reach `end`. */
export function niceStep(end: number, most: number, base: 2 | 10 = 10): number {
  const rough = end / most;
  if (!(rough > 0) || !Number.isFinite(rough)) return 1;
  if (base === 2) return 2 ** Math.ceil(Math.log2(rough));
  const decade = 10 ** Math.floor(Math.log10(rough));
  return decade * ([1, 2, 5].find((factor) => factor * decade >= rough) ?? 10);
}

/** 0, step, 2·step … up to `end`, at most 50 of them. */
export function steps(end: number, step: number): number[] {
  const count = Math.min(50, Math.floor(end / step + 1e-9) + 1);
  return Array.from({ length: Number.isFinite(count) ? Math.max(1, count) : 1 }, (_, at) => at * step);
}

export interface Mark {
  /** Where it is, from 0 to `end` of its axis. */
  readonly at: number;
  readonly label: string;
}

export interface Plot {
  /** Said in place of the picture. */
  readonly alternative: string;
  readonly height: 'low' | 'middle' | 'high';
  readonly x: { readonly end: number; readonly marks: readonly Mark[]; readonly label?: string };
  readonly y: { readonly end: number; readonly marks: readonly Mark[]; readonly label: string };
  readonly content: readonly Markup[];
}

/** A plot with horizontal grid lines and labels on both axes; y grows upwards. */
export function plot({ alternative, height, x, y, content }: Plot): Markup {
  const grid = y.marks.map(({ at, label }) => {
    const top = percentOf(y.end - at, y.end);
    return html`<line class="grid" x1="0" x2="100%" y1="${top}" y2="${top}"/><text class="y" x="-8" y="${top}" dy="4">${label}</text>`;
  });
  const below = x.marks.map(
    ({ at, label }) => html`<text class="x" x="${percentOf(at, x.end)}" y="100%" dy="17">${label}</text>`,
  );
  const title =
    x.label === undefined ? undefined : html`<p class="axis x-axis" aria-hidden="true">${x.label}</p>`;
  return html`<div class="plot ${height}"><p class="axis" aria-hidden="true">${y.label}</p><svg role="img" aria-label="${alternative}">${grid}${content}${below}</svg>${title}</div>
`;
}

/** A bar of one share, for a table cell. Decoration: the number is beside it. */
export function shareBar(share: number, kind = ''): Markup {
  return html`<svg class="share" aria-hidden="true"><rect class="${kind}" width="${percentOf(share, 1)}" height="100%"/></svg>`;
}
