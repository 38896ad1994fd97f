import { HilbenchError } from '../support/errors.ts';
import { systemErrorCode } from '../support/system.ts';

/** An error in what the user gave as `--dataset`; `code` without its `DATASET_`. */
export function datasetError(code: string, message: string, hint: string, cause?: unknown): HilbenchError {
  return new HilbenchError({ kind: 'input', code: `DATASET_${code}`, message, hint, cause });
}

/** What the file system says, as the error it means for the user. */
export function fileError(path: string, error: unknown): HilbenchError {
  if (error instanceof HilbenchError) return error;
  const code = systemErrorCode(error) ?? String(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return datasetError(
      'MISSING',
      `There is no dataset at ${path}.`,
      'Correct the path after --dataset.',
      error,
    );
  }
  return datasetError(
    'UNREADABLE',
    `The dataset ${path} cannot be read: ${code}.`,
    'Make it readable for the user that runs hilbench.',
    error,
  );
}
