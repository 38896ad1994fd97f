import { Worker } from 'node:worker_threads';
import { HilbenchError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import type { FailureStage, RuntimeTensor, WorkerMessage, WorkerStart } from './litert-messages.ts';

/** The JavaScript of the runtime; its WebAssembly memory is not counted here and ends at 2 GiB. */
const HEAP_LIMIT_MB = 512;
const DETAIL_LIMIT = 4_000;

export interface LiteRtWorker {
  /** Settles when the model is compiled, or with why it is not. */
  readonly ready: Promise<{
    readonly inputs: readonly RuntimeTensor[];
    readonly outputs: readonly RuntimeTensor[];
  }>;
  /** Inputs and outputs in the runtime's order. Rejects when the worker dies or was stopped. */
  invoke(inputs: readonly Uint8Array[]): Promise<readonly Uint8Array[]>;
  /** Ends the worker, whatever it is doing. Safe to call again. */
  stop(): Promise<void>;
}

/**
 * Starts the worker thread. Nothing it or the runtime prints reaches this process's stdout or stderr: it
 * goes to `log.debug`.
 */
export function startLiteRtWorker(init: {
  readonly url: URL;
  readonly start: WorkerStart;
  readonly log: Log;
}): LiteRtWorker {
  const { url, start, log } = init;
  const worker = new Worker(url, {
    workerData: start,
    transferList: [start.model.buffer as ArrayBuffer],
    stdout: true,
    stderr: true,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
  });
  for (const stream of [worker.stdout, worker.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => log.debug(text.trimEnd()));
  }

  const ready = Promise.withResolvers<Awaited<LiteRtWorker['ready']>>();
  // A worker that is stopped before anyone asks must not become an unhandled rejection.
  ready.promise.catch(() => {});
  const pending = new Map<number, PromiseWithResolvers<readonly Uint8Array[]>>();
  let lastId = 0;
  let stage: FailureStage = 'load';
  let dead: HilbenchError | undefined;

  const die = (error: HilbenchError): void => {
    dead ??= error;
    ready.reject(dead);
    for (const { reject } of pending.values()) reject(dead);
    pending.clear();
  };

  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'line') log.debug(message.line);
    else if (message.kind === 'failed') die(failure(message.stage, message.message));
    else if (message.kind === 'ready') {
      stage = 'invoke';
      ready.resolve(message);
    } else {
      pending.get(message.id)?.resolve(message.outputs);
      pending.delete(message.id);
    }
  });
  worker.on('error', (error) => die(failure(stage, error instanceof Error ? error.message : String(error))));
  worker.on('exit', (status) => die(failure(stage, `the worker ended with status ${status}`)));

  return {
    ready: ready.promise,
    invoke(inputs) {
      if (dead !== undefined) return Promise.reject(dead);
      lastId += 1;
      const call = Promise.withResolvers<readonly Uint8Array[]>();
      pending.set(lastId, call);
      // Copies: a view would be sent with all of the buffer it lies in.
      worker.postMessage({ id: lastId, inputs: inputs.map((bytes) => new Uint8Array(bytes)) });
      return call.promise;
    },
    async stop() {
      const ended = worker.terminate();
      die(
        new HilbenchError({
          kind: 'bench',
          code: 'REFERENCE_STOPPED',
          message: 'LiteRT on the host was stopped before it answered.',
          hint: 'Load the model again.',
        }),
      );
      await ended;
    },
  };
}

/** What the runtime says of the failure, without what it says of itself; all of it when nothing is marked. */
function errorLines(detail: string): string {
  const lines = detail.split('\n').filter((line) => !/^(?:INFO|VERBOSE|DEBUG|WARNING):/.test(line));
  return lines.some((line) => /^(?:ERROR|FATAL)/.test(line)) ? lines.join('\n') : detail;
}

function failure(stage: FailureStage, words: string): HilbenchError {
  const detail = words.slice(0, DETAIL_LIMIT);
  if (stage === 'load') {
    return new HilbenchError({
      kind: 'bench',
      code: 'REFERENCE_LOAD_FAILED',
      message: 'LiteRT did not start on this host.',
      hint: 'Reinstall hilbench with `npm ci`; if that does not help, report the detail.',
      detail,
    });
  }
  if (stage === 'model') {
    return new HilbenchError({
      kind: 'input',
      code: 'REFERENCE_UNSUPPORTED',
      message: 'LiteRT on the host refuses this model.',
      hint: 'Replace what the detail names, or leave validation out with --no-create-binary: a board may run what the host does not.',
      detail: errorLines(detail),
    });
  }
  return new HilbenchError({
    kind: 'bench',
    code: 'REFERENCE_INVOKE_FAILED',
    message: 'LiteRT on the host failed during an inference.',
    hint: 'An input that holds a shape or indices takes no random data: give real inputs with --dataset. Else check the model with another runtime; when it runs there, report the detail.',
    detail,
  });
}
