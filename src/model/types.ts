/**
 * A `.tflite` file as checked, plain data. Names of ops, types and options are those of the TFLite
 * schema (tensorflow/lite/schema/schema.fbs, version 3).
 */

export type TensorType =
  | 'FLOAT32'
  | 'FLOAT16'
  | 'INT32'
  | 'UINT8'
  | 'INT64'
  | 'STRING'
  | 'BOOL'
  | 'INT16'
  | 'COMPLEX64'
  | 'INT8'
  | 'FLOAT64'
  | 'COMPLEX128'
  | 'UINT64'
  | 'RESOURCE'
  | 'VARIANT'
  | 'UINT32'
  | 'UINT16'
  | 'INT4';

/** Affine quantization: real = scale · (q − zero_point). One entry per tensor, or one per slice of `axis`. */
export interface Quantization {
  readonly scale: readonly number[];
  readonly zero_point: readonly number[];
  /** The dimension the entries run along; meaningful when there are several. */
  readonly axis: number;
}

export interface Tensor {
  readonly index: number;
  readonly name: string;
  readonly type: TensorType;
  /** Every dimension is ≥ 0; a scalar has none. */
  readonly shape: readonly number[];
  /** −1 marks a dimension that is unknown until run time. Absent when all are known. */
  readonly shape_signature?: readonly number[];
  readonly quantization?: Quantization;
  readonly is_variable: boolean;
  /** Product of the shape. */
  readonly elements: number;
  /** Bytes of the whole tensor; 0 for STRING, RESOURCE and VARIANT. */
  readonly bytes: number;
  /** The constant's bytes: a view into the file, present only for constants. */
  readonly data?: Uint8Array;
}

export type Padding = 'SAME' | 'VALID';
export type Activation = 'NONE' | 'RELU' | 'RELU_N1_TO_1' | 'RELU6' | 'TANH' | 'SIGN_BIT';

/** Options as in the schema, snake_case as there. `type` is the union member's name. */
export type OpOptions =
  | {
      readonly type: 'Conv2DOptions';
      readonly padding: Padding;
      readonly stride_w: number;
      readonly stride_h: number;
      readonly fused_activation_function: Activation;
      readonly dilation_w_factor: number;
      readonly dilation_h_factor: number;
    }
  | {
      readonly type: 'DepthwiseConv2DOptions';
      readonly padding: Padding;
      readonly stride_w: number;
      readonly stride_h: number;
      readonly depth_multiplier: number;
      readonly fused_activation_function: Activation;
      readonly dilation_w_factor: number;
      readonly dilation_h_factor: number;
    }
  | {
      readonly type: 'TransposeConvOptions';
      readonly padding: Padding;
      readonly stride_w: number;
      readonly stride_h: number;
      readonly fused_activation_function: Activation;
    }
  | {
      readonly type: 'Pool2DOptions';
      readonly padding: Padding;
      readonly stride_w: number;
      readonly stride_h: number;
      readonly filter_width: number;
      readonly filter_height: number;
      readonly fused_activation_function: Activation;
    }
  | {
      readonly type: 'FullyConnectedOptions';
      readonly fused_activation_function: Activation;
      readonly weights_format: number;
      readonly keep_num_dims: boolean;
    }
  | { readonly type: 'SoftmaxOptions'; readonly beta: number }
  | { readonly type: 'ReshapeOptions'; readonly new_shape: readonly number[] }
  | {
      readonly type: 'AddOptions';
      readonly fused_activation_function: Activation;
      readonly pot_scale_int16: boolean;
    }
  | {
      readonly type: 'SubOptions';
      readonly fused_activation_function: Activation;
      readonly pot_scale_int16: boolean;
    }
  | { readonly type: 'MulOptions'; readonly fused_activation_function: Activation }
  | {
      readonly type: 'ConcatenationOptions';
      readonly axis: number;
      readonly fused_activation_function: Activation;
    }
  | { readonly type: 'ReducerOptions'; readonly keep_dims: boolean }
  | { readonly type: 'LeakyReluOptions'; readonly alpha: number }
  | { readonly type: 'PackOptions'; readonly values_count: number; readonly axis: number }
  | { readonly type: 'UnpackOptions'; readonly num: number; readonly axis: number }
  | { readonly type: 'SplitOptions'; readonly num_splits: number }
  | { readonly type: 'SplitVOptions'; readonly num_splits: number }
  /** `mode` 0: REFLECT, the edge is not repeated; 1: SYMMETRIC. */
  | { readonly type: 'MirrorPadOptions'; readonly mode: number }
  | {
      readonly type: 'StridedSliceOptions';
      readonly begin_mask: number;
      readonly end_mask: number;
      readonly ellipsis_mask: number;
      readonly new_axis_mask: number;
      readonly shrink_axis_mask: number;
      readonly offset: boolean;
    }
  | {
      readonly type: 'ResizeNearestNeighborOptions';
      readonly align_corners: boolean;
      readonly half_pixel_centers: boolean;
    }
  | {
      readonly type: 'ResizeBilinearOptions';
      readonly align_corners: boolean;
      readonly half_pixel_centers: boolean;
    }
  | { readonly type: 'CallOnceOptions'; readonly init_subgraph_index: number }
  | {
      readonly type: 'IfOptions';
      readonly then_subgraph_index: number;
      readonly else_subgraph_index: number;
    }
  | {
      readonly type: 'WhileOptions';
      readonly cond_subgraph_index: number;
      readonly body_subgraph_index: number;
    }
  | { readonly type: 'VarHandleOptions'; readonly container: string; readonly shared_name: string }
  /** A union member the reader does not take apart, or no options at all (`NONE`). */
  | { readonly type: 'other'; readonly union: string };

