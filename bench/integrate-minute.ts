/**
 * Child of the benchmark: makes a minute of samples batch by batch, as a monitor does, and integrates them.
 * The wires are sampled too, one byte a sample, and searched for edges. Only the integration and that search
 * are timed; making samples is not the product's work. Prints JSON.
 */
import { GateIntegrator } from '../src/power/integrate.ts';

const RATE_HZ = 2_000_000;
const STREAM_S = 60;
const BATCH = 20_000;
const PERIOD = 5 * RATE_HZ;
const GATE_BEGIN = 12_345;
const GATE_END = 4 * RATE_HZ + 777;
const VOLTAGE = 1.8;
const ACTIVE_A = 0.015;
const IDLE_A = 0.001;

const isHigh = (id: number): boolean => id % PERIOD >= GATE_BEGIN && id % PERIOD < GATE_END;

const integrator = new GateIntegrator('bench', {
  sample_id_hz: RATE_HZ,
  sample_id_step: 1,
  wires: ['gate', 'state'],
  current_a: { min: -3, max: 3 },
  voltage_v: { min: 0, max: 15 },
  min_window_ms: 1000,
});
// Made once, as by a driver that fills the same buffers: what they cost is not the product's.
const current_a = new Float32Array(BATCH);
const voltage_v = new Float32Array(BATCH).fill(VOLTAGE);
const wires = new Uint8Array(BATCH);
let high = false;
let cpu_us = 0;
for (let first_id = 0; first_id < STREAM_S * RATE_HZ; first_id += BATCH) {
  for (let at = 0; at < BATCH; at += 1) {
    const gate = isHigh(first_id + at);
    wires[at] = gate ? 1 : 0;
    current_a[at] = (gate ? ACTIVE_A : IDLE_A) + ((at & 7) - 3.5) * 1e-5;
  }
  const before = process.cpuUsage();
  for (let at = wires.indexOf(high ? 0 : 1); at >= 0; at = wires.indexOf(high ? 0 : 1, at)) {
    high = !high;
    integrator.gate(first_id + at, high);
  }
  integrator.push({ kind: 'samples', first_id, current_a, voltage_v });
  const used = process.cpuUsage(before);
  cpu_us += used.user + used.system;
}
const { windows } = integrator;
const expected_j = ACTIVE_A * VOLTAGE * ((GATE_END - GATE_BEGIN) / RATE_HZ);
process.stdout.write(
  JSON.stringify({
    cpu_s: cpu_us / 1e6,
    stream_s: STREAM_S,
    peak_bytes: process.resourceUsage().maxRSS * 1024,
    windows: windows.length,
    relative_error: Math.max(...windows.map(({ energy_j }) => Math.abs(energy_j - expected_j) / expected_j)),
  }),
);
