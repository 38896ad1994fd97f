import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Transport } from '../link/types.ts';
import { HilbenchError } from '../support/errors.ts';
import { awaitPort, choosePort, type ListedPort, type PortWanted } from './ports.ts';

const AUTO = { kind: 'auto' } as const;
const usb = (serial: string, path: string): ListedPort => ({
  path,
  vendorId: 'cafe',
  productId: '4001',
  serialNumber: serial,
});
const vcom = (serial: string, path: string): ListedPort => ({
  path,
  vendorId: '1366',
  productId: '0105',
  serialNumber: serial,
});
const PORTS = [
  usb('HB-1160002204', '/dev/ttyACM1'),
  usb('HB-1160002205', '/dev/ttyACM3'),
  vcom('001160002204', '/dev/ttyACM0'),
  vcom('001160002205', '/dev/ttyACM2'),
  { path: '/dev/ttyS0' },
];

describe('two boards of one kind on a host', () => {
  it.each([
    ['1160002204', 'USB', '/dev/ttyACM1'],
    ['1160002205', 'USB', '/dev/ttyACM3'],
    ['1160002204', 'UART', '/dev/ttyACM0'],
    ['001160002205', 'UART', '/dev/ttyACM2'],
  ] as const)('the board behind J-Link %s has its own %s port', (jlink, transport, path) => {
    expect(choosePort(PORTS, { port: AUTO, transport, jlink })).toBe(path);
  });

  it('no port of a neighbour is taken while the own one is away', () => {
    const others = PORTS.filter(({ serialNumber }) => serialNumber?.endsWith('2204') !== true);
    for (const transport of ['USB', 'UART'] as const) {
      expect(choosePort(others, { port: AUTO, transport, jlink: '1160002204' })).toBeUndefined();
    }
  });

  it('without the serial number of the J-Link none is guessed', () => {
    for (const transport of ['USB', 'UART'] as const) {
      expect(() => choosePort(PORTS, { port: AUTO, transport })).toThrow(
        expect.objectContaining({ code: 'PORT_AMBIGUOUS', kind: 'bench' }),
      );
    }
  });

  it('a port whose firmware does not carry the serial number is not taken', () => {
    const old = [usb('123456', '/dev/ttyACM1'), ...PORTS.slice(2)];
    expect(choosePort(old, { port: AUTO, transport: 'USB', jlink: '1160002204' })).toBeUndefined();
  });
});

it('the only board of a host may have firmware that does not carry the serial number', () => {
  const ports = [usb('123456', '/dev/ttyACM1'), vcom('001160002204', '/dev/ttyACM0')];
  expect(choosePort(ports, { port: AUTO, transport: 'USB', jlink: '1160002204' })).toBe('/dev/ttyACM1');
});

it('a USB serial number names its port, with zeros in front or without', () => {
  const by = (usb_serial: string): PortWanted => ({
    port: { kind: 'usb_serial', usb_serial },
    transport: 'UART',
  });
  expect(choosePort(PORTS, by('HB-1160002205'))).toBe('/dev/ttyACM3');
  expect(choosePort(PORTS, by('1160002204'))).toBe('/dev/ttyACM0');
  expect(choosePort(PORTS, by('nothing'))).toBeUndefined();
  expect(() => choosePort([...PORTS, vcom('001160002204', '/dev/ttyACM9')], by('001160002204'))).toThrow(
    expect.objectContaining({ code: 'PORT_AMBIGUOUS' }),
  );
});

describe('waiting for a port', () => {
  const opened = {} as Transport;
  const wanted: PortWanted = { port: AUTO, transport: 'UART', jlink: '1160002204' };
  // On Windows and elsewhere, only a path that is there is opened.
  const folder = mkdtempSync(join(tmpdir(), 'port-'));
  const path = join(folder, 'tty');
  writeFileSync(path, '');
  const listed = vcom('001160002204', path);
  const { signal } = new AbortController();

  it('takes the one that appears late', async () => {
    let looks = 0;
    const list = async () => (++looks < 3 ? [] : [listed]);
    expect(await awaitPort(wanted, { list, timeout_ms: 5000, signal, open: async () => opened })).toBe(
      opened,
    );
    expect(looks).toBe(3);
  });

  it('opens it again while it does not answer yet', async () => {
    let opens = 0;
    const open = async (): Promise<Transport> => {
      if (++opens === 1) throw portError('PORT_DENIED');
      return opened;
    };
    await awaitPort(wanted, { list: async () => [listed], timeout_ms: 5000, signal, open });
    expect(opens).toBe(2);
  });

  it('does not insist on one that another program holds', async () => {
    const open = (): Promise<Transport> => Promise.reject(portError('PORT_BUSY'));
    await expect(
      awaitPort(wanted, { list: async () => [listed], timeout_ms: 5000, signal, open }),
    ).rejects.toMatchObject({ code: 'PORT_BUSY' });
  });

  it.each<[string, ListedPort, boolean]>([
    ["the firmware's port of another board", usb('HB-99', path), true],
    ['the virtual COM port of another board of bench.yml', vcom('000000055', path), true],
    ["the firmware's port of this board", usb('HB-0077', path), false],
    ['its own virtual COM port', vcom('77', path), false],
    ['that of a probe which only carries its bytes', vcom('31', path), false],
    ['one that says nothing of itself', { path }, false],
  ])('that is named is refused where another board has it: %s', async (_what, port, refused) => {
    const wanted: PortWanted = {
      port: { kind: 'path', path },
      transport: 'UART',
      jlink: '77',
      others: ['55'],
    };
    let opens = 0;
    const open = async (): Promise<Transport> => {
      opens++;
      return opened;
    };
    const waiting = awaitPort(wanted, { list: async () => [port], timeout_ms: 5000, signal, open });
    if (refused) {
      await expect(waiting).rejects.toMatchObject({ code: 'PORT_OTHER_BOARD', kind: 'bench' });
    } else expect(await waiting).toBe(opened);
    expect(opens).toBe(refused ? 0 : 1);
  });

  it('that is named is opened where ports cannot be listed', async () => {
    const wanted: PortWanted = { port: { kind: 'path', path }, transport: 'UART', jlink: '77' };
    const list = (): Promise<never> => Promise.reject(portError('PORT_LIST'));
    const open = async () => opened;
    expect(await awaitPort(wanted, { list, timeout_ms: 5000, signal, open })).toBe(opened);
  });

  it('lists at the deadline what there is, fit to print', async () => {
    const evil = { ...vcom('77\u001b[2J', '/dev/ttyACM7') };
    const open = async () => opened;
    const error: HilbenchError = await awaitPort(wanted, {
      list: async () => [evil],
      timeout_ms: 100,
      signal,
      open,
    }).then(
      () => expect.unreachable(),
      (e) => e,
    );
    expect(error).toMatchObject({ code: 'PORT_NOT_FOUND', kind: 'bench' });
    expect(error.message).toContain('/dev/ttyACM7 (1366:0105, serial 77');
    expect(error.message).not.toContain('\u001b');
  });

  it('ends at once when the run is cancelled', async () => {
    const controller = new AbortController();
    const waiting = awaitPort(wanted, {
      list: async () => [],
      timeout_ms: 60_000,
      signal: controller.signal,
      open: async () => opened,
    });
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
    rmSync(folder, { recursive: true });
  });
});

function portError(code: string): HilbenchError {
  return new HilbenchError({ kind: 'bench', code, message: code, hint: code });
}
