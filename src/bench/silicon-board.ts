import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type LoadSegment, readLoadSegments } from '../firmware/elf-segments.ts';
import type { Image } from '../firmware/types.ts';
import { openSerial } from '../link/serial-transport.ts';
import type { Transport } from '../link/types.ts';
import type { JLinkProbe, Platform } from '../platform/types.ts';
import { throwIfAborted } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import type { Environment } from '../support/find-program.ts';
import type { Log } from '../support/log.ts';
import { OneAtATime } from '../support/one-at-a-time.ts';
import { identityBlock } from './identity-block.ts';
import type { Lease } from './lease.ts';
import { awaitPort, type ListPorts, listPorts, type PortWanted } from './ports.ts';
import { flashWithJLink, type JLinkDeps, onlyProbe, type ProbeWrite, readWithJLink } from './probe/jlink.ts';
import { wrongAddress } from './probe/jlink-errors.ts';
import { holdWithJLink } from './probe/jlink-hold.ts';
import type { BenchBoard, Board, BoardMonitor, Connection, FlashBlob } from './types.ts';
import type { Workspace } from './workspace.ts';

const OUTPUT_LIMIT = 32_768;
/** A virtual COM port is there as long as the probe is; a USB port of the firmware comes when that has booted. */
const UART_TIMEOUT_MS = 5000;
const USB_TIMEOUT_MS = 15_000;

export interface SiliconBoardDeps {
  readonly platform: Platform;
  readonly board: BenchBoard;
  readonly lease: Lease;
  readonly workspace: Workspace;
  readonly env: Environment;
  readonly log: Log;
  readonly connection?: Connection;
  /** J-Links that bench.yml gives to other boards. */
  readonly other_jlinks?: readonly string[];
  /** Default: those of this host. */
  readonly listPorts?: ListPorts;
  /** How long a port may take to appear. */
  readonly port_timeout_ms?: number;
}

/** A board of silicon: a J-Link flashes and resets it, and its firmware talks on a serial port. */
export class SiliconBoard implements Board {
  readonly id: string;
  readonly platform: Platform;
  readonly monitor?: BoardMonitor;
  readonly #deps: SiliconBoardDeps;
  readonly #probe: JLinkProbe;
  /** What this lease has written to flash, by address. */
  readonly #written = new Map<number, { readonly bytes: number; readonly sha256: string }>();
  #serial: string | undefined;
  #transport: Transport | undefined;
  /** The probe, attached while the firmware measures. */
  #hold: AsyncDisposable | undefined;
  /** There is one probe. */
  readonly #work = new OneAtATime();
  #released: Promise<void> | undefined;
  #output = '';

  constructor(deps: SiliconBoardDeps) {
    const { probe } = deps.platform;
    if (probe.kind !== 'jlink') throw new Error(`${deps.platform.name} has no J-Link`);
    this.id = deps.board.id;
    this.platform = deps.platform;
    this.#deps = deps;
    this.#probe = probe;
    this.#serial = deps.board.jlink;
    if (deps.board.monitor !== undefined) this.monitor = deps.board.monitor;
  }

  /** Of the J-Link, once it is known. */
  get serial(): string {
    return this.#serial ?? '';
  }

