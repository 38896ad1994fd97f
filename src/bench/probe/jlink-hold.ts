import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { throwIfAborted } from '../../support/deadline.ts';
import { killGroup } from '../../support/system.ts';
import { type FlashRequest, type JLinkDeps, jlinkCommand } from './jlink.ts';
import { noJLink } from './jlink-errors.ts';
import { readHold } from './jlink-output.ts';
import { EXIT_COMMAND, HOLD_SCRIPT, jlinkArguments } from './jlink-script.ts';

const SCRIPT = 'hold.txt';
/** A J-Link Commander that keeps back what it prints says nothing for so long, and is connected all the same. */
const CONNECTED_WITHIN_MS = 5000;
const GONE_WITHIN_MS = 3000;
const MOST_CHARACTERS = 100_000;

/**
 * Connects the probe to its device and keeps it connected until it is disposed: some cores count cycles only while a
 * debugger is attached. The device is neither reset nor stopped.
 *
 * @throws {HilbenchError} `PROBE_…` (kind `bench`), `CANCELLED`
 */
export async function holdWithJLink(
  { probe, core, serial }: Omit<FlashRequest, 'writes'>,
  deps: JLinkDeps,
  signal: AbortSignal,
): Promise<AsyncDisposable> {
  throwIfAborted(signal);
  await deps.workspace.write(SCRIPT, Buffer.from(HOLD_SCRIPT));
  const { file, args, cwd, env } = jlinkCommand(jlinkArguments(probe.device, serial, SCRIPT), deps);
  const child = spawn(file, args, { cwd, env: { ...env }, detached: true, stdio: 'pipe' });
  const { pid } = child;
  const ended = once(child, 'close').catch((cause: unknown) => cause);
  if (pid === undefined) throw noJLink(deps.env.HILBENCH_JLINK, await ended);
  child.stdin.on('error', () => undefined); // It is gone already.
  await deps.workspace.recordChild(pid);

  const letGo = async (): Promise<void> => {
    child.stdin.end(EXIT_COMMAND);
    const late = setTimeout(() => killGroup(pid), GONE_WITHIN_MS);
    await ended;
    clearTimeout(late);
    killGroup(pid);
  };
  let output = '';
  const { promise: connected, resolve, reject } = Promise.withResolvers<void>();
  const judge = (has_ended: boolean): void => {
    try {
      if (readHold(output, has_ended, { serial, core })) resolve();
    } catch (error) {
      reject(error);
    }
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      if (output.length > MOST_CHARACTERS) return;
      output += text;
      judge(false);
    });
  }
  child.once('close', () => judge(true));
  const limit = AbortSignal.any([signal, AbortSignal.timeout(CONNECTED_WITHIN_MS)]);
  const give_up = (): void => resolve();
  if (limit.aborted) give_up();
  limit.addEventListener('abort', give_up, { once: true });
  try {
    await connected;
    throwIfAborted(signal);
  } catch (error) {
    deps.onOutput(output);
    await letGo();
    throw error;
  } finally {
    limit.removeEventListener('abort', give_up);
  }
  deps.log.debug(`probe: J-Link ${serial} stays attached`);
  return { [Symbol.asyncDispose]: letGo };
}
