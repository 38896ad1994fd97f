import { throwIfAborted } from '../support/deadline.ts';
import { cancelled, HilbenchError } from '../support/errors.ts';
import type { Log } from '../support/log.ts';
import { OneAtATime } from '../support/one-at-a-time.ts';
import type { FrameStream } from './bulk.ts';
import { DeviceError, linkClosed, linkGarbage, linkTimeout } from './errors.ts';
import { encodeFrame, FRAME_KIND, type Frame, FrameDecoder } from './frame.ts';
import { COMMAND, type CommandName, commandName, decodeFailure, decodeLog } from './messages.ts';
import type { Transport } from './types.ts';

export interface RequestPolicy {
  /** Longest wait for the answer; progress starts it anew. */
  readonly timeout_ms: number;
  /** Wait before the frame is sent a second time. */
  readonly resend_after_ms: number;
  /** Factor between that wait and the next. */
  readonly backoff: number;
  /** Called for each progress frame of this request; returns whether it really is progress. */
  readonly onProgress?: (payload: Uint8Array) => boolean;
}

export interface LinkStats {
  readonly requests: number;
  readonly resends: number;
  readonly bad_frames: number;
  readonly discarded_bytes: number;
  /** Frames that were whole but belonged to no open request: repeated or late answers. */
  readonly stray_frames: number;
}

interface Pending {
  readonly command: number;
  /** Absent: frames of any number are wanted. */
  readonly sequence?: number;
  readonly onFrame: (frame: Frame) => void;
  readonly onClose: () => void;
}

/** A device that only talks must not fill the log of a run. */
const MAX_LOG_LINES = 10_000;

/**
 * Requests and answers over one transport, one at a time. A request whose answer does not come is sent
 * again with the same sequence number, which the firmware never executes twice.
 */
export class LinkSession {
  readonly #transport: Transport;
  readonly #signal: AbortSignal;
  readonly #log: Log;
  readonly #decoder: FrameDecoder;
  readonly #turns = new OneAtATime();
  #pending: Pending | undefined;
  #sequence = 0;
  #closed: { readonly reason: Error | undefined } | undefined;
  #requests = 0;
  #resends = 0;
  #stray_frames = 0;
  #log_lines = 0;

  constructor(transport: Transport, signal: AbortSignal, log: Log) {
    this.#transport = transport;
    this.#signal = signal;
    this.#log = log;
    this.#decoder = new FrameDecoder((frame) => this.#receive(frame));
    transport.onData((bytes) => this.#decoder.push(bytes));
    transport.onClose((reason) => this.#close(reason));
  }

  get stats(): LinkStats {
    const { bad_frames, discarded_bytes } = this.#decoder.stats;
    return {
      requests: this.#requests,
      resends: this.#resends,
      bad_frames,
      discarded_bytes,
      stray_frames: this.#stray_frames,
    };
  }

  /**
   * Sends one request and returns the payload of its answer. Requests made at once wait for each other.
   *
   * @throws {HilbenchError} `LINK_TIMEOUT`, `LINK_GARBAGE`, `LINK_CLOSED`, `DEVICE_…`, or the reason of the abort
   */
  request(command: CommandName, payload: Uint8Array, policy: RequestPolicy): Promise<Uint8Array> {
    return this.#turns.run(() => this.#exchange(command, payload, policy));
  }

  /**
   * Lends the session to `work`, which sends frames of one command without waiting for the answer to each.
   * Requests made meanwhile wait until it is done.
   */
  stream<T>(command: CommandName, work: (frames: FrameStream) => Promise<T>): Promise<T> {
    return this.#turns.run(() => this.#lend(command, work));
  }

  async #lend<T>(name: CommandName, work: (frames: FrameStream) => Promise<T>): Promise<T> {
    throwIfAborted(this.#signal);
    const { path } = this.#transport;
    const closed = (): HilbenchError => linkClosed(path, name, this.#closed?.reason);
    if (this.#closed !== undefined) throw closed();
    const command = COMMAND[name];
    let onEnd: (reason: Error) => void = () => undefined;
    const onAbort = (): void => onEnd(this.#abortReason());
    this.#signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await work({
        path,
        send: async (sequence, payload) => {
          const wire = encodeFrame({ kind: FRAME_KIND.request, command, sequence, payload });
          await this.#transport.write(wire).catch((error: unknown) => {
            this.#close(asError(error));
            throw closed();
          });
        },
        listen: (listeners) => {
          onEnd = listeners.onEnd;
          this.#pending = { command, onFrame: listeners.onFrame, onClose: () => onEnd(closed()) };
        },
        failure: (frame) => failureOf(name, frame),
      });
    } finally {
      this.#signal.removeEventListener('abort', onAbort);
      this.#pending = undefined;
    }
  }

