import type { OpOptions, TensorType } from './types.ts';

/** A tensor of the same subgraph: its index, or its name. −1 stands for an optional input not given. */
export type TensorRef = number | string;

export interface TensorSpec {
  /** Default: `t` and the index. */
  readonly name?: string;
  /** Default: INT8. */
  readonly type?: TensorType;
  readonly shape: readonly number[];
  readonly shape_signature?: readonly number[];
  /** One scale for the whole tensor, or a list along `axis` (default 0). Zero points default to 0. */
  readonly quantization?: {
    readonly scale: number | readonly number[];
    readonly zero_point?: number | readonly number[];
    readonly axis?: number;
  };
  readonly is_variable?: boolean;
  /** Makes the tensor a constant: its bytes, or its values, which are then stored in the tensor's type. */
  readonly data?: ArrayBufferView | readonly number[];
}

type KnownOptions = Exclude<OpOptions, { type: 'other' }>;

/** Options with the fields that matter; the others are as in {@link buildModel}. */
export type OptionsSpec =
  | {
      [T in KnownOptions['type']]: { readonly type: T } & Partial<Extract<KnownOptions, { type: T }>>;
    }[KnownOptions['type']]
  | Extract<OpOptions, { type: 'other' }>;

export interface OperatorSpec {
  /** BuiltinOperator name; `CUSTOM` with `custom_name`. */
  readonly op: string;
  readonly custom_name?: string;
  /** Default: the lowest version that covers the types and options. */
  readonly version?: number;
  readonly inputs: readonly TensorRef[];
  readonly outputs: readonly TensorRef[];
  /** Default: the op's own options with default fields, or none for an op without known options. */
  readonly options?: OptionsSpec;
}

export interface SubgraphSpec {
  readonly name?: string;
  readonly tensors: readonly TensorSpec[];
  readonly inputs: readonly TensorRef[];
  readonly outputs: readonly TensorRef[];
  readonly operators: readonly OperatorSpec[];
}

export interface SignatureSpec {
  readonly key: string;
  /** Default: 0. */
  readonly subgraph?: number;
  readonly inputs: Readonly<Record<string, TensorRef>>;
  readonly outputs: Readonly<Record<string, TensorRef>>;
}

/** A model; the fields of {@link SubgraphSpec} are its main subgraph. */
export interface ModelSpec extends SubgraphSpec {
  readonly description?: string;
  /** Subgraphs after the main one. */
  readonly more_subgraphs?: readonly SubgraphSpec[];
  readonly signatures?: readonly SignatureSpec[];
  readonly metadata?: Readonly<Record<string, Uint8Array>>;
}
