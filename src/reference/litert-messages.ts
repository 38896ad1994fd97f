/** What the LiteRT worker is started with and says. Both sides are the same version of hilbench. */

export interface WorkerStart {
  /** Folder that holds LiteRT.js's `litert_wasm_*_internal.js` and `.wasm` files. */
  readonly wasm_dir: string;
  readonly model: Uint8Array;
  /** Which signature of the model computes the main subgraph; 0 for a model without signatures. */
  readonly signature: number;
  /** Whether an inference leaves something behind that the next one reads. */
  readonly stateful: boolean;
}

/** One input or output as the runtime lists it. */
export interface RuntimeTensor {
  readonly name: string;
  /** Named as in the TFLite schema. */
  readonly type: string;
  readonly shape: readonly number[];
  readonly bytes: number;
}

export interface InvokeRequest {
  readonly id: number;
  /** In the runtime's order. */
  readonly inputs: readonly Uint8Array[];
}

/** `load`: the WebAssembly itself; `model`: this model in it; `invoke`: one inference. */
export type FailureStage = 'load' | 'model' | 'invoke';

export type WorkerMessage =
  | {
      readonly kind: 'ready';
      readonly inputs: readonly RuntimeTensor[];
      readonly outputs: readonly RuntimeTensor[];
    }
  | { readonly kind: 'outputs'; readonly id: number; readonly outputs: readonly Uint8Array[] }
  | { readonly kind: 'line'; readonly line: string }
  | { readonly kind: 'failed'; readonly stage: FailureStage; readonly message: string };
