import type { EngineBuild } from '../engine/types.ts';
import type { Tensor } from '../model/types.ts';
import type { Placement, Platform } from '../platform/types.ts';
import type { PackageResult } from '../result/schema.ts';
import type { Log } from '../support/log.ts';

/** What making packages takes of the outside. */
export interface PackageDeps {
  /** The folder `templates`. */
  readonly templates_dir: string;
  /** The licence of the code in a package. */
  readonly license_path: string;
  /** Where versions of compilers are remembered between runs. */
  readonly toolchain_cache_dir: string;
  /** Where compilers, make and emulators are looked for: the value of `PATH`. */
  readonly search_path: string;
  readonly log: Log;
  readonly tool_version: string;
  /** How long one run of a compiler, of make or of the example may take. */
  readonly tool_timeout_ms?: number;
}

/** Inputs of one inference from a fresh start, and the outputs that a device made of them. */
export interface CapturedTensors {
  readonly inputs: readonly Uint8Array[];
  readonly outputs: readonly Uint8Array[];
}

/** A model to be packaged. */
export interface PackagedModel {
  /** As the user knows it; any text. */
  readonly name: string;
  readonly sha256: string;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly build: EngineBuild;
  readonly captured: CapturedTensors;
}

export interface PackageRequest {
  readonly model: PackagedModel;
  /** What it is made for. */
  readonly platform: Platform;
  /** Where the tensors were captured: a board of `platform`, or of `emulated`. */
  readonly captured_on: Platform;
  /** The emulated platform that the example is for: `platform` itself, or one with the same core. */
  readonly emulated: Platform;
  readonly toolchain: 'gcc' | 'arm';
  readonly signal: AbortSignal;
}

export interface AmbiqSuiteRequest extends PackageRequest {
  readonly placement: Placement;
  /** `auto`: the one of the platform. */
  readonly ambiqsuite_version: string;
}

/** A file of a package. */
export interface PackageFile {
  /** Relative to the package's folder, forward slashes. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

export interface CreatedPackage {
  /** Name of the folder. */
  readonly folder: string;
  readonly files: readonly PackageFile[];
  /** Its path is the folder's name: packages lie beside the result. */
  readonly result: PackageResult;
}
