import { readFileSync } from 'node:fs';
import { execa, execaSync } from 'execa';
import { type CliOutcome, MAIN, ROOT } from './cli.ts';

const OWN_MOUNTS = ['--user', '--map-root-user', '--mount'];
const DISK_KB = 1024;

/** Mounts a disk on $1, fills it up to $2 KB, runs the rest, and writes into $3 which files are left there. */
const SCRIPT = `mount -t tmpfs -o size=${DISK_KB}k tmpfs "$1" || exit 99
head -c $((${DISK_KB} - $2))k /dev/zero > "$1/filled"
at=$1; list=$3; shift 3
"$@"; status=$?
find "$at" -mindepth 1 > "$list"
exit $status`;

/** Whether this machine lets a program have mounts of its own. A container may not. */
export const canMount =
  process.platform === 'linux' &&
  execaSync('unshare', [...OWN_MOUNTS, 'true'], { reject: false }).exitCode === 0;

/** What a command line says that finds a disk on `at` with so little room, and what it leaves there. */
export async function hilbenchOnFullDisk(
  { at, free_kb, list }: { readonly at: string; readonly free_kb: number; readonly list: string },
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CliOutcome & { readonly left: readonly string[] }> {
  const done = await execa(
    'unshare',
    [...OWN_MOUNTS, 'sh', '-c', SCRIPT, 'sh', at, String(free_kb), list, process.execPath, MAIN, ...args],
    { reject: false, stdin: 'ignore', cwd: ROOT, env: { NO_COLOR: '1', ...env }, timeout: 120_000 },
  );
  const left = readFileSync(list, 'utf8').split('\n').filter(Boolean);
  return {
    status: done.exitCode ?? -1,
    stdout: done.stdout,
    stderr: done.stderr,
    left: left.map((path) => path.slice(at.length + 1)).sort(),
  };
}
