import { buildModel } from '../model/build.ts';
import type { OperatorSpec, TensorSpec } from '../model/build-types.ts';
import { createRandom, type Random } from '../support/random.ts';
import {
  type Activations,
  channelStatistics,
  conv2d,
  depthwiseConv2d,
  globalAverage,
  type Window,
} from './layers.ts';

const FRAMES = 49;
const COEFFICIENTS = 10;
const CHANNELS = 64;
const BLOCKS = 4;
const CLASSES = 12;

const INPUT = { scale: 1 / 16, zero_point: 5 };
const CALIBRATION_SAMPLES = 16;
/** Spread of the scores that the softmax sees: enough for a clear winner, not enough to saturate. */
const SCORE_DEVIATION = 2;
/** Room above the largest score of the calibration. */
const SCORE_HEADROOM = 1.5;

/**
 * A depthwise-separable CNN for keyword spotting with random weights, as a `.tflite` file.
 *
 * Its shapes are those of the keyword spotter of MLPerf Tiny: 1×49×10×1 int8 in, 12 int8 probabilities
 * out, 13 layers, 2 656 768 multiply-accumulates. It recognises nothing, but it behaves like a trained
 * model: every channel of every layer is normalised over random inputs, as batch normalisation would, so
 * activations neither saturate nor die and the winner depends on the input.
 *
 * @param seed the same seed gives the same bytes on every host
 */
export function dsCnnKeywordSpotter(seed = 42): Uint8Array {
  const random = createRandom(seed);
  const network = new Network(random);
  network.convolve('conv2d', { kernel_h: 10, kernel_w: 4, stride: 2 }, false);
  for (let block = 1; block <= BLOCKS; block++) {
    network.convolve(`depthwise_conv2d_${block}`, { kernel_h: 3, kernel_w: 3, stride: 1 }, true);
    network.convolve(`conv2d_${block}`, { kernel_h: 1, kernel_w: 1, stride: 1 }, false);
  }
  network.classify();
  return network.build();
}

interface Scaled {
  readonly name: string;
  readonly scale: number;
  readonly zero_point: number;
}

/** The layers so far, and what the calibration inputs have become after them. */
class Network {
  readonly #random: Random;
  readonly #tensors: TensorSpec[] = [];
  readonly #operators: OperatorSpec[] = [];
  #samples: Activations[];
  #last: Scaled = { name: 'input_1', ...INPUT };

  constructor(random: Random) {
    this.#random = random;
    this.#samples = Array.from({ length: CALIBRATION_SAMPLES }, () => randomInput(random));
    this.#tensors.push({ name: 'input_1', shape: [1, FRAMES, COEFFICIENTS, 1], quantization: INPUT });
  }

