import type { AlignedSide } from './layer-sides.ts';

/** Positions of a layer in base and head; one of them absent: it is on the other side only. */
export interface Aligned {
  readonly base?: number;
  readonly head?: number;
}

// Costs of an alignment, in hundredths. To leave two layers apart costs twice GAP, which is more than any pair
// of the same op: a layer that got another shape is a changed layer, not one gone and one new.
const GAP = 100;
const COST = { output: 50, filter: 40, attributes: 25, input: 15, name: 20, neighbour: 6 } as const;
/** A pair of two ops is never made. */
const NEVER = 2 ** 30;

/** Cells of the table of costs; beyond, only a band around the diagonal is looked at. */
const MAX_CELLS = 16 * 1024 * 1024;

const PAIR = 0;
const REMOVED = 1;
const ADDED = 2;

/** What layers are compared by, as numbers that are equal when the thing is. */
interface Traits {
  readonly op: Int32Array;
  readonly output: Int32Array;
  readonly filter: Int32Array;
  readonly input: Int32Array;
  readonly attributes: Int32Array;
  readonly name: Int32Array;
}

function traitsOf(sides: readonly AlignedSide[], known: Map<string, number>): Traits {
  const number = (text: string): number => {
    const found = known.get(text) ?? known.size;
    known.set(text, found);
    return found;
  };
  const column = (of: (side: AlignedSide) => string): Int32Array =>
    Int32Array.from(sides, (side) => number(of(side)));
  return {
    op: column(({ op }) => `o${op}`),
    output: column(({ output_shape }) => `s${output_shape}`),
    filter: column(({ filter_shape }) => `s${filter_shape}`),
    input: column(({ input_shape }) => `s${input_shape}`),
    attributes: column(({ attributes }) => `a${attributes}`),
    name: column(({ name }) => `n${name}`),
  };
}

function pairCost(a: Traits, i: number, b: Traits, j: number): number {
  if (a.op[i] !== b.op[j]) return NEVER;
  let cost = 0;
  if (a.output[i] !== b.output[j]) cost += COST.output;
  if (a.filter[i] !== b.filter[j]) cost += COST.filter;
  if (a.attributes[i] !== b.attributes[j]) cost += COST.attributes;
  if (a.input[i] !== b.input[j]) cost += COST.input;
  if (a.name[i] !== b.name[j]) cost += COST.name;
  if (a.op[i - 1] !== b.op[j - 1]) cost += COST.neighbour;
  if (a.op[i + 1] !== b.op[j + 1]) cost += COST.neighbour;
  return cost;
}

function alike(a: Traits, i: number, b: Traits, j: number): boolean {
  return (
    a.op[i] === b.op[j] &&
    a.output[i] === b.output[j] &&
    a.filter[i] === b.filter[j] &&
    a.input[i] === b.input[j] &&
    a.attributes[i] === b.attributes[j] &&
    a.name[i] === b.name[j]
  );
}

/** Rows `from` to `to` of base and head, aligned at least cost (Needleman and Wunsch, in a band). */
function alignRange(
  a: Traits,
  b: Traits,
  from: number,
  base_end: number,
  head_end: number,
  max_cells: number,
): Aligned[] {
  const rows = base_end - from;
  const columns = head_end - from;
  // The bands of two rows must meet, however steep the diagonal is.
  const half = Math.max(Math.floor(max_cells / (2 * (rows + 1))), Math.ceil(columns / Math.max(1, rows)) + 1);
  const width = Math.min(columns + 1, 2 * half + 1);
  /** First column of the band in a row; the band follows the diagonal from corner to corner. */
  const start = (row: number): number => {
    const centre = rows === 0 ? 0 : Math.round((row * columns) / rows);
    return Math.max(0, Math.min(centre - half, columns + 1 - width));
  };
  const steps = new Uint8Array((rows + 1) * width);
  let last = new Int32Array(width).fill(NEVER);
  let current = new Int32Array(width).fill(NEVER);
  for (let row = 0; row <= rows; row += 1) {
    const first = start(row);
    const shift = row === 0 ? 0 : first - start(row - 1);
    for (let at = 0; at < width; at += 1) {
      const column = first + at;
      let best = row === 0 && column === 0 ? 0 : NEVER;
      let step = PAIR;
      if (row > 0 && column > 0 && at + shift - 1 >= 0 && at + shift - 1 < width) {
        const cost = (last[at + shift - 1] ?? NEVER) + pairCost(a, from + row - 1, b, from + column - 1);
        if (cost < best) best = cost;
      }
      if (row > 0 && at + shift < width) {
        const cost = (last[at + shift] ?? NEVER) + GAP;
        if (cost < best) {
          best = cost;
          step = REMOVED;
        }
      }
      if (at > 0) {
        const cost = (current[at - 1] ?? NEVER) + GAP;
        if (cost < best) {
          best = cost;
          step = ADDED;
        }
      }
      current[at] = best;
      steps[row * width + at] = step;
    }
    [last, current] = [current, last];
  }
  const path: Aligned[] = [];
  let row = rows;
  let column = columns;
  while (row > 0 || column > 0) {
    const step = row === 0 ? ADDED : column === 0 ? REMOVED : steps[row * width + column - start(row)];
    if (step === PAIR) path.push({ base: from + --row, head: from + --column });
    else if (step === REMOVED) path.push({ base: from + --row });
    else path.push({ head: from + --column });
  }
  return path.reverse();
}

/**
 * Aligns the layers of two graphs: by op, shapes, types, name and neighbours, in their order. Every layer of
 * both sides is in the answer exactly once; only layers of the same op are paired.
 *
 * @param max_cells for tests of the band
 */
export function alignLayers(
  base: readonly AlignedSide[],
  head: readonly AlignedSide[],
  max_cells = MAX_CELLS,
): readonly Aligned[] {
  const known = new Map<string, number>();
  const a = traitsOf(base, known);
  const b = traitsOf(head, known);
  let from = 0;
  const shorter = Math.min(base.length, head.length);
  while (from < shorter && alike(a, from, b, from)) from += 1;
  let same_end = 0;
  while (same_end < shorter - from && alike(a, base.length - 1 - same_end, b, head.length - 1 - same_end)) {
    same_end += 1;
  }
  const base_end = base.length - same_end;
  const head_end = head.length - same_end;
  return [
    ...Array.from({ length: from }, (_, at) => ({ base: at, head: at })),
    ...alignRange(a, b, from, base_end, head_end, max_cells),
    ...Array.from({ length: same_end }, (_, at) => ({ base: base_end + at, head: head_end + at })),
  ];
}
