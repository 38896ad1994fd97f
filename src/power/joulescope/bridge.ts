import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { HilbenchError } from '../../support/errors.ts';
import { findProgram } from '../../support/find-program.ts';
import { systemErrorCode } from '../../support/system.ts';
import { plainText } from '../../support/text.ts';
import { monitorData } from '../errors.ts';

const LONGEST_FRAME_BYTES = 64 * 1024 * 1024;
const END_TIMEOUT_MS = 2000;

const HINTS: Readonly<Record<string, string>> = {
  NO_PYTHON: 'Install uv or python3, or set HILBENCH_PYTHON to the interpreter that has pyjoulescope_driver.',
  NO_DRIVER: 'Install it with `python3 -m pip install pyjoulescope_driver`, or install uv.',
  NO_MONITOR: 'Connect the Joulescope by USB, check the serial number in bench.yml and the udev rules.',
  MONITOR_AMBIGUOUS: 'Give the serial number of the one to use in bench.yml.',
  MONITOR_BUSY: 'Close the Joulescope desktop application and every other program that uses it.',
  MONITOR_HUNG: 'Unplug the Joulescope and plug it in again, then run again.',
  MONITOR_LOST: 'Check the USB cable of the Joulescope, then run again.',
  MONITOR_DATA: 'Run again; if it stays, update the firmware of the Joulescope.',
};
const MESSAGES: Readonly<Record<string, string>> = {
  NO_PYTHON: 'There is no Python to run the driver of the Joulescope',
  NO_DRIVER: 'Python has no module pyjoulescope_driver',
  NO_MONITOR: 'No Joulescope is attached',
  MONITOR_AMBIGUOUS: 'Several Joulescopes are attached, and none is chosen',
  MONITOR_BUSY: 'The Joulescope cannot be opened; another program may hold it',
  MONITOR_HUNG: 'The Joulescope, or its driver, does not answer',
  MONITOR_LOST: 'The Joulescope is gone',
  MONITOR_DATA: 'What the Joulescope sends contradicts itself',
};

/** An error by the bridge's code; one that it does not know is a lost monitor. */
export function bridgeError(code: string, text: string): HilbenchError {
  const known = code in MESSAGES ? code : 'MONITOR_LOST';
  const said = text === '' ? '' : ` (${plainText(text, 300)})`;
  return new HilbenchError({
    kind: 'bench',
    code: `POWER_${known}`,
    message: `${MESSAGES[known]}${said}.`,
    hint: HINTS[known] ?? '',
  });
}

export interface BridgeFrame {
  readonly kind: 'json' | 'samples';
  readonly payload: Buffer;
}

/** Cuts the bridge's stream into frames, however it arrives. @throws {HilbenchError} `POWER_MONITOR_DATA` */
export class FrameDecoder {
  #pending: Buffer = Buffer.alloc(0);

  push(bytes: Buffer): BridgeFrame[] {
    this.#pending = this.#pending.length === 0 ? bytes : Buffer.concat([this.#pending, bytes]);
    const frames: BridgeFrame[] = [];
    while (this.#pending.length >= 5) {
      const length = this.#pending.readUInt32LE(0);
      const kind = this.#pending[4] === 0x4a ? 'json' : this.#pending[4] === 0x53 ? 'samples' : undefined;
      if (length < 1 || length > LONGEST_FRAME_BYTES || kind === undefined) {
        throw monitorData('joulescope', 'the bridge sends what is no frame');
      }
      if (this.#pending.length < 4 + length) break;
      frames.push({ kind, payload: this.#pending.subarray(5, 4 + length) });
      this.#pending = this.#pending.subarray(4 + length);
    }
    return frames;
  }
}

export interface BridgeOptions {
  readonly env: NodeJS.ProcessEnv;
  /** Path of templates/bridge/joulescope_bridge.py. */
  readonly script: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly onFrame: (frame: BridgeFrame) => void;
  /** Called once: the bridge failed, or ended. */
  readonly onEnd: (error: Error) => void;
}

/** What runs a Python script with the driver: the interpreter that was named, else uv, which gets it, else python3. */
function interpreterOf(env: NodeJS.ProcessEnv): readonly [string, ...string[]] {
  if (env.HILBENCH_PYTHON !== undefined) return [env.HILBENCH_PYTHON];
  const uv = findProgram('uv', env);
  if (uv !== undefined) return [uv, 'run', '--no-project', '--with', 'pyjoulescope_driver', 'python3'];
  return [findProgram('python3', env) ?? 'python3'];
}

/** The bridge process; dispose to end it and whatever it started. */
export class Bridge implements AsyncDisposable {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #closed: Promise<void>;

  constructor({ env, script, config, onFrame, onEnd }: BridgeOptions) {
    const [program, ...before] = interpreterOf(env);
    // A group of its own: uv starts Python as a child, and both must end.
    this.#child = spawn(program, [...before, script, JSON.stringify(config)], {
      env,
      detached: true,
    });
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#closed = promise;
    const decoder = new FrameDecoder();
    let said = '';
    this.#child.stderr.on('data', (bytes: Buffer) => {
      said = `${said}${bytes.toString()}`.slice(-300);
    });
    this.#child.stdin.on('error', () => undefined);
    this.#child.stdout.on('data', (bytes: Buffer) => {
      try {
        for (const frame of decoder.push(bytes)) onFrame(frame);
      } catch (error) {
        onEnd(error as Error);
      }
    });
    this.#child.on('error', (error) => {
      onEnd(bridgeError('NO_PYTHON', error.message));
      resolve();
    });
    this.#child.on('close', () => {
      onEnd(bridgeError('MONITOR_LOST', said.trim()));
      resolve();
    });
  }

  command(command: Readonly<Record<string, unknown>>): void {
    this.#child.stdin.write(`${JSON.stringify(command)}\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.stdin.end();
    const kill = setTimeout(() => this.#kill(), END_TIMEOUT_MS);
    await this.#closed;
    clearTimeout(kill);
  }

  /** The whole group: whoever is left in it holds the streams open. */
  #kill(): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, 'SIGKILL');
    } catch (error) {
      if (systemErrorCode(error) !== 'ESRCH') throw error;
    }
  }
}
