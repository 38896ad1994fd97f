/* The harness's view of the TFLM interpreter (TensorFlow Lite Micro or heliaRT). The blob is the .tflite file, so one
 * image runs every model. Nothing here has a constructor that runs before main() or a destructor that runs at all:
 * everything is made in place by configure(), anew every time. */
#include <new>
#include <stdint.h>

extern "C" {
#include "hb_fault.h"
}
#include "hb_tflm_log.h"
#include "hb_tflm_ops.h"
#include "hb_tflm_planner.h"
#include "hb_tflm_profiler.h"
#include "tensorflow/lite/micro/arena_allocator/single_arena_buffer_allocator.h"
#include "tensorflow/lite/micro/micro_allocator.h"
#include "tensorflow/lite/micro/micro_interpreter.h"
#include "tensorflow/lite/micro/micro_mutable_op_resolver.h"
#include "tensorflow/lite/micro/micro_resource_variable.h"
#include "tensorflow/lite/schema/schema_generated.h"

namespace {

constexpr uint32_t kAlignment = 16;
constexpr uint32_t kMaxTensors = 256; /* of inputs, and of outputs */
constexpr uint8_t kMaxRank = 8;
/* Holds the allocators themselves: the runtime does not look whether it does. */
constexpr uint32_t kLeastArenaBytes = 1024;

using Resolver = tflite::MicroMutableOpResolver<HB_TFLM_OP_COUNT>;

template <typename T>
struct Place {
  alignas(T) uint8_t bytes[sizeof(T)];
  T *get() { return std::launder(reinterpret_cast<T *>(bytes)); }
};

Place<Resolver> resolver;
Place<tflite::MicroInterpreter> interpreter;
Place<hb_tflm_profiler> profiler;
const tflite::SubGraph *main_graph; /* nullptr until configured */

struct Tensors {
  hb_tensor views[kMaxTensors];
  uint32_t count;
};
Tensors inputs;
Tensors outputs;

hb_status fail(hb_status status, const char *why) {
  hb_tflm_log_add(why);
  return status;
}

bool is_aligned(const uint8_t *pointer) { return reinterpret_cast<uintptr_t>(pointer) % kAlignment == 0; }

bool add_ops(Resolver *ops) {
  bool added = true;
#define HB_TFLM_ADD(name) added = ops->name() == kTfLiteOk && added;
  HB_TFLM_OPS(HB_TFLM_ADD)
#undef HB_TFLM_ADD
  return added;
}

hb_status check_model(const uint8_t *blob, uint32_t blob_bytes) {
  if (!is_aligned(blob)) return fail(HB_ERR_BAD_ADDRESS, "the model is not 16-byte aligned");
  flatbuffers::Verifier verifier(blob, blob_bytes);
  if (!tflite::VerifyModelBuffer(verifier)) return fail(HB_ERR_MODEL_CORRUPT, "the model is no whole .tflite file");
  const tflite::Model *model = tflite::GetModel(blob);
  if (model->version() != TFLITE_SCHEMA_VERSION) {
    return fail(HB_ERR_UNSUPPORTED, "the model has another version of the schema than the runtime reads");
  }
  const auto *graphs = model->subgraphs();
  if (graphs == nullptr || graphs->size() == 0u || model->operator_codes() == nullptr || model->buffers() == nullptr) {
    return fail(HB_ERR_MODEL_CORRUPT, "the model has no graph, no ops or no buffers");
  }
  for (const tflite::SubGraph *graph : *graphs) {
    if (graph->tensors() == nullptr || graph->operators() == nullptr || graph->inputs() == nullptr ||
        graph->outputs() == nullptr) {
      return fail(HB_ERR_MODEL_CORRUPT, "a graph of the model is incomplete");
    }
  }
  return HB_OK;
}

/* Older files have the code of an op in a byte; those that do not fit have 127 there and the code elsewhere. */
tflite::BuiltinOperator code_of(const tflite::OperatorCode *op) {
  const auto old_code = static_cast<tflite::BuiltinOperator>(op->deprecated_builtin_code());
  return old_code > op->builtin_code() ? old_code : op->builtin_code();
}

hb_status check_ops(const tflite::Model *model) {
  bool complete = true;
  for (const tflite::OperatorCode *op : *model->operator_codes()) {
    const tflite::BuiltinOperator code = code_of(op);
    const char *custom = op->custom_code() == nullptr ? "(a custom op without a name)" : op->custom_code()->c_str();
    const bool is_custom = code == tflite::BuiltinOperator_CUSTOM;
    const TFLMRegistration *found =
        is_custom ? resolver.get()->FindOp(custom) : resolver.get()->FindOp(code);
    if (found != nullptr) continue;
    if (complete) hb_tflm_log_add("this build of the runtime has no op");
    complete = false;
    hb_tflm_log_add(is_custom ? custom : tflite::EnumNameBuiltinOperator(code));
  }
  return complete ? HB_OK : HB_ERR_UNSUPPORTED;
}

uint32_t count_variables(const tflite::Model *model) {
  uint32_t count = 0;
  for (const tflite::SubGraph *graph : *model->subgraphs()) {
    for (const tflite::Operator *op : *graph->operators()) {
      if (op->opcode_index() >= model->operator_codes()->size()) continue;
      if (code_of(model->operator_codes()->Get(op->opcode_index())) == tflite::BuiltinOperator_VAR_HANDLE) ++count;
    }
  }
  return count;
}

/* TfLiteType numbers differ from the schema's, and the harness speaks the schema's. */
hb_status bind(Tensors *tensors, const flatbuffers::Vector<int32_t> &indices, bool are_inputs) {
  if (indices.size() > kMaxTensors) return fail(HB_ERR_UNSUPPORTED, "the model has more than 256 inputs or outputs");
  for (uint32_t i = 0; i < indices.size(); ++i) {
    TfLiteTensor *tensor = are_inputs ? interpreter.get()->input(i) : interpreter.get()->output(i);
    if (tensor == nullptr) return fail(HB_ERR_INVOKE_FAILED, "the runtime gives no tensor for an input or output");
    const int rank = tensor->dims == nullptr ? 0 : tensor->dims->size;
    if (rank > kMaxRank) return fail(HB_ERR_UNSUPPORTED, "an input or output has more than 8 dimensions");
    hb_tensor *view = &tensors->views[i];
    view->type = static_cast<uint8_t>(main_graph->tensors()->Get(static_cast<uint32_t>(indices.Get(i)))->type());
    view->rank = static_cast<uint8_t>(rank);
    view->dims = rank == 0 ? nullptr : reinterpret_cast<const uint32_t *>(tensor->dims->data);
    view->data = tensor->data.uint8;
    view->bytes = static_cast<uint32_t>(tensor->bytes);
  }
  tensors->count = indices.size();
  return HB_OK;
}

/* What is known of an arena that is too small: how much the step that failed missed. Later steps may need more. */
hb_status too_small(uint32_t arena_bytes, uint32_t *used) {
  const uint32_t missing = hb_tflm_log_read().missing_bytes;
  *used = missing > UINT32_MAX - arena_bytes ? UINT32_MAX : arena_bytes + (missing > 0u ? missing : 1u);
  return HB_ERR_ARENA_TOO_SMALL;
}

hb_status allocation_failed(uint32_t arena_bytes, uint32_t *used) {
#ifdef TF_LITE_STRIP_ERROR_STRINGS
  /* The runtime of this image says nothing; whatever the link's image could prepare lacks only memory here. */
  hb_tflm_log_add("the runtime could not prepare the model: the arena is too small, or it cannot run the model");
  return too_small(arena_bytes, used);
#else
  if (hb_tflm_log_read().about_memory) return too_small(arena_bytes, used);
  hb_tflm_log_add("the runtime could not prepare the model");
  return HB_ERR_UNSUPPORTED;
#endif
}

/* As MicroAllocator::Create(arena, bytes) does it, in the same places, but with our planner. nullptr: no room. */
tflite::MicroAllocator *create_allocator(uint8_t *arena, uint32_t arena_bytes) {
  tflite::SingleArenaBufferAllocator *memory = tflite::SingleArenaBufferAllocator::Create(arena, arena_bytes);
  uint8_t *planner = memory->AllocatePersistentBuffer(sizeof(hb_tflm_planner), alignof(hb_tflm_planner));
  if (planner == nullptr) return nullptr;
  return tflite::MicroAllocator::Create(memory, new (planner) hb_tflm_planner());
}

void forget() {
  main_graph = nullptr;
  inputs.count = 0;
  outputs.count = 0;
}

hb_status configure(const uint8_t *blob, uint32_t blob_bytes, uint8_t *arena, uint32_t arena_bytes,
                    uint32_t resource_variables, uint32_t *used) {
  hb_tflm_log_clear();
  forget();
  *used = 0;
  if (!is_aligned(arena)) return fail(HB_ERR_BAD_ADDRESS, "the arena is not 16-byte aligned");
  if (arena_bytes < kLeastArenaBytes) {
    *used = kLeastArenaBytes;
    return fail(HB_ERR_ARENA_TOO_SMALL, "the arena is too small for the runtime itself");
  }
  hb_status status = check_model(blob, blob_bytes);
  if (status != HB_OK) return status;
  const tflite::Model *model = tflite::GetModel(blob);

  new (resolver.bytes) Resolver();
  if (!add_ops(resolver.get())) return fail(HB_ERR_UNSUPPORTED, "an op could not be registered");
  status = check_ops(model);
  if (status != HB_OK) return status;

  tflite::MicroAllocator *allocator = create_allocator(arena, arena_bytes);
  if (allocator == nullptr) return too_small(arena_bytes, used);
  const uint32_t own = count_variables(model);
  const uint32_t variables = own > resource_variables ? own : resource_variables;
  if (variables > arena_bytes / sizeof(uint32_t)) return too_small(arena_bytes, used);
  tflite::MicroResourceVariables *resources = nullptr;
  if (variables > 0u) {
    resources = tflite::MicroResourceVariables::Create(allocator, static_cast<int>(variables));
    if (resources == nullptr) return too_small(arena_bytes, used);
  }
  new (profiler.bytes) hb_tflm_profiler();
  new (interpreter.bytes) tflite::MicroInterpreter(model, *resolver.get(), allocator, resources, profiler.get());
  if (interpreter.get()->initialization_status() != kTfLiteOk || interpreter.get()->AllocateTensors() != kTfLiteOk) {
    return allocation_failed(arena_bytes, used);
  }
  main_graph = model->subgraphs()->Get(0);
  status = bind(&inputs, *main_graph->inputs(), true);
  if (status == HB_OK) status = bind(&outputs, *main_graph->outputs(), false);
  if (status != HB_OK) {
    forget();
    return status;
  }
  *used = static_cast<uint32_t>(interpreter.get()->arena_used_bytes());
  return HB_OK;
}

uint32_t layer_count() { return main_graph == nullptr ? 0u : main_graph->operators()->size(); }
uint32_t input_count() { return inputs.count; }
uint32_t output_count() { return outputs.count; }
const hb_tensor *input(uint32_t index) { return index < inputs.count ? &inputs.views[index] : nullptr; }
const hb_tensor *output(uint32_t index) { return index < outputs.count ? &outputs.views[index] : nullptr; }

hb_status invoke(const hb_layer_hooks *hooks) {
  hb_tflm_log_clear();
  if (main_graph == nullptr) return fail(HB_ERR_NOT_READY, "no model is bound");
  profiler.get()->begin_inference(hooks);
  if (interpreter.get()->Invoke() != kTfLiteOk) return fail(HB_ERR_INVOKE_FAILED, "the runtime failed");
  if (hooks != nullptr && profiler.get()->layers() != layer_count()) {
    return fail(HB_ERR_INVOKE_FAILED, "the runtime did not report every layer of the model");
  }
  return HB_OK;
}

const char *last_error() { return hb_tflm_log_read().text; }

}  // namespace

/* Classes with virtual destructors name it; nothing is ever deleted. */
__attribute__((weak)) void operator delete(void *) noexcept {}
__attribute__((weak)) void operator delete(void *, size_t) noexcept {}

/* The runtime calls it where it cannot go on, and that of the C library wants an operating system. */
extern "C" __attribute__((weak, noreturn)) void abort() {
  hb_tflm_log_add("the runtime gave up: a value in the model is not one that it computes with");
  hb_fault_serve(hb_tflm_log_read().text);
}

/* In the order of its declaration. */
extern "C" const hb_engine hb_the_engine = {
    "tflm", HB_TFLM_VERSION, configure, layer_count, input_count, output_count, input, output, invoke, last_error,
};
