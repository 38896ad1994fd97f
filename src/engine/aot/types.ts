import type { Graph, Operator, Tensor } from '../../model/types.ts';

/** What the generated code may use on the core it is made for. */
export interface Target {
  readonly core: 'cortex-m4' | 'cortex-m7' | 'cortex-m55';
  /** Helium (M-profile vector extension), integer. */
  readonly mve: boolean;
  /** The DSP extension (SMLAD and friends). */
  readonly dsp: boolean;
}

/** Why a layer cannot be lowered; `ENGINE_UNSUPPORTED_OPTION` unless said otherwise. */
export type RefusalCode = 'ENGINE_UNSUPPORTED_OP' | 'ENGINE_UNSUPPORTED_DTYPE' | 'ENGINE_UNSUPPORTED_OPTION';

/** One layer, as a lowering sees it. */
export interface LayerContext {
  readonly graph: Graph;
  readonly operator: Operator;
  readonly target: Target;
  /** The operator's n-th input; undefined when it is optional and not given. */
  input(n: number): Tensor | undefined;
  /** The operator's n-th input; refuses the layer when there is none. */
  requireInput(n: number): Tensor;
  output(n: number): Tensor;
  /** Refuses this layer: `reason` completes "CONV_2D (layer 3, INT16) …". */
  refuse(reason: string, code?: RefusalCode): never;
}

/** A constant that a lowering computed (multipliers, a lookup table, packed weights). */
export interface LoweredConstant {
  /** Unique within the layer; used to refer to it in `code`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** How the code of a layer names memory. Each returns a C expression of type `const T *` or `T *`. */
export interface CodeNames {
  /** A tensor, wherever it lives (arena or constants). */
  tensor(tensor: Tensor, ctype: string): string;
  constant(name: string, ctype: string): string;
  /** The layer's scratch buffer. */
  scratch(ctype: string): string;
}

export interface LoweredLayer {
  /** Kernel sources under `templates/firmware/engine/aot`, for example `conv_2d.c`. */
  readonly sources: readonly string[];
  /** Headers the generated code includes, for example `conv_2d.h`. */
  readonly headers: readonly string[];
  readonly constants?: readonly LoweredConstant[];
  /** Bytes of arena used only while this layer runs. */
  readonly scratch_bytes?: number;
  /** Output 0 may live in the memory of this tensor (RESHAPE: same bytes; element-wise: in place) when that tensor is not used afterwards. */
  readonly in_place_of?: Tensor;
  /** The statements of the layer's function body. */
  code(names: CodeNames): readonly string[];
}

/** One op family's translation into kernel calls. Registered by op name in `ops/index.ts`. */
export interface OpLowering {
  readonly ops: readonly string[];
  lower(layer: LayerContext): LoweredLayer;
}
