/*
 * Convolutions on the host in floating point, for choosing the scales of the example's tensors. Tensors
 * are NHWC with N = 1; sums run in a fixed order, so the results are the same everywhere.
 */

export interface Activations {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly values: Float64Array;
}

export interface Window {
  readonly kernel_h: number;
  readonly kernel_w: number;
  readonly stride: number;
}

/** Padding before the first element for SAME, and the output's size. */
function same(
  size: number,
  kernel: number,
  stride: number,
): { readonly output: number; readonly before: number } {
  const output = Math.ceil(size / stride);
  return { output, before: Math.floor(Math.max((output - 1) * stride + kernel - size, 0) / 2) };
}

/** CONV_2D, SAME, without bias; `weights` is [out, kernel_h, kernel_w, in]. */
export function conv2d(input: Activations, weights: Int8Array, out: number, window: Window): Activations {
  const depth = input.channels;
  return slide(input, out, window, (output, at, taps) => {
    for (let co = 0; co < out; co++) {
      const filter = co * window.kernel_h * window.kernel_w * depth;
      let sum = 0;
      for (const { source, tap } of taps) {
        for (let ci = 0; ci < depth; ci++) {
          sum += (input.values[source + ci] ?? 0) * (weights[filter + tap * depth + ci] ?? 0);
        }
      }
      output[at + co] = sum;
    }
  });
}

/** DEPTHWISE_CONV_2D, SAME, multiplier 1, without bias; `weights` is [1, kernel_h, kernel_w, channels]. */
export function depthwiseConv2d(input: Activations, weights: Int8Array, window: Window): Activations {
  const { channels } = input;
  return slide(input, channels, window, (output, at, taps) => {
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (const { source, tap } of taps) {
        sum += (input.values[source + c] ?? 0) * (weights[tap * channels + c] ?? 0);
      }
      output[at + c] = sum;
    }
  });
}

/** One element of the window that lies inside the input. */
interface Tap {
  /** Index of its first channel in the input. */
  readonly source: number;
  /** Index in the kernel. */
  readonly tap: number;
}

function slide(
  input: Activations,
  channels: number,
  { kernel_h, kernel_w, stride }: Window,
  compute: (output: Float64Array, at: number, taps: readonly Tap[]) => void,
): Activations {
  const rows = same(input.height, kernel_h, stride);
  const columns = same(input.width, kernel_w, stride);
  const values = new Float64Array(rows.output * columns.output * channels);
  for (let y = 0; y < rows.output; y++) {
    for (let x = 0; x < columns.output; x++) {
      const taps: Tap[] = [];
      for (let ky = 0; ky < kernel_h; ky++) {
        for (let kx = 0; kx < kernel_w; kx++) {
          const sy = y * stride + ky - rows.before;
          const sx = x * stride + kx - columns.before;
          if (sy < 0 || sy >= input.height || sx < 0 || sx >= input.width) continue;
          taps.push({ source: (sy * input.width + sx) * input.channels, tap: ky * kernel_w + kx });
        }
      }
      compute(values, (y * columns.output + x) * channels, taps);
    }
  }
  return { height: rows.output, width: columns.output, channels, values };
}

/** Mean over height and width: one value per channel. */
export function globalAverage({ channels, values }: Activations): Float64Array {
  const sums = new Float64Array(channels);
  for (const [i, value] of values.entries()) sums[i % channels] = (sums[i % channels] ?? 0) + value;
  return sums.map((sum) => (sum * channels) / values.length);
}

/** Mean and standard deviation of every channel over all samples and positions. */
export function channelStatistics(samples: readonly Activations[]): {
  mean: Float64Array;
  deviation: Float64Array;
} {
  const channels = samples[0]?.channels ?? 0;
  const sum = new Float64Array(channels);
  const squares = new Float64Array(channels);
  let count = 0;
  for (const { values } of samples) {
    for (const [i, value] of values.entries()) {
      sum[i % channels] = (sum[i % channels] ?? 0) + value;
      squares[i % channels] = (squares[i % channels] ?? 0) + value * value;
    }
    count += values.length / channels;
  }
  const mean = sum.map((total) => total / count);
  const deviation = squares.map((total, c) => Math.sqrt(Math.max(total / count - (mean[c] ?? 0) ** 2, 0)));
  return { mean, deviation };
}
