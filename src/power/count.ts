import type { CountedWindow } from './board-report.ts';
import { countMismatch } from './errors.ts';

/** The device's clock and the monitor's may differ by this much; a lost edge or clock mode is far more. */
const COUNT_TOLERANCE = 0.05;

/**
 * Compares what the device counted of a window with its gate.
 *
 * @param inferences as the device was told
 * @param units_hz units of its count in a second of the gate's time; 0: its count says nothing of time
 * @throws {HilbenchError} `POWER_COUNT_MISMATCH`
 */
export function checkWindowCount(
  index: number,
  gate_s: number,
  counted: CountedWindow,
  inferences: number,
  units_hz: number,
): void {
  if (counted.inferences !== inferences) {
    throw countMismatch(index, `the board ran ${counted.inferences} inferences, not ${inferences}`);
  }
  if (units_hz === 0) return;
  const counted_ms = (counted.units / units_hz) * 1e3;
  const gate_ms = gate_s * 1e3;
  if (Math.abs(counted_ms - gate_ms) <= gate_ms * COUNT_TOLERANCE) return;
  const lengths = `${gate_ms.toPrecision(4)} ms by its gate, and ${counted_ms.toPrecision(4)} ms by the board's count`;
  throw countMismatch(index, `it is ${lengths}`);
}
