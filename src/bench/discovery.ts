import { access } from 'node:fs/promises';
import type { Platform } from '../platform/types.ts';
import { withDeadline } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import type { Environment } from '../support/find-program.ts';
import type { Log } from '../support/log.ts';
import { plainText } from '../support/text.ts';
import { choosePort, type ListedPort, type ListPorts, listPorts, listPortsSoon } from './ports.ts';
import { findJLink, type JLinkDeps, listProbes } from './probe/jlink.ts';
import { INSTALL_JLINK } from './probe/jlink-errors.ts';
import { sameSerial } from './probe/jlink-output.ts';
import type { BenchBoard, BoardMonitor } from './types.ts';
import { isSegger, ppk2Serials } from './usb-ids.ts';
import { createWorkspace } from './workspace.ts';

export interface SeenJoulescope {
  /** js110, js220 or js320. */
  readonly model: string;
  readonly serial: string;
  /** An update of its firmware was begun and not ended: it measures nothing. */
  readonly updating: boolean;
}

/** What the vendor's driver says of itself and of what is attached. */
export interface JoulescopeScan {
  readonly driver_version: string;
  readonly devices: readonly SeenJoulescope[];
}

/** @throws {HilbenchError} `POWER_NO_PYTHON`, `POWER_NO_DRIVER`, `POWER_MONITOR_…` (kind `bench`) */
export type ScanJoulescopes = (signal: AbortSignal) => Promise<JoulescopeScan>;

/** What is plugged into this host. */
export interface Seen {
  readonly ports: readonly ListedPort[];
  /** Serial numbers of J-Links, without zeros in front, each once. */
  readonly probes: readonly string[];
  /** Why J-Links may be missing in `probes`, where J-Link Commander is not installed: hosts without boards need none. */
  readonly probe_problem?: string;
  /** Absent: they could not be looked for, for the reason in `joulescope_problem`. */
  readonly joulescopes?: readonly SeenJoulescope[];
  readonly joulescope_problem?: string;
  /** Why something may be missing here. */
  readonly problems: readonly string[];
}

export type Discover = (signal: AbortSignal) => Promise<Seen>;

export interface DiscoveryDeps {
  readonly env: Environment;
  readonly runtimeDir: string;
  readonly log: Log;
  /** Default: those of this host. */
  readonly listPorts?: ListPorts;
  /** Absent: nobody looks for them. */
  readonly scanJoulescopes?: ScanJoulescopes;
}

/** Listing takes a second; somebody waits for it who wants to know what is wrong. */
const LIST_MS = 5000;

function hung(): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'PROBE_TIMEOUT',
    message: `J-Link Commander did not list its probes within ${LIST_MS / 1000} s.`,
    hint: 'Unplug the probe that hangs and plug it in again.',
  });
}

/**
 * As `listProbes`, for somebody who waits for the answer.
 *
 * @throws {HilbenchError} those of `listProbes`; `PROBE_TIMEOUT` early
 */
export function listProbesSoon(deps: JLinkDeps, signal: AbortSignal): Promise<readonly string[]> {
  return withDeadline(signal, LIST_MS, hung, (within) => listProbes(deps, within));
}

function plainSerial(serial: string): string {
  return serial.trim().replace(/^0+(?=\d)/u, '');
}

const NO_JLINK_TOOL = `J-Link Commander (JLinkExe) is not installed, so that only probes with a virtual COM port are seen. ${INSTALL_JLINK}`;

/** Looks at what is plugged in; what cannot be looked at is a problem told, not an error. */
export function createDiscovery(deps: DiscoveryDeps): Discover {
  return async (signal) => {
    const problems: string[] = [];
    const told = (error: unknown): readonly never[] => {
      if (error instanceof HilbenchError && error.kind === 'cancelled') throw error;
      problems.push(plainText(error instanceof Error ? error.message : String(error), 300));
      return [];
    };
    const ports = await listPortsSoon(deps.listPorts ?? listPorts, signal).catch(told);
    const probes = new Set(
      ports
        .filter(isSegger)
        .map(({ serialNumber }) => plainSerial(serialNumber ?? ''))
        .filter((serial) => /^\d{1,20}$/u.test(serial)),
    );
    // One without a virtual COM port is known to J-Link's own tool only.
    const has_tool = findJLink(deps.env) !== undefined;
    if (has_tool) {
      try {
        await using workspace = await createWorkspace(deps.runtimeDir);
        const { env, log } = deps;
        const parts = { env, log, workspace, onOutput: () => {} };
        for (const serial of await listProbesSoon(parts, signal)) probes.add(plainSerial(serial));
      } catch (error) {
        told(error);
      }
    }
    const joulescopes =
      deps.scanJoulescopes === undefined ? {} : await seenJoulescopes(deps.scanJoulescopes(signal));
    return {
      ...{ ports, probes: [...probes].sort(), problems, ...joulescopes },
      ...(has_tool ? {} : { probe_problem: NO_JLINK_TOOL }),
    };
  };
}

/** Most hosts have neither a Joulescope nor its driver: no problem of theirs. */
async function seenJoulescopes(
  scan: Promise<JoulescopeScan>,
): Promise<Pick<Seen, 'joulescopes' | 'joulescope_problem'>> {
  try {
    return { joulescopes: (await scan).devices };
  } catch (error) {
    if (!(error instanceof HilbenchError) || error.kind === 'cancelled') throw error;
    return { joulescope_problem: `${error.message} ${error.hint}` };
  }
}

/** What of a board is plugged in. */
export interface Attached {
  /** Whether its J-Link is. */
  readonly probe: boolean;
  /** Path of its serial port. Absent: there is none now; a port of the firmware's own comes with the firmware. */
  readonly port?: string;
  /** Whether its instrument is. Absent: it has none, or nobody can tell. */
  readonly monitor?: boolean;
}

export async function attachedTo(board: BenchBoard, platform: Platform, seen: Seen): Promise<Attached> {
  const { jlink, monitor } = board;
  const probe =
    jlink === undefined ? seen.probes.length === 1 : seen.probes.some((serial) => sameSerial(serial, jlink));
  const port = await portOf(board, platform, seen);
  const there = monitor === undefined ? undefined : instrumentThere(monitor, seen);
  return {
    probe,
    ...(port === undefined ? {} : { port }),
    ...(there === undefined ? {} : { monitor: there }),
  };
}

function instrumentThere({ kind, serial, port }: BoardMonitor, seen: Seen): boolean | undefined {
  if (port !== undefined) return undefined;
  const serials =
    kind === 'ppk2' ? ppk2Serials(seen.ports) : seen.joulescopes?.map((device) => device.serial);
  return serial === undefined && serials !== undefined
    ? serials.length === 1
    : serials?.includes(serial ?? '');
}

async function portOf(board: BenchBoard, platform: Platform, seen: Seen): Promise<string | undefined> {
  const { port, jlink } = board;
  const transport = platform.transports.includes('USB') ? 'USB' : 'UART';
  try {
    const path = choosePort(seen.ports, { port, transport, ...(jlink === undefined ? {} : { jlink }) });
    if (path === undefined || port.kind !== 'path' || process.platform === 'win32') return path;
    await access(path);
    return path;
  } catch {
    // Ambiguous, or a path that is not there: no port that could be named.
    return undefined;
  }
}
