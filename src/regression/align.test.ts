import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignLayers } from './align.ts';
import type { AlignedSide } from './layer-sides.ts';

const OPS = ['CONV_2D', 'DEPTHWISE_CONV_2D', 'ADD', 'FULLY_CONNECTED'] as const;

function side(op: string, size: number, name: string): AlignedSide {
  return {
    index: 0,
    op,
    name,
    macs: size,
    attributes: '',
    output_shape: [1, size, size, 8],
    input_shape: [1, size, size, 8],
  };
}

const layers = (max: number) =>
  fc.array(fc.record({ op: fc.constantFrom(...OPS), size: fc.integer({ min: 1, max: 6 }) }), {
    maxLength: max,
  });

type Edit =
  | { readonly kind: 'insert'; readonly at: number; readonly size: number }
  | { readonly kind: 'remove' | 'reshape' | 'rename'; readonly at: number };

const edits = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('insert' as const), at: fc.nat(), size: fc.integer({ min: 10, max: 20 }) }),
    fc.record({
      kind: fc.constantFrom('remove' as const, 'reshape' as const, 'rename' as const),
      at: fc.nat(),
    }),
  ),
  { maxLength: 5 },
);

/** The edited layers, each with the position it came from. */
function apply(base: readonly AlignedSide[], list: readonly Edit[]) {
  const head: { side: AlignedSide; from?: number }[] = base.map((each, from) => ({ side: each, from }));
  for (const edit of list) {
    const at = head.length === 0 ? 0 : edit.at % head.length;
    const found = head[at];
    if (edit.kind === 'insert') head.splice(at, 0, { side: side('MUL', edit.size, `new${edit.size}`) });
    else if (found === undefined) continue;
    else if (edit.kind === 'remove') head.splice(at, 1);
    else if (edit.kind === 'rename') head[at] = { ...found, side: { ...found.side, name: 'renamed' } };
    else head[at] = { ...found, side: { ...found.side, output_shape: [1, 99, 99, 8] } };
  }
  return head;
}

const named = (list: readonly { op: string; size: number }[]): AlignedSide[] =>
  list.map(({ op, size }, at) => side(op, size, `layer${at}`));

const complete = (length: number): number[] => Array.from({ length }, (_, at) => at);

describe('aligned layers', () => {
  it('holds every layer of both sides once, in order, and pairs one op only', () => {
    fc.assert(
      fc.property(layers(30), layers(30), (one, other) => {
        const [base, head] = [named(one), named(other)];
        const pairs = alignLayers(base, head);
        expect(pairs.flatMap((pair) => pair.base ?? [])).toEqual(complete(base.length));
        expect(pairs.flatMap((pair) => pair.head ?? [])).toEqual(complete(head.length));
        for (const pair of pairs) {
          if (pair.base === undefined || pair.head === undefined) continue;
          expect(base[pair.base]?.op).toBe(head[pair.head]?.op);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('finds every layer again behind insertions, removals, new shapes and new names', () => {
    fc.assert(
      fc.property(layers(40), edits, (list, changes) => {
        const base = named(list);
        const head = apply(base, changes);
        const pairs = alignLayers(
          base,
          head.map((each) => each.side),
        );
        const found = new Map(pairs.map((pair) => [pair.head, pair.base]));
        for (const [at, { from, side: each }] of head.entries()) {
          const untouched = from !== undefined && base[from] === each;
          if (untouched || from === undefined) expect(found.get(at)).toBe(from);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('shows a layer of another shape as the same layer, changed, and of another op as gone and new', () => {
    const base = named([
      { op: 'CONV_2D', size: 3 },
      { op: 'ADD', size: 3 },
      { op: 'CONV_2D', size: 3 },
    ]);
    const reshaped = base.map((each, at) => (at === 2 ? { ...each, output_shape: [1, 9] } : each));
    expect(alignLayers(base, reshaped)).toEqual(complete(3).map((at) => ({ base: at, head: at })));
    const replaced = base.map((each, at) => (at === 1 ? { ...each, op: 'MUL' } : each));
    expect(alignLayers(base, replaced).filter((pair) => pair.base !== pair.head)).toHaveLength(2);
  });

  it('is the same in a band as in the whole table when the change is small', () => {
    const base = named(
      Array.from({ length: 300 }, (_, at) => ({ op: OPS[at % 4] ?? '', size: 1 + (at % 7) })),
    );
    const head = apply(base, [
      { kind: 'insert', at: 40, size: 11 },
      { kind: 'reshape', at: 100 },
      { kind: 'remove', at: 200 },
      { kind: 'rename', at: 290 },
    ]).map((each) => each.side);
    expect(alignLayers(base, head, 4000)).toEqual(alignLayers(base, head));
  });

  it('keeps every layer in the narrowest band, however unequal the sides are', () => {
    fc.assert(
      fc.property(layers(8), layers(200), (few, many) => {
        const [base, head] = [named(few), named(many)];
        const pairs = alignLayers(base, head, 1);
        expect(pairs.flatMap((pair) => pair.base ?? [])).toEqual(complete(base.length));
        expect(pairs.flatMap((pair) => pair.head ?? [])).toEqual(complete(head.length));
      }),
      { numRuns: 100 },
    );
  });

  it('takes 1600 layers of each side, and the most that a result may have', () => {
    const deep = (count: number, offset: number): AlignedSide[] =>
      named(
        Array.from({ length: count }, (_, at) => ({ op: OPS[(at + offset) % 4] ?? '', size: 1 + (at % 5) })),
      );
    const begin = performance.now();
    expect(alignLayers(deep(1600, 0), deep(1600, 1)).length).toBeGreaterThanOrEqual(1600);
    expect(performance.now() - begin).toBeLessThan(3000);
    expect(alignLayers(deep(65_536, 0), deep(65_536, 1)).length).toBeGreaterThanOrEqual(65_536);
  });
});
