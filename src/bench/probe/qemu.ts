import { type ChildProcess, spawn } from 'node:child_process';
import { openSerial } from '../../link/serial-transport.ts';
import type { Transport } from '../../link/types.ts';
import { withDeadline } from '../../support/deadline.ts';
import type { HilbenchError } from '../../support/errors.ts';
import { type Environment, findProgram } from '../../support/find-program.ts';
import type { FlashBlob } from '../types.ts';
import type { Workspace } from '../workspace.ts';
import { EmulatorPort, type EmulatorProcess } from './emulator-port.ts';
import { noQemu, qemuFailed } from './errors.ts';
import { Qmp, QmpError } from './qmp.ts';

export const QEMU = 'qemu-system-arm';

const CHARDEV = 'port';
const START_TIMEOUT_MS = 15_000;
const OUTPUT_LIMIT = 16_384;

/** What the port of a machine carries: the link of docs/link.md, or the wires as records (docs/power.md). */
export type BoardLine = 'link' | 'wires';

export interface QemuStart {
  readonly machine: string;
  /** One instruction takes 2^shift ns of virtual time. */
  readonly icount_shift: number;
  readonly elf_path: string;
  readonly blobs: readonly FlashBlob[];
  readonly baud: number;
  /** Which serial line of the machine has the port: the first carries the link, the second the wires. */
  readonly line: BoardLine;
}

/** A running emulator with the open port to its firmware. Dispose to end it. */
export interface RunningQemu extends AsyncDisposable {
  readonly transport: Transport;
  readonly pid: number;
}

export interface QemuDeps {
  readonly env: Environment;
  readonly workspace: Workspace;
  /** What QEMU prints, as it comes. Untrusted. */
  readonly onOutput: (text: string) => void;
}

/** QEMU options separate their parts by commas; a doubled one is a comma. */
function optionValue(value: string): string {
  return value.replaceAll(',', ',,');
}

/** The command line that boots `start`, with the CPU waiting until the port is open. */
export function qemuArguments(start: QemuStart, blobFiles: readonly string[]): readonly string[] {
  const loaders = start.blobs.flatMap((blob, index) => [
    '-device',
    `loader,file=${optionValue(blobFiles[index] ?? '')},addr=0x${blob.address.toString(16)},force-raw=on`,
  ]);
  return [
    ...['-machine', start.machine, '-kernel', start.elf_path, ...loaders],
    ...['-icount', `shift=${start.icount_shift}`],
    ...['-display', 'none', '-nodefaults', '-nic', 'none', '-qmp', 'stdio', '-preconfig'],
    ...['-chardev', `pty,id=${CHARDEV}`, ...(start.line === 'wires' ? ['-serial', 'null'] : [])],
    ...['-serial', `chardev:${CHARDEV}`],
  ];
}

/**
 * Boots an image in QEMU and returns once the firmware runs with its port open.
 *
 * QEMU looks at a pty's other side when it makes the machine, and after that once a second. So the machine is
 * held back (`-preconfig`) until the port is open.
 *
 * @throws {HilbenchError} `PROBE_NO_QEMU`, `PROBE_QEMU_FAILED`, `PROBE_DISK_FULL`, `PORT_…` (kind `bench`)
 */
export async function startQemu(start: QemuStart, deps: QemuDeps, signal: AbortSignal): Promise<RunningQemu> {
  const { workspace } = deps;
  const blobFiles: string[] = [];
  for (const [index, blob] of start.blobs.entries()) {
    blobFiles.push(await workspace.write(`blob-${index}.bin`, blob.bytes));
  }
  const emulator = new Emulator(start.machine, qemuArguments(start, blobFiles), deps);
  const timedOut = (): HilbenchError => emulator.failure(`did not start within ${START_TIMEOUT_MS} ms`);
  try {
    const transport = await withDeadline(signal, START_TIMEOUT_MS, timedOut, async (within) => {
      await emulator.recordIn(workspace);
      await emulator.qmp.open();
      const path = ptyPath(await emulator.qmp.execute('query-chardev'));
      if (path === undefined) throw emulator.failure('does not name its serial port');
      const serial = await openSerial({ path, baud: start.baud, signal: within });
      const port = new EmulatorPort(serial, emulator);
      try {
        await emulator.qmp.execute('x-exit-preconfig');
      } catch (error) {
        await port[Symbol.asyncDispose]();
        throw error;
      }
      return port;
    });
    return {
      transport,
      pid: emulator.pid,
      [Symbol.asyncDispose]: async () => {
        await transport[Symbol.asyncDispose]();
        await emulator.end();
      },
    };
  } catch (error) {
    await emulator.end();
    throw error instanceof QmpError ? emulator.failure(`refused: ${error.message}`, error) : error;
  }
}

/** The path behind our chardev in an answer to `query-chardev`. */
function ptyPath(answer: unknown): string | undefined {
  if (!Array.isArray(answer)) return undefined;
  const chardev = answer.find((entry: { label?: unknown }) => entry?.label === CHARDEV) as
    | { readonly filename?: unknown }
    | undefined;
  const filename = chardev?.filename;
  return typeof filename === 'string' && filename.startsWith('pty:') ? filename.slice(4) : undefined;
}

/** The process of one emulator, from spawn to exit. */
class Emulator implements EmulatorProcess {
  readonly qmp: Qmp;
  readonly exited: Promise<HilbenchError>;
  readonly #machine: string;
  readonly #child: ChildProcess;
  #output = '';

  constructor(machine: string, args: readonly string[], deps: QemuDeps) {
    this.#machine = machine;
    const qemu = findProgram(QEMU, deps.env);
    if (qemu === undefined) throw noQemu(undefined);
    // QEMU does not end with its parent by itself, not even when its standard input does.
    const setpriv = process.platform === 'linux' ? findProgram('setpriv', deps.env) : undefined;
    const command = setpriv === undefined ? [qemu] : [setpriv, '--pdeathsig', 'KILL', qemu];
    const [program = qemu, ...first] = command;
    this.#child = spawn(program, [...first, ...args], {
      cwd: deps.workspace.path,
      env: { ...deps.env },
      // Its own session: an interrupt from the terminal is for us, and we end the emulator in order.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const keep = (text: string): void => {
      this.#output = (this.#output + text).slice(-OUTPUT_LIMIT);
      deps.onOutput(text);
    };
    const { stdin, stdout, stderr } = this.#child;
    if (stdin === null || stdout === null || stderr === null) throw new Error('spawn made no pipes');
    this.qmp = new Qmp(stdin, stdout, (line) => keep(`${line}\n`));
    stderr.setEncoding('utf8').on('data', keep);
    this.exited = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(noQemu(error)));
      // 'close' comes after the last byte of output, so that the reason is in it.
      this.#child.once('close', (code, signal) =>
        resolve(this.failure(`ended with ${signal ?? `status ${code}`}`)),
      );
    });
    void this.exited.then((reason) => this.qmp.end(reason));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** An error with what the emulator has printed so far. */
  failure(what: string, cause?: unknown): HilbenchError {
    return qemuFailed(this.#machine, what, this.#output, cause);
  }

  async recordIn(workspace: Workspace): Promise<void> {
    if (this.#child.pid !== undefined) await workspace.recordChild(this.#child.pid);
  }

  nudge(): void {
    // Its answer says nothing, and that the emulator is gone is reported by `exited`.
    this.qmp.execute('query-status').catch(() => undefined);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  /** Ends the emulator; it keeps nothing that a softer end would save. */
  async end(): Promise<void> {
    this.kill();
    await this.exited;
  }
}