  /** Adds a convolution, SAME, with a fused ReLU, whose channels all have the same spread. */
  convolve(layer: string, window: Window, depthwise: boolean): void {
    const depth = this.#samples[0]?.channels ?? 1;
    const taps = window.kernel_h * window.kernel_w;
    const shape = depthwise
      ? [1, window.kernel_h, window.kernel_w, CHANNELS]
      : [CHANNELS, window.kernel_h, window.kernel_w, depth];
    const weights = randomWeights(this.#random, taps * CHANNELS * (depthwise ? 1 : depth));
    const sums = this.#samples.map((sample) =>
      depthwise ? depthwiseConv2d(sample, weights, window) : conv2d(sample, weights, CHANNELS, window),
    );
    const { mean, deviation } = channelStatistics(sums);
    // Normalising a channel is choosing its scale; its integer weights stay as they are.
    const scales = Array.from(deviation, (value) => Math.fround(1 / value));
    const biases = scales.map((scale, c) => {
      const shift = 0.5 * this.#random.uniform();
      return Math.round((shift / scale - (mean[c] ?? 0)) / this.#last.scale);
    });
    const activated = sums.map((sample) => ({
      ...sample,
      values: sample.values.map((sum, i) => {
        const c = i % CHANNELS;
        return Math.max(0, (sum + (biases[c] ?? 0) * this.#last.scale) * (scales[c] ?? 0));
      }),
    }));
    const scale = Math.fround(largest(activated) / 255);
    const output = { name: `ds_cnn/${layer}/Relu`, scale, zero_point: -128 };
    this.#samples = activated.map((sample) => ({ ...sample, values: roundTo(sample.values, scale, 255) }));
    const { height = 0, width = 0 } = this.#samples[0] ?? {};
    const axis = depthwise ? 3 : 0;
    this.#addConstants(layer, { shape, scales, axis, weights, biases });
    this.#addOutput(output, [1, height, width, CHANNELS]);
    this.#operators.push({
      op: depthwise ? 'DEPTHWISE_CONV_2D' : 'CONV_2D',
      inputs: [this.#last.name, `ds_cnn/${layer}/kernel`, `ds_cnn/${layer}/bias`],
      outputs: [output.name],
      options: {
        type: depthwise ? 'DepthwiseConv2DOptions' : 'Conv2DOptions',
        stride_h: window.stride,
        stride_w: window.stride,
        fused_activation_function: 'RELU',
      },
    });
    this.#last = output;
  }

  /** Adds global average pooling, the fully connected layer and the softmax. */
  classify(): void {
    const { scale, zero_point } = this.#last;
    const { height = 0, width = 0 } = this.#samples[0] ?? {};
    const pooled = { name: 'ds_cnn/average_pooling2d/AvgPool', scale, zero_point };
    this.#addOutput(pooled, [1, 1, 1, CHANNELS]);
    this.#operators.push({
      op: 'AVERAGE_POOL_2D',
      inputs: [this.#last.name],
      outputs: [pooled.name],
      options: {
        type: 'Pool2DOptions',
        padding: 'VALID',
        stride_h: height,
        stride_w: width,
        filter_height: height,
        filter_width: width,
      },
    });
    const flat = { name: 'ds_cnn/flatten/Reshape', scale, zero_point };
    this.#tensors.push({ name: 'ds_cnn/flatten/Const', type: 'INT32', shape: [2], data: [-1, CHANNELS] });
    this.#addOutput(flat, [1, CHANNELS]);
    this.#operators.push({
      op: 'RESHAPE',
      inputs: [pooled.name, 'ds_cnn/flatten/Const'],
      outputs: [flat.name],
      options: { type: 'ReshapeOptions', new_shape: [-1, CHANNELS] },
    });
    this.#last = flat;
    this.#connect(this.#samples.map((sample) => roundTo(globalAverage(sample), scale, 255)));
    const output = { name: 'Identity', scale: 1 / 256, zero_point: -128 };
    this.#addOutput(output, [1, CLASSES]);
    this.#operators.push({ op: 'SOFTMAX', inputs: [this.#last.name], outputs: [output.name] });
    this.#last = output;
  }

  build(): Uint8Array {
    return buildModel({
      description: 'DS-CNN keyword spotter with random weights',
      tensors: this.#tensors,
      operators: this.#operators,
      inputs: ['input_1'],
      outputs: [this.#last.name],
      signatures: [
        { key: 'serving_default', inputs: { mfcc: 'input_1' }, outputs: { probabilities: this.#last.name } },
      ],
    });
  }

  #connect(features: readonly Float64Array[]): void {
    const weights = randomWeights(this.#random, CLASSES * CHANNELS);
    const sums = features.map((feature) => ({
      height: 1,
      width: 1,
      channels: CLASSES,
      values: Float64Array.from({ length: CLASSES }, (_, row) =>
        feature.reduce((sum, value, i) => sum + value * (weights[row * CHANNELS + i] ?? 0), 0),
      ),
    }));
    const { mean, deviation } = channelStatistics(sums);
    const spread = deviation.reduce((total, value) => total + value, 0) / CLASSES;
    const weight_scale = Math.fround(SCORE_DEVIATION / spread);
    // Each class is the winner about as often as any other: its mean score over the samples is 0.
    const biases = Array.from(mean, (value) => Math.round(-value / this.#last.scale));
    const reach = sums.flatMap(({ values }) =>
      Array.from(values, (sum, row) => Math.abs(sum - (mean[row] ?? 0)) * weight_scale),
    );
    const scale = Math.fround((SCORE_HEADROOM * Math.max(...reach)) / 127);
    const scores = { name: 'ds_cnn/dense/BiasAdd', scale, zero_point: 0 };
    const shape = [CLASSES, CHANNELS];
    this.#addConstants('dense', { shape, scales: [weight_scale], axis: 0, weights, biases });
    this.#addOutput(scores, [1, CLASSES]);
    this.#operators.push({
      op: 'FULLY_CONNECTED',
      inputs: [this.#last.name, 'ds_cnn/dense/kernel', 'ds_cnn/dense/bias'],
      outputs: [scores.name],
    });
    this.#last = scores;
  }

  #addConstants(layer: string, constants: Constants): void {
    const { shape, scales, axis, weights, biases } = constants;
    this.#tensors.push(
      { name: `ds_cnn/${layer}/kernel`, shape, quantization: { scale: scales, axis }, data: weights },
      {
        name: `ds_cnn/${layer}/bias`,
        type: 'INT32',
        shape: [biases.length],
        quantization: { scale: scales.map((scale) => Math.fround(scale * this.#last.scale)) },
        data: biases,
      },
    );
  }

  #addOutput({ name, scale, zero_point }: Scaled, shape: readonly number[]): void {
    this.#tensors.push({ name, shape, quantization: { scale, zero_point } });
  }
}

interface Constants {
  readonly shape: readonly number[];
  /** One per output channel, or one for all. */
  readonly scales: readonly number[];
  /** The dimension of the output channels. */
  readonly axis: number;
  readonly weights: Int8Array;
  readonly biases: readonly number[];
}

/** Every int8 value is as likely as any other, as in a validation run with random inputs. */
function randomInput(random: Random): Activations {
  const values = new Float64Array(FRAMES * COEFFICIENTS).map(() => {
    const quantized = Math.floor(256 * random.uniform()) - 128;
    return (quantized - INPUT.zero_point) * INPUT.scale;
  });
  return { height: FRAMES, width: COEFFICIENTS, channels: 1, values };
}

function randomWeights(random: Random, length: number): Int8Array {
  // Normal values within ±3.5 deviations reach 126 of the 127 steps.
  return new Int8Array(length).map(() => Math.round(36 * random.normal()));
}

function largest(samples: readonly Activations[]): number {
  return samples.reduce((most, { values }) => values.reduce((a, b) => Math.max(a, b), most), 0);
}

/** What the values become as multiples of `scale` from 0 to `steps`. */
function roundTo(values: Float64Array, scale: number, steps: number): Float64Array {
  return values.map((value) => Math.min(Math.round(value / scale), steps) * scale);
}
