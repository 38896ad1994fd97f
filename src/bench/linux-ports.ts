import { access, open, readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { systemErrorCode } from '../support/system.ts';
import type { ListedPort } from './ports.ts';

/** A descriptor of USB has at most 126 characters. */
const MOST_BYTES = 512;
/** From a port up to its device: interface, perhaps a port of an adapter, device. */
const MOST_LEVELS = 6;

/** What is no longer there, or was never. */
const ABSENT: readonly (string | undefined)[] = ['ENOENT', 'ENOTDIR', 'ENODEV', 'EACCES', 'EINVAL'];

async function unlessAbsent<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (ABSENT.includes(systemErrorCode(error))) return undefined;
    throw error;
  }
}

/** One line that the kernel tells of a device; undefined: it tells nothing. */
function attribute(device: string, name: string): Promise<string | undefined> {
  return unlessAbsent(async () => {
    await using file = await open(join(device, name), 'r');
    const { buffer, bytesRead } = await file.read(new Uint8Array(MOST_BYTES), 0, MOST_BYTES, 0);
    const text = new TextDecoder().decode(buffer.subarray(0, bytesRead)).trim();
    return text === '' ? undefined : text;
  });
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
    const folder = await unlessAbsent(() => realpath(join(classes, name, 'device')));
    const device = folder === undefined ? undefined : await usbDevice(folder);
    if (device === undefined || (await unlessAbsent(() => access(path).then(() => true))) !== true) continue;
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
