import { access } from 'node:fs/promises';
import type { Platform } from '../platform/types.ts';
import { withDeadline } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import type { Environment } from '../support/find-program.ts';
import type { Log } from '../support/log.ts';
import { plainText } from '../support/text.ts';
import { choosePort, type ListedPort, type ListPorts, listPorts } from './ports.ts';
import { findJLink, listProbes } from './probe/jlink.ts';
import { sameSerial } from './probe/jlink-output.ts';
import type { BenchBoard } from './types.ts';
import { createWorkspace } from './workspace.ts';

/** What is plugged into this host. */
export interface Seen {
  readonly ports: readonly ListedPort[];
  /** Serial numbers of J-Links, without zeros in front, each once. */
  readonly probes: readonly string[];
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

const SEGGER_VID = '1366';
const NORDIC_VID = '1915';
const PPK2_PID = 'c00a';

function idOf(text: string | undefined): string {
  return (text ?? '').toLowerCase().replace(/^0x/u, '');
}

function plainSerial(serial: string): string {
  return serial.trim().replace(/^0+(?=\d)/u, '');
}

export function isSegger(port: ListedPort): boolean {
  return idOf(port.vendorId) === SEGGER_VID;
}

/** Serial numbers of PPK2 instruments, each once: one has two ports. */
export function ppk2Serials(ports: readonly ListedPort[]): readonly string[] {
  const found = ports.filter(
    (port) => idOf(port.vendorId) === NORDIC_VID && idOf(port.productId) === PPK2_PID,
  );
  return [...new Set(found.map(({ serialNumber }) => serialNumber ?? ''))].filter((serial) => serial !== '');
}

/** Looks at what is plugged in; what cannot be looked at is a problem told, not an error. */
export function createDiscovery(deps: DiscoveryDeps): Discover {
  return async (signal) => {
    const problems: string[] = [];
    const told = (error: unknown): readonly never[] => {
      if (error instanceof HilbenchError && error.kind === 'cancelled') throw error;
      problems.push(plainText(error instanceof Error ? error.message : String(error), 300));
      return [];
    };
    const ports = await (deps.listPorts ?? listPorts)().catch(told);
    const probes = new Set(
      ports
        .filter(isSegger)
        .map(({ serialNumber }) => plainSerial(serialNumber ?? ''))
        .filter((serial) => /^\d{1,20}$/u.test(serial)),
    );
    // One without a virtual COM port is known to J-Link's own tool only.
    if (findJLink(deps.env) !== undefined) {
      try {
        await using workspace = await createWorkspace(deps.runtimeDir);
        const { env, log } = deps;
        const parts = { env, log, workspace, onOutput: () => {} };
        const found = await withDeadline(signal, LIST_MS, hung, (within) => listProbes(parts, within));
        for (const serial of found) probes.add(plainSerial(serial));
      } catch (error) {
        told(error);
      }
    }
    return { ports, probes: [...probes].sort(), problems };
  };
}

/** What of a board is plugged in. */
export interface Attached {
  /** Whether its J-Link is. */
  readonly probe: boolean;
  /** Path of its serial port. Absent: there is none now; a port of the firmware's own comes with the firmware. */
  readonly port?: string;
  /** Whether its PPK2 is. Absent where only the instrument's own driver could tell. */
  readonly monitor?: boolean;
}

export async function attachedTo(board: BenchBoard, platform: Platform, seen: Seen): Promise<Attached> {
  const { jlink, monitor } = board;
  const probe =
    jlink === undefined ? seen.probes.length === 1 : seen.probes.some((serial) => sameSerial(serial, jlink));
  const port = await portOf(board, platform, seen);
  const ppk2 = ppk2Serials(seen.ports);
  return {
    probe,
    ...(port === undefined ? {} : { port }),
    ...(monitor?.kind === 'ppk2'
      ? { monitor: monitor.serial === undefined ? ppk2.length === 1 : ppk2.includes(monitor.serial) }
      : {}),
  };
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
