import type { Device } from '../link/types.ts';
import type { Tensor } from '../model/types.ts';
import { createComparison, verdict, winner } from '../reference/compare.ts';
import { loadDataset } from '../reference/dataset.ts';
import { elementsOf } from '../reference/elements.ts';
import { generateInputs, inputsCrc32 } from '../reference/generator.ts';
import { loadLabels } from '../reference/labels.ts';
import { writeNpy } from '../reference/npy.ts';
import type { ReferenceModel, TensorData } from '../reference/types.ts';
import type { ValidationResult } from '../result/schema.ts';
import { throwIfAborted } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import type { OutputFolder } from './output-folder.ts';
import type { PlannedModel } from './plan.ts';
import type { RunRequest } from './request.ts';
import type { Stopwatch } from './stopwatch.ts';

/** Where the inputs of a validation come from. */
export interface Inputs extends AsyncDisposable {
  readonly source: 'generator' | 'dataset';
  readonly runs: number;
  /** The right class of each run; empty where nobody knows it. */
  readonly labels: readonly number[];
  /** What is done to the data on the way, for the user. */
  readonly notes: readonly string[];
  /** The inputs of one run, in the order of the model. */
  read(run: number): Promise<readonly TensorData[]>;
}

export function tensorsOf(plan: PlannedModel, indices: readonly number[]): Tensor[] {
  return indices.map((index) => {
    const tensor = plan.main.tensors[index];
    if (tensor === undefined) throw new Error(`the model has no tensor ${index}`);
    return tensor;
  });
}

/**
 * Opens the dataset, or the generator where there is none, before a board is touched. A dataset gives as
 * many runs as it has samples, `runs` at most.
 *
 * @throws {HilbenchError} `DATASET_…` (kind `input`)
 */
export async function openInputs(
  request: RunRequest,
  plan: PlannedModel,
  signal: AbortSignal,
): Promise<Inputs> {
  const tensors = tensorsOf(plan, plan.main.inputs);
  if (request.dataset_path === undefined) {
    if (request.labels_path !== undefined) {
      throw new HilbenchError({
        kind: 'input',
        code: 'CONFIG_NO_DATASET',
        message: 'There are labels, and no samples that they belong to.',
        hint: 'Set --dataset to the samples, or leave out --labels.',
      });
    }
    return {
      source: 'generator',
      runs: request.runs,
      labels: [],
      notes: [],
      read: async (run) => generateInputs(tensors, request.seed, run),
      [Symbol.asyncDispose]: async () => {},
    };
  }
  const dataset = await loadDataset(request.dataset_path, tensors, signal);
  const runs = Math.min(request.runs, dataset.samples);
  const [output] = tensorsOf(plan, plan.main.outputs);
  const labels =
    request.labels_path === undefined || output === undefined
      ? []
      : await loadLabels(request.labels_path, runs, output.elements).catch(async (error: unknown) => {
          await dataset[Symbol.asyncDispose]();
          throw error;
        });
  return {
    source: 'dataset',
    runs,
    labels,
    notes: dataset.notes,
    read: (run) => dataset.read(run),
    [Symbol.asyncDispose]: () => dataset[Symbol.asyncDispose](),
  };
}

/** Puts the inputs of `run` on the device; generated ones are made there, and their checksum compared. */
export async function feed(
  device: Device,
  inputs: Inputs,
  run: number,
  data: readonly TensorData[],
  request: RunRequest,
): Promise<void> {
  if (inputs.source === 'dataset') {
    for (const [index, tensor] of data.entries()) await device.writeInput(index, tensor.bytes);
    return;
  }
  const found = await device.seedInputs(request.seed, run);
  const expected = inputsCrc32(data);
  if (found === expected) return;
  throw new HilbenchError({
    kind: 'bench',
    code: 'DEVICE_OTHER_INPUTS',
    message: `The device made other inputs for seed ${request.seed}, run ${run}: CRC-32 ${found.toString(16)}, expected ${expected.toString(16)}.`,
    hint: 'Run again; if it stays, the memory of the inputs is not reliable on this board.',
  });
}

export async function readOutputs(device: Device, tensors: readonly Tensor[]): Promise<TensorData[]> {
  const outputs: TensorData[] = [];
  for (const [index, { type, shape }] of tensors.entries()) {
    outputs.push({ type, shape, bytes: await device.readOutput(index) });
  }
  return outputs;
}

/** `outputs/run0003/device_output0.npy` and its twin of the host. */
async function save(
  out: OutputFolder,
  run: number,
  side: 'device' | 'host',
  outputs: readonly TensorData[],
): Promise<void> {
  for (const [index, output] of outputs.entries()) {
    await out.write(
      `outputs/run${String(run).padStart(4, '0')}/${side}_output${index}.npy`,
      writeNpy(output),
    );
  }
}

/** Whether the greatest element of an output is that of the right class. */
function isRight(output: TensorData | undefined, label: number | undefined): boolean {
  return (
    output !== undefined && label !== undefined && winner(elementsOf(output.type, output.bytes)) === label
  );
}

export interface ValidateArguments {
  readonly device: Device;
  readonly reference: ReferenceModel;
  readonly request: RunRequest;
  readonly plan: PlannedModel;
  readonly inputs: Inputs;
  readonly out: OutputFolder;
  readonly watch: Stopwatch;
  /** Of one inference on the device. */
  readonly timeout_ms: number;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number) => void;
  /** Called with the outputs of each run, for whoever compares with them later. */
  readonly onOutputs?: (device: readonly TensorData[], host: readonly TensorData[]) => void;
}

/**
 * Runs the same inputs on the device and on the host, side by side, and compares every output.
 *
 * @throws {HilbenchError} `DEVICE_…`, `LINK_…`, `REFERENCE_…`, `DATASET_…`; a model that differs is not an
 *   error but the verdict `fail`
 */
export async function validate(args: ValidateArguments): Promise<ValidationResult> {
  const { device, reference, request, plan, inputs, out, watch, signal } = args;
  const outputs = tensorsOf(plan, plan.main.outputs);
  const comparison = createComparison(outputs);
  const right = { device: 0, host: 0 };
  for (let run = 0; run < inputs.runs; run += 1) {
    throwIfAborted(signal);
    const data = await inputs.read(run);
    const expected = watch.external('reference', () => reference.invoke(data, signal));
    const measured = watch.external('device', async () => {
      await feed(device, inputs, run, data, request);
      await device.invoke(args.timeout_ms);
      return readOutputs(device, outputs);
    });
    const [host, found] = await Promise.all([expected, measured]);
    comparison.add(found, host);
    args.onOutputs?.(found, host);
    right.device += Number(isRight(found[0], inputs.labels[run]));
    right.host += Number(isRight(host[0], inputs.labels[run]));
    if (request.save_outputs) {
      await save(out, run, 'device', found);
      await save(out, run, 'host', host);
    }
    args.onProgress(run + 1);
  }
  const results = comparison.results();
  const violations = verdict(results, request.limits);
  return {
    runs: inputs.runs,
    source: inputs.source,
    ...(inputs.source === 'generator' ? { seed: request.seed } : {}),
    reference: reference.runtime,
    outputs: results,
    ...(inputs.labels.length === 0
      ? {}
      : { accuracy: right.device / inputs.runs, host_accuracy: right.host / inputs.runs }),
    limits: { ...request.limits },
    violations,
    verdict: violations.length === 0 ? 'pass' : 'fail',
  };
}
