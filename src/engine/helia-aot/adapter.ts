import { createHash } from 'node:crypto';
import { TENSOR_TYPE_NAMES } from '../../model/schema-names.ts';
import type { Subgraph, Tensor } from '../../model/types.ts';
import type { SourceFile } from '../types.ts';

export interface AdapterOptions {
  readonly prefix: string;
  readonly version: string;
  readonly main: Subgraph;
  /** How many layers the module reports; 0: none. */
  readonly layers: number;
  readonly files: readonly SourceFile[];
}

export interface Adapter {
  readonly source: SourceFile;
  /** What is flashed as the model: it names the module, whose constants are in the image. */
  readonly blob: Uint8Array;
}

export const ADAPTER_FILE = 'hb_engine_helia.c';

function tensorsOf(main: Subgraph, indices: readonly number[]): Tensor[] {
  return indices.map((index) => {
    const tensor = main.tensors[index];
    if (tensor === undefined) throw new Error(`the model has no tensor ${index}`);
    return tensor;
  });
}

function table(role: 'input' | 'output', tensors: readonly Tensor[]): string[] {
  const rows = tensors.map(({ type, shape, bytes }, i) => {
    const dims = shape.length === 0 ? '0' : `${role}_${i}_dims`;
    return `    {${TENSOR_TYPE_NAMES.indexOf(type)}, ${shape.length}, ${dims}, 0, ${bytes}u},`;
  });
  return [
    ...tensors.flatMap(({ shape }, i) =>
      shape.length === 0 ? [] : [`static const uint32_t ${role}_${i}_dims[] = {${shape.join(', ')}};`],
    ),
    `static hb_tensor ${role}s[] = {`,
    ...rows,
    '};',
  ];
}

/** Everything of the adapter that does not depend on the model; `$` stands for the module's prefix. */
const BODY = `
static $_model_context_t context;
static const hb_layer_hooks *profiled; /* NULL while nobody profiles */
static int is_bound;
static const char *error = "";

static hb_status fail(hb_status status, const char *why) {
  error = why;
  return status;
}

#if LAYERS > 0
static uint32_t position; /* in the order of execution; what an operator calls itself differs by version */

static void on_operator(int32_t op, $_operator_state_t state, int32_t status, void *user) {
  (void)op;
  (void)status;
  (void)user;
  if (profiled == NULL || position >= LAYERS) return;
  if (state == $_op_state_run_started) profiled->layer_begin(profiled->user, position);
  if (state == $_op_state_run_finished) profiled->layer_end(profiled->user, position++);
}
#endif

static int bind(hb_tensor *tensors, uint32_t count, $_tensor_io_t *found) {
  for (uint32_t i = 0; i < count; ++i) {
    if (found[i].size != tensors[i].bytes || found[i].data == NULL) return 0;
    tensors[i].data = (uint8_t *)found[i].data;
  }
  return 1;
}

static hb_status configure(const uint8_t *blob, uint32_t blob_bytes, uint8_t *arena, uint32_t arena_bytes,
                           uint32_t resource_variables, uint32_t *used) {
  (void)arena;
  (void)arena_bytes;
  (void)resource_variables;
  error = "";
  is_bound = 0;
  *used = 0; /* the module's memory is in the image */
  if (blob_bytes < sizeof fingerprint || memcmp(blob, fingerprint, sizeof fingerprint) != 0) {
    return fail(HB_ERR_MODEL_MISMATCH, "the model belongs to another image: its fingerprint differs");
  }
  memset(&context, 0, sizeof context);
#if LAYERS > 0
  context.callback = on_operator;
#endif
  if ($_model_init(&context) != 0) return fail(HB_ERR_INVOKE_FAILED, "the module cannot be initialised");
  if (!bind(inputs, INPUTS, context.inputs) || !bind(outputs, OUTPUTS, context.outputs)) {
    return fail(HB_ERR_MODEL_MISMATCH, "inputs or outputs of the module have other sizes than the model's");
  }
  is_bound = 1;
  return HB_OK;
}

static uint32_t layer_count(void) { return LAYERS; }
static uint32_t input_count(void) { return INPUTS; }
static uint32_t output_count(void) { return OUTPUTS; }
static const hb_tensor *input(uint32_t index) { return index < INPUTS ? &inputs[index] : NULL; }
static const hb_tensor *output(uint32_t index) { return index < OUTPUTS ? &outputs[index] : NULL; }

static hb_status invoke(const hb_layer_hooks *hooks) {
  if (!is_bound) return fail(HB_ERR_NOT_READY, "no model is bound");
  profiled = hooks;
#if LAYERS > 0
  position = 0;
#endif
  const int32_t status = $_model_run(&context);
  profiled = NULL;
  return status == 0 ? HB_OK : fail(HB_ERR_INVOKE_FAILED, "the module reports a failure of a layer");
}

static const char *last_error(void) { return error; }

const hb_engine hb_the_engine = {
    .name = "helia-aot",
    .version = VERSION,
    .configure = configure,
    .layer_count = layer_count,
    .input_count = input_count,
    .output_count = output_count,
    .input = input,
    .output = output,
    .invoke = invoke,
    .last_error = last_error,
};
`;

/** Makes what stands between a module and the harness: C that implements `hb_engine` with its functions. */
export function makeAdapter({ prefix, version, main, layers, files }: AdapterOptions): Adapter {
  const inputs = tensorsOf(main, main.inputs);
  const outputs = tensorsOf(main, main.outputs);
  const hash = createHash('sha256').update(JSON.stringify(version));
  // Piece by piece: constants may be more than fits in one string.
  for (const { path, content } of files) hash.update(JSON.stringify([path, content.length])).update(content);
  const blob = hash.digest().subarray(0, 16);
  const bytes = [...blob].map((byte) => `0x${byte.toString(16).padStart(2, '0')}`);
  const content = [
    '/* Generated by hilbench; do not edit. */',
    '#include <string.h>',
    '#include "hb_engine.h"',
    `#include "${prefix}_model.h"`,
    '',
    `#define LAYERS ${layers}`,
    `#define INPUTS ${inputs.length}u`,
    `#define OUTPUTS ${outputs.length}u`,
    `#define VERSION ${JSON.stringify(version.replaceAll(/[^0-9A-Za-z.+-]/g, ''))}`,
    `_Static_assert(${prefix}_num_inputs == ${inputs.length}, "inputs of the model");`,
    `_Static_assert(${prefix}_num_outputs == ${outputs.length}, "outputs of the model");`,
    '',
    `static const uint8_t fingerprint[] = {${bytes.join(', ')}};`,
    ...table('input', inputs),
    ...table('output', outputs),
    BODY.replaceAll('$', prefix),
  ].join('\n');
  return { source: { path: ADAPTER_FILE, content }, blob: new Uint8Array(blob) };
}
