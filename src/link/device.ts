import { crc32 } from 'node:zlib';
import { throwIfAborted } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { type BulkStats, sendBulk } from './bulk.ts';
import { DeviceError, linkProtocol, linkSilent } from './errors.ts';
import { MAX_PAYLOAD_BYTES } from './frame.ts';
import {
  type CommandName,
  decodeBulkBegin,
  decodeBytes,
  decodeConfigure,
  decodeHello,
  decodeHelloVersion,
  decodeLayers,
  decodeProfile,
  decodeTensorInfo,
  decodeU32,
  decodeU64,
  encode,
  INPUT_WRITE_HEADER_BYTES,
  layerRecordBytes,
  MEMORY_WRITE_HEADER_BYTES,
  PROTOCOL_VERSION,
  STATUS_UNSUPPORTED,
} from './messages.ts';
import { malformed, PayloadReader } from './payload.ts';
import { LinkSession, type LinkStats, type RequestPolicy } from './session.ts';
import { layerRecord, meanTicks } from './ticks.ts';
import type {
  Device,
  DeviceHello,
  DeviceModel,
  DeviceTensor,
  LayerRecord,
  ProfileRecord,
  Transport,
} from './types.ts';

export interface ConnectOptions {
  /** Ends every wait of the device at once. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** From the call to the answer to HELLO. Default 10 s. */
  readonly handshake_timeout_ms?: number;
  /** Longest wait for the answer to a request that does no work. Default 10 s. */
  readonly request_timeout_ms?: number;
}

/** A device with the numbers of its link. */
export interface LinkedDevice extends Device {
  readonly stats: LinkStats & { readonly bulk: BulkStats };
  /** Sends bytes there and back; throws when they come back different. */
  echo(bytes: Uint8Array): Promise<void>;
}

const DEFAULT_HANDSHAKE_MS = 10_000;
const DEFAULT_REQUEST_MS = 10_000;
const HELLO_RESEND_MS = 100;
const RESEND_MS = 400;
/** A slow UART carries this many bytes a millisecond, with room to spare (115200 baud: 11). */
const BYTES_PER_MS = 4;
/** A slow core copies and checks this many bytes of model a millisecond. */
const MODEL_BYTES_PER_MS = 500;
const CONFIGURE_MS = 30_000;
/** An upload that is slower than this is not worth going on with: 20 MB would take more than five hours. */
const LEAST_UPLOAD_BYTES_PER_MS = 1;
/** Failures after which an upload is tried once more from its first byte: not ready, corrupt. */
const UPLOAD_ANEW: ReadonlySet<number> = new Set([3, 4]);

/**
 * Greets the firmware on the other end of `transport` and returns it as a device.
 * The transport belongs to the device from here on: it is closed when the device is disposed or the greeting fails.
 *
 * @throws {HilbenchError} `LINK_SILENT` no byte; `LINK_GARBAGE` bytes that are no frames; `LINK_PROTOCOL` another
 *   version; `LINK_CLOSED` port gone; `LINK_MALFORMED` an impossible answer; `DEVICE_…` the firmware refused
 */
export async function connectDevice(transport: Transport, options: ConnectOptions): Promise<LinkedDevice> {
  try {
    throwIfAborted(options.signal);
    const session = new LinkSession(transport, options.signal, options.log);
    void session.flush();
    const hello = await greet(session, transport.path, options.handshake_timeout_ms ?? DEFAULT_HANDSHAKE_MS);
    return new SessionDevice(transport, session, hello, options.request_timeout_ms ?? DEFAULT_REQUEST_MS);
  } catch (error) {
    await transport[Symbol.asyncDispose]();
    throw error;
  }
}

async function greet(session: LinkSession, path: string, timeout_ms: number): Promise<DeviceHello> {
  try {
    const answer = await session.request('HELLO', encode.hello(), {
      timeout_ms,
      resend_after_ms: HELLO_RESEND_MS,
      backoff: 1,
    });
    const version = decodeHelloVersion(answer);
    if (version !== PROTOCOL_VERSION)
      throw linkProtocol(path, `it answers with version ${version}`, PROTOCOL_VERSION);
    return decodeHello(answer);
  } catch (error) {
    if (error instanceof DeviceError && error.status === STATUS_UNSUPPORTED) {
      throw linkProtocol(path, error.text, PROTOCOL_VERSION);
    }
    if (error instanceof HilbenchError && error.code === 'LINK_TIMEOUT') throw linkSilent(path, timeout_ms);
    throw error;
  }
}

class SessionDevice implements LinkedDevice {
  readonly hello: DeviceHello;
  readonly #transport: Transport;
  readonly #session: LinkSession;
  readonly #request_timeout_ms: number;
  readonly #max_payload_bytes: number;
  #model: DeviceModel | undefined;
  #bulk: BulkStats = { frames: 0, rewinds: 0 };

