import { crc32 } from 'node:zlib';
import { encodeFrame, FRAME_KIND, type Frame, FrameDecoder } from '../../src/link/frame.ts';
import { COMMAND } from '../../src/link/messages.ts';
import type { Transport } from '../../src/link/types.ts';

/**
 * What becomes of a frame on its way. Gets the frame's bytes and how many went this way before; returns the
 * chunks that arrive.
 */
export type Channel = (wire: Uint8Array, index: number) => readonly Uint8Array[];

export const perfect: Channel = (wire) => [wire];
export const silent: Channel = () => [];

export interface FakeCount {
  readonly sum: bigint;
  readonly min: number;
  readonly max: number;
  readonly overflowed?: boolean;
}

export interface FakeDeviceOptions {
  readonly toDevice?: Channel;
  readonly toHost?: Channel;
  readonly protocol?: number;
  readonly max_payload_bytes?: number;
  readonly output_bytes?: number;
  readonly layers?: number;
  /** Kind of counters as in HELLO, and how many events it counts at a time. */
  readonly counters?: { readonly kind: number; readonly slots: number };
  readonly max_counts?: number;
  /** What one event counts in a layer, over 4 runs; its number in each of them if not given. */
  readonly count?: (event: number, layer: number) => FakeCount;
  /** Time that a command takes. */
  readonly busy_ms?: (command: number) => number;
  /** Frames to send in place of the right answer. */
  readonly instead?: (request: Frame, right: Frame) => readonly Frame[];
  /** Milliseconds between progress frames of PROFILE. */
  readonly progress_ms?: number;
}

/** A device in memory that keeps to docs/link.md, with a line to it that need not be perfect. */
export class FakeDevice {
  readonly executed: { readonly command: number; readonly payload: Uint8Array }[] = [];
  readonly memory = new Map<number, number>();
  readonly input = new Uint8Array(300);
  readonly output: Uint8Array;
  readonly transport: Transport;
  closed = false;
  readonly #options: FakeDeviceOptions;
  readonly #decoder = new FrameDecoder((frame) => this.#queue(frame));
  #toHost: ((bytes: Uint8Array) => void) | undefined;
  #onClose: ((reason?: Error) => void) | undefined;
  #work: Promise<void> = Promise.resolve();
  #last: Frame | undefined;
  #events: readonly number[] = [];
  #sent = 0;
  #received = 0;

