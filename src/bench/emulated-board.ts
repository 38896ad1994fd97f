import type { Image } from '../firmware/types.ts';
import type { Transport } from '../link/types.ts';
import type { Platform } from '../platform/types.ts';
import { throwIfAborted } from '../support/deadline.ts';
import type { Environment } from '../support/find-program.ts';
import { OneAtATime } from '../support/one-at-a-time.ts';
import type { Lease } from './lease.ts';
import { type BoardLine, type RunningQemu, startQemu } from './probe/qemu.ts';
import type { Board, FlashBlob } from './types.ts';
import type { Workspace } from './workspace.ts';

const OUTPUT_LIMIT = 16_384;

export interface EmulatedBoardDeps {
  readonly platform: Platform;
  readonly lease: Lease;
  readonly workspace: Workspace;
  readonly env: Environment;
}

/** A board that QEMU plays: booting it ends the emulator that ran and starts another. */
export class EmulatedBoard implements Board {
  readonly id: string;
  readonly platform: Platform;
  readonly #deps: EmulatedBoardDeps;
  #running: RunningQemu | undefined;
  readonly #boots = new OneAtATime();
  #released: Promise<void> | undefined;
  #output = '';

  constructor(deps: EmulatedBoardDeps) {
    this.id = deps.lease.board;
    this.platform = deps.platform;
    this.#deps = deps;
  }

  boot(image: Image, blobs: readonly FlashBlob[], signal: AbortSignal): Promise<Transport> {
    return this.#boots.run(() => this.#boot(image, blobs, signal, 'link'));
  }

  bootForPower(image: Image, blobs: readonly FlashBlob[], signal: AbortSignal): Promise<Transport> {
    return this.#boots.run(() => this.#boot(image, blobs, signal, 'wires'));
  }

  async #boot(
    image: Image,
    blobs: readonly FlashBlob[],
    signal: AbortSignal,
    line: BoardLine,
  ): Promise<Transport> {
    throwIfAborted(signal);
    if (this.#released !== undefined) throw new Error(`board ${this.id} is no longer leased`);
    const { platform, lease, workspace, env } = this.#deps;
    await lease.check();
    const { probe } = platform;
    if (probe.kind !== 'qemu') throw new Error(`${platform.name} is not emulated`);
    await this.#stop();
    this.#output = '';
    this.#running = await startQemu(
      {
        machine: probe.machine,
        icount_shift: probe.icount_shift,
        elf_path: image.elf_path,
        blobs,
        baud: platform.baud,
        line,
      },
      {
        env,
        workspace,
        onOutput: (text) => {
          this.#output = (this.#output + text).slice(-OUTPUT_LIMIT);
        },
      },
      signal,
    );
    return this.#running.transport;
  }

  lastOutput(): string {
    return this.#output;
  }

  /** Ends the emulator, removes its files, releases the board: in this order, each also when one fails. */
  [Symbol.asyncDispose](): Promise<void> {
    this.#released ??= this.#release();
    return this.#released;
  }

  async #release(): Promise<void> {
    await this.#boots.ended();
    await using _lease = this.#deps.lease;
    await using _workspace = this.#deps.workspace;
    await this.#stop();
  }

  async #stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    await running?.[Symbol.asyncDispose]();
  }
}
