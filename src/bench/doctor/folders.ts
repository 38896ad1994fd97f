import { randomUUID } from 'node:crypto';
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tryEmulator } from '../probe/self-test.ts';
import { createWorkspace } from '../workspace.ts';
import { type DoctorDeps, type Finding, failed } from './finding.ts';

/** An image store and a large model fit into this. */
const LEAST_FREE_BYTES = 256 * 2 ** 20;

export async function checkFolder(id: string, what: string, path: string): Promise<Finding> {
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
export async function checkEmulator(deps: DoctorDeps): Promise<Finding> {
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
