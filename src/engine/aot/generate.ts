import { createHash } from 'node:crypto';
import { TENSOR_TYPE_NAMES } from '../../model/schema-names.ts';
import type { Operator, Subgraph, Tensor } from '../../model/types.ts';
import { ConstantPool } from './constants.ts';
import type { ArenaMap } from './memory.ts';
import type { CodeNames, LoweredLayer } from './types.ts';

/** A generated model: its C source and the blob that belongs to it. */
export interface GeneratedModel {
  readonly code: string;
  readonly blob: Uint8Array;
}

const BANNER = '/* Generated from a .tflite model by hilbench; do not edit. */';

/**
 * Writes the C source of a model whose layers are lowered and whose arena is mapped. The fingerprint covers
 * the source and the layout of the constants, not their values: retrained weights need no new image.
 */
export function generateModel(
  subgraph: Subgraph,
  layers: readonly LoweredLayer[],
  arena: ArenaMap,
): GeneratedModel {
  const pool = new ConstantPool();
  const functions = layers.map((layer, step) => layerFunction(subgraph, layer, step, arena, pool));
  const io = [
    ...tensorTable('input', subgraph.inputs, subgraph, arena, pool),
    ...tensorTable('output', subgraph.outputs, subgraph, arena, pool),
    ...variableTable(subgraph, arena),
  ];
  const body = [...functions.flat(), ...io, ...layerTable(layers.length)];
  const layout = pool.layout();
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([body, layout]))
    .digest()
    .subarray(0, 16);
  const lines = [
    BANNER,
    '#include "hb_aot.h"',
    ...[...new Set(layers.flatMap((layer) => layer.headers))].sort().map((header) => `#include "${header}"`),
    '',
    ...body,
    ...modelTable(subgraph, arena, pool, fingerprint, layers.length),
  ];
  return { code: `${lines.join('\n')}\n`, blob: pool.toBlob(fingerprint) };
}

function layerFunction(
  subgraph: Subgraph,
  layer: LoweredLayer,
  step: number,
  arena: ArenaMap,
  pool: ConstantPool,
): string[] {
  const names: CodeNames = {
    tensor: (tensor, ctype) => {
      if (tensor.data !== undefined) return constantAt(pool.add(tensor.data), ctype);
      const offset = arena.tensors.get(tensor.index);
      if (offset === undefined) throw new Error(`tensor ${tensor.index} has no place in the arena`);
      return arenaAt(offset, ctype);
    },
    constant: (name, ctype) => {
      const constant = layer.constants?.find((candidate) => candidate.name === name);
      if (constant === undefined) throw new Error(`layer ${step} has no constant ${name}`);
      return constantAt(pool.add(constant.bytes), ctype);
    },
    scratch: (ctype) => {
      const offset = arena.scratch[step];
      if (offset === undefined) throw new Error(`layer ${step} has no scratch`);
      return arenaAt(offset, ctype);
    },
  };
  const statements = layer.code(names);
  const uses_memory = statements.some((line) => line.includes('memory->'));
  return [
    `/* ${describeLayer(subgraph, step)} */`,
    `static void layer_${step}(const hb_aot_memory *memory) {`,
    ...(uses_memory ? [] : ['  (void)memory;']),
    ...statements.map((line) => `  ${line}`),
    '}',
    '',
  ];
}

const arenaAt = (offset: number, ctype: string): string => `(${ctype} *)(memory->arena + ${offset}u)`;
const constantAt = (offset: number, ctype: string): string =>
  `(const ${ctype} *)(memory->constants + ${offset}u)`;

function describeLayer(subgraph: Subgraph, step: number): string {
  const operator: Operator | undefined = subgraph.operators[step];
  const tensor = (index: number | undefined): Tensor | undefined => subgraph.tensors[index ?? -1];
  const input = tensor(operator?.inputs[0]);
  const output = tensor(operator?.outputs[0]);
  const shape = (t: Tensor | undefined): string =>
    t ? `${t.type} ${t.shape.join('x') || 'scalar'}` : 'none';
  const name = sanitize(output?.name ?? '');
  return `Layer ${step}: ${operator?.op}, ${shape(input)} to ${shape(output)}${name && `, "${name}"`}`;
}

