/**
 * Runs one model in LiteRT's WebAssembly, in a worker thread, for `litert.ts`.
 *
 * It uses the bindings below the public API of `@litertjs/core`: that API refuses int8, int16, int64 and
 * bool tensors, the bindings take the bytes of any. The build without relaxed SIMD is used: relaxed
 * instructions may round differently from one CPU to the next, and a reference must not.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import type { LiteRt } from '@litertjs/core';
import type {
  FailureStage,
  InvokeRequest,
  RuntimeTensor,
  WorkerMessage,
  WorkerStart,
} from './litert-messages.ts';

type Wasm = LiteRt['liteRtWasm'];
type WasmModel = ReturnType<Wasm['loadModel']>;
type CompiledModel = Awaited<ReturnType<Wasm['compileModel']>>;
type RankedType = ReturnType<WasmModel['getInputTensorType']>;
type Environment = ReturnType<Wasm['LiteRtEnvironment']['create']>;

const RUNTIME_FILE = 'litert_wasm_compat_internal.js';

/** Of what the runtime prints during one call. */
const MAX_LINES = 50;

/** By LiteRT's own numbering, which is not that of the TFLite schema. */
const TYPE_NAMES = [
  ...['NONE', 'FLOAT32', 'INT32', 'UINT8', 'INT64', 'STRING', 'BOOL', 'INT16', 'COMPLEX64', 'INT8'],
  ...['FLOAT16', 'FLOAT64', 'COMPLEX128', 'UINT64', 'RESOURCE', 'VARIANT', 'UINT32', 'UINT16', 'INT4'],
];

function main(): void {
  const port = parentPort;
  if (port === null) throw new Error('litert-worker runs as a worker thread only');
  const { wasm_dir, model, signature, stateful } = workerData as WorkerStart;
  const say = (message: WorkerMessage): void => port.postMessage(message);
  const said = new Transcript(say);
  const fail = (stage: FailureStage, error: unknown): void => {
    const words = error instanceof Error ? error.message : String(error);
    say({ kind: 'failed', stage, message: [words, ...said.lines].join('\n') });
  };

  const start = async (): Promise<void> => {
    let stage: FailureStage = 'load';
    try {
      const wasm = await instantiate(wasm_dir, said.print);
      stage = 'model';
      const runtime = placeModel(wasm, model);
      let session = await compile(runtime, signature, said);
      const worked = await tryOut(session, said);
      // What the trial left in variable tensors must not reach the first real inference.
      if (stateful || !worked) {
        session.compiled.delete();
        session = await compile(runtime, signature, said);
      }
      port.on('message', async ({ id, inputs }: InvokeRequest) => {
        try {
          say({ kind: 'outputs', id, outputs: await invoke(session, inputs, said) });
        } catch (error) {
          fail('invoke', error);
        }
      });
      say({ kind: 'ready', inputs: session.inputs, outputs: session.outputs });
    } catch (error) {
      fail(stage, error);
    }
  };
  void start();
}

/**
 * What the runtime printed since `clear`. Its bindings do not tell when an inference fails: `run` then
 * gives buffers nobody wrote to. A line of severity ERROR is the only sign.
 */
class Transcript {
  lines: string[] = [];
  private readonly say: (message: WorkerMessage) => void;

  constructor(say: (message: WorkerMessage) => void) {
    this.say = say;
  }

  readonly print = (line: string): void => {
    if (this.lines.length < MAX_LINES) this.lines.push(line);
    this.say({ kind: 'line', line });
  };

  clear(): void {
    this.lines = [];
  }

  /** Throws what was printed since `clear` when there was an error among it. */
  throwErrors(): void {
    const first = this.lines.findIndex((line) => /^(?:ERROR|FATAL)/.test(line));
    if (first === -1) return;
    const words = this.lines.slice(first).join('\n');
    this.clear();
    throw new Error(words);
  }
}

