import type { OpOptions, Tensor, TensorType } from '../../model/types.ts';
import type { LayerContext } from './types.ts';

type OptionsOf<T extends OpOptions['type']> = Extract<OpOptions, { readonly type: T }>;

/** The operator's options of the given kind; refuses the layer when it carries others or none. */
export function requireOptions<T extends OpOptions['type']>(layer: LayerContext, type: T): OptionsOf<T> {
  const { options } = layer.operator;
  if (options.type !== type) layer.refuse(`carries no ${type}`);
  return options as OptionsOf<T>;
}

/** Refuses the layer when the tensor's type is none of `types`. */
export function requireType(
  layer: LayerContext,
  tensor: Tensor,
  role: string,
  ...types: readonly TensorType[]
): void {
  if (types.includes(tensor.type)) return;
  layer.refuse(
    `has the ${role} type ${tensor.type}; supported: ${types.join(', ')}`,
    'ENGINE_UNSUPPORTED_DTYPE',
  );
}

/** Input, weights and output of a layer that sums products of int8; refuses the layer for other types. */
export function requireInt8Operands(layer: LayerContext): [input: Tensor, weights: Tensor, output: Tensor] {
  const [input, weights, output] = [layer.requireInput(0), layer.requireInput(1), layer.output(0)];
  requireType(layer, input, 'input', 'INT8');
  requireType(layer, weights, 'weight', 'INT8');
  requireType(layer, output, 'output', 'INT8');
  return [input, weights, output];
}

/** The bytes of a tensor that must be a constant; refuses the layer otherwise. */
export function requireConstant(layer: LayerContext, tensor: Tensor, role: string): Uint8Array {
  return tensor.data ?? layer.refuse(`needs constant ${role}, which is computed at run time`);
}

/** Refuses the layer when the tensor has another shape than the one that follows from its neighbours. */
export function requireShape(
  layer: LayerContext,
  tensor: Tensor,
  role: string,
  shape: readonly number[],
): void {
  if (tensor.shape.length === shape.length && tensor.shape.every((dim, i) => dim === shape[i])) return;
  layer.refuse(`has the ${role} shape [${tensor.shape.join(', ')}] where [${shape.join(', ')}] follows`);
}

/** A tensor of rank 4 as batch, height, width, channels; refuses the layer for other ranks. */
export function requireNhwc(
  layer: LayerContext,
  tensor: Tensor,
  role: string,
): [number, number, number, number] {
  const [n, h, w, c] = tensor.shape;
  if (tensor.shape.length !== 4 || n === undefined || h === undefined || w === undefined || c === undefined) {
    layer.refuse(`needs rank 4 for its ${role}, which has the shape [${tensor.shape.join(', ')}]`);
  }
  return [n, h, w, c];
}
