import type { Quantization, TensorType } from '../model/types.ts';
import { HilbenchError } from '../support/errors.ts';
import { elementsOf } from './elements.ts';
import type { TensorData } from './types.ts';

/** What a comparison needs to know of an output; a model's `Tensor` fits. */
export interface OutputSpec {
  readonly name: string;
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly quantization?: Quantization;
}

/**
 * How far the device is from the host over all runs of one output. `…_lsb` in steps of the integer
 * output, of whatever scale; `max_abs`, `mean_abs` and `relative_l2` for float outputs, in their unit.
 */
export interface OutputComparison {
  readonly index: number;
  readonly name: string;
  readonly dtype: TensorType;
  /** Of one run. */
  readonly elements: number;
  readonly max_abs_lsb?: number;
  readonly mean_abs_lsb?: number;
  readonly max_abs?: number;
  readonly mean_abs?: number;
  /** Worst run's ‖device − host‖₂ / ‖host‖₂. Absent when the host's vector was zero in every run. */
  readonly relative_l2?: number;
  /** Elements where one side is NaN or infinite and the other is not the same; they count nowhere else. */
  readonly non_finite?: number;
  /**
   * Least over the runs, of the vectors of q − zero point. 0 where only one of the two is all zero; absent
   * when both were in every run.
   */
  readonly cosine?: number;
  /** Share of runs whose winner on the device has the host's greatest value. Absent for one element. */
  readonly argmax_agreement?: number;
}

/** Beyond any of these the device's outputs are not accepted. */
export interface ComparisonLimits {
  readonly max_lsb: number;
  readonly mean_lsb: number;
  readonly min_cosine: number;
  readonly min_argmax_agreement: number;
}

/** Takes the outputs of run after run; holds sums only, never a run. */
export interface Comparison {
  /**
   * @param device outputs in the order of the model
   * @param host the same, of the same inputs
   * @throws {HilbenchError} `REFERENCE_OUTPUT_MISMATCH` when number or size of the outputs differ
   */
  add(device: readonly TensorData[], host: readonly TensorData[]): void;
  /** @throws {HilbenchError} `REFERENCE_NOTHING_COMPARED` before the first run */
  results(): OutputComparison[];
}

export function createComparison(outputs: readonly OutputSpec[]): Comparison {
  const accumulators = outputs.map((spec, index) => new OutputAccumulator(spec, index));
  return {
    add(device, host) {
      if (device.length !== outputs.length || host.length !== outputs.length) {
        throw mismatch(`${device.length} outputs of the device, ${host.length} of the host`, outputs.length);
      }
      for (const [index, accumulator] of accumulators.entries()) {
        accumulator.add(device[index]?.bytes ?? new Uint8Array(), host[index]?.bytes ?? new Uint8Array());
      }
    },
    results: () => accumulators.map((accumulator) => accumulator.result()),
  };
}

class OutputAccumulator {
  private readonly spec: OutputSpec;
  private readonly index: number;
  private readonly zero_point: number;
  private readonly is_float: boolean;
  private runs = 0;
  private elements = 0;
  private compared = 0;
  private max_abs = 0;
  private sum_abs = 0;
  private non_finite = 0;
  private agreeing = 0;
  private cosine: number | undefined;
  private relative_l2: number | undefined;

  constructor(spec: OutputSpec, index: number) {
    this.spec = spec;
    this.index = index;
    this.zero_point = spec.quantization?.zero_point[0] ?? 0;
    this.is_float = spec.type === 'FLOAT32' || spec.type === 'FLOAT64';
  }

