import type { EngineBuild, SourceFile } from '../../../src/engine/types.ts';
import type { Graph } from '../../../src/model/types.ts';

export interface ModuleOptions {
  readonly prefix: string;
  /** What the engine aot makes of the model. */
  readonly build: EngineBuild;
  readonly graph: Graph;
  /** Whether one output byte is off by one. */
  readonly wrong: boolean;
  /** Whether it calls a kernel of ns-cmsis-nn. */
  readonly cmsis_nn: boolean;
}

/** `$`: the prefix. The API is that of the real tool's modules, as far as somebody outside of them uses it. */
const MODEL_H = `#pragma once
#include <stddef.h>
#include <stdint.h>

enum { $_num_inputs = @INPUTS@, $_num_outputs = @OUTPUTS@ };

typedef struct {
  int id;
  int8_t *data;
  size_t size;
  int32_t zero_point;
  float scale;
} $_tensor_io_t;

typedef enum {
  $_op_state_init_started = 0,
  $_op_state_init_finished,
  $_op_state_run_started,
  $_op_state_run_finished
} $_operator_state_t;

typedef void (*$_operator_callback)(int32_t op, $_operator_state_t state, int32_t status, void *user_data);

typedef struct {
  $_operator_callback callback;
  void *user_data;
  uint32_t ready;
  $_tensor_io_t inputs[$_num_inputs];
  $_tensor_io_t outputs[$_num_outputs];
} $_model_context_t;

int32_t $_model_init($_model_context_t *ctx);
int32_t $_model_run($_model_context_t *ctx);
`;

/** Every op of a real module has a file of this kind; so has the module, by the same name in another folder. */
const INIT_C = `#include "../$_private.h"
#include "hb_aot.h"

void $_@WHAT@_init(void) { ++$_inits; }
`;

const PRIVATE_H = `#pragma once
#include <stdint.h>

extern uint32_t $_inits;
extern const uint8_t $_constants[];
void $_operators_init(void);
void $_constants_init(void);
`;

const CONSTANTS_C = `#include "$_private.h"

_Alignas(16) const uint8_t $_constants[] = {@BLOB@};
`;

const MODEL_C = `#include "$_model.h"

#include <string.h>

#include "$_private.h"
#include "hb_aot.h"
@CMSIS_NN@
static _Alignas(16) uint8_t arena[@ARENA@];
static hb_aot_memory memory;
uint32_t $_inits;

static void bind($_tensor_io_t *io, const hb_aot_tensor *tensors, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    const uint8_t *base = tensors[i].is_constant ? memory.constants : memory.arena;
    io[i].id = (int)i;
    io[i].data = (int8_t *)(uintptr_t)(base + tensors[i].offset);
    io[i].size = tensors[i].view.bytes;
  }
}

static void tell($_model_context_t *ctx, uint32_t op, $_operator_state_t state) {
  if (ctx->callback) ctx->callback((int32_t)op, state, 0, ctx->user_data);
}

int32_t $_model_init($_model_context_t *ctx) {
  const hb_aot_model *model = &hb_aot_the_model;
  memory.arena = arena;
  memory.constants = $_constants + HB_AOT_HEADER_BYTES;
  $_inits = 0;
  $_operators_init();
  $_constants_init();
  if ($_inits != 2u) return 2;
  for (uint32_t i = 0; i < model->variable_count; ++i) {
    memset(arena + model->variables[i].arena_offset, model->variables[i].initial, model->variables[i].bytes);
  }
  bind(ctx->inputs, model->inputs, model->input_count);
  bind(ctx->outputs, model->outputs, model->output_count);
  for (uint32_t i = 0; i < model->layer_count; ++i) {
    tell(ctx, i, $_op_state_init_started);
    tell(ctx, i, $_op_state_init_finished);
  }
  ctx->ready = 1;
  return 0;
}

int32_t $_model_run($_model_context_t *ctx) {
  const hb_aot_model *model = &hb_aot_the_model;
  if (ctx->ready != 1) return 1;
  for (uint32_t i = 0; i < model->layer_count; ++i) {
    tell(ctx, i, $_op_state_run_started);
    model->layers[i](&memory);
    tell(ctx, i, $_op_state_run_finished);
  }
  ctx->outputs[0].data[0] ^= @WRONG@;
@CALL@  return 0;
}
`;

/** The files of a module beside the kernels it calls. */
export function moduleSources({ prefix, build, graph, wrong, cmsis_nn }: ModuleOptions): SourceFile[] {
  const [main] = graph.subgraphs;
  const [generated] = build.generated;
  if (main === undefined || generated === undefined) throw new Error('there is nothing to make a module of');
  const fill = (text: string): string =>
    text
      .replaceAll('$', prefix)
      .replace('@INPUTS@', String(main.inputs.length))
      .replace('@OUTPUTS@', String(main.outputs.length))
      .replace('@ARENA@', String(Math.max(build.arena_bytes ?? 0, 16)))
      .replace('@BLOB@', build.blob.join(','))
      .replace('@WRONG@', wrong ? '1' : '0')
      .replace('@CMSIS_NN@', cmsis_nn ? '#include "arm_nnfunctions.h"\n' : '')
      .replace('@CALL@', cmsis_nn ? '  arm_copy_s8(ctx->outputs[0].data, ctx->outputs[0].data, 1);\n' : '');
  const init = (what: string): SourceFile => ({
    path: `src/${what}/init.c`,
    content: fill(INIT_C).replace('@WHAT@', what),
  });
  const operators = main.operators.map(({ index, op, outputs }) => ({
    index,
    op_type: op,
    id: `0:${main.tensors[outputs[0] ?? -1]?.name}`,
  }));
  return [
    { path: `includes-api/${prefix}_model.h`, content: fill(MODEL_H) },
    { path: `src/${prefix}_model.c`, content: fill(MODEL_C) },
    { path: `src/${prefix}_private.h`, content: fill(PRIVATE_H) },
    { path: `src/operators/${prefix}_layers.c`, content: generated.content },
    { path: `src/constants/${prefix}_constants.c`, content: fill(CONSTANTS_C) },
    init('operators'),
    init('constants'),
    { path: `${prefix}_plan.json`, content: JSON.stringify({ operators }) },
    { path: 'README.md', content: 'A module for tests.\n' },
  ];
}
