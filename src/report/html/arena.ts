import type { ArenaTimeline, RunResult } from '../../result/schema.ts';
import { bytes, counted, integer, percent } from './format.ts';
import { layerMarks } from './layers-chart.ts';
import { type Content, html, type Markup, named } from './markup.ts';
import { section, simpleTable } from './section.ts';
import { niceStep, percentOf, plot, steps } from './svg.ts';

type ArenaTensor = ArenaTimeline['tensors'][number];

/** More rectangles than this cannot be told apart; the largest are drawn. */
const MAX_DRAWN = 3000;
const MAX_LISTED = 50;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function aliveAtPeak({ tensors, peak_layer }: ArenaTimeline): ArenaTensor[] {
  return tensors
    .filter(({ first_layer, last_layer }) => first_layer <= peak_layer && last_layer >= peak_layer)
    .sort((a, b) => b.bytes - a.bytes || a.offset_bytes - b.offset_bytes);
}

function life({ first_layer, last_layer }: ArenaTensor): string {
  return first_layer === last_layer ? `layer ${first_layer}` : `layers ${first_layer} to ${last_layer}`;
}

function chart(arena: ArenaTimeline, layers: number, peak: readonly ArenaTensor[]): Markup {
  const count = Math.max(layers, arena.peak_layer + 1);
  const drawn = [...arena.tensors].sort((a, b) => b.bytes - a.bytes).slice(0, MAX_DRAWN);
  const end =
    arena.tensors.reduce(
      (most, { offset_bytes, bytes: size }) => Math.max(most, offset_bytes + size),
      arena.bytes,
    ) || 1;
  const rectangles = drawn.map((tensor) => {
    const { first_layer, last_layer, offset_bytes } = tensor;
    const at = peak.indexOf(tensor);
    const letter = at === -1 ? undefined : LETTERS[at];
    const middle = (first_layer + last_layer + 1) / 2;
    return html`<g>${title(tensor)}<rect class="tensor${at === -1 ? '' : ' at-peak'}" x="${percentOf(first_layer, count)}" width="${percentOf(last_layer - first_layer + 1, count)}" y="${percentOf(end - offset_bytes - tensor.bytes, end)}" height="${percentOf(tensor.bytes, end)}"/>${letter === undefined ? '' : html`<text class="letter" x="${percentOf(middle, count)}" y="${percentOf(end - offset_bytes - tensor.bytes / 2, end)}" dy="4">${letter}</text>`}</g>`;
  });
  const step = niceStep(end, 4, 2);
  const at = percentOf(arena.peak_layer + 0.5, count);
  return html`<figure>${plot({
    alternative: `Tensors in the arena by layer and offset. Most bytes are alive in layer ${arena.peak_layer}: ${integer(arena.peak_bytes)}. The table below lists what they are.`,
    height: 'high',
    x: {
      end: count,
      marks: layerMarks(Array.from({ length: Math.min(count, 65_536) }, (_, index) => index)),
      label: 'layer',
    },
    y: {
      end,
      marks: steps(end, step).map((value) => ({ at: value, label: bytes(value) })),
      label: 'offset in the arena',
    },
    content: [
      ...rectangles,
      html`<line class="peak" x1="${at}" x2="${at}" y1="0" y2="100%"/><text class="peak" x="${at}" y="0" dy="-6">peak</text>`,
    ],
  })}
<figcaption>Each block is a tensor: as wide as it lives, as high as it is large. Blocks with a letter are alive at the peak.</figcaption></figure>
`;
}

function title(tensor: ArenaTensor): Markup {
  return html`<title>${tensor.name}: ${integer(tensor.bytes)} bytes at ${integer(tensor.offset_bytes)}, ${life(tensor)}</title>`;
}

/** Converters join the names of all they fused: the first says enough, the layer has them all. */
function tensorName(name: string): Markup {
  const [first = '', ...fused] = name.split(';');
  if (fused.length === 0) return named(name);
  return html`<span title="${name}">${named(first)} <span class="quiet">and ${counted(fused.length, 'name')} fused</span></span>`;
}

function lede(arena: ArenaTimeline, peak: readonly ArenaTensor[]): Content {
  const gaps = arena.bytes - arena.peak_bytes;
  const waste =
    gaps > 0
      ? ` The plan takes ${integer(arena.bytes)}: ${integer(gaps)} more, for alignment and gaps between lives.`
      : '';
  return `The peak is ${integer(arena.peak_bytes)} bytes, in layer ${arena.peak_layer}, made of ${counted(peak.length, 'tensor')}.${waste}`;
}

/** Which tensors live when, and what the most bytes alive at once are made of. */
export function arenaSection(result: RunResult): Markup | undefined {
  const { arena } = result.analysis;
  if (arena === undefined || arena.tensors.length === 0) return undefined;
  const peak = aliveAtPeak(arena);
  const listed = peak.slice(0, MAX_LISTED);
  return section({
    id: 'arena',
    title: 'Arena over time',
    lede: lede(arena, peak),
    body: [
      chart(arena, result.model.layers, peak),
      simpleTable(
        'What the peak of the arena is made of',
        [
          { title: 'At the peak' },
          { title: 'Tensor' },
          { title: 'Bytes', number: true },
          { title: 'Of the peak', number: true },
          { title: 'Offset', number: true },
          { title: 'Lives' },
        ],
        listed.map((tensor, at) => [
          LETTERS[at] ?? String(at + 1),
          tensorName(tensor.name),
          integer(tensor.bytes),
          arena.peak_bytes === 0 ? '–' : percent(tensor.bytes / arena.peak_bytes),
          integer(tensor.offset_bytes),
          life(tensor),
        ]),
      ),
      peak.length > listed.length
        ? html`<p class="quiet">${integer(peak.length - listed.length)} smaller ones are in results.json.</p>`
        : '',
    ],
  });
}
