import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { lowerLayer, Refusal } from '../../src/engine/aot/layer.ts';
import { readModel } from '../../src/model/read.ts';
import type { Graph, Tensor } from '../../src/model/types.ts';
import { generateInputs } from '../../src/reference/generator.ts';
import { ACTIVATION_CASES } from '../models/activation-cases.ts';
import { BINARY_CASES } from '../models/binary-cases.ts';
import { type OpCase, samplerModel } from '../models/op-case.ts';
import { QUANTIZE_CASES } from '../models/quantize-cases.ts';

interface Golden {
  readonly model_crc32: number;
  readonly seed: number;
  readonly outputs_crc32: readonly (readonly number[])[];
}

const TARGET = { core: 'cortex-m4', mve: false, dsp: true } as const;

/** The layers of a model that became a table from bytes to bytes. */
function byteTables(graph: Graph): { index: number; table: Uint8Array; input: Tensor }[] {
  const [subgraph] = graph.subgraphs;
  return (subgraph?.operators ?? []).flatMap((operator) => {
    const layer = lowerLayer(graph, operator, TARGET);
    if (layer instanceof Refusal) throw new Error(layer.message);
    const table = layer.constants?.find(({ name, bytes }) => name === 'table' && bytes.length === 256);
    const input = operator.inputs
      .map((tensor) => subgraph?.tensors[tensor])
      .find((tensor) => tensor?.data === undefined);
    return table && input ? [{ index: operator.index, table: table.bytes, input }] : [];
  });
}

describe.each<[string, readonly OpCase[], string, number]>([
  ['activation functions', ACTIVATION_CASES, 'activations', ACTIVATION_CASES.length],
  ['requantizations of 8 bits', QUANTIZE_CASES, 'quantize', 9],
  ['arithmetic with a constant scalar', BINARY_CASES, 'binary', 10],
])('tables of %s', (_, cases, name, expected_tables) => {
  const golden: Golden = JSON.parse(
    readFileSync(new URL(`../golden/aot-${name}.json`, import.meta.url), 'utf8'),
  );
  const file = samplerModel(cases);
  const graph = readModel(file);
  const tables = byteTables(graph);

  it('are made for the cases whose results are recorded', () => {
    expect(crc32(file)).toBe(golden.model_crc32);
    expect(tables).toHaveLength(expected_tables);
  });

  it('give what the reference kernels give, byte for byte', () => {
    const [subgraph] = graph.subgraphs;
    const specs = (subgraph?.inputs ?? []).flatMap((tensor) => subgraph?.tensors[tensor] ?? []);
    golden.outputs_crc32.forEach((outputs, run) => {
      const inputs = generateInputs(specs, golden.seed, run);
      for (const { index, table, input } of tables) {
        const bytes = inputs[specs.indexOf(input)]?.bytes ?? new Uint8Array();
        const mapped = bytes.map((byte) => table[byte] ?? 0);
        expect([cases[index]?.name, crc32(mapped)]).toEqual([cases[index]?.name, outputs[index]]);
      }
    });
  });
});
