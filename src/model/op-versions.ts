import type { OpOptions, TensorType } from './types.ts';

/** What decides the version of an operator, as converters and runtimes count it. */
export interface VersionedOperator {
  readonly op: string;
  readonly options: OpOptions;
  /** Types of the inputs; undefined for an optional one that is not given. */
  readonly inputs: readonly (TensorType | undefined)[];
  readonly output: TensorType | undefined;
}

type ByType = Partial<Record<TensorType, number>>;

/** Version by type of the first input; 1 for the types not named. */
const BY_INPUT_TYPE: Readonly<Record<string, ByType>> = {
  ADD: { INT8: 2, INT16: 2 },
  AVERAGE_POOL_2D: { INT8: 2, INT16: 3 },
  BATCH_MATMUL: { INT8: 2, INT16: 3 },
  CONCATENATION: { INT8: 2, INT16: 3 },
  CONV_2D: { INT8: 3, INT16: 4 },
  DEPTHWISE_CONV_2D: { INT8: 3, INT16: 5 },
  DEQUANTIZE: { INT8: 2, INT16: 3, FLOAT16: 3 },
  FULLY_CONNECTED: { INT8: 4, INT16: 7 },
  LEAKY_RELU: { INT8: 2, INT16: 2 },
  LOGISTIC: { INT8: 2, INT16: 3 },
  MAX_POOL_2D: { INT8: 2, INT16: 3 },
  MAXIMUM: { INT8: 2, INT16: 3 },
  MEAN: { INT8: 2, INT16: 3 },
  MINIMUM: { INT8: 2, INT16: 3 },
  MUL: { INT8: 2, INT16: 4 },
  PAD: { INT8: 2, INT16: 3 },
  PADV2: { INT8: 2, INT16: 3 },
  QUANTIZE: { INT8: 2, INT16: 3 },
  RELU: { INT8: 2, INT16: 3 },
  RELU6: { INT8: 2, INT16: 3 },
  RESIZE_BILINEAR: { INT8: 2, INT16: 4 },
  RESIZE_NEAREST_NEIGHBOR: { INT8: 2, INT16: 4 },
  SOFTMAX: { INT8: 2, INT16: 3 },
  STRIDED_SLICE: { INT8: 2, INT16: 4 },
  SUB: { INT8: 2, INT16: 2 },
  TANH: { INT8: 2, INT16: 3 },
  TRANSPOSE: { INT8: 2, INT16: 4 },
  TRANSPOSE_CONV: { INT8: 2, INT16: 4 },
};

/** The lowest version of the op that covers its types and options. */
export function operatorVersion(operator: VersionedOperator): number {
  const { op, options, inputs, output } = operator;
  const [first] = inputs;
  // TRANSPOSE_CONV starts with the shape of its output.
  const type = op === 'TRANSPOSE_CONV' ? inputs[2] : first;
  const byType = (type && BY_INPUT_TYPE[op]?.[type]) || 1;
  return Math.max(byType, versionByOptions(op, options, inputs, output));
}

function versionByOptions(
  op: string,
  options: OpOptions,
  inputs: VersionedOperator['inputs'],
  output: TensorType | undefined,
): number {
  switch (options.type) {
    case 'DepthwiseConv2DOptions':
      return options.dilation_h_factor > 1 || options.dilation_w_factor > 1 ? 2 : 1;
    case 'FullyConnectedOptions':
      if (inputs[2] === undefined) return 6;
      return options.keep_num_dims ? 5 : 1;
    case 'TransposeConvOptions':
      if (options.fused_activation_function !== 'NONE') return 4;
      return inputs[3] === undefined ? 1 : 3;
    case 'ResizeNearestNeighborOptions':
    case 'ResizeBilinearOptions':
      return options.align_corners || options.half_pixel_centers ? 3 : 1;
    case 'AddOptions':
      return inputs[0] === 'INT16' && !options.pot_scale_int16 ? 3 : 1;
    case 'SubOptions':
      return inputs[0] === 'INT16' && !options.pot_scale_int16 ? 5 : 1;
    default:
      return op === 'QUANTIZE' && output === 'INT16' ? 3 : 1;
  }
}
