import { randomUUID } from 'node:crypto';
import { mkdir, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findProgram } from '../../support/find-program.ts';
import { LeaseStore } from '../lease.ts';
import { QEMU } from '../probe/qemu.ts';
import { tryEmulator } from '../probe/self-test.ts';
import { createWorkspace } from '../workspace.ts';
import { type DoctorDeps, type Finding, failed } from './finding.ts';

/** An image store and a large model fit into this. */
const LEAST_FREE_BYTES = 256 * 2 ** 20;

export async function checkFolder(id: string, what: string, path: string): Promise<Finding> {
  const probe = join(path, `.doctor-${randomUUID()}.partial`);
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

/** By its group or by everybody. */
const WRITABLE_FOR_OTHERS = 0o022;

/** Every user of the host must be able to take boards there. */
export async function checkLeaseFolder(path: string): Promise<Finding> {
  const id = 'lease-folder';
  try {
    // As a run makes it: with the rights for everybody.
    await new LeaseStore(path).prepare();
  } catch (error) {
    return failed(id, error, '');
  }
  const finding = await checkFolder(id, 'leases', path);
  if (finding.status !== 'ok' || process.platform === 'win32') return finding;
  const { mode } = await stat(path);
  if ((mode & WRITABLE_FOR_OTHERS) !== 0) return finding;
  return {
    ...finding,
    status: 'warn',
    message: `${finding.message}, for its owner only: other users of this host can take no board`,
    fix: `Should there be others: chmod 1777 ${path}`,
  };
}

/**
 * QEMU, its pty and the serial port module together. Undefined where there is no QEMU, which has a finding of its own.
 *
 * @param needed whether emulated boards are all that this host has
 */
export async function checkEmulator(deps: DoctorDeps, needed: boolean): Promise<Finding | undefined> {
  const id = 'emulator';
  if (findProgram(QEMU, deps.env) === undefined) return undefined;
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
    const finding = failed(id, error, 'See what QEMU says.');
    return needed ? finding : { ...finding, status: 'warn' };
  }
}