  constructor(transport: Transport, session: LinkSession, hello: DeviceHello, request_timeout_ms: number) {
    this.hello = hello;
    this.#transport = transport;
    this.#session = session;
    this.#request_timeout_ms = request_timeout_ms;
    this.#max_payload_bytes = Math.min(hello.max_payload_bytes, MAX_PAYLOAD_BYTES);
  }

  get stats(): LinkStats & { readonly bulk: BulkStats } {
    return { ...this.#session.stats, bulk: this.#bulk };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#transport[Symbol.asyncDispose]();
  }

  async selectModel(model: {
    readonly source: number;
    readonly address: number;
    readonly bytes: number;
    readonly crc32: number;
  }): Promise<void> {
    this.#model = undefined;
    const work_ms = model.bytes / MODEL_BYTES_PER_MS;
    await this.#command('MODEL_SELECT', encode.modelSelect(model), { work_ms });
  }

  async configure(arena: {
    readonly address: number;
    readonly bytes: number;
    readonly resource_variables: number;
  }): Promise<DeviceModel> {
    this.#model = undefined;
    const payload = await this.#request('CONFIGURE', encode.configure(arena), { work_ms: CONFIGURE_MS });
    const answer = decodeConfigure(payload);
    this.#model = {
      arena_used_bytes: answer.arena_used_bytes,
      layers: answer.layers,
      inputs: await this.#tensors('input', answer.inputs),
      outputs: await this.#tensors('output', answer.outputs),
    };
    return this.#model;
  }

