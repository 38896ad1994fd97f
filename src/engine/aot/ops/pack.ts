import type { Tensor } from '../../../model/types.ts';
import { requireOptions, requireShape } from '../checks.ts';
import type { LayerContext, LoweredLayer, OpLowering } from '../types.ts';
import { copyLayer } from './copies.ts';
import { requireDimension } from './integers.ts';
import type { Loop } from './loops.ts';

/** PACK: tensors become slices of one along a new dimension. UNPACK: the way back. Any type. */
export const PACK: OpLowering = {
  ops: ['PACK', 'UNPACK'],
  lower: (layer) => (layer.operator.op === 'PACK' ? pack(layer) : unpack(layer)),
};

function pack(layer: LayerContext): LoweredLayer {
  const { axis } = requireOptions(layer, 'PackOptions');
  const whole = layer.output(0);
  const parts = layer.operator.inputs.map((_, n) => layer.requireInput(n));
  const { loops, step } = interleaving(layer, whole, parts, axis);
  return copyLayer(
    layer,
    parts.map((input, n) => ({
      input,
      output: whole,
      input_offset: 0,
      output_offset: n * step,
      loops,
    })),
  );
}

function unpack(layer: LayerContext): LoweredLayer {
  const { axis } = requireOptions(layer, 'UnpackOptions');
  const whole = layer.requireInput(0);
  const parts = layer.operator.outputs.map((_, n) => layer.output(n));
  const { loops, step } = interleaving(layer, whole, parts, axis);
  return copyLayer(
    layer,
    parts.map((output, n) => ({
      input: whole,
      output,
      input_offset: n * step,
      output_offset: 0,
      loops: loops.map(({ count, steps: [part, all] }): Loop => ({ count, steps: [all, part] })),
    })),
  );
}

/** The walk over one part and over the whole, and how far parts are apart in the whole, in elements. */
function interleaving(
  layer: LayerContext,
  whole: Tensor,
  parts: readonly Tensor[],
  axis: number,
): { loops: Loop[]; step: number } {
  const dimension = requireDimension(layer, axis, whole.shape.length);
  if (whole.shape[dimension] !== parts.length) {
    layer.refuse(`has ${parts.length} parts where axis ${axis} has ${whole.shape[dimension]}`);
  }
  const shape = whole.shape.filter((_, i) => i !== dimension);
  parts.forEach((part, n) => {
    requireShape(layer, part, `part ${n}`, shape);
  });
  const product = (dims: readonly number[]): number => dims.reduce((all, dim) => all * dim, 1);
  const step = product(whole.shape.slice(dimension + 1));
  const outer = product(whole.shape.slice(0, dimension));
  return {
    loops: [
      { count: outer, steps: [step, step * parts.length] },
      { count: step, steps: [1, 1] },
    ],
    step,
  };
}
