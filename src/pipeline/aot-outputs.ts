import type { Device } from '../link/types.ts';
import { createComparison, verdict } from '../reference/compare.ts';
import type { TensorData } from '../reference/types.ts';
import type { AotPassResult } from '../result/schema.ts';
import { throwIfAborted } from '../support/deadline.ts';
import type { PipelineDeps } from './deps.ts';
import type { PlannedModel } from './plan.ts';
import type { RunRequest } from './request.ts';
import { feed, type Inputs, readOutputs, tensorsOf } from './validate.ts';

/** Outputs of more runs are not kept: a pass compares as many as there are. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The outputs of the first runs of a validation, as many as fit in memory. */
export class KeptOutputs {
  readonly #kept: { readonly main: readonly TensorData[]; readonly host: readonly TensorData[] }[] = [];
  #bytes = 0;
  #full = false;

  get runs(): number {
    return this.#kept.length;
  }

  /** Outputs of the next run, from the device and from the host. */
  add(main: readonly TensorData[], host: readonly TensorData[]): void {
    this.#bytes += [...main, ...host].reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
    this.#full ||= this.#bytes > MOST_BYTES;
    if (!this.#full) this.#kept.push({ main, host });
  }

  [Symbol.iterator]() {
    return this.#kept.entries();
  }
}

export interface ComparePass {
  readonly deps: Pick<PipelineDeps, 'progress'>;
  readonly request: RunRequest;
  /** With the build of the pass's engine. */
  readonly plan: PlannedModel;
  readonly device: Device;
  readonly inputs: Inputs;
  readonly kept: KeptOutputs;
  /** What computed the outputs of the host. */
  readonly reference: string;
  /** Of one inference. */
  readonly timeout_ms: number;
  readonly signal: AbortSignal;
}

function sameBytes(a: TensorData | undefined, b: TensorData): boolean {
  return a !== undefined && Buffer.compare(a.bytes, b.bytes) === 0;
}

/**
 * Feeds the inputs of the validation again and compares with what the host and the main engine made of them.
 *
 * @throws {HilbenchError} `DEVICE_…`, `LINK_…`, `DATASET_…`; outputs that differ are no error
 */
export async function comparePass(
  args: ComparePass,
): Promise<Required<Pick<AotPassResult, 'validation' | 'main'>>> {
  const { request, plan, device, inputs, kept, signal } = args;
  const outputs = tensorsOf(plan, plan.main.outputs);
  const with_host = createComparison(outputs);
  const with_main = createComparison(outputs);
  let identical = true;
  for (const [run, { main, host }] of kept) {
    throwIfAborted(signal);
    await feed(device, inputs, run, await inputs.read(run), request);
    await device.invoke(args.timeout_ms);
    const found = await readOutputs(device, outputs);
    with_host.add(found, host);
    with_main.add(found, main);
    identical &&= found.every((output, index) => sameBytes(main[index], output));
    args.deps.progress.step('inferences', run + 1, kept.runs);
  }
  const results = with_host.results();
  const violations = verdict(results, request.limits);
  return {
    validation: {
      runs: kept.runs,
      source: inputs.source,
      ...(inputs.source === 'generator' ? { seed: request.seed } : {}),
      reference: args.reference,
      outputs: results,
      limits: { ...request.limits },
      violations,
      verdict: violations.length === 0 ? 'pass' : 'fail',
    },
    main: { runs: kept.runs, identical, outputs: with_main.results() },
  };
}
