import type { Operator, Tensor } from '../types.ts';
import { channelsOf } from './channels.ts';
import { REFERENCES } from './references.ts';
import type { Hint, HintContext, HintRule } from './types.ts';
import { bytesOf, count, layersText, percent } from './wording.ts';

/** Constants smaller than this are not worth a word. */
const LEAST_BYTES = 2048;
const LEAST_DUPLICATE_BYTES = 512;
/** Elements looked at to estimate how many are zero: the estimate is good to about 1 %. */
const SAMPLES = 8192;
const MOSTLY_ZERO = 0.5;
/** Channels without a weight are worth a hint from this share. */
const MANY_CHANNELS = 0.05;
const WEIGHT_OPS = new Set(['CONV_2D', 'DEPTHWISE_CONV_2D', 'FULLY_CONNECTED', 'TRANSPOSE_CONV']);

/** Hints about weights that carry nothing: zeros, channels without weights, copies. */
export const weightHints: HintRule = (context) => {
  const findings = context.main.operators.flatMap((operator) => zerosOf(context, operator));
  return [
    ...deadChannelsHint(context, findings.filter(isWorthRemoving)),
    ...findings
      .filter((finding) => !isWorthRemoving(finding))
      .flatMap((finding) => mostlyZero(context, finding)),
    ...duplicates(context),
  ];
};

/** The zeros of one layer's weights. */
interface Zeros {
  readonly operator: Operator;
  readonly weights: Tensor;
  readonly channels: number;
  /** Output channels whose weights are all zero. */
  readonly dead: number;
  /** Share of all weights, estimated. */
  readonly share: number;
}

const isWorthRemoving = ({ dead, channels }: Zeros): boolean => dead > 0 && dead >= MANY_CHANNELS * channels;

function zerosOf(context: HintContext, operator: Operator): Zeros[] {
  if (!WEIGHT_OPS.has(operator.op)) return [];
  const weights = context.input(operator, 1);
  if (weights?.data === undefined || weights.bytes < LEAST_BYTES) return [];
  const zero = zeroOf(weights);
  if (zero === undefined) return [];
  return [
    {
      operator,
      weights,
      ...deadChannels(operator, weights, weights.data, zero),
      share: zeroShare(weights.data, weights.bytes / weights.elements, zero),
    },
  ];
}

function deadChannelsHint(context: HintContext, layers: readonly Zeros[]): Hint[] {
  const [first] = layers;
  if (first === undefined) return [];
  const sum = (of: (zeros: Zeros) => number): number =>
    Math.round(layers.reduce((total, zeros) => total + of(zeros), 0));
  const macs = sum(({ operator, dead, channels }) => (context.layerOf(operator).macs * dead) / channels);
  const worst = layers.reduce((a, b) => (b.dead / b.channels > a.dead / a.channels ? b : a));
  const most =
    layers.length === 1
      ? ''
      : `, most in layer ${worst.operator.index} (${count(worst.dead)} of ${count(worst.channels)})`;
  return [
    {
      code: 'HINT_DEAD_CHANNELS',
      severity: 'warn',
      layer: first.operator.index,
      op: first.operator.op,
      macs,
      bytes: sum(({ weights, dead, channels }) => (weights.bytes * dead) / channels),
      message: `${count(sum(({ dead }) => dead))} of ${count(sum(({ channels }) => channels))} output channels of ${layersText(layers.map(({ operator }) => operator.index))} have no weight but zero and always give the same value${most}: ${count(macs)} MACs for nothing.`,
      instead:
        'Remove these channels here and from the layers that read them, and add the constant they give, where it is not zero, to the biases of those layers. Check the training: a channel dies when its batch normalization scale goes to zero.',
      reference: REFERENCES.pruning,
    },
  ];
}

function mostlyZero(context: HintContext, { operator, weights, share }: Zeros): Hint[] {
  if (share < MOSTLY_ZERO) return [];
  return [
    {
      code: 'HINT_MOSTLY_ZERO',
      severity: 'info',
      layer: operator.index,
      op: operator.op,
      macs: context.layerOf(operator).macs,
      bytes: weights.bytes,
      message: `About ${percent(share)} of the ${count(weights.elements)} weights are zero; they are stored and multiplied like any other.`,
      instead:
        'Prune whole channels instead of single weights, or use fewer channels: dense kernels gain nothing from scattered zeros.',
      reference: REFERENCES.pruning,
    },
  ];
}

