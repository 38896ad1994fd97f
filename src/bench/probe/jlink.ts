import { readFile, stat } from 'node:fs/promises';
import { delimiter } from 'node:path';
import type { JLinkProbe } from '../../platform/types.ts';
import { type Environment, findProgram, isExecutable } from '../../support/find-program.ts';
import type { Log } from '../../support/log.ts';
import { howEnded, type ProcessRun, runProcess } from '../../support/process.ts';
import type { Workspace } from '../workspace.ts';
import {
  jlinkFailed,
  jlinkHung,
  jlinkNotStarted,
  noJLink,
  probeAmbiguous,
  probeNotFound,
} from './jlink-errors.ts';
import { type JLinkRun, namesItself, readProbeList, readRun, readSave } from './jlink-output.ts';
import { jlinkArguments, jlinkReadScript, jlinkScript } from './jlink-script.ts';

const SCRIPT = 'jlink.txt';
const READ_FILE = 'read.bin';
/** Finding the probe, connecting and resetting; a probe that updates its own firmware takes most of it. */
const BASE_TIMEOUT_MS = 60_000;
/** Slower than any flash that J-Link programs over SWD. */
const SLOWEST_BYTES_PER_MS = 10;
const LONGEST_TIMEOUT_S = 3600;
/** Where SEGGER's installers put it without touching PATH. */
const USUAL_FOLDERS = ['/opt/SEGGER/JLink', '/Applications/SEGGER/JLink', 'C:\\Program Files\\SEGGER\\JLink'];

export interface JLinkDeps {
  readonly env: Environment;
  readonly workspace: Workspace;
  readonly log: Log;
  /** What J-Link printed. Untrusted. */
  readonly onOutput: (text: string) => void;
}

/** Bytes to write; `flash`: the device keeps them without power, so J-Link must speak of flash. */
export interface ProbeWrite {
  readonly address: number;
  readonly bytes: Uint8Array;
  readonly flash: boolean;
}

export interface FlashRequest {
  readonly probe: JLinkProbe;
  /** As for `-mcpu`. */
  readonly core: string;
  readonly serial: string;
  readonly writes: readonly ProbeWrite[];
}

/** The path of J-Link Commander: `HILBENCH_JLINK`, else in PATH, else where its installer puts it. */
export function findJLink(env: Environment): string | undefined {
  const given = env.HILBENCH_JLINK;
  if (given !== undefined && given !== '') return given;
  const name = process.platform === 'win32' ? 'JLink.exe' : 'JLinkExe';
  return findProgram(name, { PATH: [env.PATH ?? '', ...USUAL_FOLDERS].join(delimiter) });
}

/** `HILBENCH_JLINK_TIMEOUT` in seconds, or as long as the slowest probe would take for so many bytes. */
function timeoutFor(env: Environment, bytes: number): number {
  const given = Number(env.HILBENCH_JLINK_TIMEOUT);
  if (given > 0 && given <= LONGEST_TIMEOUT_S) return given * 1000;
  return BASE_TIMEOUT_MS + Math.ceil(bytes / SLOWEST_BYTES_PER_MS);
}

/**
 * Writes to the device behind one probe, resets it and lets it run. With nothing to write it is only reset.
 *
 * @throws {HilbenchError} `PROBE_…` (kind `bench`), `CANCELLED`
 */
export async function flashWithJLink(
  request: FlashRequest,
  deps: JLinkDeps,
  signal: AbortSignal,
): Promise<JLinkRun> {
  const { probe, core, serial } = request;
  const files: { file: string; address: number; flash: boolean }[] = [];
  for (const [index, { address, bytes, flash }] of request.writes.entries()) {
    const file = `write-${index}.bin`;
    await deps.workspace.write(file, bytes);
    files.push({ file, address, flash });
  }
  const script = jlinkScript(files, probe.reset);
  await deps.workspace.write(SCRIPT, Buffer.from(script));
  const bytes = request.writes.reduce((sum, write) => sum + write.bytes.length, 0);
  const output = await runJLink(
    jlinkArguments(probe.device, serial, SCRIPT),
    { what: serial, timeout_ms: timeoutFor(deps.env, bytes) },
    deps,
    signal,
  );
  return readRun(output, { serial, core, writes: files, swpoi: probe.reset === 'swpoi' });
}

