import type { LayerAnalysis, Operator, Subgraph, Tensor } from '../types.ts';

/** Advice about a model that can be given without running it. */
export interface Hint {
  /** Stable, `HINT_…`. */
  readonly code: string;
  /** `warn`: worth changing the model for; `info`: worth knowing. */
  readonly severity: 'info' | 'warn';
  /** Index into the operators of the main subgraph; the first one where the hint is about several. */
  readonly layer?: number;
  readonly op?: string;
  /** What was found, with numbers. */
  readonly message: string;
  /** What to use or do instead. */
  readonly instead: string;
  /** Multiply-accumulates that the hint is about. */
  readonly macs?: number;
  /** Bytes that the hint is about. */
  readonly bytes?: number;
  /** Where to read more: a URL, or a document and section. */
  readonly reference?: string;
}

/** What the model is going to run on. */
export interface HintTarget {
  readonly core: 'cortex-m4' | 'cortex-m7' | 'cortex-m55';
  /** Helium (M-profile vector extension). */
  readonly mve: boolean;
  /** The DSP extension. */
  readonly dsp: boolean;
  /** `aot`: hilbench's own; `tflm`: TFLM with CMSIS-NN; `helia-rt` and `helia-aot`: Ambiq's. */
  readonly engine: string;
  /** The ops that the engine can run, where that is known. */
  readonly supported_ops?: ReadonlySet<string>;
}

/** The arena over time, as an engine planned it. */
export interface HintArena {
  readonly bytes: number;
  readonly peak_layer: number;
  readonly peak_bytes: number;
  readonly tensors: readonly ArenaTensor[];
}

export interface ArenaTensor {
  readonly name: string;
  readonly bytes: number;
  readonly first_layer: number;
  readonly last_layer: number;
}

/** The model and its target, as a rule sees them. Everything is about the main subgraph. */
export interface HintContext {
  readonly main: Subgraph;
  /** One per operator of the main subgraph. */
  readonly layers: readonly LayerAnalysis[];
  readonly target: HintTarget;
  readonly arena?: HintArena;
  /** Estimated work of all layers; see {@link HintContext.workOf}. */
  readonly work: number;
  /** Work of a layer in an arbitrary unit: to tell what matters from what does not, never to be shown. */
  workOf(operator: Operator): number;
  tensor(index: number | undefined): Tensor | undefined;
  input(operator: Operator, n: number): Tensor | undefined;
  output(operator: Operator): Tensor | undefined;
  producer(tensor: Tensor): Operator | undefined;
  consumers(tensor: Tensor): readonly Operator[];
  /** Whether the tensor is an output of the model. */
  isOutput(tensor: Tensor): boolean;
  layerOf(operator: Operator): LayerAnalysis;
}

/** One family of hints. */
export type HintRule = (context: HintContext) => readonly Hint[];