  constructor(options: FakeDeviceOptions = {}) {
    this.#options = options;
    this.output = new Uint8Array(options.output_bytes ?? 500);
    this.transport = {
      path: '/dev/fake',
      write: async (bytes) => {
        if (this.closed) throw new Error('the port is closed');
        const chunks = (options.toDevice ?? perfect)(bytes, this.#received);
        if (bytes.length > 1) this.#received++;
        for (const chunk of chunks) this.#decoder.push(chunk);
      },
      onData: (listener) => {
        this.#toHost = listener;
      },
      onClose: (listener) => {
        this.#onClose = listener;
      },
      [Symbol.asyncDispose]: async () => this.disconnect(),
    };
  }

  /** Bytes from the device that are not in answer to anything. */
  say(bytes: Uint8Array): void {
    if (!this.closed) this.#toHost?.(bytes);
  }

  disconnect(reason?: Error): void {
    if (this.closed) return;
    this.closed = true;
    this.#onClose?.(reason);
  }

  timesExecuted(command: number): number {
    return this.executed.filter((entry) => entry.command === command).length;
  }

  send(frame: Frame): void {
    const index = this.#sent++;
    for (const chunk of (this.#options.toHost ?? perfect)(encodeFrame(frame), index)) this.say(chunk);
  }

  #queue(request: Frame): void {
    // A device that computes reads nothing: requests wait in the line.
    this.#work = this.#work.then(() => this.#serve(request));
  }

  async #serve(request: Frame): Promise<void> {
    const { command, sequence } = request;
    const last = this.#last;
    if (command !== COMMAND.HELLO && last?.command === command && last.sequence === sequence) {
      this.send(last);
      return;
    }
    const busy_ms = this.#options.busy_ms?.(command) ?? 0;
    if (busy_ms > 0) await new Promise((resolve) => setTimeout(resolve, busy_ms));
    this.executed.push({ command, payload: request.payload });
    if (command === COMMAND.PROFILE) await this.#progress(request);
    const right = this.#answer(request);
    this.#last = right;
    for (const frame of this.#options.instead?.(request, right) ?? [right]) this.send(frame);
  }

  async #progress(request: Frame): Promise<void> {
    const view = new DataView(request.payload.slice().buffer);
    const [warmup, runs] = [view.getUint32(0, true), view.getUint32(4, true)];
    for (let run = 1 - warmup; run <= runs; run++) {
      const { progress_ms } = this.#options;
      if (progress_ms !== undefined) await new Promise((resolve) => setTimeout(resolve, progress_ms));
      this.send({ ...request, kind: FRAME_KIND.progress, payload: words(Math.max(run, 0)) });
    }
  }

  #answer(request: Frame): Frame {
    const { command, sequence } = request;
    const view = new DataView(request.payload.slice().buffer);
    const ok = (...parts: readonly Uint8Array[]): Frame => ({
      kind: FRAME_KIND.answer,
      command,
      sequence,
      payload: new Uint8Array(Buffer.concat(parts)),
    });
    const { layers = 3, count = countNumber } = this.#options;
    switch (command) {
      case COMMAND.HELLO:
        return ok(helloPayload(this.#options));
      case COMMAND.ECHO:
        return ok(request.payload);
      case COMMAND.MEMORY_WRITE:
        request.payload.subarray(4).forEach((byte, at) => {
          this.memory.set(view.getUint32(0, true) + at, byte);
        });
        return ok();
      case COMMAND.CONFIGURE:
        if (view.getUint32(4, true) < 1000) {
          return failure(request, 6, 'arena too small', words(1000));
        }
        return ok(words(1000, layers), Uint8Array.of(1, 0, 1, 0));
      case COMMAND.TENSOR_INFO: {
        const bytes = view.getUint8(0) === 0 ? this.input.length : this.output.length;
        return ok(Uint8Array.of(9, 2), words(bytes, 1, bytes));
      }
      case COMMAND.INPUT_SEED:
        return ok(words(crc32(request.payload)));
      case COMMAND.INPUT_WRITE:
        this.input.set(request.payload.subarray(6), view.getUint32(2, true));
        return ok();
      case COMMAND.INVOKE:
        this.output.forEach((_, at) => {
          this.output[at] = (this.input[at % this.input.length] ?? 0) ^ 0x55;
        });
        return ok(longs(1234n));
      case COMMAND.OUTPUT_READ: {
        const offset = view.getUint32(2, true);
        return ok(this.output.subarray(offset, offset + view.getUint32(6, true)));
      }
      case COMMAND.PROFILE: {
        const runs = view.getUint32(4, true);
        this.#events = Array.from({ length: view.getUint8(12) }, (_, at) =>
          view.getUint16(13 + 2 * at, true),
        );
        return ok(words(runs), longs(BigInt(runs) * 100n, 100n, 100n));
      }
      case COMMAND.LAYERS_READ: {
        const first = view.getUint32(0, true);
        const indices = Array.from({ length: view.getUint32(4, true) }, (_, at) => first + at);
        return ok(...indices.map((layer) => layerPayload(layer, this.#events, count)));
      }
      default:
        return ok();
    }
  }
}

function countNumber(event: number): FakeCount {
  return { sum: BigInt(event * 4), min: event, max: event };
}

/** Sums over 4 runs of layer `index`. */
function layerPayload(
  index: number,
  events: readonly number[],
  count: (event: number, layer: number) => FakeCount,
): Uint8Array {
  const ticks = BigInt(index + 1);
  const counted = events.map((event) => {
    const { sum, min, max, overflowed = false } = count(event, index);
    return Buffer.concat([longs(sum), words(min, max), Uint8Array.of(overflowed ? 1 : 0)]);
  });
  return new Uint8Array(Buffer.concat([longs(4n * ticks + 2n, ticks, ticks + 1n), ...counted]));
}

export function helloPayload(options: FakeDeviceOptions = {}): Uint8Array {
  const {
    protocol = 2,
    max_payload_bytes = 256,
    counters = { kind: 1, slots: 4 },
    max_counts = 3600,
  } = options;
  return new Uint8Array(
    Buffer.concat([
      Uint8Array.of(protocol, 0),
      Buffer.from('00112233445566778899aabbccddeeff', 'hex'),
      Uint8Array.of(1),
      words(0, max_payload_bytes),
      ...[text('fake port'), text('cortex-m55'), text('aot'), text('1.0.0')],
      Uint8Array.of(counters.kind, counters.slots),
      words(max_counts),
    ]),
  );
}

export function failure(
  request: Frame,
  status: number,
  message: string,
  extra: Uint8Array = new Uint8Array(),
): Frame {
  const payload = Buffer.concat([Uint8Array.of(status & 0xff, status >> 8), text(message), extra]);
  return { ...request, kind: FRAME_KIND.failure, payload: new Uint8Array(payload) };
}

/** `u8` length, then UTF-8. */
export function text(value: string): Uint8Array {
  const bytes = Buffer.from(value);
  return new Uint8Array(Buffer.concat([Uint8Array.of(bytes.length), bytes]));
}

export function words(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(values).buffer);
}

export function longs(...values: readonly bigint[]): Uint8Array {
  return new Uint8Array(BigUint64Array.from(values).buffer);
}
