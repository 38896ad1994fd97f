#ifndef TENSORFLOW_LITE_MICRO_MICRO_MUTABLE_OP_RESOLVER_H_
#define TENSORFLOW_LITE_MICRO_MICRO_MUTABLE_OP_RESOLVER_H_

#include "tensorflow/lite/c/common.h"
#include "tensorflow/lite/schema/schema_generated.h"

namespace tflite {

TFLMRegistration Register_RELU();
TFLMRegistration Register_RELU6();

class MicroOpResolver {
 public:
  virtual const TFLMRegistration *FindOp(BuiltinOperator op) const = 0;

 protected:
  ~MicroOpResolver() = default;
};

template <unsigned int tOpCount>
class MicroMutableOpResolver : public MicroOpResolver {
 public:
  const TFLMRegistration *FindOp(BuiltinOperator op) const override {
    for (unsigned int i = 0; i < count_; ++i) {
      if (registrations_[i].builtin_code == op) return &registrations_[i];
    }
    return nullptr;
  }

  TfLiteStatus AddRelu6(const TFLMRegistration &registration = Register_RELU6()) {
    return AddBuiltin(BuiltinOperator_RELU6, registration);
  }

  TfLiteStatus AddRelu() { return AddBuiltin(BuiltinOperator_RELU, Register_RELU()); }

 private:
  TfLiteStatus AddBuiltin(BuiltinOperator op, const TFLMRegistration &registration) {
    if (count_ == tOpCount) return kTfLiteError;
    registrations_[count_] = registration;
    registrations_[count_++].builtin_code = op;
    return kTfLiteOk;
  }

  TFLMRegistration registrations_[tOpCount];
  unsigned int count_ = 0;
};

}  // namespace tflite

#endif
