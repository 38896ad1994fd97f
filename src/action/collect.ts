import { posix } from 'node:path';
import { readArchive } from '../github/archive.ts';
import type { ArtifactHandle } from '../github/artifacts.ts';
import { parseResult, RESULT_FILE } from '../result/read.ts';
import type { RunResult } from '../result/schema.ts';
import { plainText } from '../support/text.ts';
import { BASE_FILE } from './measure.ts';

/** A result as a job uploaded it, and what that job compared it with. */
export interface Collected {
  readonly head: RunResult;
  readonly base?: RunResult;
}

/**
 * The results in an artifact, each with its base where there is one. The artifact may come from anyone.
 *
 * @throws {HilbenchError} `GITHUB_ARCHIVE_REFUSED`, `RESULT_…`, and those of the download
 */
export async function collectResults(artifact: ArtifactHandle, signal: AbortSignal): Promise<Collected[]> {
  const name = `Artifact ${plainText(artifact.name, 200)}`;
  const wanted = (path: string): boolean => [RESULT_FILE, BASE_FILE].includes(posix.basename(path));
  const files = await readArchive(await artifact.download(signal), name, wanted, signal);
  const read = (path: string): RunResult | undefined => {
    const file = files.get(path);
    return file === undefined
      ? undefined
      : parseResult(file.toString('utf8'), `${name}, ${plainText(path, 200)},`);
  };
  return [...files.keys()].sort().flatMap((path) => {
    const head = posix.basename(path) === RESULT_FILE ? read(path) : undefined;
    const base = read(posix.join(posix.dirname(path), BASE_FILE));
    return head === undefined ? [] : [{ head, ...(base === undefined ? {} : { base }) }];
  });
}
