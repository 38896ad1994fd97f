import type { Readable, Writable } from 'node:stream';

/** A line of QMP longer than this is not one. */
const MAX_LINE_CHARACTERS = 1_000_000;

export class QmpError extends Error {}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A client of the QEMU Machine Protocol over the standard streams of the emulator.
 * Lines that are not QMP (the emulator prints some there) go to `onText`.
 */
export class Qmp {
  readonly #input: Writable;
  readonly #onText: (line: string) => void;
  readonly #waiting = new Map<number, Waiting>();
  readonly #greeting = Promise.withResolvers<void>();
  #buffer = '';
  #id = 0;
  #ended: Error | undefined;

  constructor(input: Writable, output: Readable, onText: (line: string) => void) {
    this.#input = input;
    this.#onText = onText;
    this.#greeting.promise.catch(() => undefined);
    output.setEncoding('utf8');
    output.on('data', (text: string) => this.#receive(text));
    // An emulator may end before anybody waits for its greeting; whoever calls open() is told.
    this.#greeting.promise.catch(() => undefined);
    // Writing to an emulator that has just ended is no news: its end is reported by end().
    input.on('error', () => undefined);
  }

  /** Waits for the greeting and leaves the negotiation mode. */
  async open(): Promise<void> {
    await this.#greeting.promise;
    await this.execute('qmp_capabilities');
  }

  /** Rejects with QmpError when QEMU refuses, and with the reason of `end` when it is gone. */
  execute(command: string): Promise<unknown> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const id = ++this.#id;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { resolve, reject });
    this.#input.write(`${JSON.stringify({ execute: command, id })}\n`);
    return promise;
  }

  /** The emulator is gone: everything that waits is rejected. */
  end(reason: Error): void {
    this.#ended ??= reason;
    this.#greeting.reject(reason);
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  #receive(text: string): void {
    this.#buffer += text;
    for (let end = this.#buffer.indexOf('\n'); end !== -1; end = this.#buffer.indexOf('\n')) {
      const line = this.#buffer.slice(0, end).trim();
      this.#buffer = this.#buffer.slice(end + 1);
      if (line !== '') this.#line(line);
    }
    if (this.#buffer.length > MAX_LINE_CHARACTERS) this.#buffer = '';
  }

  #line(line: string): void {
    const message = parseObject(line);
    if (message === undefined) {
      this.#onText(line);
      return;
    }
    if ('QMP' in message) this.#greeting.resolve();
    const waiting = typeof message.id === 'number' ? this.#waiting.get(message.id) : undefined;
    if (waiting === undefined) return;
    this.#waiting.delete(message.id as number);
    if ('return' in message) waiting.resolve(message.return);
    else waiting.reject(new QmpError(errorText(message.error)));
  }
}

function parseObject(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

function errorText(error: unknown): string {
  const description = (error as { readonly desc?: unknown } | undefined)?.desc;
  return typeof description === 'string' ? description : 'QEMU refused without a reason';
}
