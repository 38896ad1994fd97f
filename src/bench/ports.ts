import { realpath, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { SerialPort } from 'serialport';
import type { Transport } from '../link/types.ts';
import { throwIfAborted, withDeadline } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import { plainText } from '../support/text.ts';
import { linuxPorts } from './linux-ports.ts';
import { sameSerial } from './probe/jlink-output.ts';
import type { BoardPort } from './types.ts';
import { isFirmware, isSegger } from './usb-ids.ts';

/** A serial port of this host. Its texts come from USB descriptors: untrusted. */
export interface ListedPort {
  readonly path: string;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly manufacturer?: string | undefined;
}

export type ListPorts = () => Promise<readonly ListedPort[]>;

/** @throws {HilbenchError} `PORT_LIST` (kind `bench`) */
export const listPorts: ListPorts = async () => {
  try {
    return process.platform === 'linux' ? await linuxPorts() : await SerialPort.list();
  } catch (cause) {
    throw new HilbenchError({
      kind: 'bench',
      code: 'PORT_LIST',
      message: `The serial ports of this host cannot be listed: ${cause instanceof Error ? cause.message : cause}.`,
      hint: 'On Linux that takes /sys, which must be mounted. Or name the port of every board by its path in bench.yml.',
      cause,
    });
  }
};

/** How a port is looked for. */
export interface PortWanted {
  readonly port: BoardPort;
  readonly transport: 'USB' | 'UART';
  /** Of the board's J-Link. */
  readonly jlink?: string;
  /** Of the J-Links that bench.yml gives to other boards. */
  readonly others?: readonly string[];
}

/** Before the serial number of the J-Link in the serial number of the firmware's port. */
const SERIAL_PREFIX = /^HB-(\d{1,20})$/iu;
const POLL_MS = 40;

function ambiguous(what: string, found: readonly ListedPort[]): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'PORT_AMBIGUOUS',
    message: `${what} fits ${found.length} ports: ${found.map(describePort).join(', ')}.`,
    hint: "Name the board's port in bench.yml, by path (/dev/serial/by-id/… does not change) or by usb_serial.",
  });
}

function notFound(what: string, timeout_ms: number, found: readonly ListedPort[]): HilbenchError {
  const there =
    found.length === 0 ? 'There is none at all' : `There is ${found.map(describePort).join(', ')}`;
  return new HilbenchError({
    kind: 'bench',
    code: 'PORT_NOT_FOUND',
    message: `${what} did not appear within ${timeout_ms / 1000} s. ${there}.`,
    hint: 'Check the USB cable of the port (it may be another one than that of the probe), and the port of the board in bench.yml; hilbench boards lists what is attached.',
  });
}

function otherBoard(port: ListedPort, jlink: string): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'PORT_OTHER_BOARD',
    message: `The port ${describePort(port)} belongs to another board than J-Link ${jlink}.`,
    hint: 'Paths such as /dev/ttyACM0 change when boards are plugged in: in bench.yml, or for --tty, use one of /dev/serial/by-id, or leave the port to hilbench (`auto`).',
  });
}

/** `/dev/ttyACM0 (1366:0105, serial 001160002204)`. */
export function describePort(port: ListedPort): string {
  const ids = port.vendorId === undefined ? '' : `${port.vendorId}:${port.productId ?? '?'}`;
  const serial = port.serialNumber === undefined ? '' : `serial ${port.serialNumber}`;
  const known = [ids, serial].filter((part) => part !== '').join(', ');
  return plainText(known === '' ? port.path : `${port.path} (${known})`, 120);
}

function describeWanted({ port, transport, jlink }: PortWanted): string {
  if (port.kind === 'path') return `The port ${port.path}`;
  if (port.kind === 'usb_serial') return `A port with USB serial ${plainText(port.usb_serial, 64)}`;
  const whose = jlink === undefined ? '' : ` of the board behind J-Link ${jlink}`;
  return transport === 'USB' ? `The USB port${whose}` : `The virtual COM port${whose}`;
}

/**
 * The port that fits among those listed; undefined while there is none.
 *
 * A board is told from its neighbours by the serial number of its J-Link: the firmware's own port carries it as
 * `HB-<serial>`, the J-Link's as it is, with zeros in front.
 *
 * @throws {HilbenchError} `PORT_AMBIGUOUS` (kind `bench`)
 */
