/* The interface of one model over the interpreter of TensorFlow Lite Micro, @version@. Nothing here has a constructor
 * that runs before main() or a destructor that runs at all: everything is made in place by @prefix@_init(), anew every
 * time, and all else lives in the arena. */
#include "@prefix@.h"

#include <new>

#include "tensorflow/lite/micro/micro_allocator.h"
#include "tensorflow/lite/micro/micro_interpreter.h"
#include "tensorflow/lite/micro/micro_mutable_op_resolver.h"
#include "tensorflow/lite/micro/micro_resource_variable.h"
#include "tensorflow/lite/schema/schema_generated.h"

/* In @prefix@_weights.S: the .tflite file. */
extern "C" const uint8_t @prefix@_weights[];

namespace {

constexpr uint32_t kOps = @op_count@;
constexpr int kResourceVariables = @variables@;

using Resolver = tflite::MicroMutableOpResolver<kOps>;

template <typename T>
struct Place {
  alignas(T) uint8_t bytes[sizeof(T)];
  T *get() { return std::launder(reinterpret_cast<T *>(bytes)); }
};

Place<Resolver> resolver;
Place<tflite::MicroInterpreter> interpreter;
bool is_ready;

/* The ops of the model, and no others: each brings its kernels into the program. */
bool add_ops(Resolver *ops) {
@add_ops@
  return true;
}

bool is_model_there() {
  return reinterpret_cast<uintptr_t>(@prefix@_weights) % @PREFIX@_ARENA_ALIGNMENT == 0u &&
         tflite::ModelBufferHasIdentifier(@prefix@_weights);
}

TfLiteTensor *input_at(uint32_t index) {
  return is_ready && index < @PREFIX@_INPUT_COUNT ? interpreter.get()->input(index) : nullptr;
}

TfLiteTensor *output_at(uint32_t index) {
  return is_ready && index < @PREFIX@_OUTPUT_COUNT ? interpreter.get()->output(index) : nullptr;
}

void *data_of(TfLiteTensor *tensor) { return tensor == nullptr ? nullptr : tensor->data.data; }

size_t bytes_of(const TfLiteTensor *tensor) { return tensor == nullptr ? 0u : tensor->bytes; }

}  // namespace

@prefix@_status @prefix@_init(void *arena, size_t arena_bytes) {
  is_ready = false;
  if (arena == nullptr) return @PREFIX@_ERR_ARENA_NULL;
  if (reinterpret_cast<uintptr_t>(arena) % @PREFIX@_ARENA_ALIGNMENT != 0u) return @PREFIX@_ERR_ARENA_ALIGNMENT;
  if (arena_bytes < @PREFIX@_ARENA_BYTES) return @PREFIX@_ERR_ARENA_TOO_SMALL;
  if (!is_model_there()) return @PREFIX@_ERR_WEIGHTS;

  new (resolver.bytes) Resolver();
  if (!add_ops(resolver.get())) return @PREFIX@_ERR_RUNTIME;
  tflite::MicroAllocator *allocator = tflite::MicroAllocator::Create(static_cast<uint8_t *>(arena), arena_bytes);
  if (allocator == nullptr) return @PREFIX@_ERR_RUNTIME;
  tflite::MicroResourceVariables *variables = nullptr;
  if (kResourceVariables > 0) {
    variables = tflite::MicroResourceVariables::Create(allocator, kResourceVariables);
    if (variables == nullptr) return @PREFIX@_ERR_RUNTIME;
  }
  const tflite::Model *model = tflite::GetModel(@prefix@_weights);
  new (interpreter.bytes) tflite::MicroInterpreter(model, *resolver.get(), allocator, variables);
  if (interpreter.get()->initialization_status() != kTfLiteOk || interpreter.get()->AllocateTensors() != kTfLiteOk) {
    return @PREFIX@_ERR_RUNTIME;
  }
  is_ready = true;
  return @PREFIX@_OK;
}

void *@prefix@_input(uint32_t index) { return data_of(input_at(index)); }

size_t @prefix@_input_bytes(uint32_t index) { return bytes_of(input_at(index)); }

@prefix@_status @prefix@_invoke(void) {
  if (!is_ready) return @PREFIX@_ERR_NOT_READY;
  return interpreter.get()->Invoke() == kTfLiteOk ? @PREFIX@_OK : @PREFIX@_ERR_RUNTIME;
}

const void *@prefix@_output(uint32_t index) { return data_of(output_at(index)); }

size_t @prefix@_output_bytes(uint32_t index) { return bytes_of(output_at(index)); }
