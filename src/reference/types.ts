import type { Graph, TensorType } from '../model/types.ts';

/** The bytes of one tensor, row-major, little-endian, as in the model's own dtype. */
export interface TensorData {
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

export interface ReferenceModel extends AsyncDisposable {
  /** Name and version of what computes, for the report. */
  readonly runtime: string;
  /** Inputs and outputs in the order of the main subgraph. */
  invoke(inputs: readonly TensorData[], signal: AbortSignal): Promise<readonly TensorData[]>;
}

export interface Reference {
  /** @throws {HilbenchError} `REFERENCE_…` (kind `bench`; `input` for an op the host cannot run) */
  load(graph: Graph, signal: AbortSignal): Promise<ReferenceModel>;
}