  #abortReason(): HilbenchError {
    const { reason } = this.#signal;
    return reason instanceof HilbenchError ? reason : cancelled();
  }

  /** Bytes that end a broken frame the device may hold. */
  async flush(): Promise<void> {
    await this.#transport.write(Uint8Array.of(0)).catch((error: unknown) => this.#close(asError(error)));
  }

  async #exchange(name: CommandName, payload: Uint8Array, policy: RequestPolicy): Promise<Uint8Array> {
    throwIfAborted(this.#signal);
    const { path } = this.#transport;
    if (this.#closed !== undefined) throw linkClosed(path, name, this.#closed.reason);
    const command = COMMAND[name];
    // HELLO starts a session, so that it always has the same number.
    this.#sequence = command === COMMAND.HELLO ? 1 : (this.#sequence % 65_535) + 1;
    const sequence = this.#sequence;
    const wire = encodeFrame({ kind: FRAME_KIND.request, command, sequence, payload });
    this.#requests++;

    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    let resendTimer: NodeJS.Timeout | undefined;
    const heardNow = (): number => this.#heardBytes(name === 'HELLO');
    let heardBytes = heardNow();
    let writing = false;
    const send = async (): Promise<void> => {
      // What still waits in the port has not been lost; another copy would only wait behind it.
      if (writing) return;
      writing = true;
      try {
        await this.#transport.write(wire);
      } catch (error) {
        this.#close(asError(error));
      } finally {
        writing = false;
      }
    };
    const resendAfter = (wait_ms: number): void => {
      resendTimer = setTimeout(() => {
        this.#resends++;
        void send();
        resendAfter(wait_ms * policy.backoff);
      }, wait_ms);
    };
    const giveUp = (): void => {
      const garbage = heardNow() - heardBytes;
      reject(
        garbage > 0
          ? linkGarbage(path, name, policy.timeout_ms, garbage)
          : linkTimeout(path, name, policy.timeout_ms),
      );
    };
    let deadline = setTimeout(giveUp, policy.timeout_ms);
    const onAbort = (): void => reject(this.#abortReason());
    this.#signal.addEventListener('abort', onAbort, { once: true });
    this.#pending = {
      command,
      sequence,
      onClose: () => reject(linkClosed(path, name, this.#closed?.reason)),
      onFrame: (frame) => {
        if (frame.kind === FRAME_KIND.answer) resolve(frame.payload);
        else if (frame.kind === FRAME_KIND.failure) reject(failureOf(name, frame));
        else if (policy.onProgress?.(frame.payload) === true) {
          clearTimeout(deadline);
          deadline = setTimeout(giveUp, policy.timeout_ms);
          // The device has the request; only its answer can be lost now, after this wait.
          clearTimeout(resendTimer);
          resendAfter(policy.timeout_ms / 2);
          heardBytes = heardNow();
        }
      },
    };
    try {
      void send();
      resendAfter(policy.resend_after_ms);
      return await promise;
    } finally {
      clearTimeout(deadline);
      clearTimeout(resendTimer);
      this.#signal.removeEventListener('abort', onAbort);
      this.#pending = undefined;
    }
  }

  /**
   * Bytes that came and were no frame.
   *
   * @param greeting before the first frame every byte is garbage; later some may begin a frame that a device never ended
   */
  #heardBytes(greeting: boolean): number {
    return this.#decoder.stats.discarded_bytes + (greeting ? this.#decoder.pending_bytes : 0);
  }

  #receive(frame: Frame): void {
    if (frame.kind === FRAME_KIND.log) {
      this.#logLine(frame.payload);
      return;
    }
    const pending = this.#pending;
    const known =
      frame.kind === FRAME_KIND.answer ||
      frame.kind === FRAME_KIND.failure ||
      frame.kind === FRAME_KIND.progress;
    if (
      !known ||
      pending?.command !== frame.command ||
      (pending.sequence ?? frame.sequence) !== frame.sequence
    ) {
      this.#stray_frames++;
      this.#log.debug(
        `link: ignored a frame of kind ${frame.kind} for ${commandName(frame.command)} ${frame.sequence}`,
      );
      return;
    }
    pending.onFrame(frame);
  }

  #logLine(payload: Uint8Array): void {
    this.#log_lines++;
    if (this.#log_lines > MAX_LOG_LINES) return;
    if (this.#log_lines === MAX_LOG_LINES) {
      this.#log.warn(`device: more than ${MAX_LOG_LINES} log lines; the rest is not shown`);
      return;
    }
    try {
      const { level, text } = decodeLog(payload);
      if (level === 'info') this.#log.info(`device: ${text}`);
      else this.#log.warn(`device: ${text}`);
    } catch (error) {
      this.#stray_frames++;
      this.#log.debug(`link: ${asError(error).message}`);
    }
  }

  #close(reason: Error | undefined): void {
    this.#closed ??= { reason };
    this.#pending?.onClose();
  }
}

/** What a failure frame says; what is wrong with the frame when it says nothing. */
function failureOf(name: CommandName, frame: Frame): Error {
  try {
    return new DeviceError(name, decodeFailure(frame.payload));
  } catch (error) {
    return asError(error);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
