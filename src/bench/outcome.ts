import { HilbenchError, whatEnded } from '../support/errors.ts';

/** What a board, its probe, its port or its cable did. */
const OF_A_BOARD = /^(?:PROBE|PORT|LINK|DEVICE)_/u;

/** The same prefixes, for what the host or the configuration lacks: no board is the worse for it. */
const OF_THE_HOST: ReadonlySet<string> = new Set([
  'PROBE_NO_QEMU',
  'PROBE_QEMU_FAILED',
  'PROBE_NO_JLINK',
  'PROBE_JLINK_NOT_STARTED',
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

/** What a board did while it was measured, or its wires to the instrument: not the instrument, its driver or the host. */
const MEASURED: ReadonlySet<string> = new Set([
  'POWER_NOT_READY',
  'POWER_NO_GATE',
  'POWER_EDGES',
  'POWER_COUNT_MISMATCH',
  'POWER_NO_REPORT',
  'POWER_WINDOW_TIMEOUT',
  'POWER_DEVICE_FAILED',
  'POWER_SUPPLY_VOLTAGE',
  'POWER_NEGATIVE',
  'POWER_RANGE',
]);

/** What a port that the run itself named may bring about. */
const OF_A_PORT = /^(?:PORT|LINK|DEVICE)_/u;

/**
 * Why a run failed, where that speaks against its board; undefined where it does not: a cancelled run, a model or
 * an input that is wrong, a tool that the host lacks. Without a full stop, to be put into a sentence.
 *
 * @param by_tty the run named port or baud rate itself (`--tty`, `--baud`): what came from there may be another board
 */
export function boardFailure(error: unknown, by_tty = false): string | undefined {
  const cause = whatEnded(error);
  if (!(cause instanceof HilbenchError) || cause.kind !== 'bench') return undefined;
  const { code } = cause;
  if (!MEASURED.has(code) && (!OF_A_BOARD.test(code) || OF_THE_HOST.has(code))) return undefined;
  if (by_tty && OF_A_PORT.test(code)) return undefined;
  return `${code}: ${cause.message.replace(/\.$/u, '')}`;
}
