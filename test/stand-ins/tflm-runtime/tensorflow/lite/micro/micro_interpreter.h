#ifndef TENSORFLOW_LITE_MICRO_MICRO_INTERPRETER_H_
#define TENSORFLOW_LITE_MICRO_MICRO_INTERPRETER_H_

#include "tensorflow/lite/micro/micro_allocator.h"
#include "tensorflow/lite/micro/micro_mutable_op_resolver.h"
#include "tensorflow/lite/micro/micro_resource_variable.h"

namespace tflite {

class MicroInterpreter {
 public:
  MicroInterpreter(const Model *model, const MicroOpResolver &resolver, MicroAllocator *allocator,
                   MicroResourceVariables *variables = nullptr)
      : model_(model), resolver_(resolver), allocator_(allocator) {
    (void)variables;
  }

  TfLiteStatus initialization_status() const { return kTfLiteOk; }
  TfLiteStatus AllocateTensors();
  TfLiteStatus Invoke();
  TfLiteTensor *input(size_t index);
  TfLiteTensor *output(size_t index);

 private:
  const Model *model_;
  const MicroOpResolver &resolver_;
  MicroAllocator *allocator_;
  TfLiteTensor *tensors_ = nullptr;
};

}  // namespace tflite

#endif
