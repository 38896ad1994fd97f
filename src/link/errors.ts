import { HilbenchError } from '../support/errors.ts';
import type { FailureMessage } from './messages.ts';

interface Status {
  readonly code: string;
  readonly hint: string;
  /** `input`: what was asked for cannot be had on this board, which is none the worse for it. */
  readonly kind?: 'input';
}

/** What a status of the firmware is called and what to do about it, by its number in `hb_status`. */
const STATUSES: Readonly<Record<number, Status>> = {
  1: {
    code: 'DEVICE_BAD_REQUEST',
    hint: 'Report this with the log of the run: hilbench asked for something that the firmware refuses.',
  },
  2: {
    code: 'DEVICE_UNKNOWN_COMMAND',
    hint: 'Rebuild and reflash the firmware with this version of hilbench.',
  },
  3: {
    code: 'DEVICE_NOT_READY',
    hint: 'Report this with the log of the run: a step was left out before this one.',
  },
  4: {
    code: 'DEVICE_MODEL_CORRUPT',
    hint: 'Run again; if it stays, check the memory the model was placed in (--model-location) and the probe.',
  },
  5: {
    code: 'DEVICE_MODEL_MISMATCH',
    hint: 'Run again with HILBENCH_CACHE_DIR set to an empty folder, so that the image is built for this model.',
  },
  6: {
    kind: 'input',
    code: 'DEVICE_ARENA_TOO_SMALL',
    hint: 'Give the arena more room: a larger --max-arena-size, or a larger memory by --arena-location or --model-location. Else the model is too large for this board.',
  },
  7: {
    code: 'DEVICE_BAD_ADDRESS',
    hint: "Check the addresses in the platform file against the board's memories.",
  },
  8: { code: 'DEVICE_INVOKE_FAILED', hint: "See the device's text; check the model on the host first." },
  9: {
    code: 'DEVICE_TIMER_DEAD',
    hint: 'Reset the board and run again. The cycle counter of a Cortex-M4 needs its probe attached all the time: see that nothing else uses the J-Link.',
  },
  10: {
    code: 'DEVICE_TIMER_OVERFLOW',
    hint: 'The inference is longer than the layer timer can count; measure with fewer runs or a smaller model.',
  },
  11: {
    kind: 'input',
    code: 'DEVICE_UNSUPPORTED',
    hint: 'Choose an option that this board has; where the text is about the model, replace what its engine cannot run.',
  },
  12: {
    code: 'DEVICE_FAULT',
    hint: "Look the program counter up in the image's map file; a fault in a kernel is a defect worth reporting.",
  },
  13: {
    code: 'DEVICE_CLOCK_WRONG',
    hint: 'Cycles would be right and times wrong: correct cpu_modes of the platform file if the board really runs so; else check its supply, and that AmbiqSuite is the version for this board.',
  },
};

/** A failure that the firmware reported: `DEVICE_…`, kind `bench`, or `input` where a board cannot do what was asked. */
export class DeviceError extends HilbenchError {
  /** `hb_status` of the firmware. */
  readonly status: number;
  /** What the firmware said, fit to print. */
  readonly text: string;
  /** With DEVICE_ARENA_TOO_SMALL: the least arena bytes that might do. */
  readonly needed_bytes?: number;

  constructor(command: string, failure: FailureMessage) {
    const known = STATUSES[failure.status];
    const needed =
      failure.needed_bytes === undefined ? '' : `at least ${failure.needed_bytes} bytes are needed`;
    const text = [failure.text, needed].filter((part) => part !== '').join('; ') || 'it gave no reason';
    super({
      kind: known?.kind ?? 'bench',
      code: known?.code ?? 'DEVICE_FAILED',
      message: `The device failed at ${command} with status ${failure.status}: ${text}.`,
      hint: known?.hint ?? 'Rebuild and reflash the firmware with this version of hilbench.',
    });
    this.status = failure.status;
    this.text = text;
    if (failure.needed_bytes !== undefined) this.needed_bytes = failure.needed_bytes;
  }
}

/** Nothing has come from there at all. */
export function linkSilent(path: string, timeout_ms: number): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'LINK_SILENT',
    message: `The firmware did not answer on ${path}: not a byte came within ${timeout_ms} ms.`,
    hint: "Check that this is the port of the board that was flashed, at the right baud rate, and that the board has power; if so, its firmware does not start: press the board's reset button and run again.",
  });
}

/** A device that has answered before does no longer. */
export function linkTimeout(path: string, what: string, timeout_ms: number): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'LINK_TIMEOUT',
    message: `Nothing came from ${path} within ${timeout_ms} ms in answer to ${what}.`,
    hint: 'It has answered before: its firmware hangs, or the board has lost its power. Check the supply and run again; a model that hangs each time is a defect worth reporting.',
  });
}

export function linkGarbage(
  path: string,
  what: string,
  timeout_ms: number,
  byte_count: number,
): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'LINK_GARBAGE',
    message: `The device on ${path} talks, but not the link protocol: ${byte_count} bytes in ${timeout_ms} ms and no answer to ${what}.`,
    hint:
      what === 'HELLO'
        ? 'Check that this is the right port at the right baud rate, and that the board runs the hilbench firmware.'
        : 'It has answered before: the line damages what it carries, or the firmware does. Check cable and hub of the port, and run again.',
  });
}

export function linkProtocol(path: string, said: string, expected: number): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'LINK_PROTOCOL',
    message: `This hilbench speaks version ${expected} of the link protocol; the firmware on ${path} does not: ${said}.`,
    hint: 'Rebuild and reflash the firmware with this version of hilbench.',
  });
}

/** How far a bulk transfer came. */
export interface BulkStall {
  readonly done_bytes: number;
  readonly total_bytes: number;
  readonly waited_ms: number;
  readonly rewinds: number;
}

export function linkStalled(path: string, stall: BulkStall): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'LINK_STALLED',
    message: `The upload over ${path} stopped at ${stall.done_bytes} of ${stall.total_bytes} bytes: it did not go on within ${Math.round(stall.waited_ms)} ms, and pieces were sent again ${stall.rewinds} times.`,
    hint: 'Check cable and hub of the board; a UART needs the right --baud. Run again: the upload goes on where it stopped if the board was not reset.',
  });
}

export function linkClosed(path: string, what: string, reason: Error | undefined): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'LINK_CLOSED',
    message: `The connection to ${path} ended during ${what}${reason === undefined ? '' : `: ${reason.message}`}.`,
    hint: 'Check cable, hub and power of the board, or why the emulator ended, and run again.',
    ...(reason === undefined ? {} : { cause: reason }),
    ...(reason instanceof HilbenchError && reason.detail !== undefined ? { detail: reason.detail } : {}),
  });
}
