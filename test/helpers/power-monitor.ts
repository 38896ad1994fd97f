import type { PowerModel } from '../../src/platform/types.ts';
import { instructionsPerSecond, openModelledMonitor } from '../../src/power/modelled.ts';
import { recordWindows } from '../../src/power/session.ts';
import type { MonitorEvent, PowerMonitor } from '../../src/power/types.ts';
import type { Recording, WindowsRequest } from '../../src/power/windows.ts';
import { type SimulatedBoardOptions, SimulatedPowerBoard } from './simulated-power-board.ts';

export const QUIET_MODEL: PowerModel = {
  supply_v: 1.8,
  sample_rate_hz: 100_000,
  noise: { current_rms_a: 0, seed: 1 },
  min_window_ms: 10,
  lp: { clock_mhz: 96, instructions_per_cycle: 1, active_mw: 8, idle_mw: 1.5 },
  hp: { clock_mhz: 250, instructions_per_cycle: 0.9, active_mw: 28, idle_mw: 3 },
};

/** 50 ms windows in LP. */
export const BOARD: SimulatedBoardOptions = {
  windows: 3,
  inferences: 4,
  instructions_per_inference: 1_200_037,
};

export function windowsRequest(model: PowerModel, board: SimulatedBoardOptions): WindowsRequest {
  return {
    windows: board.windows,
    inferences: board.inferences,
    units_hz: instructionsPerSecond(model, 'lp'),
    idle_ms: 5,
    min_window_ms: model.min_window_ms,
    ready_timeout_ms: 200,
    gate_timeout_ms: 200,
    window_timeout_ms: 400,
    settle_timeout_ms: 100,
    onWindow: () => {},
  };
}

/** The monitor with its events passed through `change`, one at a time. */
export function withEvents(
  monitor: PowerMonitor,
  change: (event: MonitorEvent) => readonly MonitorEvent[] | 'end',
): PowerMonitor {
  return {
    name: monitor.name,
    modelled: monitor.modelled,
    capabilities: monitor.capabilities,
    start: (signal) => monitor.start(signal),
    async *events(signal) {
      for await (const event of monitor.events(signal)) {
        const changed = change(event);
        if (changed === 'end') return;
        yield* changed;
      }
    },
    setGo: (high) => monitor.setGo(high),
    stop: () => monitor.stop(),
    [Symbol.asyncDispose]: () => monitor[Symbol.asyncDispose](),
  };
}

export interface SimulatedRecording {
  readonly model?: PowerModel;
  readonly board?: Partial<SimulatedBoardOptions>;
  readonly request?: Partial<WindowsRequest>;
  readonly signal?: AbortSignal;
  readonly wrap?: (monitor: PowerMonitor, board: SimulatedPowerBoard) => PowerMonitor;
  readonly onBoard?: (board: SimulatedPowerBoard) => void;
}

/** Records a simulated board with the modelled monitor, in LP. */
export async function recordSimulated(setup: SimulatedRecording = {}): Promise<Recording> {
  const model = setup.model ?? QUIET_MODEL;
  const options = { ...BOARD, ...setup.board };
  const signal = setup.signal ?? new AbortController().signal;
  const board = new SimulatedPowerBoard(options);
  const opened = openModelledMonitor({ wires: board, model, mode: 'lp' });
  await using monitor = setup.wrap?.(opened, board) ?? opened;
  await monitor.start(signal);
  setup.onBoard?.(board);
  return await recordWindows(monitor, { ...windowsRequest(model, options), ...setup.request }, signal);
}
