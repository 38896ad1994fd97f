import { throwIfAborted } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import {
  type ArtifactHandle,
  type ComparedResult,
  RESULTS_BUDGET_BYTES,
  readComparedResults,
} from './artifacts.ts';
import { githubError } from './errors.ts';
import { subjectOf, subjectSlug } from './subject.ts';

/** More jobs than this are no matrix of models and boards. */
const MAX_ARTIFACTS = 256;

export interface CollectedResult extends ComparedResult {
  readonly artifact: ArtifactHandle;
}

export interface Collected {
  /** One for each model, platform, engine and fingerprint: of several, the last that was uploaded. */
  readonly results: readonly CollectedResult[];
  /** Artifacts that are not what hilbench writes, and why. */
  readonly refused: readonly { readonly artifact: ArtifactHandle; readonly error: HilbenchError }[];
}

/**
 * Reads the results of many jobs. An artifact that is broken or hostile is refused and told; the others
 * count. Failures of GitHub are thrown, for half of the results would look like all of them.
 *
 * @param artifacts of one run
 * @param prefix with which the names of artifacts with results begin
 * @throws {HilbenchError} `GITHUB_TOO_MANY_ARTIFACTS`, and those of the download
 */
export async function collectResults(
  artifacts: readonly ArtifactHandle[],
  prefix: string,
  signal: AbortSignal,
): Promise<Collected> {
  const wanted = artifacts
    .filter(({ name, expired }) => !expired && name.startsWith(prefix))
    .sort((a, b) => a.id - b.id);
  if (wanted.length > MAX_ARTIFACTS) {
    throw githubError(
      'GITHUB_TOO_MANY_ARTIFACTS',
      `The run has ${wanted.length} artifacts that begin with ${prefix}; at most ${MAX_ARTIFACTS} are read.`,
      'Give the artifacts with results an artifact-prefix that no others have.',
      { kind: 'input' },
    );
  }
  const budget = { bytes: RESULTS_BUDGET_BYTES };
  const results = new Map<string, CollectedResult>();
  const refused: { artifact: ArtifactHandle; error: HilbenchError }[] = [];
  for (const artifact of wanted) {
    try {
      for (const compared of await readComparedResults(artifact, signal, budget)) {
        const { result } = compared;
        const id = `${subjectSlug(subjectOf(result))} ${result.fingerprint}`;
        results.delete(id);
        results.set(id, { ...compared, artifact });
      }
    } catch (error) {
      throwIfAborted(signal);
      if (!(error instanceof HilbenchError) || !isContent(error)) throw error;
      refused.push({ artifact, error });
    }
  }
  return { results: [...results.values()], refused };
}

/** Whether the error is about what is in an artifact. */
function isContent(error: HilbenchError): boolean {
  return (
    error.code.startsWith('RESULT_') ||
    error.code === 'GITHUB_ARCHIVE_REFUSED' ||
    error.code === 'GITHUB_ANSWER_TOO_LARGE'
  );
}
