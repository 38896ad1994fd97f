import { requireOptions, requireShape, requireType } from '../checks.ts';
import { tensorScale } from '../quantize.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { copyLayer, type ElementCopy } from './copies.ts';
import { requireDimension } from './integers.ts';
import { rowMajorStrides } from './loops.ts';

/** CONCATENATION of tensors of one type; int8 ones must share scale and zero point with the output. */
export const CONCATENATION: OpLowering = { ops: ['CONCATENATION'], lower };

function lower(layer: LayerContext): LoweredLayer {
  const { axis, fused_activation_function } = requireOptions(layer, 'ConcatenationOptions');
  if (fused_activation_function !== 'NONE') {
    layer.refuse(`has the fused activation ${fused_activation_function}`);
  }
  const output = layer.output(0);
  const dimension = requireDimension(layer, axis, output.shape.length);
  const output_strides = rowMajorStrides(output.shape);

  let position = 0;
  const copies = layer.operator.inputs.flatMap((_, n): ElementCopy[] => {
    const input = layer.requireInput(n);
    requireType(layer, input, `input ${n}`, output.type);
    const length = input.shape[dimension] ?? 0;
    requireShape(
      layer,
      input,
      `input ${n}`,
      output.shape.map((dim, i) => (i === dimension ? length : dim)),
    );
    if (output.type === 'INT8' || output.type === 'UINT8') requireSameScale(layer, n);
    const output_offset = position * (output_strides[dimension] ?? 0);
    position += length;
    if (length === 0) return [];
    const input_strides = rowMajorStrides(input.shape);
    const loops = input.shape.map(
      (count, i) => ({ count, steps: [input_strides[i] ?? 0, output_strides[i] ?? 0] }) as const,
    );
    return [{ input, output, input_offset: 0, output_offset, loops }];
  });
  if (position !== output.shape[dimension]) {
    layer.refuse(`joins ${position} along axis ${dimension} where its output has ${output.shape[dimension]}`);
  }
  return copyLayer(layer, copies);
}

function requireSameScale(layer: LayerContext, n: number): void {
  const from = tensorScale(layer, layer.requireInput(n), `input ${n}`);
  const to = tensorScale(layer, layer.output(0), 'output');
  if (from.scale === to.scale && from.zero_point === to.zero_point) return;
  layer.refuse(`has another scale or zero point for its input ${n} than for its output`);
}
