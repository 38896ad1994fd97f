import type { SerialTransport } from '../../link/serial-transport.ts';
import type { Transport } from '../../link/types.ts';

/** What the port needs of the emulator behind it. */
export interface EmulatorProcess {
  /** Resolves with the reason once the emulator is gone. */
  readonly exited: Promise<Error>;
  /** Makes the emulator's main loop go round once. */
  nudge(): void;
  kill(): void;
}

const FIRST_NUDGE_MS = 1;
const LAST_NUDGE_MS = 100;

/**
 * The serial port of an emulator.
 *
 * QEMU takes no byte from its pty while the guest's receiver is off, and does not look again when the guest
 * turns it on: only the next event of its main loop makes it look. `nudge` is such an event. It is given until
 * the guest is first heard, at growing intervals.
 */
export class EmulatorPort implements Transport {
  readonly path: string;
  readonly #serial: SerialTransport;
  readonly #emulator: EmulatorProcess;
  #timer: NodeJS.Timeout | undefined;
  #released = false;

  constructor(serial: SerialTransport, emulator: EmulatorProcess) {
    this.path = serial.path;
    this.#serial = serial;
    this.#emulator = emulator;
    void emulator.exited.then((reason) => serial.fail(reason));
    this.#nudgeAfter(FIRST_NUDGE_MS);
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#serial.write(bytes);
  }

  onData(listener: (bytes: Uint8Array) => void): void {
    this.#serial.onData((bytes) => {
      this.#stopNudging();
      listener(bytes);
    });
  }

  onClose(listener: (reason?: Error) => void): void {
    this.#serial.onClose((reason) => {
      this.#stopNudging();
      if (this.#released) {
        listener(reason);
        return;
      }
      // The port notices first; the emulator's own words say more. Without its port it is of no use.
      this.#emulator.kill();
      void this.#emulator.exited.then(listener);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#released = true;
    this.#stopNudging();
    await this.#serial[Symbol.asyncDispose]();
  }

  #nudgeAfter(wait_ms: number): void {
    this.#timer = setTimeout(() => {
      this.#emulator.nudge();
      this.#nudgeAfter(Math.min(wait_ms * 2, LAST_NUDGE_MS));
    }, wait_ms);
  }

  #stopNudging(): void {
    clearTimeout(this.#timer);
  }
}