  async #tensors(direction: 'input' | 'output', count: number): Promise<readonly DeviceTensor[]> {
    const tensors: DeviceTensor[] = [];
    for (let index = 0; index < count; index++) {
      tensors.push(decodeTensorInfo(await this.#request('TENSOR_INFO', encode.tensorInfo(direction, index))));
    }
    return tensors;
  }

  async seedInputs(seed: number, run: number): Promise<number> {
    return decodeU32(await this.#request('INPUT_SEED', encode.inputSeed(seed, run)), 'INPUT_SEED');
  }

  async writeInput(index: number, bytes: Uint8Array): Promise<void> {
    for (const [offset, chunk] of this.#chunks(bytes, INPUT_WRITE_HEADER_BYTES)) {
      await this.#command('INPUT_WRITE', encode.inputWrite(index, offset, chunk));
    }
  }

  async writeMemory(address: number, bytes: Uint8Array): Promise<void> {
    for (const [offset, chunk] of this.#chunks(bytes, MEMORY_WRITE_HEADER_BYTES)) {
      await this.#command('MEMORY_WRITE', encode.memoryWrite(address + offset, chunk));
    }
  }

  async upload(address: number, bytes: Uint8Array, onProgress: (done_bytes: number) => void): Promise<void> {
    const range = { address, bytes: bytes.length, crc32: crc32(bytes) };
    try {
      await this.#uploadOnce(range, bytes, true, onProgress);
    } catch (error) {
      if (!(error instanceof DeviceError) || !UPLOAD_ANEW.has(error.status)) throw error;
      // The device lost the transfer (a reset), or what it had of an earlier one is not what it was.
      await this.#uploadOnce(range, bytes, false, onProgress);
    }
  }

  async #uploadOnce(
    range: { readonly address: number; readonly bytes: number; readonly crc32: number },
    bytes: Uint8Array,
    resume: boolean,
    onProgress: (done_bytes: number) => void,
  ): Promise<void> {
    const begun = await this.#request('BULK_BEGIN', encode.bulkBegin(range, resume));
    const { offset, window_bytes } = decodeBulkBegin(begun, bytes.length);
    const stats = await this.#session.stream('BULK_DATA', (frames) =>
      sendBulk(frames, {
        bytes,
        from: offset,
        window_bytes,
        max_payload_bytes: this.#max_payload_bytes,
        stall_ms: this.#request_timeout_ms + window_bytes / BYTES_PER_MS,
        timeout_ms: this.#request_timeout_ms + bytes.length / LEAST_UPLOAD_BYTES_PER_MS,
        onProgress,
      }),
    );
    this.#bulk = {
      frames: this.#bulk.frames + stats.frames,
      rewinds: this.#bulk.rewinds + stats.rewinds,
    };
    await this.#command('BULK_END', new Uint8Array(), { work_ms: bytes.length / MODEL_BYTES_PER_MS });
  }

  async invoke(timeout_ms: number): Promise<void> {
    decodeU64(await this.#request('INVOKE', new Uint8Array(), { timeout_ms }), 'INVOKE');
  }

  async readOutput(index: number): Promise<Uint8Array> {
    const output = this.#configured().outputs[index];
    if (output === undefined) throw new RangeError(`the model has no output ${index}`);
    const bytes = new Uint8Array(output.bytes);
    for (let offset = 0; offset < bytes.length; ) {
      const count = Math.min(this.#max_payload_bytes, bytes.length - offset);
      const payload = await this.#request('OUTPUT_READ', encode.outputRead(index, offset, count), {
        answer_bytes: count,
      });
      bytes.set(decodeBytes(payload, count, 'OUTPUT_READ'), offset);
      offset += count;
    }
    return bytes;
  }

  async profile(
    request: {
      readonly warmup: number;
      readonly runs: number;
      readonly events: readonly number[];
      readonly seed: number;
      readonly timeout_ms: number;
    },
    onProgress: (done: number) => void,
  ): Promise<ProfileRecord> {
    const { layers } = this.#configured();
    const counters = request.events.length;
    let warmed = 0;
    let done = 0;
    const payload = await this.#request('PROFILE', encode.profile(request), {
      timeout_ms: request.timeout_ms,
      onProgress: (progress) => {
        if (progress.length !== 4) return false;
        const now = new PayloadReader(progress, 'progress').u32();
        // Only what moves on is progress: a device that repeats itself must not hold the run for ever.
        if (now === 0 && done === 0 && warmed < request.warmup) {
          warmed += 1;
          return true;
        }
        if (now <= done || now > request.runs) return false;
        done = now;
        onProgress(done);
        return true;
      },
    });
    const { runs, total } = decodeProfile(payload);
    if (runs !== request.runs || runs === 0) {
      throw malformed('answer to PROFILE', `it measured ${runs} runs where ${request.runs} were asked for`);
    }
    return {
      runs,
      total: meanTicks(total, runs, 'the whole inference'),
      layers: await this.#readLayers(layers, counters, runs),
    };
  }

  async #readLayers(count: number, counters: number, runs: number): Promise<readonly LayerRecord[]> {
    const record_bytes = layerRecordBytes(counters);
    const perAnswer = Math.floor(this.#max_payload_bytes / record_bytes);
    if (perAnswer === 0) throw malformed('HELLO', 'its largest payload does not hold one layer record');
    const layers: LayerRecord[] = [];
    while (layers.length < count) {
      const first = layers.length;
      const wanted = Math.min(perAnswer, count - first);
      const payload = await this.#request('LAYERS_READ', encode.layersRead(first, wanted), {
        answer_bytes: wanted * record_bytes,
      });
      decodeLayers(payload, wanted, counters).forEach((sums, at) => {
        layers.push(layerRecord(first + at, sums, runs));
      });
    }
    return layers;
  }

  async setCpuMode(mode: 'lp' | 'hp'): Promise<void> {
    await this.#command('CPU_MODE', encode.cpuMode(mode));
  }

  async echo(bytes: Uint8Array): Promise<void> {
    const payload = await this.#request('ECHO', bytes, { answer_bytes: bytes.length });
    if (Buffer.compare(payload, bytes) !== 0) throw malformed('answer to ECHO', 'it is not what was sent');
  }

  #configured(): DeviceModel {
    if (this.#model === undefined) throw new Error('configure() comes first');
    return this.#model;
  }

  *#chunks(bytes: Uint8Array, header_bytes: number): Generator<readonly [number, Uint8Array]> {
    const chunk_bytes = this.#max_payload_bytes - header_bytes;
    for (let offset = 0; offset < bytes.length; offset += chunk_bytes) {
      yield [offset, bytes.subarray(offset, offset + chunk_bytes)];
    }
  }

  /** A request whose answer carries nothing. */
  async #command(name: CommandName, payload: Uint8Array, cost: RequestCost = {}): Promise<void> {
    decodeBytes(await this.#request(name, payload, cost), 0, name);
  }

  async #request(name: CommandName, payload: Uint8Array, cost: RequestCost = {}): Promise<Uint8Array> {
    const transfer_ms = Math.ceil((payload.length + (cost.answer_bytes ?? 0)) / BYTES_PER_MS);
    const policy: RequestPolicy = {
      timeout_ms: cost.timeout_ms ?? this.#request_timeout_ms + transfer_ms + Math.ceil(cost.work_ms ?? 0),
      resend_after_ms: RESEND_MS + transfer_ms,
      backoff: 2,
      ...(cost.onProgress === undefined ? {} : { onProgress: cost.onProgress }),
    };
    return await this.#session.request(name, payload, policy);
  }
}

/** What makes the answer to a request take longer than a word and back. */
interface RequestCost {
  readonly answer_bytes?: number;
  readonly work_ms?: number;
  /** Replaces the estimate. */
  readonly timeout_ms?: number;
  readonly onProgress?: (payload: Uint8Array) => boolean;
}
