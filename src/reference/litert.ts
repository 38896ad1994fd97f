import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import litert from '@litertjs/core/package.json' with { type: 'json' };
import { quoteName } from '../model/model-error.ts';
import { strictCopy } from '../model/strict-copy.ts';
import type { Graph, Tensor } from '../model/types.ts';
import { withDeadline } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { mainSignature, mainTensors, matchOrder } from './litert-signature.ts';
import { type LiteRtWorker, startLiteRtWorker } from './litert-thread.ts';
import type { Reference, ReferenceModel, TensorData } from './types.ts';

export interface LiteRtOptions {
  readonly log: Log;
  /** Folder with LiteRT.js's WebAssembly; default: that of the installed `@litertjs/core`. */
  readonly wasm_dir?: string;
  /** The worker's module; default: the file beside this one. */
  readonly worker?: URL;
  /** For starting the runtime and compiling the model; default 60 000. */
  readonly load_timeout_ms?: number;
  /** For one inference; default 120 000. */
  readonly invoke_timeout_ms?: number;
}

/**
 * The same inference on the host: LiteRT, compiled to WebAssembly, single threaded, in a worker thread.
 *
 * A model that crashes or hangs the runtime costs its worker, never this process. Inputs and outputs are
 * bytes in the model's own types, so nothing is converted on the way. Convolutions and most other
 * quantized ops go through XNNPACK there, which rounds differently from TFLM's kernels.
 *
 * @throws from `load`: {HilbenchError} `REFERENCE_LOAD_FAILED`, `REFERENCE_UNSUPPORTED`,
 *   `REFERENCE_TIMEOUT`, `CANCELLED`; from `invoke` also `REFERENCE_INVOKE_FAILED`, `REFERENCE_INPUT_SIZE`
 */
export function createLiteRtReference(options: LiteRtOptions): Reference {
  const { log, load_timeout_ms = 60_000, invoke_timeout_ms = 120_000 } = options;
  return {
    async load(graph: Graph, signal: AbortSignal): Promise<ReferenceModel> {
      const wasm_dir = options.wasm_dir ?? defaultWasmDir();
      const signature = mainSignature(graph);
      const inputs = mainTensors(graph, 'inputs');
      const outputs = mainTensors(graph, 'outputs');
      refuseEcho(inputs, outputs);
      const worker = startLiteRtWorker({
        url: options.worker ?? defaultWorker(),
        start: {
          wasm_dir,
          model: strictCopy(graph),
          signature: signature.index,
          stateful: isStateful(graph),
        },
        log,
      });
      try {
        const listed = await withDeadline(
          signal,
          load_timeout_ms,
          () => timeout('loading the model', load_timeout_ms),
          () => worker.ready,
        );
        const inputOrder = matchOrder('input', inputs, listed.inputs, signature.inputs);
        const outputOrder = matchOrder('output', outputs, listed.outputs, signature.outputs);
        const runtime = `LiteRT.js ${litert.version}`;
        return modelIn({ worker, runtime, inputs, outputs, inputOrder, outputOrder, invoke_timeout_ms });
      } catch (error) {
        await worker.stop();
        throw error;
      }
    },
  };
}

interface LoadedModel {
  readonly worker: LiteRtWorker;
  readonly runtime: string;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
  readonly inputOrder: readonly number[];
  readonly outputOrder: readonly number[];
  readonly invoke_timeout_ms: number;
}

function modelIn(loaded: LoadedModel): ReferenceModel {
  const { worker, runtime, inputs, outputs, inputOrder, outputOrder, invoke_timeout_ms } = loaded;
  // An output that is listed twice is written once by the runtime: into the last of its buffers.
  const resultOf = outputs.map(({ index }) =>
    outputOrder.findLastIndex((at) => outputs[at]?.index === index),
  );
  return {
    runtime,
    async invoke(given: readonly TensorData[], signal: AbortSignal): Promise<readonly TensorData[]> {
      const ordered = inputOrder.map((place) => checkedBytes(inputs, given, place));
      try {
        const results = await withDeadline(
          signal,
          invoke_timeout_ms,
          () => timeout('one inference', invoke_timeout_ms),
          () => worker.invoke(ordered),
        );
        return outputs.map((tensor, place) => {
          const bytes = results[resultOf[place] ?? -1];
          if (bytes?.byteLength !== tensor.bytes) {
            throw new HilbenchError({
              kind: 'bench',
              code: 'REFERENCE_INVOKE_FAILED',
              message: `LiteRT gave ${bytes?.byteLength ?? 0} bytes for output ${place} '${tensor.name}', which has ${tensor.bytes}.`,
              hint: 'Give the model a fixed output shape.',
            });
          }
          return { type: tensor.type, shape: tensor.shape, bytes };
        });
      } catch (error) {
        // The runtime's state is unknown after a failure, and an inference that overran is still running.
        await worker.stop();
        throw error;
      }
    },
    async [Symbol.asyncDispose](): Promise<void> {
      await worker.stop();
    },
  };
}

/** Such an output gets a buffer of its own, which then also takes the place of the input: nobody fills it. */
function refuseEcho(inputs: readonly Tensor[], outputs: readonly Tensor[]): void {
  const echo = outputs.find(({ index }) => inputs.some((input) => input.index === index));
  if (echo === undefined) return;
  throw new HilbenchError({
    kind: 'input',
    code: 'REFERENCE_UNSUPPORTED',
    message: `Tensor ${echo.index} ${quoteName(echo.name)} is an input and an output of the model, which LiteRT on the host gets wrong.`,
    hint: 'Take it out of the outputs of the model, or leave validation out: --no-create-binary.',
  });
}

function checkedBytes(inputs: readonly Tensor[], given: readonly TensorData[], place: number): Uint8Array {
  const bytes = given[place]?.bytes;
  const tensor = inputs[place];
  if (given.length === inputs.length && bytes !== undefined && bytes.byteLength === tensor?.bytes) {
    return bytes;
  }
  throw new HilbenchError({
    kind: 'input',
    code: 'REFERENCE_INPUT_SIZE',
    message: `The model takes ${inputs.length} inputs of ${inputs.map((input) => input.bytes).join(', ')} bytes, not ${given.length} of ${given.map((data) => data.bytes.byteLength).join(', ')}.`,
    hint: 'Give one tensor per input, in the order of the model, each of exactly the size of that input.',
  });
}

function timeout(what: string, timeout_ms: number): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'REFERENCE_TIMEOUT',
    message: `LiteRT on the host did not finish ${what} within ${timeout_ms / 1000} s.`,
    hint: 'Check that this machine is not overloaded, or validate a smaller model.',
  });
}

/** Variable tensors, or resource variables, which ops reach by a handle. */
function isStateful({ subgraphs }: Graph): boolean {
  return subgraphs.some(
    ({ tensors, operators }) =>
      tensors.some(({ is_variable }) => is_variable) || operators.some(({ op }) => op === 'VAR_HANDLE'),
  );
}

/** Beside a bundle that carries it, else in the installed package. */
function defaultWasmDir(): string {
  const beside = fileURLToPath(new URL('../litert', import.meta.url));
  if (existsSync(beside)) return beside;
  const entry = createRequire(import.meta.url).resolve('@litertjs/core/package.json');
  return join(dirname(entry), 'wasm');
}

/** Bundled, this module and the worker are `.js`; in the source tree both are `.ts`. */
function defaultWorker(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? 'litert-worker.ts' : 'litert-worker.js', import.meta.url);
}
