/** The error code of Node for a failed system call, for example `ENOENT`; undefined for any other error. */
export function systemErrorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/**
 * What a system call answers; undefined where it finds nothing of that name. What else goes wrong is thrown.
 *
 * @param also further codes than `ENOENT` that mean so for this call
 */
export async function unlessAbsent<T>(call: Promise<T>, ...also: readonly string[]): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (!['ENOENT', ...also].includes(systemErrorCode(error) ?? '')) throw error;
    return undefined;
  }
}

/** Whether a system call failed because the disk, or what the user may have of it, is full. */
export function isDiskFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT'].includes(systemErrorCode(error) ?? '');
}

/** Whether there is a process of this id in our PID namespace, whosever it is. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === 'EPERM';
  }
}

function kill(target: number, ...harmless: readonly string[]): void {
  try {
    process.kill(target, 'SIGKILL');
  } catch (error) {
    if (!['ESRCH', ...harmless].includes(systemErrorCode(error) ?? '')) throw error;
  }
}

/** Kills a process; one that has ended by itself is fine. @throws the system's error where it is another user's */
export function killProcess(pid: number): void {
  kill(pid);
}

/** Kills the leader of a process group and whoever is in it; that all have ended is fine. */
export function killGroup(leader: number): void {
  kill(-leader, 'EPERM'); // some systems do not permit to signal a group in which all have ended
}
