import type { Tensor } from '../../../model/types.ts';
import { requireConstant, requireShape, requireType } from '../checks.ts';
import { packInt8 } from '../pack.ts';
import { tensorScale } from '../quantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { copyLayer } from './copies.ts';
import { requireIntegers } from './integers.ts';
import { elementBytes, rowMajorStrides } from './loops.ts';

/** PAD and PADV2: the output is filled with the padding value, then the input is copied into it. */
export const PAD: OpLowering = { ops: ['PAD', 'PADV2'], lower };

function lower(layer: LayerContext): LoweredLayer {
  const input = layer.requireInput(0);
  const output = layer.output(0);
  requireType(layer, input, 'input', 'INT8', 'INT16', 'INT32', 'FLOAT32');
  const paddings = requireIntegers(layer, layer.requireInput(1), 'paddings');
  if (paddings.length !== input.shape.length * 2 || paddings.some((padding) => padding < 0)) {
    layer.refuse(`has the paddings [${paddings.join(', ')}] for rank ${input.shape.length}`);
  }
  const before = input.shape.map((_, i) => paddings[i * 2] ?? 0);
  const after = input.shape.map((_, i) => paddings[i * 2 + 1] ?? 0);
  requireShape(
    layer,
    output,
    'output',
    input.shape.map((dim, i) => dim + (before[i] ?? 0) + (after[i] ?? 0)),
  );

  const input_strides = rowMajorStrides(input.shape);
  const output_strides = rowMajorStrides(output.shape);
  const copy = copyLayer(layer, [
    {
      input,
      output,
      input_offset: 0,
      output_offset: before.reduce((offset, padding, i) => offset + padding * (output_strides[i] ?? 0), 0),
      loops: input.shape.map((count, i) => ({
        count,
        steps: [input_strides[i] ?? 0, output_strides[i] ?? 0],
      })),
    },
  ]);
  const value = paddingValue(layer, output);
  return {
    ...copy,
    code: (names) => [
      `static const uint8_t value[] = {${value.join(', ')}};`,
      `hb_fill(${names.tensor(output, 'uint8_t')}, ${output.elements}u, value, ${value.length}u);`,
      ...copy.code(names),
    ],
  };
}

/** The bytes of one padding element: the value given, or the output's zero. */
function paddingValue(layer: LayerContext, output: Tensor): Uint8Array {
  const given = layer.input(2);
  if (given !== undefined) {
    requireType(layer, given, 'padding value', output.type);
    if (given.elements !== 1) layer.refuse(`has ${given.elements} padding values`);
    if (output.type === 'INT8') requireSameScale(layer, given, output);
    return requireConstant(layer, given, 'padding value');
  }
  if (output.type === 'INT8') return packInt8([tensorScale(layer, output, 'output').zero_point]);
  return new Uint8Array(elementBytes(layer, output));
}

function requireSameScale(layer: LayerContext, given: Tensor, output: Tensor): void {
  const value = tensorScale(layer, given, 'padding value');
  const { scale, zero_point } = tensorScale(layer, output, 'output');
  if (value.scale === scale && value.zero_point === zero_point) return;
  layer.refuse('has a padding value with another scale or zero point than its output');
}
