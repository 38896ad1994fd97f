import { access, open, readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unlessAbsent } from '../support/system.ts';
import type { ListedPort } from './ports.ts';

/** A descriptor of USB has at most 126 characters. */
const MOST_BYTES = 512;
/** From a port up to its device: interface, perhaps a port of an adapter, device. */
const MOST_LEVELS = 6;

/** Undefined: a device that is unplugged meanwhile can answer in several ways. */
function ifThere<T>(look: Promise<T>): Promise<T | undefined> {
  return unlessAbsent(look, 'ENOTDIR', 'ENODEV', 'EACCES', 'EINVAL');
}

async function firstLine(path: string): Promise<string | undefined> {
  await using file = await open(path, 'r');
  const { buffer, bytesRead } = await file.read(new Uint8Array(MOST_BYTES), 0, MOST_BYTES, 0);
  const text = new TextDecoder().decode(buffer.subarray(0, bytesRead)).trim();
  return text === '' ? undefined : text;
}

/** One line that the kernel tells of a device; undefined: it tells nothing. */
function attribute(device: string, name: string): Promise<string | undefined> {
  return ifThere(firstLine(join(device, name)));
}

/** The folder of the USB device that an interface belongs to: the first above it that has a vendor. */
async function usbDevice(folder: string): Promise<string | undefined> {
  let device = folder;
  for (let level = 0; level < MOST_LEVELS; level++) {
    if ((await attribute(device, 'idVendor')) !== undefined) return device;
    device = dirname(device);
  }
  return undefined;
}

/**
 * The serial ports of USB devices as the kernel of Linux shows them. `serialport` asks udevadm, which a container
 * lacks, and which keeps this process from ending when it hangs.
 *
 * @param classes where the kernel lists ttys
 * @param nodes where their files are: one without is none that could be opened
 */
export async function linuxPorts(classes = '/sys/class/tty', nodes = '/dev'): Promise<readonly ListedPort[]> {
  const ports: ListedPort[] = [];
  for (const name of (await readdir(classes)).sort()) {
    const path = join(nodes, name);
    const folder = await ifThere(realpath(join(classes, name, 'device')));
    const device = folder === undefined ? undefined : await usbDevice(folder);
    if (device === undefined || (await ifThere(access(path).then(() => true))) !== true) continue;
    ports.push({
      path,
      vendorId: await attribute(device, 'idVendor'),
      productId: await attribute(device, 'idProduct'),
      serialNumber: await attribute(device, 'serial'),
      manufacturer: await attribute(device, 'manufacturer'),
    });
  }
  return ports;
}
