import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { findProgram } from '../../support/find-program.ts';
import { killGroup } from '../../support/system.ts';
import { monitorData } from '../errors.ts';
import { bridgeError } from './errors.ts';

const LONGEST_FRAME_BYTES = 64 * 1024 * 1024;
const END_TIMEOUT_MS = 2000;

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
  /** False: a driver that uv would have to download is none. */
  readonly download?: boolean;
  readonly onFrame: (frame: BridgeFrame) => void;
  /** Called once: the bridge failed, or ended. */
  readonly onEnd: (error: Error) => void;
}

/** What runs a Python script with the driver: the interpreter that was named, else uv, which gets it, else python3. */
function interpreterOf(env: NodeJS.ProcessEnv, download: boolean): readonly [string, ...string[]] {
  if (env.HILBENCH_PYTHON !== undefined) return [env.HILBENCH_PYTHON];
  const uv = findProgram('uv', env);
  if (uv !== undefined) {
    const offline = download ? [] : ['--offline'];
    return [uv, 'run', '--no-project', ...offline, '--with', 'pyjoulescope_driver', 'python3'];
  }
  return [findProgram('python3', env) ?? 'python3'];
}

/** The bridge process; dispose to end it and whatever it started. */
export class Bridge implements AsyncDisposable {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #closed: Promise<void>;

  constructor({ env, script, config, download = true, onFrame, onEnd }: BridgeOptions) {
    const [program, ...before] = interpreterOf(env, download);
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
    if (this.#child.pid !== undefined) killGroup(this.#child.pid);
  }
}
