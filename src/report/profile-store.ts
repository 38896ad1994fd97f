import { join } from 'node:path';
import type { RunResult } from '../result/schema.ts';
import { writeFileAtomic } from '../support/files.ts';
import { LAYERS_FILE, type ReportFile, WORKBOOK_FILE } from './files.ts';

/** The per-layer files, which tell runs of many models and boards apart by their names alone. */
const KEPT = [LAYERS_FILE, WORKBOOK_FILE];

/**
 * Keeps the profile of a run in a folder for all models, as `<model>_<platform>_<engine>_<toolchain>_<run>`
 * with the endings of the files. A run that did not profile leaves nothing.
 *
 * @returns the paths written
 * @throws {HilbenchError} `FILE_NOT_PERMITTED`, `FILE_IN_THE_WAY`, `DISK_FULL`, `FILE_FAILED`
 */
export async function storeProfile(
  folder: string,
  result: RunResult,
  files: readonly ReportFile[],
): Promise<string[]> {
  if (result.profile === undefined) return [];
  const { model, platform, engine, toolchain, id } = result;
  const name = [model.name, platform.name, engine.name, toolchain.name, id].map(safePart).join('_');
  const paths: string[] = [];
  for (const file of files.filter((candidate) => KEPT.includes(candidate.name))) {
    const path = join(folder, `${name}${file.name.slice(file.name.lastIndexOf('.'))}`);
    await writeFileAtomic(path, file.content);
    paths.push(path);
  }
  return paths;
}

/** Part of a file name: letters, digits, `-` and `_`. */
function safePart(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 64);
}
