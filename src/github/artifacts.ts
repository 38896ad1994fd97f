import { posix } from 'node:path';
import type { DefaultArtifactClient } from '@actions/artifact';
import { z } from 'zod';
import { BASE_FILE, parseResult, RESULT_FILE } from '../result/read.ts';
import type { RunResult } from '../result/schema.ts';
import type { HilbenchError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { plainText } from '../support/text.ts';
import { readArchive } from './archive.ts';
import { numberedName } from './artifact-name.ts';
import type { Repository } from './context.ts';
import { githubError, reasonOf } from './errors.ts';
import { numberSchema } from './event.ts';
import { limited } from './limited.ts';
import { type RestClient, repoPath } from './rest.ts';

/** The official client, which speaks with the service of this run. */
export type ArtifactService = Pick<DefaultArtifactClient, 'uploadArtifact'>;

/** Of one artifact as it is stored. */
const MAX_ARTIFACT_BYTES = 256 * 1024 * 1024;
const TRANSFER_TIMEOUT_MS = 120_000;
const MAX_SAME_NAME = 20;

export interface UploadedArtifact {
  readonly id: number;
  /** Not always the one asked for: names are used once in a run. */
  readonly name: string;
  readonly url: string;
  readonly bytes: number;
}

export interface UploadDeps {
  readonly service: ArtifactService;
  readonly log: Log;
  readonly repository: Repository;
  readonly server_url: string;
  readonly run_id: number;
}

export interface UploadRequest {
  /** From artifactName. */
  readonly name: string;
  /** Absolute; everything below `folder` keeps its path. */
  readonly files: readonly string[];
  readonly folder: string;
  /** As the repository has it when absent. */
  readonly retention_days?: number;
  readonly timeout_ms?: number;
}

function transferError(what: string, cause: unknown): HilbenchError {
  return githubError(
    'GITHUB_ARTIFACT_FAILED',
    `${what} failed: ${reasonOf(cause)}`,
    'See what the artifact service says above; the results are in the output folder, too.',
    { cause },
  );
}

const nameTaken = (cause: unknown): boolean => /\(409\)|already exists/i.test(reasonOf(cause));

/**
 * Uploads files as one artifact of this run. When the name is taken (a job that ran again, a matrix), a
 * number is added to it.
 *
 * @throws {HilbenchError} `GITHUB_ARTIFACT_FAILED`, `GITHUB_TIMEOUT`
 */
export async function uploadArtifact(
  deps: UploadDeps,
  request: UploadRequest,
  signal: AbortSignal,
): Promise<UploadedArtifact> {
  const { repository, run_id } = deps;
  const what = `Uploading artifact ${request.name}`;
  return limited(what, request.timeout_ms ?? TRANSFER_TIMEOUT_MS, signal, async () => {
    for (let count = 0; count < MAX_SAME_NAME; count += 1) {
      const name = numberedName(request.name, count);
      try {
        const done = await deps.service.uploadArtifact(name, [...request.files], request.folder, {
          ...(request.retention_days === undefined ? {} : { retentionDays: request.retention_days }),
        });
        const id = numberSchema.parse(done.id);
        const base = `${deps.server_url}/${repository.owner}/${repository.name}`;
        return { id, name, url: `${base}/actions/runs/${run_id}/artifacts/${id}`, bytes: done.size ?? 0 };
      } catch (cause) {
        if (!nameTaken(cause)) throw transferError(what, cause);
        deps.log.debug(`An artifact ${name} is there already.`);
      }
    }
    throw githubError(
      'GITHUB_ARTIFACT_FAILED',
      `${what} failed: there are ${MAX_SAME_NAME} of that name in this run.`,
      'Give the jobs of the matrix different values of artifact-prefix.',
    );
  });
}

/** An artifact that can be read. */
export interface ArtifactHandle {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  /** GitHub knows its name, and nothing of its content any more. */
  readonly expired: boolean;
  download(signal: AbortSignal): Promise<Buffer>;
}

function refuseTooLarge(name: string, bytes: number): void {
  if (bytes <= MAX_ARTIFACT_BYTES) return;
  throw githubError(
    'GITHUB_ARCHIVE_REFUSED',
    `Artifact ${plainText(name, 200)} has ${bytes} bytes; at most ${MAX_ARTIFACT_BYTES} are read.`,
    'It was not written by hilbench: look at the run that uploaded it.',
    { kind: 'input' },
  );
}

const artifactsSchema = z.object({
  artifacts: z
    .array(
      z.object({
        id: numberSchema,
        name: z.string().max(1024),
        size_in_bytes: z.number().int().nonnegative(),
        expired: z.boolean(),
      }),
    )
    .max(100),
});

/** The artifacts of any run of the repository; needs `actions: read`. */
export async function listRunArtifacts(
  client: RestClient,
  repository: Repository,
  run_id: number,
  signal: AbortSignal,
): Promise<ArtifactHandle[]> {
  const permission = 'actions: read';
  const found = await client.list(
    repoPath(repository, 'actions', 'runs', run_id, 'artifacts'),
    artifactsSchema,
    (page) => page.artifacts,
    { signal, permission },
  );
  return found.map((artifact) => ({
    id: artifact.id,
    name: artifact.name,
    bytes: artifact.size_in_bytes,
    expired: artifact.expired,
    download: (inner) => {
      refuseTooLarge(artifact.name, artifact.size_in_bytes);
      const path = repoPath(repository, 'actions', 'artifacts', artifact.id, 'zip');
      return client.download(path, { signal: inner, permission, max_bytes: MAX_ARTIFACT_BYTES });
    },
  }));
}

/** How much text of results may still be read; real ones have some kilobytes. */
export interface ReadBudget {
  bytes: number;
}

export const RESULTS_BUDGET_BYTES = 256 * 1024 * 1024;

/** The text of the files of these names, wherever in an artifact they lie, in the order of their paths. */
async function readFiles(
  artifact: ArtifactHandle,
  names: readonly string[],
  signal: AbortSignal,
  budget: ReadBudget,
): Promise<Map<string, string>> {
  const bytes = await artifact.download(signal);
  const name = nameOf(artifact);
  const wanted = (path: string): boolean => names.includes(posix.basename(path));
  const files = await readArchive(bytes, name, wanted, signal);
  for (const file of files.values()) budget.bytes -= file.length;
  if (budget.bytes < 0) {
    throw githubError(
      'GITHUB_ARCHIVE_REFUSED',
      `${name} and those before it hold more results than are read at once.`,
      'Look at the run that uploaded it: results have some kilobytes.',
      { kind: 'input' },
    );
  }
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([path, file]) => [path, file.toString('utf8')]));
}

