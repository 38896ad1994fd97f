import { crc32 } from 'node:zlib';
import { cobsDecode, cobsEncode } from '../../src/link/cobs.ts';
import type { Transport } from '../../src/link/types.ts';

/** What a simulated board does; the numbers are instructions. */
export interface SimulatedBoardOptions {
  readonly windows: number;
  readonly inferences: number;
  readonly instructions_per_inference: number;
  /** Where its counter stands at the start, and how long it takes from go to gate. */
  readonly begin?: number;
  readonly latency?: number;
  /** Between it and the monitor; returns what arrives instead, nothing where the record is lost. */
  readonly line?: (record: SentRecord) => Uint8Array | undefined;
}

export interface SentRecord {
  readonly name: 'gate-rise' | 'gate-fall' | 'state-rise' | 'state-fall' | 'begin' | 'report' | 'failure';
  readonly bytes: Uint8Array;
}

function frame(kind: number, body: Buffer): Uint8Array {
  const content = Buffer.concat([Buffer.of(kind), body]);
  const crc = Buffer.alloc(4);
  crc.writeUInt32LE(crc32(content));
  return Buffer.concat([cobsEncode(Buffer.concat([content, crc])), Buffer.of(0)]);
}

/**
 * A board that speaks the wires of docs/power.md, written from that page: instructions pass, but no time. It is
 * the transport that its monitor is opened on.
 */
export class SimulatedPowerBoard implements Transport {
  readonly path = 'simulated';
  /** Levels of go, as they came. */
  readonly go: boolean[] = [];
  disposed = false;
  readonly #options: SimulatedBoardOptions;
  #listener: ((bytes: Uint8Array) => void) | undefined;
  #closed: ((reason?: Error) => void) | undefined;
  #stamp: number;
  #window = 0;
  #failed = false;

  constructor(options: SimulatedBoardOptions) {
    this.#options = options;
    this.#stamp = options.begin ?? 1000;
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#listener = listener;
    queueMicrotask(() => this.#edge('state', true));
  }

  onClose(listener: (reason?: Error) => void): void {
    this.#closed = listener;
  }

  write(bytes: Uint8Array): Promise<void> {
    if (this.disposed) return Promise.reject(new Error('the port is closed'));
    const record = cobsDecode(bytes.subarray(0, -1));
    if (record === undefined || record.length !== 6 || record[0] !== 2) throw new Error('this is not go');
    this.go.push(record[1] === 1);
    if (!this.#failed) queueMicrotask(() => (record[1] === 1 ? this.#announce() : this.#run()));
    return Promise.resolve();
  }

  /** The port goes away. */
  unplug(reason: Error): void {
    this.disposed = true;
    this.#closed?.(reason);
  }

  /** The board gives up: the record, then pulses of state. */
  fail(status: number, text: string): void {
    this.#failed = true;
    const head = Buffer.of(status & 0xff, status >> 8, Buffer.byteLength(text));
    this.#send('failure', frame(4, Buffer.concat([head, Buffer.from(text)])));
    for (let pulse = 0; pulse < status; pulse += 1) {
      this.#edge('state', true);
      this.#edge('state', false);
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.disposed = true;
    return Promise.resolve();
  }

  #announce(): void {
    this.#pass(this.#options.latency ?? 300);
    this.#edge('state', false);
    const body = Buffer.alloc(4);
    body.writeUInt32LE(this.#window);
    this.#send('begin', frame(5, body));
  }

  /** The rest of a window once go is low again. */
  #run(): void {
    const { windows, inferences, instructions_per_inference } = this.#options;
    if (this.#window >= windows) return;
    this.#pass(40);
    this.#edge('gate', true);
    const instructions = inferences * instructions_per_inference;
    this.#pass(instructions);
    this.#edge('gate', false);
    const body = Buffer.alloc(16);
    body.writeUInt32LE(this.#window, 0);
    body.writeUInt32LE(inferences, 4);
    body.writeBigUInt64LE(BigInt(instructions), 8);
    this.#send('report', frame(3, body));
    this.#window += 1;
    this.#pass(200);
    if (this.#window < windows) this.#edge('state', true);
  }

  #pass(instructions: number): void {
    this.#stamp += instructions;
  }

  #edge(wire: 'gate' | 'state', high: boolean): void {
    const body = Buffer.alloc(10);
    body.writeUInt8(wire === 'gate' ? 0 : 1, 0);
    body.writeUInt8(high ? 1 : 0, 1);
    body.writeBigUInt64LE(BigInt(Math.round(this.#stamp)), 2);
    this.#send(`${wire}-${high ? 'rise' : 'fall'}`, frame(1, body));
  }

  #send(name: SentRecord['name'], bytes: Uint8Array): void {
    const arrives = this.#options.line === undefined ? bytes : this.#options.line({ name, bytes });
    if (arrives !== undefined && !this.disposed) this.#listener?.(arrives);
  }
}
