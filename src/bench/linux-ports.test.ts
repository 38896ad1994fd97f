import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { linuxPorts } from './linux-ports.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hilbench-sysfs-'));
  for (const name of ['class/tty', 'dev', 'devices']) await mkdir(join(dir, name), { recursive: true });
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** A tty of the kernel: its folder among the devices, its entry in the class, and its file. */
async function attach(name: string, folder: string, has_file = true): Promise<void> {
  await mkdir(join(dir, 'devices', folder), { recursive: true });
  await mkdir(join(dir, 'class/tty', name));
  await symlink(join(dir, 'devices', folder), join(dir, 'class/tty', name, 'device'));
  if (has_file) await writeFile(join(dir, 'dev', name), '');
}

async function usb(folder: string, about: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(join(dir, 'devices', folder), { recursive: true });
  for (const [name, text] of Object.entries(about)) {
    await writeFile(join(dir, 'devices', folder, name), `${text}\n`);
  }
}

const list = () => linuxPorts(join(dir, 'class/tty'), join(dir, 'dev'));

it('ports of USB are listed with what their device says, a CDC one as well as an adapter', async () => {
  const jlink = { idVendor: '1366', idProduct: '0105', serial: '001160002204', manufacturer: 'SEGGER' };
  await usb('pci0/usb1/1-2', jlink);
  await attach('ttyACM0', 'pci0/usb1/1-2/1-2:1.0');
  await usb('pci0/usb1/1-3', { idVendor: '0403', idProduct: '6001' });
  await attach('ttyUSB0', 'pci0/usb1/1-3/1-3:1.0/ttyUSB0');
  const unsaid = { serialNumber: undefined, manufacturer: undefined };
  expect(await list()).toEqual([
    {
      ...{ path: join(dir, 'dev/ttyACM0'), vendorId: '1366', productId: '0105' },
      ...{ serialNumber: '001160002204', manufacturer: 'SEGGER' },
    },
    { path: join(dir, 'dev/ttyUSB0'), vendorId: '0403', productId: '6001', ...unsaid },
  ]);
});

it('consoles, ports of the main board, and what has no file or is going away are left out', async () => {
  await mkdir(join(dir, 'class/tty/console'));
  await attach('ttyS0', 'platform/serial8250');
  await usb('usb2', { idVendor: '1366' });
  await attach('ttyACM1', 'usb2/2:1.0', false);
  await mkdir(join(dir, 'class/tty/ttyACM2'));
  await symlink(join(dir, 'devices/gone'), join(dir, 'class/tty/ttyACM2/device'));
  expect(await list()).toEqual([]);
});

it('what a device says is not read without an end', async () => {
  await usb('usb1', { idVendor: 'cafe', serial: 'x'.repeat(100_000) });
  await attach('ttyACM0', 'usb1/1:1.0');
  expect((await list())[0]?.serialNumber).toHaveLength(512);
});

it('no kernel that tells is an error, not a host without ports', async () => {
  await expect(linuxPorts(join(dir, 'none'))).rejects.toThrow('ENOENT');
});
