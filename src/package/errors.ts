import { HilbenchError } from '../support/errors.ts';

/** The folder `templates` of this installation lacks something. */
export function templateMissing(path: string, cause: unknown): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'PACKAGE_TEMPLATE_MISSING',
    message: `The template ${path} of packages cannot be read.`,
    hint: 'Install hilbench again: its folder templates is incomplete.',
    cause,
  });
}

/** A tool said no. `what` completes "… failed". */
export function buildFailed(what: string, exit_code: number | undefined, detail: string): HilbenchError {
  if (detail.includes('No space left on device')) {
    return new HilbenchError({
      kind: 'bench',
      code: 'DISK_FULL',
      message: `${what} failed: there is no space left on the disk for temporary files.`,
      hint: 'Free some space there, or set TMPDIR to a folder on another disk.',
      detail,
    });
  }
  return new HilbenchError({
    kind: 'bench',
    code: 'PACKAGE_BUILD_FAILED',
    message: `${what} failed with exit status ${exit_code ?? 'none (it was killed)'}.`,
    hint: 'Read the messages in the detail; an incomplete compiler installation is a usual cause.',
    detail,
  });
}

/** The example did not do what it must. `what` completes "The example of the library …". */
export function proofFailed(what: string, detail: string): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'PACKAGE_PROOF_FAILED',
    message: `The example of the library ${what}.`,
    hint: 'Nothing was kept. Run again; if it stays, report it with the model and the detail.',
    detail,
  });
}

export function proofTimeout(program: string, timeout_ms: number): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'PACKAGE_PROOF_TIMEOUT',
    message: `${program} did not finish the example of the library within ${timeout_ms / 1000} s.`,
    hint: 'Run again when the machine is less busy; nothing was kept.',
  });
}
