import type { ModelSpec, OperatorSpec, TensorSpec } from '../../src/model/build-types.ts';
import { readModel } from '../../src/model/read.ts';

/** A model that can be changed: the specification of what a file's main graph holds. */
export interface EditableModel extends ModelSpec {
  readonly tensors: TensorSpec[];
  readonly operators: OperatorSpec[];
}

/** Takes a model apart so that an edited one can be built of it. Tensors are referred to by index. */
export function editableModel(file: Uint8Array): EditableModel {
  const graph = readModel(file);
  const [main] = graph.subgraphs;
  if (main === undefined) throw new Error('the model has no graph');
  return {
    description: graph.description,
    name: main.name,
    tensors: main.tensors.map(({ name, type, shape, quantization, is_variable, data }) => ({
      name,
      type,
      shape,
      is_variable,
      ...(quantization === undefined || quantization.scale.length === 0 ? {} : { quantization }),
      ...(data === undefined ? {} : { data }),
    })),
    inputs: main.inputs,
    outputs: main.outputs,
    operators: main.operators.map(({ op, custom_name, version, inputs, outputs, options }) => ({
      op,
      version,
      inputs,
      outputs,
      options,
      ...(custom_name === undefined ? {} : { custom_name }),
    })),
  };
}

/**
 * Gives the depthwise convolution at `layer` a kernel of `size` × `size`: that layer costs more, and every
 * other stays what it was.
 */
export function widenKernel(model: EditableModel, layer: number, size: number): void {
  const operator = model.operators[layer];
  const index = operator?.inputs[1];
  const filter = typeof index === 'number' ? model.tensors[index] : undefined;
  if (operator?.op !== 'DEPTHWISE_CONV_2D' || typeof index !== 'number' || filter === undefined) {
    throw new Error(`layer ${layer} is no depthwise convolution`);
  }
  const channels = filter.shape[3] ?? 0;
  const data = Int8Array.from({ length: size * size * channels }, (_, at) => (at * 37) % 11);
  model.tensors[index] = { ...filter, shape: [1, size, size, channels], data };
}

/** Puts a copy of the layer behind it, which takes its output. The two must have tensors of the same shape. */
export function repeatLayer(model: EditableModel, layer: number): void {
  const operator = model.operators[layer];
  const output = operator?.outputs[0];
  const tensor = typeof output === 'number' ? model.tensors[output] : undefined;
  if (operator === undefined || typeof output !== 'number' || tensor === undefined) {
    throw new Error(`there is no layer ${layer}`);
  }
  const between = model.tensors.push({ ...tensor, name: `${tensor.name}/repeated` }) - 1;
  const [, ...constants] = operator.inputs;
  model.operators[layer] = { ...operator, outputs: [between] };
  model.operators.splice(layer + 1, 0, { ...operator, inputs: [between, ...constants], outputs: [output] });
}
