import type { Placement } from '../platform/types.ts';
import { HilbenchError } from '../support/errors.ts';
import { howEnded } from '../support/process.ts';

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

/** A runtime whose terms nobody can read is not passed on. `what` completes "… path". */
export function badLicense(path: string, what: string, cause?: unknown): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'PACKAGE_LICENSE',
    message: `A package of this run has the runtime inside, and its licence goes along: ${path} ${what}.`,
    hint: 'Complete the checkout of neuralSPOT, or use --engine aot, whose packages have no code of others.',
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Tensors would be captured in an emulator, and the runtime may not run there. */
export function notForEmulators(runtime: string, platform: string, emulated: string): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'PACKAGE_LICENSE',
    message: `The licence of ${runtime} allows it on hardware of Ambiq only. Without a board of ${platform} the tensors of its packages would be captured on ${emulated}, which is emulated.`,
    hint: 'Leave out --no-create-binary or --no-create-profile, so that the board takes part, or use --engine aot.',
  });
}

/** Libraries are proved on emulated boards, whose linker scripts are for GNU ld; an interpreter is copied for GCC. */
export function onlyGcc(option: string): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'FIRMWARE_TOOLCHAIN_UNSUPPORTED',
    message: `What ${option} makes here is for GCC, and --toolchain is arm.`,
    hint: `Leave out ${option}, or use --toolchain gcc.`,
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
    message: `${what} failed: the tool ${howEnded(exit_code)}.`,
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

/** An AmbiqSuite example brings up no PSRAM. */
export function needsOffChip({ model, arena }: Placement): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'PACKAGE_NEEDS_PSRAM',
    message: `The model is placed in ${model.location} and its arena in ${arena.location}, and an AmbiqSuite example sets up internal memories only.`,
    hint: 'Make the model smaller, set --model-location and --arena-location, or leave out --create-ambiqsuite-example.',
  });
}
