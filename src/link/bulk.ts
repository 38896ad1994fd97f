import type { HilbenchError } from '../support/errors.ts';
import { type BulkStall, linkStalled } from './errors.ts';
import { FRAME_KIND, type Frame } from './frame.ts';
import { BULK_DATA_HEADER_BYTES, decodeBulkNext, encode } from './messages.ts';
import { malformed } from './payload.ts';

/** Frames of one command that are under way together, over a session that nobody else uses meanwhile. */
export interface FrameStream {
  readonly path: string;
  /** Resolves when the port has taken the frame. */
  send(sequence: number, payload: Uint8Array): Promise<void>;
  /** The one consumer of answers; what ends the stream from outside goes to `onEnd`. */
  listen(listeners: {
    readonly onFrame: (frame: Frame) => void;
    readonly onEnd: (reason: Error) => void;
  }): void;
  /** The error that a failure of the device stands for. */
  failure(frame: Frame): Error;
}

export interface BulkPlan {
  readonly bytes: Uint8Array;
  /** Where the device wants to go on. */
  readonly from: number;
  /** Bytes that may be under way, as the device says. */
  readonly window_bytes: number;
  readonly max_payload_bytes: number;
  /** Longest time in which the device takes no byte. */
  readonly stall_ms: number;
  /** Longest time for all of it. */
  readonly timeout_ms: number;
  readonly onProgress: (done_bytes: number) => void;
}

export interface BulkStats {
  readonly frames: number;
  /** How often the sender went back, because a frame was lost or no answer came. */
  readonly rewinds: number;
}

/** An answer that is later than this beyond the time its bytes need is lost. */
const ANSWER_MS = 100;
/** The slowest line that is thought of: a UART of 115200 baud carries 11 bytes a millisecond. */
const LEAST_BYTES_PER_MS = 4;
const SEQUENCES = 65_536;

/**
 * Sends `plan.bytes` from `plan.from` on, as many at once as the window allows. The device takes pieces in
 * order only and says with every answer which byte it wants next; when that is one behind, the sender goes back there.
 *
 * @throws {HilbenchError} `LINK_STALLED`, `LINK_CLOSED`, `LINK_MALFORMED`, `DEVICE_…`, or the reason of the abort
 */
export async function sendBulk(stream: FrameStream, plan: BulkPlan): Promise<BulkStats> {
  const sender = new BulkSender(stream, plan);
  try {
    return await sender.run();
  } finally {
    sender.stop();
  }
}

class BulkSender {
  readonly #stream: FrameStream;
  readonly #plan: BulkPlan;
  readonly #piece_bytes: number;
  readonly #window_bytes: number;
  readonly #begin_ms = performance.now();
  /** Every byte before it has arrived. */
  #acknowledged: number;
  /** Of the next frame. */
  #offset: number;
  /** One behind the last byte that was ever sent. */
  #reached: number;
  #frames = 0;
  #rewinds = 0;
  /** The frames since the last time the sender went back: their offsets follow each other. */
  #since: { readonly frame: number; readonly offset: number };
  #writing = false;
  #failure: Error | undefined;
  #wake: () => void = () => undefined;
  #answerTimer: NodeJS.Timeout | undefined;
  #stallTimer: NodeJS.Timeout | undefined;
  readonly #deadline: NodeJS.Timeout;

