import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { connectDevice, type LinkedDevice } from '../../src/link/device.ts';
import { openSerial } from '../../src/link/serial-transport.ts';
import type { Transport } from '../../src/link/types.ts';
import { findProgram } from '../../src/support/find-program.ts';
import { silentLog } from '../../src/support/log.ts';
import { ROOT } from './cli.ts';

/** The C compiler of this machine; without it there is no harness to talk to. */
export const HOST_CC = findProgram('cc', process.env);

/** Of the memory of test/firmware/host_port.c. */
export const HOST_MEMORY = 0x6000_0000;

/** What the harness measures with and runs: nothing, or the PMU driver on a model of its registers. */
export type HostKind = 'plain' | 'silicon';

const KIND_SOURCES: Readonly<Record<HostKind, readonly string[]>> = {
  plain: ['host_counters.c', 'host_engine.c'],
  silicon: ['host_silicon.c', 'register_model.c'],
};

const built = new Map<HostKind, string>();

/** Compiles the firmware's harness for this machine, once. */
function hostHarness(kind: HostKind): string {
  const known = built.get(kind);
  if (known !== undefined) return known;
  const program = join(mkdtempSync(join(tmpdir(), 'host-harness-')), 'harness');
  const firmware = join(ROOT, 'templates', 'firmware');
  const folders = ['common', 'harness'].map((name) => join(firmware, name));
  const sources = folders.flatMap((folder) =>
    readdirSync(folder)
      // Reads registers of a Cortex-M.
      .filter((name) => name.endsWith('.c') && name !== 'hb_fault.c')
      .map((name) => join(folder, name)),
  );
  const port = ['host_port.c', 'host_pty.c', ...KIND_SOURCES[kind]].map((name) =>
    join(ROOT, 'test', 'firmware', name),
  );
  const driver = kind === 'silicon' ? [join(firmware, 'pmu', 'hb_pmu_v81m.c')] : [];
  const includes = [...folders, join(firmware, 'pmu')];
  const flags = [
    '-DHB_REGISTERS_MODEL',
    '-std=c11',
    '-O2',
    '-Wall',
    '-Wextra',
    '-Werror',
    ...includes.map((folder) => `-I${folder}`),
  ];
  execFileSync(HOST_CC ?? 'cc', [...flags, ...sources, ...port, ...driver, '-o', program]);
  built.set(kind, program);
  return program;
}

/** What a line does to what is written to it; the defaults are a perfect one. */
export interface Line {
  readonly bytes_per_s?: number;
  /** One way. */
  readonly latency_ms?: number;
  /** What the port takes before the line has carried it. Default 4096. */
  readonly port_buffer_bytes?: number;
  /** What becomes of the nth frame to the device; undefined loses it. */
  readonly toDevice?: (wire: Uint8Array, index: number) => Uint8Array | undefined;
  /** The same for the nth chunk from the device. */
  readonly toHost?: (bytes: Uint8Array, index: number) => Uint8Array | undefined;
}

/** Does what it is given when the time for it has come, in the order it was given. */
class DelayLine {
  readonly #waiting: { readonly at_ms: number; readonly action: () => void }[] = [];
  #running = false;

  add(at_ms: number, action: () => void): void {
    this.#waiting.push({ at_ms, action });
    if (!this.#running) this.#run();
  }

  #run(): void {
    this.#running = false;
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const wait_ms = next.at_ms - performance.now();
      if (wait_ms > 0) {
        this.#running = true;
        // Timers fire late by up to a millisecond, which a fast line must not add to every frame.
        if (wait_ms < 1) setImmediate(() => this.#run());
        else setTimeout(() => this.#run(), Math.floor(wait_ms));
        return;
      }
      this.#waiting.shift();
      next.action();
    }
  }
}

/** A running harness; lines to it come and go, as when a board is connected anew. */
export class HostBoard implements AsyncDisposable {
  readonly #child: ChildProcess;
  #listener: ((bytes: Uint8Array) => void) | undefined;
  /** Bytes that were written to the device, over all lines. */
  sent_bytes = 0;

