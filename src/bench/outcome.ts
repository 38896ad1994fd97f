import { HilbenchError } from '../support/errors.ts';

/** What a board, its probe, its port or its cable did. */
const OF_A_BOARD = /^(?:PROBE|PORT|LINK|DEVICE)_/u;

/** The same prefixes, for what the host or the configuration lacks: no board is the worse for it. */
const OF_THE_HOST: ReadonlySet<string> = new Set([
  'PROBE_NO_QEMU',
  'PROBE_QEMU_FAILED',
  'PROBE_NO_JLINK',
  'PROBE_JLINK_VERSION',
  'PROBE_DISK_FULL',
  'PROBE_NO_WORKSPACE',
  'PROBE_UNKNOWN_DEVICE',
  'PROBE_WRONG_ADDRESS',
  'PROBE_AMBIGUOUS',
  'PORT_AMBIGUOUS',
  'PORT_DENIED',
  'PORT_LIST',
]);

/**
 * Why a run failed, where that speaks against its board; undefined where it does not: a cancelled run, a model or
 * an input that is wrong, a tool that the host lacks.
 */
export function boardFailure(error: unknown): string | undefined {
  // A release that failed too stands in front of what ended the run.
  const cause =
    error instanceof Error && error.name === 'SuppressedError' && 'suppressed' in error
      ? error.suppressed
      : error;
  if (!(cause instanceof HilbenchError) || cause.kind !== 'bench') return undefined;
  if (!OF_A_BOARD.test(cause.code) || OF_THE_HOST.has(cause.code)) return undefined;
  return `${cause.code}: ${cause.message}`;
}
