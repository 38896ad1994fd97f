import type { Tensor } from '../../../model/types.ts';
import { requireShape, requireType } from '../checks.ts';
import { multiplyByQuantizedMultiplier } from '../fixed-point.ts';
import { packInt16 } from '../pack.ts';
import { integerRange, layerMultiplier, tensorScale } from '../quantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { tableEntries, tableLayer, tableSource } from './table.ts';

/** QUANTIZE (also from one quantized type to another) and DEQUANTIZE. */
export const QUANTIZE: OpLowering = {
  ops: ['QUANTIZE', 'DEQUANTIZE'],
  lower(layer): LoweredLayer {
    const input = layer.requireInput(0);
    const output = layer.output(0);
    requireShape(layer, output, 'output', input.shape);
    if (layer.operator.op === 'DEQUANTIZE') return dequantize(layer, input, output);
    return input.type === 'FLOAT32' ? quantizeFloat(layer, input, output) : requantize(layer, input, output);
  },
};

const SUFFIXES: Partial<Record<Tensor['type'], string>> = {
  FLOAT32: 'f32',
  INT8: 's8',
  UINT8: 'u8',
  INT16: 's16',
  INT32: 's32',
};

const CTYPES: Partial<Record<Tensor['type'], string>> = {
  FLOAT32: 'float',
  INT8: 'int8_t',
  UINT8: 'uint8_t',
  INT16: 'int16_t',
  INT32: 'int32_t',
};

function quantizeFloat(layer: LayerContext, input: Tensor, output: Tensor): LoweredLayer {
  requireType(layer, output, 'output', 'INT8', 'INT16');
  const { scale, zero_point } = tensorScale(layer, output, 'output');
  return conversion(layer, 'hb_quantize', input, output, `${floatLiteral(scale)}, ${zero_point}`);
}

function dequantize(layer: LayerContext, input: Tensor, output: Tensor): LoweredLayer {
  requireType(layer, input, 'input', 'INT8', 'UINT8', 'INT16');
  requireType(layer, output, 'output', 'FLOAT32');
  const { scale, zero_point } = tensorScale(layer, input, 'input');
  return conversion(layer, 'hb_dequantize', input, output, `${floatLiteral(scale)}, ${zero_point}`);
}

/** Output types for each input type; those of TFLM. */
const REQUANTIZATIONS: Partial<Record<Tensor['type'], readonly Tensor['type'][]>> = {
  INT8: ['INT8', 'UINT8', 'INT16', 'INT32'],
  UINT8: ['INT8'],
  INT16: ['INT8', 'INT16', 'INT32'],
  INT32: ['INT8', 'INT16'],
};

function requantize(layer: LayerContext, input: Tensor, output: Tensor): LoweredLayer {
  requireType(layer, input, 'input', 'FLOAT32', 'INT8', 'UINT8', 'INT16', 'INT32');
  requireType(layer, output, 'output', ...(REQUANTIZATIONS[input.type] ?? []));
  const from = tensorScale(layer, input, 'input');
  const to = tensorScale(layer, output, 'output');
  const ratio = layerMultiplier(layer, from.scale / to.scale);
  const f = (q: number): number => multiplyByQuantizedMultiplier(q - from.zero_point, ratio) + to.zero_point;
  const eight_bits = input.type === 'INT8' || input.type === 'UINT8';
  if (eight_bits && (output.type === 'INT8' || output.type === 'UINT8'))
    return tableLayer(layer, input, output, f);
  if (eight_bits && output.type === 'INT16') return table16(layer, input, output, f);
  const params = `{${from.zero_point}, ${to.zero_point}, ${ratio.multiplier}, ${ratio.shift}}`;
  const lowered = conversion(layer, 'hb_requantize', input, output, '&params');
  return {
    ...lowered,
    code: (names) => [`static const hb_requantize_params params = ${params};`, ...lowered.code(names)],
  };
}

function table16(
  layer: LayerContext,
  input: Tensor,
  output: Tensor,
  f: (quantized: number) => number,
): LoweredLayer {
  const { min, max } = integerRange(layer, output.type);
  const values = tableEntries(layer, input).map((entry) => Math.min(Math.max(f(entry), min), max));
  return {
    sources: [tableSource(layer.target)],
    headers: ['lut.h'],
    constants: [{ name: 'table', bytes: packInt16(values) }],
    code: (names) => {
      const from = names.tensor(input, 'uint8_t');
      const to = names.tensor(output, 'int16_t');
      return [`hb_lut_8_to_16(${from}, ${to}, ${output.elements}u, ${names.constant('table', 'int16_t')});`];
    },
  };
}

/** A call `kernel_from_to(input, output, elements, rest)`. */
function conversion(
  layer: LayerContext,
  kernel: string,
  input: Tensor,
  output: Tensor,
  rest: string,
): LoweredLayer {
  const ctype = (tensor: Tensor): string =>
    CTYPES[tensor.type] ?? layer.refuse(`cannot convert ${tensor.type}`);
  const [from, to] = [ctype(input), ctype(output)];
  return {
    sources: ['quantize.c'],
    headers: ['quantize.h'],
    ...(input.type === output.type && input.data === undefined && { in_place_of: input }),
    code: (names) => [
      `${kernel}_${SUFFIXES[input.type]}_${SUFFIXES[output.type]}(${names.tensor(input, from)},`,
      `    ${names.tensor(output, to)}, ${output.elements}u, ${rest});`,
    ],
  };
}

/** A float32 as a C constant that reads back as the same number. */
const floatLiteral = (value: number): string => `${value.toExponential(8)}f`;
