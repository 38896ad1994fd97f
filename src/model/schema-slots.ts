/*
 * Where the fields of the schema's tables stand: the position of a field in its table's declaration (a
 * union takes two, its type and its value). The reader, the builder and the float boundary share them.
 */

export const FILE_IDENTIFIER = 'TFL3';
export const SCHEMA_VERSION = 3;

export const MODEL = {
  version: 0,
  operator_codes: 1,
  subgraphs: 2,
  description: 3,
  buffers: 4,
  metadata_buffer: 5,
  metadata: 6,
  signature_defs: 7,
  external_buffer_groups: 8,
  external_buffers: 9,
} as const;

export const OPERATOR_CODE = {
  deprecated_builtin_code: 0,
  custom_code: 1,
  version: 2,
  builtin_code: 3,
} as const;

export const SUBGRAPH = { tensors: 0, inputs: 1, outputs: 2, operators: 3, name: 4 } as const;

export const TENSOR = {
  shape: 0,
  type: 1,
  buffer: 2,
  name: 3,
  quantization: 4,
  is_variable: 5,
  sparsity: 6,
  shape_signature: 7,
  has_rank: 8,
  variant_tensors: 9,
  external_buffer: 10,
} as const;

export const QUANTIZATION = {
  scale: 2,
  zero_point: 3,
  details_type: 4,
  quantized_dimension: 6,
} as const;

export const OPERATOR = {
  opcode_index: 0,
  inputs: 1,
  outputs: 2,
  builtin_options_type: 3,
  builtin_options: 4,
  custom_options: 5,
  large_custom_options_offset: 9,
  builtin_options_2_type: 11,
  builtin_options_2: 12,
} as const;

export const BUFFER = { data: 0, offset: 1, size: 2 } as const;

export const METADATA = { name: 0, buffer: 1 } as const;

export const SIGNATURE_DEF = { inputs: 0, outputs: 1, signature_key: 2, subgraph_index: 4 } as const;

export const TENSOR_MAP = { name: 0, tensor_index: 1 } as const;
