import { constants } from 'node:fs';
import { access, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../../support/system.ts';
import { describePort, type ListedPort } from '../ports.ts';
import { isFirmware, isPpk2, isSegger } from '../usb-ids.ts';
import type { BenchSeen, DoctorDeps, Finding } from './finding.ts';

const UDEV_DIRS = ['/etc/udev/rules.d', '/usr/lib/udev/rules.d', '/lib/udev/rules.d', '/run/udev/rules.d'];

interface UsbDevice {
  readonly id: string;
  readonly what: string;
  readonly vendors: readonly string[];
  readonly needed: (seen: BenchSeen) => boolean;
  readonly fix: string;
}

const DEVICES: readonly UsbDevice[] = [
  {
    id: 'udev-jlink',
    what: 'SEGGER J-Link',
    vendors: ['1366'],
    needed: ({ file }) => file.boards.length > 0,
    fix: 'Install 99-jlink.rules of the J-Link software into /etc/udev/rules.d, then: udevadm control --reload-rules && udevadm trigger',
  },
  {
    id: 'udev-joulescope',
    what: 'Joulescope',
    vendors: ['16d0'],
    needed: ({ file }) => file.boards.some(({ monitor }) => monitor?.kind === 'joulescope'),
    fix: 'Install 99-joulescope.rules of the Joulescope driver into /etc/udev/rules.d, then: udevadm control --reload-rules && udevadm trigger',
  },
  {
    id: 'udev-ppk2',
    what: 'Nordic PPK2',
    vendors: ['1915'],
    needed: ({ file }) => file.boards.some(({ monitor }) => monitor?.kind === 'ppk2'),
    fix: 'Install nrf-udev of Nordic Semiconductor, or add this user to the group of serial ports.',
  },
];

/** Every rule of udev on this host, in lower case. */
async function rulesText(dirs: readonly string[]): Promise<string> {
  const texts: string[] = [];
  for (const dir of dirs) {
    const names = await readdir(dir).catch(() => []);
    for (const name of names.filter((each) => each.endsWith('.rules'))) {
      const path = join(dir, name);
      const found = await stat(path).catch(() => undefined);
      if (found?.isFile() === true && found.size < 2 ** 20) {
        texts.push(await readFile(path, 'utf8').catch(() => ''));
      }
    }
  }
  return texts.join('\n').toLowerCase();
}

/** Whether this user may open what bench.yml names, by the rules of udev; on Linux only. */
export async function checkUdev(deps: DoctorDeps, seen: BenchSeen): Promise<readonly Finding[]> {
  const needed = DEVICES.filter((device) => device.needed(seen));
  if (process.platform !== 'linux' || needed.length === 0) return [];
  if (process.geteuid?.() === 0) {
    return [{ id: 'udev', status: 'ok', message: 'This is root, which needs no rules of udev' }];
  }
  const rules = await rulesText(deps.udevDirs ?? UDEV_DIRS);
  return needed.map(({ id, what, vendors, fix }): Finding => {
    const there = vendors.some((vendor) => rules.includes(`"${vendor}"`));
    return there
      ? { id, status: 'ok', message: `There is a rule of udev for the ${what}` }
      : { id, status: 'warn', message: `There is no rule of udev for the ${what}`, fix };
  });
}

/** Ports of probes, firmware and instruments, and those that bench.yml names; all others are no business of ours. */
function ofABench(ports: readonly ListedPort[], { file }: BenchSeen): readonly ListedPort[] {
  const ours = ports.filter((port) => isSegger(port) || isPpk2(port) || isFirmware(port));
  const named = file.boards
    .flatMap(({ port, monitor }) => [port.kind === 'path' ? port.path : undefined, monitor?.port])
    .filter((path) => path !== undefined);
  const more = named.filter((path) => ours.every((port) => port.path !== path));
  return [...ours, ...more.map((path) => ports.find((port) => port.path === path) ?? { path })];
}

/** Whether this user may read and write the serial ports of the bench. One that is not there is a matter of its board. */
export async function checkPorts(ports: readonly ListedPort[], seen: BenchSeen): Promise<Finding> {
  const id = 'ports';
  const ours = ofABench(ports, seen);
  const denied: ListedPort[] = [];
  for (const port of process.platform === 'win32' ? [] : ours) {
    const allowed = await access(port.path, constants.R_OK | constants.W_OK).then(
      () => true,
      (error: unknown) => systemErrorCode(error) === 'ENOENT',
    );
    if (!allowed) denied.push(port);
  }
  if (denied.length > 0) {
    return {
      id,
      status: 'fail',
      message: `This user may not open ${denied.map(describePort).join(', ')}`,
      fix: 'Add the user to the group of serial ports and log in again: usermod -aG dialout USER (uucp on Arch).',
    };
  }
  const message =
    ours.length === 0
      ? 'No serial port of a board, a probe or an instrument is attached'
      : `Serial ports of the bench: ${ours.map(describePort).join(', ')}`;
  return { id, status: 'ok', message };
}
