import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Engine, EngineBuild } from '../engine/types.ts';
import { analyze } from '../model/analyze.ts';
import { readModelFile } from '../model/read-file.ts';
import type { Analysis, Graph, Subgraph } from '../model/types.ts';
import type { Platform } from '../platform/types.ts';

/** A model that can run: read, analysed, and turned into what the device needs. */
export interface PlannedModel {
  readonly path: string;
  readonly name: string;
  readonly sha256: string;
  readonly graph: Graph;
  readonly main: Subgraph;
  readonly analysis: Analysis;
  readonly build: EngineBuild;
}

/** The model's name where none is given: the file's name without its ending. */
export function modelNameOf(path: string): string {
  return basename(path).replace(/\.tflite$/i, '') || 'model';
}

/**
 * Reads and checks a model, analyses it, and has the engine prepare it. Touches no board and no compiler.
 *
 * @throws {HilbenchError} `MODEL_…`, `ENGINE_…` (kind `input`)
 */
export async function planModel(path: string, name: string, engine: Engine, platform: Platform): Promise<PlannedModel> {
  const graph = await readModelFile(path);
  const [main] = graph.subgraphs;
  if (main === undefined) throw new Error('readModel returned a graph without subgraphs');
  return {
    path,
    name,
    sha256: createHash('sha256').update(graph.file).digest('hex'),
    graph,
    main,
    analysis: analyze(graph),
    build: engine.prepare(graph, platform),
  };
}
