import type { BoardMonitor } from '../../bench/types.ts';
import type { Transport } from '../../link/types.ts';
import { throwIfAborted } from '../../support/deadline.ts';
import { HilbenchError } from '../../support/errors.ts';
import type { PowerMonitor } from '../types.ts';
import { parseMetadata } from './calibration.ts';
import { ppk2Ports, type UsbPort } from './find.ts';
import { Ppk2Monitor } from './monitor.ts';
import { Ppk2Port } from './port.ts';

export interface Ppk2Options {
  readonly board: BoardMonitor;
  /** The serial ports of this host. */
  readonly listPorts: () => Promise<readonly UsbPort[]>;
  /** @throws {HilbenchError} `PORT_…` */
  readonly openPort: (path: string, signal: AbortSignal) => Promise<Transport>;
  /** A clock in milliseconds that never goes back. */
  readonly now_ms: () => number;
  /** How long samples may stay away in a recording. */
  readonly silence_timeout_ms?: number;
}

/** A port of the instrument that cannot be opened, in the words of a monitor. */
function portProblem(error: unknown): unknown {
  if (!(error instanceof HilbenchError) || !error.code.startsWith('PORT_')) return error;
  const codes: Readonly<Record<string, string>> = { PORT_BUSY: 'BUSY', PORT_DENIED: 'PERMISSION' };
  const code = codes[error.code] ?? 'OPEN';
  return new HilbenchError({
    kind: 'bench',
    code: `POWER_MONITOR_${code}`,
    message: `The PPK2 cannot be opened. ${error.message}`,
    hint:
      code === 'BUSY' ? 'Close the Power Profiler app, or the other program that has the port.' : error.hint,
    cause: error,
  });
}

function isSilence(error: unknown): boolean {
  return error instanceof HilbenchError && error.code === 'POWER_MONITOR_HUNG';
}

/** An opened port that answers as a PPK2, and what it answers; closed when it does not. */
async function greeted(transport: Transport, signal: AbortSignal) {
  const port = new Ppk2Port(transport);
  try {
    return { port, calibration: parseMetadata(await port.greet(signal)) };
  } catch (error) {
    await port[Symbol.asyncDispose]();
    throw error;
  }
}

/** The first of the instrument's ports that can be opened and answers, and what it answers. */
async function answering(paths: readonly string[], { openPort }: Ppk2Options, signal: AbortSignal) {
  let problem: unknown;
  for (const path of paths) {
    throwIfAborted(signal);
    try {
      return await greeted(await openPort(path, signal), signal);
    } catch (error) {
      throwIfAborted(signal);
      // One of its two ports never answers: what the other one says is what is wrong.
      if (problem === undefined || !isSilence(error)) problem = portProblem(error);
    }
  }
  throw problem;
}

/**
 * Opens the PPK2 of a board and supplies the board through it, at the voltage of bench.yml. The board stays supplied when
 * the monitor is closed: the probe of whoever comes next needs it to be.
 *
 * @throws {HilbenchError} `POWER_NO_MONITOR`, `POWER_MONITOR_…` (kind `bench`), or the reason of `signal`'s abort
 */
export async function openPpk2(options: Ppk2Options, signal: AbortSignal): Promise<PowerMonitor> {
  const { board } = options;
  const paths = board.port === undefined ? ppk2Ports(await options.listPorts(), board.serial) : [board.port];
  const { port, calibration } = await answering(paths, options, signal);
  try {
    await port.supply(board.supply_v);
  } catch (error) {
    await port[Symbol.asyncDispose]();
    throw error;
  }
  return new Ppk2Monitor({ ...options, port, calibration });
}