  boot(image: Image, blobs: readonly FlashBlob[], signal: AbortSignal): Promise<Transport> {
    return this.#next(signal, async () => {
      const serial = await this.#probeSerial(signal);
      const identity = identityBlock(this.platform, serial) ?? [];
      const writes = await this.#writes(image, blobs.concat(identity));
      return await this.#startWithPort(writes, signal);
    });
  }

  bootForPower(image: Image, blobs: readonly FlashBlob[], signal: AbortSignal): Promise<undefined> {
    return this.#next(signal, async () => {
      await this.#start(await this.#writes(image, blobs), signal, this.#powerReset());
      return undefined;
    });
  }

  reset(signal: AbortSignal): Promise<Transport> {
    return this.#next(signal, () => this.#startWithPort([], signal));
  }

  attach(signal: AbortSignal): Promise<Transport> {
    return this.#next(signal, async () => {
      await this.#holdProbe(signal).catch((error: unknown) => {
        throwIfAborted(signal);
        if (!(error instanceof HilbenchError)) throw error;
        // A debugger may have it, which does as well; where none has, the firmware tells that its counter stood still.
        this.#deps.log.warn(`The probe of ${this.id} cannot be attached (${error.code}): ${error.message}`);
      });
      this.#transport = await this.#open(signal);
      return this.#transport;
    });
  }

  readMemory(address: number, bytes: number, signal: AbortSignal): Promise<Uint8Array> {
    return this.#work.run(async () => {
      await this.#checkLeased(signal);
      await this.#letGo();
      return await readWithJLink({ ...(await this.#target(signal)), address, bytes }, this.#jlink(), signal);
    });
  }

  lastOutput(): string {
    return this.#output;
  }

  /** Closes the port, removes the files, releases the board: in this order, each also when one fails. */
  [Symbol.asyncDispose](): Promise<void> {
    this.#released ??= this.#release();
    return this.#released;
  }

  /** What ran before loses its port. */
  #next<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    return this.#work.run(async () => {
      await this.#checkLeased(signal);
      await this.#closePort();
      await this.#letGo();
      return await work();
    });
  }

  async #checkLeased(signal: AbortSignal): Promise<void> {
    throwIfAborted(signal);
    if (this.#released !== undefined) throw new Error(`board ${this.id} is no longer leased`);
    await this.#deps.lease.check();
  }

  async #writes(image: Image, blobs: readonly FlashBlob[]): Promise<readonly ProbeWrite[]> {
    const segments: readonly LoadSegment[] = readLoadSegments(await readFile(image.elf_path));
    const begin = segments[0]?.address ?? 0;
    const { load_address } = this.#probe;
    if (begin !== load_address) throw wrongAddress(this.platform.name, begin, load_address);
    return [
      ...segments.map((segment) => ({ ...segment, flash: true })),
      ...blobs.map(({ address, bytes }) => ({ address, bytes, flash: false })),
    ];
  }

  async #startWithPort(writes: readonly ProbeWrite[], signal: AbortSignal): Promise<Transport> {
    // A UART is there all the time, and the first byte after the reset must not be missed.
    if (this.#way() === 'UART') {
      this.#transport = await this.#open(signal);
      try {
        await this.#start(writes, signal);
        await this.#holdProbe(signal);
      } catch (error) {
        await this.#closePort();
        throw error;
      }
    } else {
      await this.#start(writes, signal);
      await this.#holdProbe(signal);
      this.#transport = await this.#open(signal);
    }
    return this.#transport;
  }

  #way(): 'USB' | 'UART' {
    const { connection, platform } = this.#deps;
    return connection?.transport ?? platform.transports[0] ?? 'UART';
  }

  async #open(signal: AbortSignal): Promise<Transport> {
    const { connection = {}, board, platform, port_timeout_ms, other_jlinks } = this.#deps;
    const transport = this.#way();
    const serial = await this.#probeSerial(signal);
    const wanted: PortWanted = {
      port: connection.tty === undefined ? board.port : { kind: 'path', path: connection.tty },
      transport,
      jlink: serial,
      ...(other_jlinks === undefined ? {} : { others: other_jlinks }),
    };
    const baud = connection.baud ?? platform.baud;
    return await awaitPort(wanted, {
      list: this.#deps.listPorts ?? listPorts,
      timeout_ms: port_timeout_ms ?? (transport === 'UART' ? UART_TIMEOUT_MS : USB_TIMEOUT_MS),
      signal,
      open: (path) => openSerial({ path, baud, signal }),
    });
  }

  /** Writes what the device does not hold yet, and resets it. */
  async #start(writes: readonly ProbeWrite[], signal: AbortSignal, reset = this.#probe.reset): Promise<void> {
    const hashed = writes.map((write) => ({ ...write, sha256: sha256(write.bytes) }));
    const due = hashed.filter(({ address, sha256: hash }) => this.#written.get(address)?.sha256 !== hash);
    const target = await this.#target(signal);
    const started_ms = performance.now();
    // Whatever happens from here on, nobody knows what these places hold.
    for (const { address, bytes } of due) this.#forget(address, bytes.length);
    const probe = reset === undefined ? target.probe : { ...target.probe, reset };
    const done = await flashWithJLink({ ...target, probe, writes: due }, this.#jlink(), signal);
    let skipped = hashed.length - due.length;
    for (const [index, { unchanged, flash }] of done.writes.entries()) {
      const write = due[index];
      if (unchanged) skipped++;
      if (write !== undefined && flash) {
        this.#written.set(write.address, { bytes: write.bytes.length, sha256: write.sha256 });
      }
    }
    const bytes = due.reduce((sum, write) => sum + write.bytes.length, 0);
    this.#deps.log.debug(
      `probe: J-Link ${target.serial} (version ${done.version}) flashed and reset ${this.id} in ${Math.round(performance.now() - started_ms)} ms; ${bytes} bytes sent, ${skipped} of ${hashed.length} parts unchanged`,
    );
  }

  /** What lies where something else is written counts no longer. */
  #forget(address: number, bytes: number): void {
    for (const [start, held] of [...this.#written]) {
      if (start < address + bytes && address < start + held.bytes) this.#written.delete(start);
    }
  }

  async #target(signal: AbortSignal) {
    const serial = await this.#probeSerial(signal);
    return { probe: this.#probe, core: this.platform.core, serial };
  }

  /**
   * How the board is reset before energy is measured. What a debugger has powered on an Ambiq Cortex-M55 stays so over
   * its own reset, and is seen in the current.
   */
  #powerReset(): JLinkProbe['reset'] {
    const { core, ambiqsuite } = this.platform;
    return this.#probe.reset ?? (core === 'cortex-m55' && ambiqsuite !== undefined ? 'swpoi' : undefined);
  }

  /** Cycles of a core without a PMU are counted by debug logic that has power only while a debugger is attached. */
  async #holdProbe(signal: AbortSignal): Promise<void> {
    if (this.platform.core === 'cortex-m55') return;
    this.#hold = await holdWithJLink(await this.#target(signal), this.#jlink(), signal);
  }

  /** There is one probe, and one program may have it. */
  async #letGo(): Promise<void> {
    const hold = this.#hold;
    this.#hold = undefined;
    await hold?.[Symbol.asyncDispose]();
  }

  async #probeSerial(signal: AbortSignal): Promise<string> {
    this.#serial ??= await onlyProbe(this.#jlink(), signal);
    return this.#serial;
  }

  #jlink(): JLinkDeps {
    const { env, workspace, log } = this.#deps;
    return {
      env,
      workspace,
      log,
      onOutput: (text) => {
        this.#output = text.slice(-OUTPUT_LIMIT);
      },
    };
  }

  async #closePort(): Promise<void> {
    const transport = this.#transport;
    this.#transport = undefined;
    await transport?.[Symbol.asyncDispose]();
  }

  async #release(): Promise<void> {
    await this.#work.ended();
    await using _lease = this.#deps.lease;
    await using _workspace = this.#deps.workspace;
    await using _probe = this.#hold;
    await this.#closePort();
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