/** The byte that all bytes of a zero consist of; undefined for types that are packed or per-axis shifted. */
function zeroOf({ type, quantization }: Tensor): number | undefined {
  switch (type) {
    case 'FLOAT32':
    case 'FLOAT16':
    case 'INT16':
      return 0;
    case 'INT8':
    case 'UINT8':
      return new Set(quantization?.zero_point).size > 1
        ? undefined
        : (quantization?.zero_point[0] ?? 0) & 0xff;
    default:
      return undefined;
  }
}

/** Share of zeros among evenly spread samples. */
function zeroShare(data: Uint8Array, element_bytes: number, zero: number): number {
  const elements = Math.floor(data.length / element_bytes);
  const samples = Math.min(SAMPLES, elements);
  let found = 0;
  for (let n = 0; n < samples; ++n) {
    const at = Math.floor((n * elements) / samples) * element_bytes;
    if (isZero(data, at, element_bytes, zero)) found += 1;
  }
  return samples === 0 ? 0 : found / samples;
}

function isZero(data: Uint8Array, at: number, bytes: number, zero: number): boolean {
  for (let i = 0; i < bytes; ++i) if (data[at + i] !== zero) return false;
  return true;
}

/** Channels that lie in one piece are compared with zeros as a whole: large weights take milliseconds. */
function deadChannels(
  operator: Operator,
  weights: Tensor,
  data: Uint8Array,
  zero: number,
): { channels: number; dead: number } {
  const { channels, per_channel, channel_step, element_step } = channelsOf(operator, weights);
  const element_bytes = weights.bytes / weights.elements;
  const zeros = Buffer.alloc(element_step === 1 ? per_channel * element_bytes : 0, zero);
  let dead = 0;
  for (let channel = 0; channel < channels; ++channel) {
    const begin = channel * channel_step * element_bytes;
    if (element_step === 1) {
      if (zeros.equals(data.subarray(begin, begin + zeros.length))) dead += 1;
      continue;
    }
    let i = 0;
    while (i < per_channel && isZero(data, begin + i * element_step * element_bytes, element_bytes, zero))
      ++i;
    if (i === per_channel) dead += 1;
  }
  return { channels, dead };
}

/** Equal constants in buffers of their own. TFLite lets tensors share a buffer. */
function duplicates(context: HintContext): Hint[] {
  const by_content = new Map<string, Tensor[]>();
  const seen = new Set<number>();
  for (const tensor of context.main.tensors) {
    const { data } = tensor;
    if (data === undefined || data.length < LEAST_DUPLICATE_BYTES || seen.has(data.byteOffset)) continue;
    seen.add(data.byteOffset);
    const key = `${data.length}:${sampleKey(data)}`;
    const alike = by_content.get(key);
    if (alike === undefined) by_content.set(key, [tensor]);
    else alike.push(tensor);
  }
  return [...by_content.values()].flatMap((alike): Hint[] => {
    const [first, ...others] = alike;
    const copies = others.filter(
      ({ data }) => first?.data !== undefined && data !== undefined && Buffer.compare(first.data, data) === 0,
    );
    if (first === undefined || copies.length === 0) return [];
    const bytes = copies.reduce((sum, copy) => sum + copy.bytes, 0);
    const layers = [first, ...copies].flatMap((tensor) =>
      context.consumers(tensor).map(({ index }) => index),
    );
    const [layer] = layers;
    return [
      {
        code: 'HINT_DUPLICATE_WEIGHTS',
        severity: 'info',
        ...(layer !== undefined && { layer }),
        bytes,
        message: `${count(copies.length + 1)} constants of ${bytesOf(first.bytes)} are equal byte by byte (${layersText(layers)}).`,
        instead:
          'Let the tensors share one buffer, as a layer used several times does; they may also be a sign of layers that were never trained.',
        reference: REFERENCES.tflmMemory,
      },
    ];
  });
}

/** A few bytes from all over, enough to tell apart what is not equal. */
function sampleKey(data: Uint8Array): string {
  const sample = new Uint8Array(64);
  for (let n = 0; n < sample.length; ++n) {
    sample[n] = data[Math.floor((n * (data.length - 1)) / (sample.length - 1))] ?? 0;
  }
  return Buffer.from(sample.buffer).toString('latin1');
}