  /** @param environment of the process, beside this one's: test/firmware/host_silicon.c says what it reads */
  constructor(kind: HostKind = 'plain', environment: Readonly<Record<string, string>> = {}) {
    const env = { ...process.env, ...environment };
    this.#child = spawn(hostHarness(kind), [], { stdio: ['pipe', 'pipe', 'inherit'], env });
    this.#child.stdin?.on('error', () => undefined);
    this.#child.stdout?.on('data', (bytes: Buffer) => this.#listener?.(new Uint8Array(bytes)));
  }

  connect(line: Line = {}, signal = new AbortController().signal): Promise<LinkedDevice> {
    return connectDevice(this.transport(line), { signal, log: silentLog, request_timeout_ms: 2000 });
  }

  transport(line: Line): Transport {
    const { bytes_per_s = Number.POSITIVE_INFINITY, latency_ms = 0 } = line;
    const { stdin } = this.#child;
    if (stdin === null) throw new Error('spawn made no pipe');
    const toDevice = new DelayLine();
    const toHost = new DelayLine();
    const taken = new DelayLine();
    let frames = 0;
    let chunks = 0;
    let closed = false;
    let free_at_ms = performance.now();
    let onClose: ((reason?: Error) => void) | undefined;
    return {
      path: 'host-harness',
      write: async (bytes) => {
        if (closed) throw new Error('the line is closed');
        this.sent_bytes += bytes.length;
        const wire = line.toDevice === undefined || bytes.length === 1 ? bytes : line.toDevice(bytes, frames);
        if (bytes.length > 1) frames++;
        // A line carries one byte after the other: what it is told later waits for what was before.
        const now_ms = performance.now();
        free_at_ms = Math.max(free_at_ms, now_ms) + (bytes.length / bytes_per_s) * 1000;
        const arrives_ms = free_at_ms - now_ms + latency_ms;
        if (wire !== undefined) toDevice.add(now_ms + arrives_ms, () => stdin.write(wire));
        // A port has a buffer, and takes bytes while there is room in it.
        const buffered_ms = ((line.port_buffer_bytes ?? 4096) / bytes_per_s) * 1000;
        await new Promise<void>((resolve) => taken.add(free_at_ms - buffered_ms, resolve));
      },
      onData: (listener) => {
        this.#listener = (bytes) => {
          const heard = line.toHost === undefined ? bytes : line.toHost(bytes, chunks++);
          if (heard !== undefined) toHost.add(performance.now() + latency_ms, () => listener(heard));
        };
      },
      onClose: (listener) => {
        onClose = listener;
      },
      [Symbol.asyncDispose]: async () => {
        if (closed) return;
        closed = true;
        onClose?.();
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await ended(this.#child);
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await closed;
}

/** A running harness behind a serial port of this machine, which is opened as a board's is. */
export class PortBoard implements AsyncDisposable {
  readonly path: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, path: string) {
    this.#child = child;
    this.path = path;
  }

  /** @param bytes_per_s how fast the line takes bytes; 0: as fast as the harness does */
  static async start(bytes_per_s: number): Promise<PortBoard> {
    const env = { ...process.env, HOST_PTY: String(bytes_per_s) };
    const child = spawn(hostHarness('plain'), [], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface(child.stdout)) return new PortBoard(child, line);
    throw new Error('the harness has no serial port');
  }

  unplug(): void {
    this.#child.kill('SIGKILL');
  }

  async connect(signal = new AbortController().signal): Promise<LinkedDevice> {
    // A pseudo terminal has no baud rate.
    const transport = await openSerial({ path: this.path, baud: 115_200, signal });
    return connectDevice(transport, { signal, log: silentLog, request_timeout_ms: 2000 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await ended(this.#child);
  }
}
