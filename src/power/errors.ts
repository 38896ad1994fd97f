import { HilbenchError } from '../support/errors.ts';
import { plainText } from '../support/text.ts';

/** Windows are given from 0 and told from 1; times are told with four digits. */
function powerError(code: string, message: string, hint: string, cause?: unknown): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: `POWER_${code}`,
    message,
    hint,
    ...(cause === undefined ? {} : { cause }),
  });
}

const ms = (value: number): string => `${Number(value.toPrecision(4))} ms`;

/** `what` completes "Window 2: …". */
export function wrongEdges(window: number, what: string): HilbenchError {
  return powerError(
    'EDGES',
    `Window ${window + 1}: ${what}; one rise and one fall of gate belong to a window.`,
    "Check the gate wire between the board and the monitor and the threshold of the monitor's input, then run again.",
  );
}

/** `missing` samples from `at_id` on; `during` says where in the recording. */
export function gap(missing: number, at_id: number, during: string): HilbenchError {
  return powerError(
    'GAP',
    `${missing} samples are missing at sample id ${at_id}, ${during}.`,
    'Take load off this host and its USB bus, then run again; an energy with samples missing is not reported.',
  );
}

/** `text` is the driver's own: it says that samples are missing, and not where. */
export function samplesLost(monitor: string, text: string): HilbenchError {
  return powerError(
    'GAP',
    `Samples of the ${monitor} are missing (${plainText(text, 300)}).`,
    'Take load off this host and its USB bus, then run again; an energy with samples missing is not reported.',
  );
}

export function supplyVoltage(monitor: string, seen_v: number, supply_v: number): HilbenchError {
  const dark = !(seen_v > supply_v / 2);
  return powerError(
    'SUPPLY_VOLTAGE',
    `The ${monitor} sees ${Number(seen_v.toPrecision(3))} V; bench.yml says that the board is supplied with ${supply_v} V.`,
    dark
      ? 'Switch on what supplies the board, and check that it is wired through IN and OUT of the instrument, and only through it.'
      : 'Set what supplies the board to that voltage, or correct supply_v in bench.yml.',
  );
}

export function netNegative(window: number, mean_current_a: number): HilbenchError {
  return powerError(
    'NEGATIVE',
    `Window ${window + 1}: the current is ${mean_current_a.toPrecision(3)} A on average; a board that runs draws more than none.`,
    'Check that the board is supplied through the monitor, and only through it, and that IN and OUT are not swapped.',
  );
}

export function windowShort(window_ms: number, minimum_ms: number, inferences: number): HilbenchError {
  return powerError(
    'WINDOW_SHORT',
    `${inferences} inferences, the most there can be in a window, take ${ms(window_ms)}; the monitor needs ${ms(minimum_ms)}.`,
    'The model is too small for this monitor: choose --cpu-mode LP or a monitor that samples faster.',
  );
}

/** `what` says both counts. */
export function countMismatch(window: number, what: string): HilbenchError {
  return powerError(
    'COUNT_MISMATCH',
    `Window ${window + 1}: ${what}.`,
    "Check the clock that the platform file gives for this CPU mode, and the gate wire; the firmware's count and the gate must agree.",
  );
}

export function outOfRange(what: string, value: number, unit: string, at_id: number): HilbenchError {
  return powerError(
    'RANGE',
    `The ${what} reaches ${Number(value.toPrecision(4))} ${unit} near sample id ${at_id}, beyond what the monitor measures.`,
    'Look for a loose contact, a short, or another load on the supply; choose a wider range of the monitor, then run again.',
  );
}

export function monitorLost(monitor: string, cause?: unknown): HilbenchError {
  const why = cause instanceof Error ? `: ${plainText(cause.message, 300)}` : '';
  return powerError(
    'MONITOR_LOST',
    `The power monitor (${monitor}) is gone in the middle of a measurement${why}.`,
    'Check its cable and that no other program took it, then run again.',
    cause,
  );
}

export function monitorHung(monitor: string, silence_ms: number): HilbenchError {
  return powerError(
    'MONITOR_HUNG',
    `The power monitor (${monitor}) has sent no samples for ${ms(silence_ms)}.`,
    'Unplug it and plug it in again, then run again.',
  );
}

export function monitorSilent(monitor: string, timeout_ms: number): HilbenchError {
  return powerError(
    'MONITOR_HUNG',
    `The power monitor (${monitor}) did not answer within ${ms(timeout_ms)}.`,
    'Check that it is switched on and that this is its port; unplug it and plug it in again, then run again.',
  );
}

/** `why` completes "… makes no sense: ". */
export function monitorData(monitor: string, why: string): HilbenchError {
  return powerError(
    'MONITOR_DATA',
    `What the power monitor (${monitor}) sends makes no sense: ${plainText(why, 300)}.`,
    'Run again; if it stays, check the wires between board and monitor, and rebuild the firmware.',
  );
}

/** What an instrument itself sends, whatever is wired to it. `why` completes "… makes no sense: ". */
export function monitorUnsound(monitor: string, why: string): HilbenchError {
  return powerError(
    'MONITOR_DATA',
    `What the power monitor (${monitor}) sends makes no sense: ${plainText(why, 300)}.`,
    'Unplug it and plug it in again, without a hub in between, then run again; if it stays, see whether the software of its vendor can use it.',
  );
}

export function notReady(timeout_ms: number): HilbenchError {
  return powerError(
    'NOT_READY',
    `The board did not raise state within ${ms(timeout_ms)}.`,
    'Check the state wire between the board and the monitor, the Vref of a monitor that needs one, and that the board starts; then run again.',
  );
}

/** @param self_timed the board begins its windows by itself, and lowers state when it does */
export function noGate(window: number, timeout_ms: number, self_timed: boolean): HilbenchError {
  return powerError(
    'NO_GATE',
    `Window ${window + 1}: ${self_timed ? 'state fell' : 'go was raised'}, and gate did not rise within ${ms(timeout_ms)}.`,
    `Check the ${self_timed ? 'state' : 'go'} and gate wires between the board and the monitor, then run again.`,
  );
}

/** `what` completes "did not …". */
export function windowTimeout(window: number, what: string, timeout_ms: number): HilbenchError {
  return powerError(
    'WINDOW_TIMEOUT',
    `Window ${window + 1}: the board did not ${what} within ${ms(timeout_ms)}.`,
    'Run again with a smaller --runs-power; if it stays, the firmware hangs: report it with the model.',
  );
}

export function noReport(window: number, timeout_ms: number): HilbenchError {
  return powerError(
    'NO_REPORT',
    `Window ${window + 1}: the board did not report its own count within ${ms(timeout_ms)}.`,
    'Run again; if it stays, rebuild the firmware with this version of hilbench.',
  );
}

/** `why` completes "… cannot be read: ". */
export function noBoardReport(why: string): HilbenchError {
  return powerError(
    'NO_REPORT',
    `What the board counted by itself cannot be read: ${plainText(why, 300)}.`,
    'Run again; if it stays, look for what keeps the probe from reading the memory of the board.',
  );
}

/** `status` is an `hb_status`; `text`, which may be empty, is the board's own. */
export function deviceFailed(status: number, text: string): HilbenchError {
  const said = text === '' ? '' : `: ${plainText(text, 300)}`;
  return powerError(
    'DEVICE_FAILED',
    `The board cannot run the model for a power measurement; it answers status ${status}${said}.`,
    'Run again without the power stage: the same model then says over the link what is wrong with it.',
  );
}
