import { SerialPort } from 'serialport';
import { throwIfAborted } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import type { Transport } from './types.ts';

/**
 * A pseudo terminal of Linux can forget to say that there is room again: it tells when its reader reads, and frees what was
 * read a moment later. Who then waits for room, waits for ever. A write that takes longer than this asks.
 */
const ASK_FOR_ROOM_MS = 100;
/** Of libuv. */
const UV_WRITABLE = 2;

export interface OpenSerialOptions {
  readonly path: string;
  readonly baud: number;
  readonly signal: AbortSignal;
}

/** An open serial port. `fail` ends it from outside when its other side is known to be gone. */
export interface SerialTransport extends Transport {
  fail(reason: Error): void;
}

function portFailed(path: string, error: Error): HilbenchError {
  const said = error.message.replace(/^Error:? /u, '');
  const busy = /lock|busy|EBUSY/iu.test(error.message);
  const denied = /permission|EACCES|denied/iu.test(error.message);
  return new HilbenchError({
    kind: 'bench',
    code: busy ? 'PORT_BUSY' : denied ? 'PORT_DENIED' : 'PORT_FAILED',
    message: `The port ${path} cannot be opened: ${said}.`,
    hint: busy
      ? 'Close the terminal or the other program that has the port open.'
      : denied
        ? 'Give this user the right to the port, for example: sudo usermod -aG dialout $USER, then log in again.'
        : 'Check that the board is attached and that the path is right; hilbench boards lists what is there.',
    cause: error,
  });
}

/**
 * Opens a serial port, 8N1, raw, locked against other programs.
 *
 * @throws {HilbenchError} `PORT_BUSY`, `PORT_DENIED`, `PORT_FAILED` (kind `bench`)
 */
export async function openSerial(options: OpenSerialOptions): Promise<SerialTransport> {
  const { path, baud, signal } = options;
  throwIfAborted(signal);
  // hupcl would drop DTR at close, which resets some boards between two openings.
  const port = new SerialPort({ path, baudRate: baud, autoOpen: false, lock: true, hupcl: false });
  await new Promise<void>((resolve, reject) => {
    port.open((error) => (error ? reject(portFailed(path, error)) : resolve()));
  });
  const transport = new OpenPort(port, path);
  if (signal.aborted) await transport[Symbol.asyncDispose]();
  throwIfAborted(signal);
  return transport;
}

class OpenPort implements SerialTransport {
  readonly path: string;
  readonly #port: SerialPort;
  #closeListener: ((reason?: Error) => void) | undefined;
  #ended: { readonly reason: Error | undefined } | undefined;
  #closing: Promise<void> | undefined;

  constructor(port: SerialPort, path: string) {
    this.path = path;
    this.#port = port;
    port.on('error', (error) => this.fail(error));
    port.on('close', (error: Error | null | undefined) => this.#end(error ?? undefined));
    // A port that is pulled while it is read gives nothing for ever, and the binding reads on: only poll says that it is gone.
    this.#poller?.once('disconnect', (error) => this.fail(error ?? new Error('the port is gone')));
  }

  /** Asks the kernel about the port; there is none on Windows. */
  get #poller() {
    const { port: binding } = this.#port;
    return binding !== undefined && 'poller' in binding ? binding.poller : undefined;
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#ended !== undefined || !this.#port.isOpen) {
        reject(this.#ended?.reason ?? new Error('the port is closed'));
        return;
      }
      const asking = setInterval(() => {
        if (this.#ended === undefined) this.#poller?.poll(UV_WRITABLE);
        else clearInterval(asking);
      }, ASK_FOR_ROOM_MS);
      this.#port.write(bytes, (error) => {
        clearInterval(asking);
        if (error) reject(error);
        else resolve();
      });
    });
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#port.on('data', listener);
  }

  onClose(listener: (reason?: Error) => void): void {
    this.#closeListener = listener;
    if (this.#ended !== undefined) listener(this.#ended.reason);
  }

  fail(reason: Error): void {
    this.#end(reason);
    void this[Symbol.asyncDispose]();
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#closing ??= this.#closePort();
    return this.#closing;
  }

  async #closePort(): Promise<void> {
    this.#end(undefined);
    if (!this.#port.isOpen) return;
    // A port that fails to close is gone already: there is nothing left to release.
    await new Promise<void>((resolve) => this.#port.close(() => resolve()));
  }

  #end(reason: Error | undefined): void {
    if (this.#ended !== undefined) return;
    this.#ended = { reason };
    this.#closeListener?.(reason);
  }
}
