import { join } from 'node:path';
import { writeFileAtomic } from '../support/files.ts';
import { RESULT_FILE } from './read.ts';
import { type RunResult, runResultSchema } from './schema.ts';

/** The text of `results.json`: checked against the schema, so that a defect here never becomes data. */
export function serializeResult(result: RunResult): string {
  return `${JSON.stringify(runResultSchema.parse(result), null, 2)}\n`;
}

/** Writes `results.json` into `folder`, whole or not at all; returns its path. */
export async function writeResult(folder: string, result: RunResult): Promise<string> {
  const path = join(folder, RESULT_FILE);
  await writeFileAtomic(path, serializeResult(result));
  return path;
}