/** Text of a model made safe for a C comment: a few ASCII characters, none that could end it. */
function sanitize(text: string): string {
  return text.slice(0, 80).replaceAll(/[^A-Za-z0-9_ .:;,/()+=-]/g, '_');
}

function tensorTable(
  role: 'input' | 'output',
  indices: readonly number[],
  subgraph: Subgraph,
  arena: ArenaMap,
  pool: ConstantPool,
): string[] {
  if (indices.length === 0) return [];
  const tensors = indices.map((index) => subgraph.tensors[index]).filter((tensor) => tensor !== undefined);
  const dims = tensors.map((tensor, i) =>
    tensor.shape.length === 0
      ? ''
      : `static const uint32_t ${role}_${i}_dims[] = {${tensor.shape.join(', ')}};`,
  );
  const rows = tensors.map((tensor, i) => {
    const dims_name = tensor.shape.length === 0 ? '0' : `${role}_${i}_dims`;
    const view = `{${TENSOR_TYPE_NAMES.indexOf(tensor.type)}, ${tensor.shape.length}, ${dims_name}, 0, ${tensor.bytes}u}`;
    const offset = tensor.data === undefined ? arena.tensors.get(tensor.index) : pool.add(tensor.data);
    return `    {${view}, ${offset}u, ${tensor.data !== undefined}}, /* ${sanitize(tensor.name)} */`;
  });
  return [...dims.filter(Boolean), `static hb_aot_tensor ${role}s[] = {`, ...rows, '};', ''];
}

function variables(subgraph: Subgraph, arena: ArenaMap): Tensor[] {
  return subgraph.tensors.filter((tensor) => tensor.is_variable && arena.tensors.has(tensor.index));
}

/** Variables start at the real value 0. */
function variableTable(subgraph: Subgraph, arena: ArenaMap): string[] {
  const rows = variables(subgraph, arena).map((tensor) => {
    const initial = tensor.type === 'INT8' ? (tensor.quantization?.zero_point[0] ?? 0) & 0xff : 0;
    return `    {${arena.tensors.get(tensor.index)}u, ${tensor.bytes}u, ${initial}},`;
  });
  return rows.length === 0 ? [] : ['static const hb_aot_variable variables[] = {', ...rows, '};', ''];
}

function layerTable(count: number): string[] {
  if (count === 0) return [];
  const rows = Array.from({ length: count }, (_, step) => `    layer_${step},`);
  return ['static const hb_aot_layer layers[] = {', ...rows, '};', ''];
}

function modelTable(
  subgraph: Subgraph,
  arena: ArenaMap,
  pool: ConstantPool,
  fingerprint: Uint8Array,
  layer_count: number,
): string[] {
  const bytes = [...fingerprint].map((byte) => `0x${byte.toString(16).padStart(2, '0')}`);
  const variable_count = variables(subgraph, arena).length;
  const table = (count: number, name: string): string => (count === 0 ? '0' : name);
  return [
    'const hb_aot_model hb_aot_the_model = {',
    `    .arena_bytes = ${arena.arena_bytes}u,`,
    `    .constants_bytes = ${pool.bytes}u,`,
    `    .fingerprint = {${bytes.join(', ')}},`,
    `    .layer_count = ${layer_count}u,`,
    `    .layers = ${table(layer_count, 'layers')},`,
    `    .input_count = ${subgraph.inputs.length}u,`,
    `    .inputs = ${table(subgraph.inputs.length, 'inputs')},`,
    `    .output_count = ${subgraph.outputs.length}u,`,
    `    .outputs = ${table(subgraph.outputs.length, 'outputs')},`,
    `    .variable_count = ${variable_count}u,`,
    `    .variables = ${table(variable_count, 'variables')},`,
    '};',
  ];
}