export function choosePort(ports: readonly ListedPort[], wanted: PortWanted): string | undefined {
  const { port, jlink } = wanted;
  if (port.kind === 'path') return port.path;
  const one = (found: readonly ListedPort[]): string | undefined => {
    if (found.length > 1) throw ambiguous(describeWanted(wanted), found);
    return found[0]?.path;
  };
  if (port.kind === 'usb_serial') {
    const { usb_serial } = port;
    const exact = ports.filter(({ serialNumber }) => serialNumber === usb_serial);
    if (exact.length > 0) return one(exact);
    const numbers = /^\d+$/u.test(usb_serial);
    return one(
      ports.filter(
        ({ serialNumber: found }) => numbers && found !== undefined && sameSerial(found, usb_serial),
      ),
    );
  }
  const fitting = ports.filter((listed) => {
    if (wanted.transport === 'UART' && !isSegger(listed)) return false;
    const serial = listed.serialNumber ?? '';
    const number = wanted.transport === 'USB' ? SERIAL_PREFIX.exec(serial)?.[1] : serial;
    if (number === undefined) return false;
    return jlink === undefined ? true : sameSerial(number, jlink);
  });
  if (fitting.length > 0 || wanted.transport === 'UART') return one(fitting);
  // A port of the firmware's vendor that carries no J-Link's number can only be taken where no other board is.
  const unnamed = ports.filter(isFirmware);
  const probes = new Set(ports.filter(isSegger).map((p) => p.serialNumber));
  const foreign = unnamed.some(({ serialNumber }) => SERIAL_PREFIX.test(serialNumber ?? ''));
  return foreign || probes.size > 1 ? undefined : one(unnamed);
}

/**
 * A port that is named must not be another board's: numbers of ports change when boards are plugged in anew.
 *
 * @throws {HilbenchError} `PORT_OTHER_BOARD` (kind `bench`) where the port itself says so
 */
async function checkOwner(ports: readonly ListedPort[], path: string, wanted: PortWanted): Promise<void> {
  const { jlink, others = [] } = wanted;
  const real = await realpath(path).catch(() => path);
  const listed = ports.find((port) => port.path === path || port.path === real);
  if (listed === undefined || jlink === undefined) return;
  const { serialNumber = '' } = listed;
  const flashed_by = SERIAL_PREFIX.exec(serialNumber)?.[1];
  const foreign =
    flashed_by === undefined
      ? isSegger(listed) && others.some((other) => sameSerial(other, serialNumber))
      : !sameSerial(flashed_by, jlink);
  if (foreign) throw otherBoard(listed, jlink);
}

/** Whether a path is there; on Windows a port has no file. */
async function isThere(path: string): Promise<boolean> {
  if (process.platform === 'win32') return true;
  return await stat(path).then(
    () => true,
    () => false,
  );
}

export interface AwaitPort {
  readonly list: ListPorts;
  readonly timeout_ms: number;
  readonly signal: AbortSignal;
  /** Opens the port that was found. */
  readonly open: (path: string) => Promise<Transport>;
}

const LIST_MS = 5000;

function listHung(): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'PORT_LIST',
    message: `The serial ports of this host were not listed within ${LIST_MS / 1000} s.`,
    hint: 'Unplug USB devices that hang and plug them in again. Or name the port of every board by its path in bench.yml.',
  });
}

/** The ports of this host, within a few seconds. @throws {HilbenchError} `PORT_LIST` (kind `bench`), `CANCELLED` */
export function listPortsSoon(list: ListPorts, signal: AbortSignal): Promise<readonly ListedPort[]> {
  return withDeadline(signal, LIST_MS, listHung, list);
}

/** Just after a port appears it may not answer yet, and its rights may not be set. */
const MAY_PASS: readonly string[] = ['PORT_FAILED', 'PORT_DENIED'];

/**
 * Waits for a port to appear and opens it.
 *
 * @throws {HilbenchError} `PORT_NOT_FOUND` at the deadline with what there is instead, `PORT_AMBIGUOUS`,
 *   `PORT_OTHER_BOARD`, `PORT_BUSY`, `PORT_DENIED`, `PORT_FAILED` (kind `bench`), `CANCELLED`
 */
export async function awaitPort(wanted: PortWanted, how: AwaitPort): Promise<Transport> {
  const list = (): Promise<readonly ListedPort[]> => listPortsSoon(how.list, how.signal);
  const deadline = performance.now() + how.timeout_ms;
  let failure: HilbenchError | undefined;
  let ports: readonly ListedPort[] = [];
  for (;;) {
    throwIfAborted(how.signal);
    ports = wanted.port.kind === 'path' ? [] : await list();
    const path = choosePort(ports, wanted);
    if (path !== undefined && (await isThere(path))) {
      // A path needs no list, which not every host can make.
      await checkOwner(wanted.port.kind === 'path' ? await list().catch(() => []) : ports, path, wanted);
      try {
        return await how.open(path);
      } catch (error) {
        if (!(error instanceof HilbenchError) || !MAY_PASS.includes(error.code)) throw error;
        failure = error;
      }
    }
    if (performance.now() >= deadline) break;
    await delay(POLL_MS, undefined, { signal: how.signal }).catch(() => undefined);
  }
  throw failure ?? notFound(describeWanted(wanted), how.timeout_ms, await list().catch(() => ports));
}