  add(deviceBytes: Uint8Array, hostBytes: Uint8Array): void {
    if (deviceBytes.byteLength !== hostBytes.byteLength) {
      throw mismatch(
        `${deviceBytes.byteLength} bytes of output ${this.index} '${this.spec.name}' from the device`,
        hostBytes.byteLength,
      );
    }
    const device = elementsOf(this.spec.type, deviceBytes);
    const host = elementsOf(this.spec.type, hostBytes);
    let dot = 0;
    let device_square = 0;
    let host_square = 0;
    let difference_square = 0;
    for (let at = 0; at < host.length; at += 1) {
      const d = device[at] ?? 0;
      const h = host[at] ?? 0;
      // 64-bit integers are subtracted before they are rounded to doubles.
      const difference =
        typeof d === 'bigint' && typeof h === 'bigint' ? Number(d - h) : Number(d) - Number(h);
      if (!Number.isFinite(difference)) {
        if (!Object.is(d, h)) this.non_finite += 1;
        continue;
      }
      const x = Number(d) - this.zero_point;
      const y = Number(h) - this.zero_point;
      dot += x * y;
      device_square += x * x;
      host_square += y * y;
      difference_square += difference * difference;
      this.sum_abs += Math.abs(difference);
      this.max_abs = Math.max(this.max_abs, Math.abs(difference));
      this.compared += 1;
    }
    this.elements = host.length;
    this.runs += 1;
    if (device_square > 0 || host_square > 0) {
      // Rounding would make 0.999… of two equal vectors, which a limit of 1 must accept.
      const cosine = difference_square === 0 ? 1 : cosineOf(dot, device_square, host_square);
      this.cosine = Math.min(this.cosine ?? 1, cosine);
    }
    if (host_square > 0) {
      this.relative_l2 = Math.max(this.relative_l2 ?? 0, Math.sqrt(difference_square / host_square));
    }
    if (host.length > 1 && host[winner(device)] === host[winner(host)]) this.agreeing += 1;
  }

  result(): OutputComparison {
    const { spec, index, runs, elements, compared, max_abs, non_finite, cosine, relative_l2 } = this;
    if (runs === 0) {
      throw new HilbenchError({
        kind: 'bench',
        code: 'REFERENCE_NOTHING_COMPARED',
        message: 'No run was compared, so there is nothing to say of the outputs.',
        hint: 'Validate with at least one run.',
      });
    }
    const mean_abs = compared === 0 ? 0 : this.sum_abs / compared;
    return {
      index,
      name: spec.name,
      dtype: spec.type,
      elements,
      ...(this.is_float
        ? { max_abs, mean_abs, non_finite, ...(relative_l2 === undefined ? {} : { relative_l2 }) }
        : { max_abs_lsb: max_abs, mean_abs_lsb: mean_abs }),
      ...(cosine === undefined ? {} : { cosine }),
      ...(elements > 1 ? { argmax_agreement: this.agreeing / runs } : {}),
    };
  }
}

function cosineOf(dot: number, device_square: number, host_square: number): number {
  if (device_square === 0 || host_square === 0) return 0;
  return Math.max(-1, dot / Math.sqrt(device_square) / Math.sqrt(host_square));
}

/** Index of the first greatest element; NaN never wins. */
export function winner(values: ArrayLike<number | bigint>): number {
  let best = -1;
  let greatest: number | bigint = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at];
    if (value !== undefined && value > greatest) {
      greatest = value;
      best = at;
    }
  }
  return best === -1 ? 0 : best;
}

/**
 * Says in words which limits were broken, one sentence each; empty when the outputs are accepted.
 *
 * A float output has no steps. There `min_cosine` also bounds `relative_l2`: at √(2 − 2·min_cosine), the
 * distance of two vectors of equal length at that angle, so that a wrong scale is seen too.
 */
export function verdict(outputs: readonly OutputComparison[], limits: ComparisonLimits): string[] {
  const max_relative_l2 = Math.sqrt(Math.max(0, 2 - 2 * limits.min_cosine));
  return outputs.flatMap((output) => {
    const name = `output ${output.index} '${output.name}'`;
    const above = (value: number | undefined, limit: number, what: string): string[] =>
      value === undefined || value <= limit
        ? []
        : [`${name}: ${what} ${short(value)}, allowed ${short(limit)}`];
    const below = (value: number | undefined, limit: number, what: string): string[] =>
      value === undefined || value >= limit
        ? []
        : [`${name}: ${what} ${short(value)}, wanted ${short(limit)}`];
    return [
      ...above(output.max_abs_lsb, limits.max_lsb, 'worst difference in steps'),
      ...above(output.mean_abs_lsb, limits.mean_lsb, 'mean difference in steps'),
      ...above(output.relative_l2, max_relative_l2, 'relative distance'),
      ...above(output.non_finite, 0, 'elements NaN or infinite on one side only'),
      ...below(output.cosine, limits.min_cosine, 'cosine similarity'),
      ...below(output.argmax_agreement, limits.min_argmax_agreement, 'share of runs with the same winner'),
    ];
  });
}

/** Six digits, so that 0.99999 against a limit of 1 does not read as 1. */
function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}

function mismatch(found: string, expected: number): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'REFERENCE_OUTPUT_MISMATCH',
    message: `Expected ${expected}, found ${found}.`,
    hint: 'Report this: device and host do not run the same model.',
  });
}
