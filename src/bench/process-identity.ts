import { readFileSync, readlinkSync } from 'node:fs';
import os, { hostname } from 'node:os';
import { isRunning } from '../support/system.ts';

/** Names one process for as long as the machine runs; a reused process id has another start time. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Start in clock ticks since boot. Absent where the system does not tell. */
  readonly start_ticks?: number;
  /** Random per boot of the machine. Absent where the system does not tell. */
  readonly boot_id?: string;
  /** The namespace that `pid` is counted in (containers). Absent where the system does not tell. */
  readonly pid_namespace?: string;
}

export type Liveness = 'alive' | 'dead' | 'unknown';

function ifReadable(read: () => string): string | undefined {
  try {
    return read().trim();
  } catch {
    return undefined;
  }
}

interface ProcessStat {
  readonly state: string;
  readonly start_ticks: number;
}

/** The process's state and start from /proc (proc_pid_stat(5), fields 3 and 22); undefined when there is none. */
function processStat(pid: number): ProcessStat | undefined {
  const stat = ifReadable(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  if (stat === undefined) return undefined;
  // The name, field 2, is in parentheses and may hold anything, so count from the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', start_ticks: Number(fields[19]) };
}

/** A process of this machine by its id, or undefined when it does not run. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  const boot_id = ifReadable(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1'));
  const pid_namespace = ifReadable(() => readlinkSync('/proc/self/ns/pid'));
  if (boot_id === undefined || pid_namespace === undefined) {
    return isRunning(pid) ? { pid, host: hostname() } : undefined;
  }
  const stat = processStat(pid);
  if (stat === undefined) return undefined;
  return { pid, host: hostname(), start_ticks: stat.start_ticks, boot_id, pid_namespace };
}

let self: ProcessIdentity | undefined;

/** This process. */
export function thisProcess(): ProcessIdentity {
  self ??= identifyProcess(process.pid) ?? { pid: process.pid, host: hostname() };
  return self;
}

/**
 * Whether a process still runs, seen from here. `unknown`: it belongs to another machine, boot or
 * container, or the system cannot tell a reused process id from the old one.
 */
export function liveness(other: ProcessIdentity): Liveness {
  const here = thisProcess();
  if (other.host !== here.host) return 'unknown';
  if (other.boot_id === undefined || here.boot_id === undefined) {
    return isRunning(other.pid) ? 'unknown' : 'dead';
  }
  if (other.boot_id !== here.boot_id || other.pid_namespace !== here.pid_namespace) return 'unknown';
  const stat = processStat(other.pid);
  // /proc may hide the processes of other users.
  if (stat === undefined) return isRunning(other.pid) ? 'unknown' : 'dead';
  if (stat.start_ticks !== other.start_ticks) return 'dead';
  // A zombie has ended; only its parent has not asked yet.
  return stat.state === 'Z' || stat.state === 'X' ? 'dead' : 'alive';
}

/** Longer than between two signs of a process that lives: one on another machine has given one since. */
const BOOT_MARGIN_MS = 15_000;

/** Without a sign of life for this long, a process that cannot be looked at counts as gone. */
const SILENCE_LIMIT_MS = 60_000;

/** What the clock said when this machine booted. */
function bootedAt(): number {
  return Date.now() - os.uptime() * 1000;
}

/**
 * Whether a process went down with its host, which has booted since. By the clock, not by the boot's id alone: two
 * machines with one name can share a folder, and neither's processes end with a boot of the other. Containers of one
 * host have its boot's id in common, and are not told apart by this.
 *
 * @param last_sign_ms when it last gave a sign of life, by this host's clock
 */
export function wentDownWithHost(other: ProcessIdentity, last_sign_ms: number): boolean {
  const here = thisProcess();
  const sameBoot = other.boot_id !== undefined && other.boot_id === here.boot_id;
  const silence_ms = Date.now() - last_sign_ms;
  return other.host === here.host && !sameBoot && last_sign_ms < bootedAt() && silence_ms > BOOT_MARGIN_MS;
}

/**
 * Whether a process that gives signs of life every few seconds is gone, seen from here. For a container of this host,
 * or another machine, only silence tells.
 *
 * @param last_sign_ms when it last gave one, by this host's clock
 */
export function isGone(other: ProcessIdentity, last_sign_ms: number): boolean {
  const life = liveness(other);
  if (life !== 'unknown') return life === 'dead';
  return Date.now() - last_sign_ms > SILENCE_LIMIT_MS || wentDownWithHost(other, last_sign_ms);
}
