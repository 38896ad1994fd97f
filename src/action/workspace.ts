import { realpathSync, statSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { HilbenchError } from '../support/errors.ts';
import { systemErrorCode } from '../support/system.ts';
import { plainText } from '../support/text.ts';

/** More models than this in one job is a mistake in a glob. */
const MAX_MODELS = 200;

function outside(path: string): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'INPUT_OUTSIDE_WORKSPACE',
    message: `"${plainText(path, 200)}" is not inside the workspace.`,
    hint: 'Name files of the checkout, relative to its root; links that lead out of it are not followed.',
  });
}

/**
 * A path of the checkout with all links followed.
 *
 * @returns undefined where nothing is there
 * @throws {HilbenchError} `INPUT_OUTSIDE_WORKSPACE` when it leads out of the workspace
 */
export function resolveInside(workspace: string, path: string): string | undefined {
  if (isAbsolute(path) || path.split(/[\\/]/).includes('..')) throw outside(path);
  const root = realpathSync(workspace);
  let real: string;
  try {
    real = realpathSync(join(root, path));
  } catch (cause) {
    if (systemErrorCode(cause) === 'ENOENT') return undefined;
    throw outside(path);
  }
  const within = relative(root, real);
  if (within.startsWith('..') || isAbsolute(within)) throw outside(path);
  return real;
}

/** A model of the checkout. */
export interface WorkspaceModel {
  /** Relative to the workspace, with forward slashes: its name in git. */
  readonly path: string;
  /** Where it is, links followed. */
  readonly file: string;
}

/**
 * The models that patterns name, sorted, each once.
 *
 * @throws {HilbenchError} `INPUT_NO_MODELS`, `INPUT_TOO_MANY_MODELS`, `INPUT_OUTSIDE_WORKSPACE` (kind `input`)
 */
export async function findModels(
  workspace: string,
  patterns: readonly string[],
): Promise<readonly WorkspaceModel[]> {
  const found = new Map<string, WorkspaceModel>();
  for (const pattern of patterns) {
    if (isAbsolute(pattern) || pattern.split(/[\\/]/).includes('..')) throw outside(pattern);
    for await (const match of glob(pattern, { cwd: workspace })) {
      const path = match.split(sep).join('/');
      const file = resolveInside(workspace, path);
      if (file === undefined || !statSync(file).isFile()) continue;
      found.set(path, { path, file });
      if (found.size > MAX_MODELS) {
        throw new HilbenchError({
          kind: 'input',
          code: 'INPUT_TOO_MANY_MODELS',
          message: `The input "models" names more than ${MAX_MODELS} files.`,
          hint: 'Make the patterns narrower, or split the job.',
        });
      }
    }
  }
  if (found.size > 0) return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  throw new HilbenchError({
    kind: 'input',
    code: 'INPUT_NO_MODELS',
    message: `No model matches ${patterns.map((pattern) => `"${plainText(pattern, 100)}"`).join(', ') || 'the input "models", which is empty'}.`,
    hint: 'Set "models" to paths or globs of .tflite files in the checkout, and check that the checkout step ran before.',
  });
}
