import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findToolchain } from '../firmware/toolchain.ts';
import { throwIfAborted } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import { plainText } from '../support/text.ts';
import { type Environment, findProgram } from './find-program.ts';
import { INSTALL_QEMU } from './probe/errors.ts';
import { QEMU } from './probe/qemu.ts';
import { tryEmulator } from './probe/self-test.ts';
import { createWorkspace } from './workspace.ts';

export interface Finding {
  /** Stable, for machines: `node`, `compiler`, `qemu`, … */
  readonly id: string;
  readonly status: 'ok' | 'warn' | 'fail';
  /** What was found, with versions and paths. */
  readonly message: string;
  /** What to do about it, as an instruction. Absent when all is well. */
  readonly fix?: string;
}

export interface DoctorDeps {
  readonly env: Environment;
  /** Where images and compiler versions are kept. */
  readonly cacheDir: string;
  readonly leaseDir: string;
  readonly runtimeDir: string;
  /** Of the Node.js that runs this: `process.versions.node`. */
  readonly node_version: string;
  readonly signal: AbortSignal;
}

const LEAST_NODE = [22, 12] as const;
const LEAST_QEMU = [7, 2] as const;
const TOOL_TIMEOUT_MS = 10_000;
/** An image store and a large model fit into this. */
const LEAST_FREE_BYTES = 256 * 2 ** 20;

const run = promisify(execFile);

/** Looks at everything a run needs and says what is wrong with it. Never throws but when it is aborted. */
export async function diagnose(deps: DoctorDeps): Promise<Finding[]> {
  const checks: readonly (() => Promise<Finding>)[] = [
    async () => checkNode(deps.node_version),
    () => checkSerialport(),
    () => checkCompiler(deps),
    () => checkQemu(deps),
    () => checkFolder('cache-folder', 'images', deps.cacheDir),
    () => checkFolder('lease-folder', 'leases', deps.leaseDir),
    () => checkFolder('runtime-folder', 'temporary files', deps.runtimeDir),
    () => checkEmulator(deps),
  ];
  const findings: Finding[] = [];
  for (const check of checks) {
    throwIfAborted(deps.signal);
    findings.push(await check());
  }
  throwIfAborted(deps.signal);
  return findings;
}

/** Whether `version` (for example `7.2.22`) is at least `[major, minor]`. */
function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [haveMajor = 0, haveMinor = 0] = version.split('.').map(Number);
  return haveMajor > major || (haveMajor === major && haveMinor >= minor);
}

function checkNode(version: string): Finding {
  const message = `Node.js ${version}`;
  if (isAtLeast(version, LEAST_NODE)) return { id: 'node', status: 'ok', message };
  return { id: 'node', status: 'fail', message, fix: `Install Node.js ${LEAST_NODE.join('.')} or later.` };
}

function failed(id: string, error: unknown, fix: string): Finding {
  if (error instanceof HilbenchError) return { id, status: 'fail', message: error.message, fix: error.hint };
  return {
    id,
    status: 'fail',
    message: plainText(error instanceof Error ? error.message : String(error), 400),
    fix,
  };
}

async function checkSerialport(): Promise<Finding> {
  const id = 'serialport';
  try {
    // Loads its compiled part, which exists for some systems and processors only.
    await import('serialport');
    return { id, status: 'ok', message: 'The serial port module loads' };
  } catch (error) {
    return failed(id, error, 'Reinstall the packages for this system and processor: npm ci.');
  }
}

async function checkCompiler(deps: DoctorDeps): Promise<Finding> {
  const id = 'compiler';
  try {
    const { version, compiler } = await findToolchain({
      name: 'gcc',
      search_path: deps.env.PATH ?? '',
      cacheDir: deps.cacheDir,
      timeout_ms: TOOL_TIMEOUT_MS,
      signal: deps.signal,
    });
    return { id, status: 'ok', message: `arm-none-eabi-gcc ${version} (${compiler})` };
  } catch (error) {
    return failed(id, error, 'Reinstall the compiler.');
  }
}

async function checkQemu(deps: DoctorDeps): Promise<Finding> {
  const id = 'qemu';
  const path = findProgram(QEMU, deps.env);
  if (path === undefined)
    return { id, status: 'fail', message: `${QEMU} is not on PATH`, fix: `${INSTALL_QEMU}.` };
  try {
    const { stdout } = await run(path, ['--version'], { timeout: TOOL_TIMEOUT_MS, signal: deps.signal });
    const version = /version (\d+\.\d+(?:\.\d+)?)/u.exec(stdout)?.[1];
    const message = `${QEMU} ${version ?? 'of unknown version'} (${path})`;
    if (version !== undefined && isAtLeast(version, LEAST_QEMU)) return { id, status: 'ok', message };
    return { id, status: 'warn', message, fix: `Install QEMU ${LEAST_QEMU.join('.')} or later.` };
  } catch (error) {
    return failed(id, error, `Reinstall QEMU. ${INSTALL_QEMU}.`);
  }
}

async function checkFolder(id: string, what: string, path: string): Promise<Finding> {
  const probe = join(path, `.doctor-${randomUUID()}`);
  try {
    await mkdir(path, { recursive: true });
    await writeFile(probe, 'x');
    const { bavail, bsize } = await statfs(path);
    const free_bytes = bavail * bsize;
    const message = `${path} for ${what} is writable, ${Math.floor(free_bytes / 2 ** 20)} MiB free`;
    if (free_bytes >= LEAST_FREE_BYTES) return { id, status: 'ok', message };
    return { id, status: 'warn', message, fix: 'Make room on that disk.' };
  } catch (error) {
    return failed(id, error, `Make ${path} writable for this user.`);
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}

/** QEMU, its pty and the serial port module together. */
async function checkEmulator(deps: DoctorDeps): Promise<Finding> {
  const id = 'emulator';
  const start_ms = performance.now();
  try {
    await using workspace = await createWorkspace(deps.runtimeDir);
    await tryEmulator(deps.env, workspace, deps.signal);
    const took_ms = Math.round(performance.now() - start_ms);
    return {
      id,
      status: 'ok',
      message: `An emulated board boots and talks over its serial port (${took_ms} ms)`,
    };
  } catch (error) {
    return failed(id, error, 'See what QEMU says.');
  }
}