const nameOf = ({ name }: ArtifactHandle): string => `Artifact ${plainText(name, 200)}`;

/**
 * The results in an artifact, wherever in it they lie, in the order of their paths. The artifact may come
 * from anyone.
 *
 * @param budget shared by all artifacts that are read together; reduced by what is read
 * @throws {HilbenchError} `GITHUB_ARCHIVE_REFUSED`, those of parseResult, and those of the download
 */
export async function readArtifactResults(
  artifact: ArtifactHandle,
  signal: AbortSignal,
  budget: ReadBudget = { bytes: RESULTS_BUDGET_BYTES },
): Promise<RunResult[]> {
  const files = await readFiles(artifact, [RESULT_FILE], signal, budget);
  return [...files].map(([path, text]) => parseResult(text, `${nameOf(artifact)}, ${plainText(path, 200)},`));
}

/** A result, and what its job compared it with. */
export interface ComparedResult {
  readonly result: RunResult;
  readonly base?: RunResult;
}

/** The same, each with the base that lies beside it. */
export async function readComparedResults(
  artifact: ArtifactHandle,
  signal: AbortSignal,
  budget: ReadBudget,
): Promise<ComparedResult[]> {
  const files = await readFiles(artifact, [RESULT_FILE, BASE_FILE], signal, budget);
  const read = (path: string): RunResult | undefined => {
    const text = files.get(path);
    return text === undefined
      ? undefined
      : parseResult(text, `${nameOf(artifact)}, ${plainText(path, 200)},`);
  };
  return [...files.keys()].flatMap((path) => {
    if (posix.basename(path) !== RESULT_FILE) return [];
    const result = read(path);
    const base = read(posix.join(posix.dirname(path), BASE_FILE));
    return result === undefined ? [] : [{ result, ...(base === undefined ? {} : { base }) }];
  });
}