/**
 * Reads memory of the device behind one probe, which neither resets nor stops it.
 *
 * @throws {HilbenchError} `PROBE_…` (kind `bench`), `CANCELLED`
 */
export async function readWithJLink(
  request: Omit<FlashRequest, 'writes'> & { readonly address: number; readonly bytes: number },
  deps: JLinkDeps,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { probe, core, serial, address, bytes } = request;
  // Empty at first: what an earlier call has left there must not pass for what this one was to read.
  const path = await deps.workspace.write(READ_FILE, new Uint8Array());
  await deps.workspace.write(SCRIPT, Buffer.from(jlinkReadScript(READ_FILE, address, bytes)));
  const output = await runJLink(
    jlinkArguments(probe.device, serial, SCRIPT),
    { what: serial, timeout_ms: timeoutFor(deps.env, bytes) },
    deps,
    signal,
  );
  readSave(output, { serial, core, file: READ_FILE });
  const { size } = await stat(path);
  if (size !== bytes) throw jlinkFailed('read', serial, `${size} of ${bytes} bytes came`, output);
  return await readFile(path);
}

/**
 * The serial numbers of the probes that are attached by USB.
 *
 * @throws {HilbenchError} `PROBE_NO_JLINK`, `PROBE_JLINK_NOT_STARTED`, `PROBE_JLINK_VERSION`, `PROBE_TIMEOUT` (kind `bench`), `CANCELLED`
 */
export async function listProbes(deps: JLinkDeps, signal: AbortSignal): Promise<readonly string[]> {
  await deps.workspace.write(SCRIPT, Buffer.from('ShowEmuList USB\nexit\n'));
  const output = await runJLink(
    ['-nogui', '1', '-ExitOnError', '1', '-commandfile', SCRIPT],
    { what: '(any)', timeout_ms: timeoutFor(deps.env, 0) },
    deps,
    signal,
  );
  return readProbeList(output);
}

/**
 * The probe of a board for which bench.yml names none: the only one attached.
 *
 * @throws {HilbenchError} those of `listProbes`, `PROBE_NOT_FOUND`, `PROBE_AMBIGUOUS` (kind `bench`)
 */
export async function onlyProbe(deps: JLinkDeps, signal: AbortSignal): Promise<string> {
  const found = await listProbes(deps, signal);
  const [only] = found;
  if (only === undefined) throw probeNotFound(undefined, found, '');
  if (found.length > 1) throw probeAmbiguous(found);
  return only;
}

/** How to start J-Link Commander in the workspace. @throws {HilbenchError} `PROBE_NO_JLINK` (kind `bench`) */
export function jlinkCommand(
  args: readonly string[],
  { env, log, workspace }: JLinkDeps,
): Pick<ProcessRun, 'file' | 'args' | 'cwd' | 'env'> {
  const jlink = findJLink(env);
  if (jlink === undefined || !isExecutable(jlink)) throw noJLink(env.HILBENCH_JLINK);
  // A probe that hangs would hold the board, and what it inherited of us, after we were killed.
  const setpriv = process.platform === 'linux' ? findProgram('setpriv', env) : undefined;
  const [file, before] = setpriv === undefined ? [jlink, []] : [setpriv, ['--pdeathsig', 'KILL', jlink]];
  log.debug(`probe: ${[jlink, ...args].join(' ')}`);
  return {
    file,
    args: [...before, ...args],
    cwd: workspace.path,
    env: Object.fromEntries(
      Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
  };
}

/**
 * Runs J-Link Commander in the workspace and returns all it printed. Its exit status says only whether it was J-Link
 * Commander that ran.
 */
async function runJLink(
  args: readonly string[],
  limit: { readonly what: string; readonly timeout_ms: number },
  deps: JLinkDeps,
  signal: AbortSignal,
): Promise<string> {
  const done = await runProcess({
    ...jlinkCommand(args, deps),
    signal,
    timeout_ms: limit.timeout_ms,
    onTimeout: () => jlinkHung(limit.what, limit.timeout_ms),
    onCannotStart: (cause) => noJLink(deps.env.HILBENCH_JLINK, cause),
    onStart: (pid) => deps.workspace.recordChild(pid),
  });
  const output = `${done.stdout}\n${done.stderr}`;
  deps.onOutput(output);
  if (done.exit_code !== 0 && !namesItself(output)) {
    throw jlinkNotStarted(howEnded(done.exit_code), output);
  }
  return output;
}
