/* The library of the stand-in: runs models of RELU and RELU6 on INT8 tensors. */
#include <new>

#include "tensorflow/lite/micro/micro_interpreter.h"

namespace tflite {
namespace {

template <typename T>
T read(const uint8_t *at) {
  T value;
  memcpy(&value, at, sizeof value);
  return value;
}

const uint8_t *follow(const uint8_t *at) { return at + read<uint32_t>(at); }

/* A field of a FlatBuffers table; nullptr where the table does not have it. */
const uint8_t *field(const uint8_t *table, uint32_t index) {
  const uint8_t *vtable = table - read<int32_t>(table);
  const uint32_t slot = 4u + 2u * index;
  const uint16_t offset = slot < read<uint16_t>(vtable) ? read<uint16_t>(vtable + slot) : 0u;
  return offset == 0u ? nullptr : table + offset;
}

struct Vector {
  const uint8_t *at;
  uint32_t size() const { return read<uint32_t>(at); }
  int32_t number(uint32_t i) const { return read<int32_t>(at + 4u + 4u * i); }
  const uint8_t *table(uint32_t i) const { return follow(at + 4u + 4u * i); }
};

Vector vector(const uint8_t *table, uint32_t index) { return {follow(field(table, index))}; }

struct Graph {
  explicit Graph(const Model *model) {
    const uint8_t *root = follow(reinterpret_cast<const uint8_t *>(model));
    const uint8_t *main = vector(root, 2).table(0);
    codes = vector(root, 1);
    tensors = vector(main, 0);
    inputs = vector(main, 1);
    outputs = vector(main, 2);
    operators = vector(main, 3);
  }
  BuiltinOperator code(const uint8_t *op) const {
    const uint8_t *index = field(op, 0);
    const uint8_t *entry = codes.table(index == nullptr ? 0u : read<uint32_t>(index));
    const uint8_t *code = field(entry, 3);
    return static_cast<BuiltinOperator>(code != nullptr ? read<int32_t>(code) : read<int8_t>(field(entry, 0)));
  }
  Vector codes, tensors, inputs, outputs, operators;
};

void relu(const TfLiteTensor *input, TfLiteTensor *output) {
  for (size_t i = 0; i < output->bytes; ++i) {
    output->data.int8[i] = input->data.int8[i] > 0 ? input->data.int8[i] : static_cast<int8_t>(0);
  }
}

/* Their scale is 1. */
void relu6(const TfLiteTensor *input, TfLiteTensor *output) {
  relu(input, output);
  for (size_t i = 0; i < output->bytes; ++i) {
    if (output->data.int8[i] > 6) output->data.int8[i] = 6;
  }
}

}  // namespace

TFLMRegistration Register_RELU() { return {BuiltinOperator_RELU, relu}; }
TFLMRegistration Register_RELU6() { return {BuiltinOperator_RELU6, relu6}; }

MicroAllocator *MicroAllocator::Create(uint8_t *arena, size_t bytes) {
  if (bytes < sizeof(MicroAllocator)) return nullptr;
  auto *made = new (arena) MicroAllocator(arena, arena + bytes);
  return made->Take(sizeof(MicroAllocator)) == nullptr ? nullptr : made;
}

void *MicroAllocator::Take(size_t bytes) {
  const size_t taken = (bytes + 15u) & ~static_cast<size_t>(15u);
  if (taken > static_cast<size_t>(end_ - next_)) return nullptr;
  next_ += taken;
  return next_ - taken;
}

MicroResourceVariables *MicroResourceVariables::Create(MicroAllocator *allocator, int count) {
  return static_cast<MicroResourceVariables *>(allocator->Take(16u * static_cast<size_t>(count)));
}

TfLiteStatus MicroInterpreter::AllocateTensors() {
  const Graph graph(model_);
  for (uint32_t i = 0; i < graph.operators.size(); ++i) {
    if (resolver_.FindOp(graph.code(graph.operators.table(i))) == nullptr) return kTfLiteError;
  }
  const uint32_t count = graph.tensors.size();
  tensors_ = static_cast<TfLiteTensor *>(allocator_->Take(count * sizeof(TfLiteTensor)));
  if (tensors_ == nullptr) return kTfLiteError;
  for (uint32_t i = 0; i < count; ++i) {
    const Vector shape = vector(graph.tensors.table(i), 0);
    size_t bytes = 1;
    for (uint32_t dim = 0; dim < shape.size(); ++dim) bytes *= static_cast<size_t>(shape.number(dim));
    tensors_[i].bytes = bytes;
    tensors_[i].data.data = allocator_->Take(bytes);
    if (tensors_[i].data.data == nullptr) return kTfLiteError;
  }
  return kTfLiteOk;
}

TfLiteStatus MicroInterpreter::Invoke() {
  const Graph graph(model_);
  for (uint32_t i = 0; i < graph.operators.size(); ++i) {
    const uint8_t *op = graph.operators.table(i);
    resolver_.FindOp(graph.code(op))->invoke(&tensors_[vector(op, 1).number(0)], &tensors_[vector(op, 2).number(0)]);
  }
  return kTfLiteOk;
}

TfLiteTensor *MicroInterpreter::input(size_t index) {
  return &tensors_[Graph(model_).inputs.number(static_cast<uint32_t>(index))];
}

TfLiteTensor *MicroInterpreter::output(size_t index) {
  return &tensors_[Graph(model_).outputs.number(static_cast<uint32_t>(index))];
}

}  // namespace tflite
