import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadPlatforms } from '../platform/load.ts';
import { parseBenchFile, readBenchFile } from './bench-file.ts';

const platforms = loadPlatforms(fileURLToPath(new URL('../../platforms', import.meta.url)));
const parse = (text: string) => parseBenchFile(text, 'bench.yml', platforms);

const TWO = `quarantine_after: 2
boards:
  - id: evb-1
    platform: apollo510_evb
    jlink: 001160001234
    tags: [usb, lab-2]
    monitor: {kind: joulescope, serial: "002557", supply_v: 1.8, io_v: 1.8, wires: {gate: 0, state: 1, go: 0}}
  - id: evb-2
    platform: apollo4p_evb
    jlink: "1160005678"
    port: /dev/serial/by-id/usb-x
    quarantined: the header is broken
  - {id: evb-3, platform: apollo3p_evb, jlink: 7, port: {usb_serial: "0042"}}
`;

it('describes boards, and fills in what is usual', () => {
  expect(parse(TWO)).toEqual({
    path: 'bench.yml',
    quarantine_after: 2,
    boards: [
      {
        id: 'evb-1',
        platform: 'apollo510_evb',
        jlink: '1160001234',
        port: { kind: 'auto' },
        tags: ['usb', 'lab-2'],
        monitor: {
          kind: 'joulescope',
          serial: '002557',
          supply_v: 1.8,
          io_v: 1.8,
          inputs: { gate: 0, state: 1, go: 0 },
        },
      },
      {
        id: 'evb-2',
        platform: 'apollo4p_evb',
        jlink: '1160005678',
        port: { kind: 'path', path: '/dev/serial/by-id/usb-x' },
        tags: [],
        quarantined: 'the header is broken',
      },
      {
        id: 'evb-3',
        platform: 'apollo3p_evb',
        jlink: '7',
        port: { kind: 'usb_serial', usb_serial: '0042' },
        tags: [],
      },
    ],
  });
  expect(parse('')).toEqual({ path: 'bench.yml', boards: [], quarantine_after: 3 });
});

const board = (more: string, id = 'a') => `  - {id: ${id}, platform: apollo510_evb, ${more}}\n`;

it.each([
  ['an id twice', board('jlink: 1') + board('jlink: 2', 'A'), '3:6', 'the id a belongs to the board a'],
  ['a J-Link twice', board('jlink: 1') + board('jlink: "001"', 'b'), '3:38', 'the J-Link 1 belongs to'],
  [
    'a port twice',
    board('jlink: 1, port: /dev/x') + board('jlink: 2, port: /dev/x', 'b'),
    '3:48',
    'the port /dev/x belongs to the board a',
  ],
  [
    'a monitor twice',
    board('jlink: 1, monitor: {kind: ppk2, serial: "7", supply_v: 2}') +
      board('jlink: 2, monitor: {kind: ppk2, serial: "7", supply_v: 2}', 'b'),
    '3:70',
    'the power monitor ppk2 7 belongs to',
  ],
  [
    'a second board without a J-Link',
    board('jlink: 1') + board('tags: []', 'b'),
    '3:5',
    'could be mixed up with a',
  ],
  [
    'a second monitor without a serial',
    board('jlink: 1, monitor: {kind: ppk2, serial: "7", supply_v: 2}') +
      board('jlink: 2, monitor: {kind: ppk2, supply_v: 2}', 'b'),
    '3:48',
    'could be mixed up with that of a',
  ],
  ['an unknown platform', '  - {id: a, platform: apollo501_evb}\n', '2:13', 'Did you mean "apollo510_evb"'],
  ['an emulated platform', '  - {id: a, platform: mps3_an547}\n', '2:13', 'mps3_an547 is emulated'],
  ['the name of an emulated board', board('jlink: 1', 'mps3_an547-0'), '2:6', 'name of an emulated board'],
  ['a misspelt key', board('jlnk: 1'), '2:38', 'jlnk'],
  ['a serial number whose zeros YAML drops', board('port: {usb_serial: 0042}'), '2:38', 'auto, the path'],
  [
    'a monitor serial without quotes',
    board('monitor: {kind: ppk2, serial: 0042, supply_v: 2}'),
    '2:60',
    'put the serial number in quotes',
  ],
  [
    'one wire for two things',
    board('monitor: {kind: ppk2, supply_v: 2, wires: {gate: 1, state: 1, go: 0}}'),
    '2:73',
    'two inputs',
  ],
  [
    'a Joulescope on a serial port',
    board('monitor: {kind: joulescope, supply_v: 2, port: /dev/x}'),
    '2:79',
    'has no serial port',
  ],
  ['a supply that a PPK2 cannot make', board('monitor: {kind: ppk2, supply_v: 5.5}'), '2:60', '0.8 to 5 V'],
  [
    'a level that a PPK2 is not told',
    board('monitor: {kind: ppk2, supply_v: 2, io_v: 2}'),
    '2:73',
    'VCC pin',
  ],
  [
    'the port of a monitor twice',
    board('jlink: 1, monitor: {kind: ppk2, port: /dev/x, supply_v: 2}') +
      board('jlink: 2, monitor: {kind: ppk2, port: /dev/x, supply_v: 2}', 'b'),
    '3:70',
    'the port of the monitor /dev/x belongs to',
  ],
  ['no list', '  a: b\n', '1:1', 'boards'],
])('refuses %s, and says where', (_, text, place, words) => {
  expect(() => parse(`boards:\n${text}`)).toThrow(
    expect.objectContaining({
      code: 'BENCH_INVALID',
      kind: 'input',
      message: expect.stringContaining(words),
    }),
  );
  expect(() => parse(`boards:\n${text}`)).toThrow(`bench.yml:${place}: `);
});

it('must be there when somebody named it, and may be missing otherwise', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'hilbench-bench-file-'));
  try {
    const path = join(dir, 'none', 'bench.yml');
    expect(readBenchFile({ path, named: false }, platforms)).toEqual({ boards: [], quarantine_after: 3 });
    expect(() => readBenchFile({ path, named: true }, platforms)).toThrow(
      expect.objectContaining({ code: 'BENCH_FILE', kind: 'input' }),
    );
    expect(() => readBenchFile({ path: dir, named: false }, platforms)).toThrow(/cannot be read/u);
    const large = join(dir, 'large.yml');
    await writeFile(large, '#'.repeat(300_000));
    expect(() => readBenchFile({ path: large, named: true }, platforms)).toThrow(/larger than 256 KB/u);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
});
