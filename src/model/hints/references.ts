/** Where hints send their readers. */
export const REFERENCES = {
  quantization: 'https://ai.google.dev/edge/litert/models/quantization_spec',
  integerOnly: 'https://ai.google.dev/edge/litert/models/post_training_integer_quant',
  cmsisNn: 'https://github.com/ARM-software/CMSIS-NN#readme',
  tflmKernels: 'https://github.com/tensorflow/tflite-micro/tree/main/tensorflow/lite/micro/kernels/cmsis_nn',
  tflmMemory:
    'https://github.com/tensorflow/tflite-micro/blob/main/tensorflow/lite/micro/docs/memory_management.md',
  autodeploy: 'https://github.com/AmbiqAI/neuralSPOT/blob/main/docs/autodeploy_user_guide.md',
  pruning: 'https://www.tensorflow.org/model_optimization/guide/pruning',
  batchNorm: 'Jacob et al., Quantization and Training of Neural Networks (CVPR 2018), section 3.2',
  padding: 'https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2',
  kernels: 'templates/firmware/engine/aot, the kernels of the aot engine',
} as const;
