import type { Subgraph, Tensor } from '../model/types.ts';
import { HilbenchError } from '../support/errors.ts';

/** What the firmware keeps and the link carries, whatever the engine. */
export const DEVICE_LIMITS = {
  /** As `HB_MAX_LAYERS`. */
  layers: 1600,
  /** Of inputs, and of outputs. */
  tensors: 256,
  dimensions: 8,
} as const;

/**
 * Refuses a model that the firmware could not run or report on, before anything is built for it.
 *
 * @throws {HilbenchError} `MODEL_BEYOND_DEVICE` (kind `input`)
 */
export function checkDeviceLimits(main: Subgraph): void {
  const { layers, tensors, dimensions } = DEVICE_LIMITS;
  const of = (indices: readonly number[]): Tensor[] => indices.flatMap((index) => main.tensors[index] ?? []);
  const rank = Math.max(0, ...[...of(main.inputs), ...of(main.outputs)].map(({ shape }) => shape.length));
  const found: readonly (readonly [count: number, limit: number, what: string])[] = [
    [main.operators.length, layers, 'layers'],
    [main.inputs.length, tensors, 'inputs'],
    [main.outputs.length, tensors, 'outputs'],
    [rank, dimensions, 'dimensions in an input or output'],
  ];
  const beyond = found.filter(([count, limit]) => count > limit);
  if (beyond.length === 0) return;
  const list = beyond.map(([count, limit, what]) => `${count} ${what}, more than ${limit}`).join('; ');
  throw new HilbenchError({
    kind: 'input',
    code: 'MODEL_BEYOND_DEVICE',
    message: `The model has ${list}.`,
    hint: 'Split the model into smaller ones and run each; `hilbench analyze` takes a model of any size.',
  });
}
