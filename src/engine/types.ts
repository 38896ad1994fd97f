import type { Graph } from '../model/types.ts';
import type { Platform } from '../platform/types.ts';

/** A file that goes into an image: text made here, or a file that exists. */
export interface SourceFile {
  /** Path inside the build folder, forward slashes, no `..`. */
  readonly path: string;
  readonly content: string;
}

/** Memory of the arena that is taken for a while. */
export interface PlannedBuffer {
  /** Of the tensors in it, or `scratch`. */
  readonly name: string;
  readonly offset_bytes: number;
  readonly bytes: number;
  /** First and last layer during which it is taken; the model's inputs are there from layer 0. */
  readonly first_layer: number;
  readonly last_layer: number;
}

/** Which tensors live where in the arena, and when. */
export interface PlannedArena {
  readonly bytes: number;
  readonly buffers: readonly PlannedBuffer[];
}

/** Code of others that goes into an image as it is: headers and static libraries outside of our templates. */
export interface ExternalCode {
  /** Absolute; the folder that all of it is in, with its licences. */
  readonly dir: string;
  /** Absolute, in the order to search them. */
  readonly include_dirs: readonly string[];
  /** `NAME` or `NAME=value`. */
  readonly defines: readonly string[];
  /** Absolute paths of static libraries, in link order. */
  readonly archives: readonly string[];
  /** Changes whenever any of the headers or libraries does: part of every hash. */
  readonly identity: string;
}

/** What an interpreter must be told of a model, where it is to run no other. */
export interface InterpreterNeeds {
  /** Methods of its resolver that register the ops of the model. */
  readonly op_methods: readonly string[];
  readonly resource_variables: number;
}

/** What an engine needs of the model to run on a device. */
export interface EngineBuild {
  readonly engine: string;
  readonly version: string;
  /** Folders under `templates/firmware` whose `.c` files belong to the engine, for example `engine/aot`. */
  readonly template_folders: readonly string[];
  /** Files of those folders to compile, `.c` or `.cc`, relative to `templates/firmware`. */
  readonly template_sources: readonly string[];
  /** Sources generated for this model; headers only, and the same for every model, for interpreter engines. */
  readonly generated: readonly SourceFile[];
  /** For a package, which runs this model alone; absent for engines that compile. */
  readonly interpreter?: InterpreterNeeds;
  /** By what an image is for. Absent: nothing but our own code. */
  readonly external?: Readonly<Record<'link' | 'power', ExternalCode>>;
  /** What is flashed beside the image; the layout is the engine's own. */
  readonly blob: Uint8Array;
  /** The arena needed, when the engine knows it before the device says so. */
  readonly arena_bytes?: number;
  /** Where everything in the arena is; absent for engines that plan on the device. */
  readonly arena_plan?: PlannedArena;
  /** Names of the layers as the device numbers them: index into the operators of the main subgraph. */
  readonly layers: readonly number[];
}

export interface Engine {
  readonly name: 'aot' | 'tflm' | 'helia-aot';
  /** Names of the ops it can run, in some form at least; absent where only the runtime knows. */
  readonly ops?: ReadonlySet<string>;
  /**
   * Turns a graph into what the device needs.
   *
   * @throws {HilbenchError} `ENGINE_UNSUPPORTED_OP` and its sisters (kind `input`), naming the op, the
   *   layer index and the dtype, before anything is built.
   */
  prepare(graph: Graph, platform: Platform): EngineBuild;
}

/** An engine that prepares in a process of its own, or otherwise takes its time. */
export type AsyncEngine = Omit<Engine, 'prepare'> & {
  prepare(graph: Graph, platform: Platform, signal: AbortSignal): EngineBuild | Promise<EngineBuild>;
};