  constructor(stream: FrameStream, plan: BulkPlan) {
    this.#stream = stream;
    this.#plan = plan;
    this.#piece_bytes = plan.max_payload_bytes - BULK_DATA_HEADER_BYTES;
    this.#window_bytes = Math.max(plan.window_bytes, this.#piece_bytes);
    this.#acknowledged = plan.from;
    this.#offset = plan.from;
    this.#reached = plan.from;
    this.#since = { frame: 0, offset: plan.from };
    this.#deadline = setTimeout(() => this.#fail(this.#stalled(plan.timeout_ms)), plan.timeout_ms);
    this.#watchStall();
    stream.listen({ onFrame: (frame) => this.#receive(frame), onEnd: (reason) => this.#fail(reason) });
  }

  async run(): Promise<BulkStats> {
    const total = this.#plan.bytes.length;
    for (;;) {
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#acknowledged === total) return { frames: this.#frames, rewinds: this.#rewinds };
      const count = Math.min(this.#piece_bytes, total - this.#offset);
      const under_way = this.#offset - this.#acknowledged;
      if (!this.#writing && count > 0 && under_way + count <= this.#window_bytes) this.#send(count);
      else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    }
  }

  stop(): void {
    clearTimeout(this.#deadline);
    clearTimeout(this.#stallTimer);
    clearTimeout(this.#answerTimer);
  }

  #send(count: number): void {
    const offset = this.#offset;
    const sequence = this.#frames % SEQUENCES;
    this.#offset += count;
    this.#reached = Math.max(this.#reached, this.#offset);
    this.#frames++;
    this.#writing = true;
    const piece = this.#plan.bytes.subarray(offset, offset + count);
    this.#stream.send(sequence, encode.bulkData(offset, piece)).then(
      () => {
        this.#writing = false;
        this.#expectAnswer();
        this.#wake();
      },
      (error: unknown) => this.#fail(error instanceof Error ? error : new Error(String(error))),
    );
  }

  #receive(frame: Frame): void {
    if (frame.kind === FRAME_KIND.failure) {
      this.#fail(this.#stream.failure(frame));
      return;
    }
    if (frame.kind !== FRAME_KIND.answer) return;
    try {
      // Sequence numbers wrap; the frame meant is the last sent one with that number.
      const last = this.#frames - 1;
      const age = (last - frame.sequence) & (SEQUENCES - 1);
      this.#answered(last - age, decodeBulkNext(frame.payload));
    } catch (error) {
      this.#fail(error as Error);
    }
  }

  #answered(frame: number, wanted: number): void {
    if (wanted > this.#reached) {
      throw malformed('answer to BULK_DATA', `it has ${wanted} bytes where ${this.#reached} were sent`);
    }
    if (wanted > this.#acknowledged) {
      this.#acknowledged = wanted;
      if (wanted > this.#offset) this.#goTo(wanted);
      this.#watchStall();
      this.#plan.onProgress(wanted);
    }
    const offset = this.#since.offset + (frame - this.#since.frame) * this.#piece_bytes;
    // Frames from before the last step back tell of the same loss once more.
    const lost = frame >= this.#since.frame && offset > wanted && wanted === this.#acknowledged;
    if (lost) this.#rewind();
    this.#expectAnswer();
    this.#wake();
  }

  #rewind(): void {
    this.#rewinds++;
    this.#goTo(this.#acknowledged);
  }

  #goTo(offset: number): void {
    this.#offset = offset;
    this.#since = { frame: this.#frames, offset };
  }

  /** Goes back when nothing answers any more: the last frame was lost, or all answers were. */
  #expectAnswer(): void {
    clearTimeout(this.#answerTimer);
    const elapsed_ms = performance.now() - this.#begin_ms;
    const measured = (this.#acknowledged - this.#plan.from) / Math.max(elapsed_ms, 1);
    const bytes_per_ms = Math.max(measured, LEAST_BYTES_PER_MS);
    const wait_ms = ANSWER_MS + (2 * this.#window_bytes) / bytes_per_ms;
    this.#answerTimer = setTimeout(() => {
      // What still waits in the port has not been lost.
      if (!this.#writing) this.#rewind();
      this.#expectAnswer();
      this.#wake();
    }, wait_ms);
  }

  #watchStall(): void {
    clearTimeout(this.#stallTimer);
    const { stall_ms } = this.#plan;
    this.#stallTimer = setTimeout(() => this.#fail(this.#stalled(stall_ms)), stall_ms);
  }

  #stalled(waited_ms: number): HilbenchError {
    const stall: BulkStall = {
      done_bytes: this.#acknowledged,
      total_bytes: this.#plan.bytes.length,
      waited_ms,
      rewinds: this.#rewinds,
    };
    return linkStalled(this.#stream.path, stall);
  }

  #fail(reason: Error): void {
    this.#failure ??= reason;
    this.#wake();
  }
}
