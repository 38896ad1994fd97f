import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildModel } from '../../model/build.ts';
import type { OperatorSpec, TensorSpec } from '../../model/build-types.ts';
import { readModel } from '../../model/read.ts';
import type { Subgraph, Tensor } from '../../model/types.ts';
import { type ArenaMap, mapArena } from './memory.ts';
import type { LoweredLayer } from './types.ts';

/** A chain-like graph of ADDs: layer i writes tensor i + 1 from the two tensors it names. */
interface Wiring {
  readonly sizes: readonly number[];
  readonly layers: readonly {
    readonly a: number;
    readonly b: number;
    readonly scratch: number;
    readonly in_place: boolean;
  }[];
  readonly outputs: readonly number[];
}

const wirings: fc.Arbitrary<Wiring> = fc.integer({ min: 1, max: 14 }).chain((count) =>
  fc.record({
    sizes: fc.array(fc.integer({ min: 1, max: 300 }), { minLength: count + 1, maxLength: count + 1 }),
    layers: fc.tuple(
      ...Array.from({ length: count }, (_, i) =>
        fc.record({ a: fc.nat(i), b: fc.nat(i), scratch: fc.nat(100), in_place: fc.boolean() }),
      ),
    ),
    outputs: fc.uniqueArray(fc.nat(count), { minLength: 1, maxLength: 3 }),
  }),
);

function mapWiring({ sizes, layers, outputs }: Wiring): {
  subgraph: Subgraph;
  lowered: LoweredLayer[];
  map: ArenaMap;
} {
  const tensors = sizes.map((size): TensorSpec => ({ shape: [size], quantization: { scale: 1 } }));
  const operators = layers.map(
    ({ a, b }, i): OperatorSpec => ({ op: 'ADD', inputs: [a, b], outputs: [i + 1] }),
  );
  const [subgraph] = readModel(buildModel({ tensors, inputs: [0], outputs, operators })).subgraphs;
  if (subgraph === undefined) throw new Error('no subgraph');
  const lowered = layers.map(({ a, scratch, in_place }): LoweredLayer => {
    const source = subgraph.tensors[a];
    return {
      sources: [],
      headers: [],
      scratch_bytes: scratch,
      ...(in_place && source && { in_place_of: source }),
      code: () => [],
    };
  });
  return { subgraph, lowered, map: mapArena(subgraph, lowered) };
}

/** What the memory holds: which tensor wrote each byte last. Reading a byte of another tensor is a clash. */
function clashes({ subgraph, lowered, map }: ReturnType<typeof mapWiring>): string[] {
  const memory = new Array<string>(map.arena_bytes).fill('');
  const found: string[] = [];
  const range = (tensor: Tensor): [number, number] => {
    const offset = map.tensors.get(tensor.index) ?? Number.NaN;
    return [offset, offset + tensor.bytes];
  };
  const read = (tensor: Tensor | undefined, who: string): void => {
    if (tensor === undefined) return;
    const [begin, end] = range(tensor);
    for (let at = begin; at < end; at++)
      if (memory[at] !== `tensor ${tensor.index}`) found.push(`${who} at ${at}`);
  };
  const write = (tensor: Tensor | undefined): void => {
    if (tensor !== undefined) memory.fill(`tensor ${tensor.index}`, ...range(tensor));
  };
  for (const index of subgraph.inputs) write(subgraph.tensors[index]);
  subgraph.operators.forEach((operator, step) => {
    const inputs = operator.inputs.map((index) => subgraph.tensors[index]);
    const output = subgraph.tensors[operator.outputs[0] ?? -1];
    const scratch = map.scratch[step];
    if (scratch !== undefined) memory.fill('scratch', scratch, scratch + (lowered[step]?.scratch_bytes ?? 0));
    // All but an in-place source must survive a kernel that writes before it has read everything.
    const source = lowered[step]?.in_place_of;
    const shares = source !== undefined && output !== undefined && range(source)[0] === range(output)[0];
    if (shares) for (const input of inputs) read(input, `layer ${step}`);
    write(output);
    for (const input of inputs) if (!shares || input !== source) read(input, `layer ${step}`);
    if (scratch !== undefined && memory[scratch] !== 'scratch') found.push(`scratch of layer ${step}`);
  });
  for (const index of subgraph.outputs) read(subgraph.tensors[index], 'the caller');
  return found;
}

describe('mapArena', () => {
  it('keeps every value until it has been read for the last time', () => {
    fc.assert(
      fc.property(wirings, (wiring) => {
        expect(clashes(mapWiring(wiring))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('lets a layer work in place when its input is not needed afterwards', () => {
    const layers = [
      { a: 0, b: 0, scratch: 0, in_place: true },
      { a: 1, b: 1, scratch: 0, in_place: true },
    ];
    const { map } = mapWiring({ sizes: [160, 160, 160], layers, outputs: [2] });
    expect(map.arena_bytes).toBe(160);
  });

  it('does not work in place when the input is an output of the model too', () => {
    const layers = [{ a: 0, b: 0, scratch: 0, in_place: true }];
    const { map } = mapWiring({ sizes: [160, 160], layers, outputs: [0, 1] });
    expect(map.arena_bytes).toBe(320);
  });

  it('does not work in place when the output is larger than the input', () => {
    const layers = [{ a: 0, b: 0, scratch: 0, in_place: true }];
    const { map } = mapWiring({ sizes: [16, 160], layers, outputs: [1] });
    expect(map.arena_bytes).toBe(176);
  });
});
