import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Engine, EngineBuild } from '../engine/types.ts';
import { analyze } from '../model/analyze.ts';
import { readModelFile } from '../model/read-file.ts';
import type { Analysis, Graph, Subgraph } from '../model/types.ts';
import type { Platform } from '../platform/types.ts';
import { checkDeviceLimits } from './device-limits.ts';

/** A model as read and analysed; no platform is involved. */
export interface LoadedModel {
  readonly path: string;
  readonly name: string;
  readonly sha256: string;
  readonly graph: Graph;
  readonly main: Subgraph;
  readonly analysis: Analysis;
}

/** A model that can run: turned into what the device needs. */
export interface PlannedModel extends LoadedModel {
  readonly build: EngineBuild;
}

/** The model's name where none is given: the file's name without its ending. */
export function modelNameOf(path: string): string {
  return basename(path).replace(/\.tflite$/i, '') || 'model';
}

/**
 * Reads, checks and analyses a model. Touches no board and no compiler.
 *
 * @throws {HilbenchError} `MODEL_…` (kind `input`); `CANCELLED`
 */
export async function loadModel(path: string, name: string, signal?: AbortSignal): Promise<LoadedModel> {
  const graph = await readModelFile(path, signal);
  const [main] = graph.subgraphs;
  if (main === undefined) throw new Error('readModel returned a graph without subgraphs');
  const sha256 = createHash('sha256').update(graph.file).digest('hex');
  return { path, name, sha256, graph, main, analysis: analyze(graph) };
}

/**
 * Has the engine prepare a model for a platform.
 *
 * @throws {HilbenchError} `MODEL_BEYOND_DEVICE`, `ENGINE_…` (kind `input`)
 */
export function planModel(model: LoadedModel, engine: Engine, platform: Platform): PlannedModel {
  checkDeviceLimits(model.main);
  return { ...model, build: engine.prepare(model.graph, platform) };
}