/** The runtime's loader is a classic script: it is given its own `require` and a console that talks to us. */
async function instantiate(wasm_dir: string, print: (line: string) => void): Promise<Wasm> {
  const file = join(wasm_dir, RUNTIME_FILE);
  const write = (...words: unknown[]): void => print(words.map(String).join(' '));
  const quiet = { log: write, info: write, debug: write, warn: write, error: write, trace: write };
  const script = compileFunction(
    `${readFileSync(file, 'utf8')}\nreturn ModuleFactory;`,
    ['require', '__filename', '__dirname', 'console'],
    { filename: file },
  );
  const factory = script(createRequire(file), file, dirname(file), quiet) as (options: {
    print: (line: string) => void;
    printErr: (line: string) => void;
  }) => Promise<Wasm>;
  const wasm = await factory({ print, printErr: print });
  wasm.setupLogging();
  return wasm;
}

interface Runtime {
  readonly wasm: Wasm;
  readonly environment: Environment;
  readonly model: WasmModel;
}

interface Session extends Runtime {
  readonly compiled: CompiledModel;
  readonly signature: number;
  readonly inputs: readonly RuntimeTensor[];
  readonly outputs: readonly RuntimeTensor[];
}

function placeModel(wasm: Wasm, file: Uint8Array): Runtime {
  const environment = wasm.LiteRtEnvironment.create(null);
  // The runtime goes on reading the model here, so this memory lives as long as the worker does.
  const address = wasm._malloc(file.byteLength);
  if (address === 0) throw new Error(`no memory for a model of ${file.byteLength} bytes`);
  wasm.HEAPU8.set(file, address);
  return { wasm, environment, model: wasm.loadModel(environment, address, file.byteLength) };
}

async function compile(runtime: Runtime, signature: number, said: Transcript): Promise<Session> {
  const { wasm, environment, model } = runtime;
  said.clear();
  const options = { accelerator: 'wasm' as const, cpuOptions: { numThreads: 1 } };
  const compiled = await wasm.compileModel(environment, model, options);
  const names = model.getSignature(signature);
  const inputs = toArray(names.inputNames()).map((name, index) =>
    describe(name, model.getInputTensorType(signature, index)),
  );
  const outputs = toArray(names.outputNames()).map((name, index) =>
    describe(name, model.getOutputTensorType(signature, index)),
  );
  names.delete();
  said.throwErrors();
  return { ...runtime, compiled, signature, inputs, outputs };
}

/**
 * One inference of zeros: only then does the runtime prepare its ops, and say which of them it lacks.
 * @returns false when an op refused the zeros, such as a divisor; real inputs may still do
 */
async function tryOut(session: Session, said: Transcript): Promise<boolean> {
  try {
    await invoke(
      session,
      session.inputs.map(({ bytes }) => new Uint8Array(bytes)),
      said,
    );
    return true;
  } catch (error) {
    if (/failed to invoke/.test(String(error)) && !/failed to prepare/.test(String(error))) return false;
    throw error;
  }
}

async function invoke(
  session: Session,
  inputs: readonly Uint8Array[],
  said: Transcript,
): Promise<Uint8Array[]> {
  const { wasm, environment, model, compiled, signature } = session;
  said.clear();
  const buffers = inputs.map((bytes, index) => {
    const type = model.getInputTensorType(signature, index);
    const buffer = wasm.LiteRtTensorBuffer.createManaged(
      environment,
      wasm.LiteRtTensorBufferType.HOST_MEMORY,
      type,
      bytes.byteLength,
    );
    type.delete();
    const address = buffer.lock(wasm.LiteRtTensorBufferLockMode.WRITE);
    wasm.HEAPU8.set(bytes, address);
    buffer.unlock();
    return buffer;
  });
  try {
    const results = await compiled.run(signature, buffers);
    said.throwErrors();
    return results.map((buffer) => {
      const address = buffer.lock(wasm.LiteRtTensorBufferLockMode.READ);
      const bytes = wasm.HEAPU8.slice(address, address + buffer.packedSize());
      buffer.unlock();
      buffer.delete();
      return bytes;
    });
  } finally {
    for (const buffer of buffers) buffer.delete();
  }
}

function describe(name: string, type: RankedType): RuntimeTensor {
  const layout = type.layout();
  const shape = toArray(layout.dimensions());
  layout.delete();
  const element: number = type.elementType().value;
  const bytes = type.bytes();
  type.delete();
  return { name, type: TYPE_NAMES[element] ?? `type ${element}`, shape, bytes };
}

function toArray<T>(vector: { size(): number; get(index: number): T; delete(): void }): T[] {
  const array = Array.from({ length: vector.size() }, (_, index) => vector.get(index));
  vector.delete();
  return array;
}

main();
