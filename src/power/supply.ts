import { supplyVoltage } from './errors.ts';
import type { WindowEnergy } from './integrate.ts';
import type { PowerMonitor } from './types.ts';

/** The mean voltage may differ by this much from what bench.yml says. */
const TOLERANCE = 0.1;
/** How long a supply may take to rise once the board is connected to it. */
const SETTLE_S = 2;

function agrees(seen_v: number, supply_v: number): boolean {
  return Math.abs(seen_v - supply_v) <= supply_v * TOLERANCE;
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

/**
 * Records until the board has the voltage of bench.yml: without it a probe finds no board, and says something else.
 *
 * @throws {HilbenchError} `POWER_SUPPLY_VOLTAGE` when it has not after two seconds of samples; those of the monitor
 */
export async function waitForSupply(
  monitor: PowerMonitor,
  supply_v: number,
  signal: AbortSignal,
): Promise<void> {
  await monitor.start(signal);
  try {
    let begin_id: number | undefined;
    for await (const event of monitor.events(signal)) {
      if (event.kind !== 'samples') continue;
      const seen_v = mean(event.voltage_v);
      if (agrees(seen_v, supply_v)) return;
      begin_id ??= event.first_id;
      if (event.first_id - begin_id >= SETTLE_S * monitor.capabilities.sample_id_hz)
        throw supplyVoltage(monitor.name, seen_v, supply_v);
    }
  } finally {
    await monitor.stop();
  }
}

/**
 * Whether the board idled at the voltage of bench.yml before every window.
 *
 * @throws {HilbenchError} `POWER_SUPPLY_VOLTAGE`
 */
export function checkSupply(monitor: string, windows: readonly WindowEnergy[], supply_v: number): void {
  for (const { idle_voltage_v } of windows) {
    if (idle_voltage_v !== undefined && !agrees(idle_voltage_v, supply_v))
      throw supplyVoltage(monitor, idle_voltage_v, supply_v);
  }
}
