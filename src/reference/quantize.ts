import type { Tensor } from '../model/types.ts';
import { datasetError } from './dataset-errors.ts';
import { elementsOf } from './elements.ts';

const RANGES = {
  INT8: { low: -128, high: 127, Elements: Int8Array },
  UINT8: { low: 0, high: 255, Elements: Uint8Array },
  INT16: { low: -32768, high: 32767, Elements: Int16Array },
} as const;

/** Whether real values can be turned into this input's integers: int8, uint8 or int16 with one scale. */
export function canQuantize({ type, quantization }: Tensor): boolean {
  return type in RANGES && quantization?.scale.length === 1;
}

/**
 * Real values as the input's integers: q = round(x / scale) + zero point, halves away from zero, kept
 * within the type, in float32 as TFLite's QUANTIZE does it.
 *
 * @param name where the values come from, for messages
 * @throws {HilbenchError} `DATASET_VALUE` for NaN
 */
export function quantizeBytes(bytes: Uint8Array, from: 'f4' | 'f8', input: Tensor, name: string): Uint8Array {
  const { low, high, Elements } = RANGES[input.type as keyof typeof RANGES];
  const values = elementsOf(from === 'f4' ? 'FLOAT32' : 'FLOAT64', bytes);
  const scale = Math.fround(input.quantization?.scale[0] ?? 1);
  const zero_point = input.quantization?.zero_point[0] ?? 0;
  const result = new Elements(input.elements);
  for (let at = 0; at < values.length; at += 1) {
    const steps = Math.fround(Math.fround(Number(values[at])) / scale);
    if (Number.isNaN(steps)) {
      throw datasetError(
        'VALUE',
        `${name}: element ${at} is NaN and cannot be quantized for input '${input.name}'.`,
        'Replace NaN in the dataset.',
      );
    }
    const rounded = steps < 0 ? -Math.round(-steps) : Math.round(steps);
    result[at] = Math.min(high, Math.max(low, rounded + zero_point));
  }
  return new Uint8Array(result.buffer);
}
