import { isAbsolute } from 'node:path';
import { findToolchain } from '../../firmware/toolchain.ts';
import { findProgram } from '../../support/find-program.ts';
import { plainText } from '../../support/text.ts';
import { INSTALL_QEMU } from '../probe/errors.ts';
import { QEMU } from '../probe/qemu.ts';
import { type DoctorDeps, type Finding, failed, isAtLeast, TOOL_TIMEOUT_MS, toolOutput } from './finding.ts';

const LEAST_NODE = [22, 12] as const;
const LEAST_QEMU = [7, 2] as const;

export function checkNode(version: string): Finding {
  const message = `Node.js ${version}`;
  if (isAtLeast(version, LEAST_NODE)) return { id: 'node', status: 'ok', message };
  return { id: 'node', status: 'fail', message, fix: `Install Node.js ${LEAST_NODE.join('.')} or later.` };
}

export async function checkSerialport(): Promise<Finding> {
  const id = 'serialport';
  try {
    // Loads its compiled part, which exists for some systems and processors only.
    await import('serialport');
    return { id, status: 'ok', message: 'The serial port module loads' };
  } catch (error) {
    return failed(id, error, 'Reinstall the packages for this system and processor: npm ci.');
  }
}

export async function checkCompiler(deps: DoctorDeps): Promise<Finding> {
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

/** @param needed whether emulated boards are all that this host has */
export async function checkQemu(deps: DoctorDeps, needed: boolean): Promise<Finding> {
  const id = 'qemu';
  const path = findProgram(QEMU, deps.env);
  if (path === undefined) {
    const [status, message] = needed
      ? (['fail', `${QEMU} is not on PATH`] as const)
      : (['warn', `${QEMU} is not on PATH: emulated boards need it`] as const);
    return { id, status, message, fix: `${INSTALL_QEMU}.` };
  }
  try {
    const stdout = await toolOutput(path, ['--version'], deps);
    const version = /version (\d+\.\d+(?:\.\d+)?)/u.exec(stdout)?.[1];
    const message = `${QEMU} ${version ?? 'of unknown version'} (${path})`;
    if (version !== undefined && isAtLeast(version, LEAST_QEMU)) return { id, status: 'ok', message };
    return { id, status: 'warn', message, fix: `Install QEMU ${LEAST_QEMU.join('.')} or later.` };
  } catch (error) {
    return failed(id, error, `Reinstall QEMU. ${INSTALL_QEMU}.`);
  }
}

/** C++ for the static libraries of TFLM; without it the engine `aot` works all the same. */
export async function checkCppCompiler(deps: DoctorDeps): Promise<Finding> {
  const id = 'cpp-compiler';
  const name = 'arm-none-eabi-g++';
  const use = 'only --engine tflm needs it';
  const path = findProgram(name, deps.env);
  if (path === undefined) return { id, status: 'ok', message: `${name} is not on PATH: ${use}` };
  try {
    const library = (await toolOutput(path, ['-print-file-name=libstdc++.a'], deps)).trim();
    // The driver prints the bare name for a library that it does not have.
    if (isAbsolute(library)) return { id, status: 'ok', message: `${name} with libstdc++ (${path})` };
    return {
      id,
      status: 'warn',
      message: `${name} has no libstdc++: ${use}`,
      fix: 'On Debian and Ubuntu: apt-get install libstdc++-arm-none-eabi-newlib',
    };
  } catch (error) {
    return failed(id, error, 'Reinstall the compiler.');
  }
}

/** A tool that only some runs need. */
interface OptionalTool {
  readonly id: string;
  readonly name: string;
  readonly args: readonly string[];
  readonly use: string;
  /** How to get it, where this bench needs it. */
  readonly needed?: string;
}

export async function checkOptional(tool: OptionalTool, deps: DoctorDeps): Promise<Finding> {
  const { id, name, args, use, needed } = tool;
  const path = findProgram(name, deps.env);
  if (path === undefined) {
    const message = `${name} is not on PATH: ${use}`;
    return needed === undefined
      ? { id, status: 'ok', message }
      : { id, status: 'fail', message, fix: needed };
  }
  try {
    const first = (await toolOutput(path, args, deps)).trim().split('\n')[0] ?? '';
    return { id, status: 'ok', message: `${plainText(first, 120)} (${path})` };
  } catch (error) {
    return failed(id, error, `Reinstall ${name}.`);
  }
}
