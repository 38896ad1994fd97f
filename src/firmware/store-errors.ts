import { HilbenchError } from '../support/errors.ts';
import { isDiskFull, systemErrorCode } from '../support/system.ts';

/** Turns what the file system refused into an error that says what to do; passes HilbenchErrors through. */
export function storeError(error: unknown, storeDir: string): unknown {
  if (error instanceof HilbenchError) return error;
  const code = systemErrorCode(error);
  if (code === undefined) return error;
  if (isDiskFull(error)) {
    return new HilbenchError({
      kind: 'bench',
      code: 'FIRMWARE_STORE_FULL',
      message: `There is no space left for the image store ${storeDir} (${code}).`,
      hint: 'Free space on that disk; the folder itself may be deleted, it is filled again when needed.',
      cause: error,
    });
  }
  return new HilbenchError({
    kind: 'bench',
    code: 'FIRMWARE_STORE_UNUSABLE',
    message: `The image store ${storeDir} cannot be used (${code}).`,
    hint: 'Make that folder readable and writable for this user, or set HILBENCH_CACHE_DIR to one that is.',
    cause: error,
  });
}
