import { expect, it } from 'vitest';
import { loadPlatforms } from '../platform/load.ts';
import { parseBenchFile } from './bench-file.ts';
import type { Seen } from './discovery.ts';
import { strangersTo } from './strangers.ts';

const platforms = loadPlatforms('platforms');
const ppk2 = (path: string, serialNumber: string) => ({
  path,
  vendorId: '1915',
  productId: 'C00A',
  serialNumber,
});
const seen: Seen = {
  ports: [ppk2('/dev/ttyACM0', 'AAAA'), ppk2('/dev/ttyACM1', 'AAAA'), ppk2('/dev/ttyACM2', 'BBBB')],
  probes: ['11', '22'],
  joulescopes: [{ model: 'js220', serial: '000001', updating: false }],
  problems: [],
};
const board = (more: string) => `  - {platform: apollo510_evb, ${more}}\n`;
const strangers = (...boards: string[]) =>
  strangersTo(
    parseBenchFile(`boards:\n${boards.map(board).join('') || '  []\n'}`, 'bench.yml', platforms),
    seen,
  );

it('what no board names is a stranger', () => {
  expect(strangers()).toEqual({
    jlinks: ['11', '22'],
    joulescopes: ['js220 000001'],
    ppk2s: ['AAAA', 'BBBB'],
  });
  expect(
    strangers(
      'id: a, jlink: "0022", monitor: {kind: ppk2, serial: BBBB, supply_v: 1.8}',
      'id: b, jlink: "33", monitor: {kind: joulescope, serial: "000002", supply_v: 1.8}',
    ),
  ).toEqual({ jlinks: ['11'], joulescopes: ['js220 000001'], ppk2s: ['AAAA'] });
});

it('one that is named by its port is none, nor is the only one attached of a board that leaves its number out', () => {
  expect(strangers('id: a, monitor: {kind: ppk2, port: /dev/ttyACM1, supply_v: 1.8}')).toMatchObject({
    ...{ jlinks: ['11', '22'], ppk2s: ['BBBB'] },
  });
  expect(strangers('id: a, monitor: {kind: joulescope, supply_v: 1.8}').joulescopes).toEqual([]);
});
