import { buildModel } from '../src/model/build.ts';
import type { OperatorSpec, TensorSpec } from '../src/model/build-types.ts';

const WIDTH = 1024;
const WEIGHTS_PER_LAYER = WIDTH * WIDTH;

/** A chain of int8 FULLY_CONNECTED layers whose weights take about `megabytes` MB. */
export function largeModel(megabytes: number): Uint8Array {
  const layers = Math.max(1, Math.floor((megabytes * 1e6) / WEIGHTS_PER_LAYER));
  const activation = { scale: 0.05, zero_point: 0 };
  const tensors: TensorSpec[] = [{ name: 'x0', shape: [1, WIDTH], quantization: activation }];
  const operators: OperatorSpec[] = [];
  for (let layer = 0; layer < layers; layer += 1) {
    const weights = new Int8Array(WEIGHTS_PER_LAYER);
    for (let i = 0; i < weights.length; i += 1) weights[i] = ((i * 31 + layer * 17) % 255) - 127;
    tensors.push(
      { name: `w${layer}`, shape: [WIDTH, WIDTH], quantization: { scale: 0.001 }, data: weights },
      { name: `x${layer + 1}`, shape: [1, WIDTH], quantization: activation },
    );
    operators.push({
      op: 'FULLY_CONNECTED',
      inputs: [`x${layer}`, `w${layer}`, -1],
      outputs: [`x${layer + 1}`],
      options: { type: 'FullyConnectedOptions' },
    });
  }
  return buildModel({ tensors, inputs: ['x0'], outputs: [`x${layers}`], operators });
}