export interface Operator {
  readonly index: number;
  /** BuiltinOperator name, for example `CONV_2D`; `CUSTOM` for custom ops. */
  readonly op: string;
  readonly custom_name?: string;
  readonly version: number;
  /** Tensor indices; −1 marks an optional input that is not given. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly options: OpOptions;
}

export interface Subgraph {
  readonly index: number;
  readonly name: string;
  readonly tensors: readonly Tensor[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly operators: readonly Operator[];
}

export interface Signature {
  readonly key: string;
  readonly subgraph: number;
  readonly inputs: readonly { readonly name: string; readonly tensor: number }[];
  readonly outputs: readonly { readonly name: string; readonly tensor: number }[];
}

export interface Graph {
  /** Schema version of the file; 3 for every file in use. */
  readonly version: number;
  readonly description: string;
  /** At least one; the first is the main one. */
  readonly subgraphs: readonly Subgraph[];
  readonly signatures: readonly Signature[];
  readonly metadata: readonly { readonly name: string; readonly data: Uint8Array }[];
  /** The whole file. */
  readonly file: Uint8Array;
}

/** What static analysis knows of one layer. An absent field does not apply to the op. */
export interface LayerAnalysis {
  readonly subgraph: number;
  readonly index: number;
  readonly op: string;
  /** Name of the first output tensor. */
  readonly name: string;
  /** Multiply-accumulates of one inference, batch included. */
  readonly macs: number;
  /** How `macs` is computed, as text with the numbers filled in. */
  readonly mac_equation?: string;
  readonly input_dtype?: TensorType;
  readonly weight_dtype?: TensorType;
  readonly output_dtype?: TensorType;
  readonly fused_activation?: Activation;
  readonly input_shape?: readonly number[];
  readonly output_shape?: readonly number[];
  readonly filter_shape?: readonly number[];
  readonly stride_h?: number;
  readonly stride_w?: number;
  readonly dilation_h?: number;
  readonly dilation_w?: number;
  /** Bytes read: every input and constant once. */
  readonly read_bytes: number;
  readonly write_bytes: number;
}

export interface Analysis {
  readonly layers: readonly LayerAnalysis[];
  readonly macs: number;
  /** Op name → how often it occurs, in order of first occurrence. */
  readonly ops: Readonly<Record<string, number>>;
  /** Bytes of all constants. */
  readonly weight_bytes: number;
}
