import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HilbenchError } from '../../support/errors.ts';
import { unlessAbsent } from '../../support/system.ts';

/** Whether there is a file or a folder of that name, or `kind` of it. In a folder that is closed to us there is none. */
export async function exists(path: string, kind?: 'file' | 'folder'): Promise<boolean> {
  const found = await unlessAbsent(stat(path), 'ENOTDIR', 'EACCES');
  if (found === undefined || kind === undefined) return found !== undefined;
  return kind === 'file' ? found.isFile() : found.isDirectory();
}

/** Names in a folder, sorted; none where there is no such folder. */
export async function namesIn(dir: string): Promise<readonly string[]> {
  return ((await unlessAbsent(readdir(dir), 'ENOTDIR')) ?? []).toSorted();
}

/** A text file; undefined where there is none. */
export async function textOf(path: string): Promise<string | undefined> {
  return await unlessAbsent(readFile(path, 'utf8'), 'ENOTDIR');
}

/** What the SDK's Makefile compiles, links by or reads below a folder, beside headers. Paths are relative to it. */
export async function sourcesIn(dir: string): Promise<readonly string[]> {
  const entries =
    (await unlessAbsent(readdir(dir, { recursive: true, withFileTypes: true }), 'ENOTDIR')) ?? [];
  return entries
    .filter((entry) => entry.isFile() && /\.(c|cc|cpp|s|ld|sct|mk)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
}

/** For a checkout that lacks something. */
export function missingPart(message: string, detail?: string): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'NEURALSPOT_INCOMPLETE',
    message,
    hint: 'Complete the checkout of neuralSPOT, with the files of its large-file storage, or choose another version of that part.',
    ...(detail === undefined ? {} : { detail }),
  });
}
