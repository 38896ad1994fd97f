import { HilbenchError } from '../../support/errors.ts';
import { isDiskFull } from '../../support/system.ts';
import { plainText } from '../../support/text.ts';

/** The last lines of what a tool printed, each fit to print. */
export function printableTail(output: string, line_limit = 15): string {
  return output
    .split(/\r\n|\r|\n/u)
    .map((line) => plainText(line.trim(), 300))
    .filter((line) => line !== '')
    .slice(-line_limit)
    .join('\n');
}

export const INSTALL_QEMU = 'On Debian and Ubuntu: sudo apt-get install qemu-system-arm';

export function noQemu(cause: unknown): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'PROBE_NO_QEMU',
    message: 'The emulator qemu-system-arm is not installed, or not in PATH.',
    hint: `${INSTALL_QEMU}.`,
    cause,
  });
}

/** The line that says why: QEMU's own, or else the last one. Advice may follow after it. */
function reason(lines: readonly string[]): string {
  const own = lines.find((line) => line.startsWith('qemu') && !line.includes('warning:'));
  return (own ?? lines.at(-1) ?? '').replace(/^qemu-system-arm: /u, '');
}

/** `machine` names the emulator, `what` completes "The emulator … ", `output` is what it printed. */
export function qemuFailed(machine: string, what: string, output: string, cause?: unknown): HilbenchError {
  const detail = printableTail(output);
  const why = reason(detail.split('\n'));
  return new HilbenchError({
    kind: 'bench',
    code: 'PROBE_QEMU_FAILED',
    message: `The emulator of ${machine} ${what}${why === '' ? '' : `: ${why}`}.`,
    hint: 'Read what QEMU says; hilbench doctor checks its version (7.2 or later) and whether it boots.',
    ...(detail === '' ? {} : { detail }),
    ...(cause === undefined ? {} : { cause }),
  });
}

/** A file that the probe needs cannot be written. */
export function workspaceFailed(path: string, cause: unknown): HilbenchError {
  const full = isDiskFull(cause);
  return new HilbenchError({
    kind: 'bench',
    code: full ? 'PROBE_DISK_FULL' : 'PROBE_NO_WORKSPACE',
    message: full
      ? `There is no room left on the disk of ${path}.`
      : `The probe cannot write ${path}: ${cause instanceof Error ? cause.message : cause}.`,
    hint: full
      ? 'Make room on that disk, or set TMPDIR to a folder on another one.'
      : 'Make that folder writable for this user, or set TMPDIR to one that is.',
    cause,
  });
}
