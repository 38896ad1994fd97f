import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPlatform, loadPlatforms } from '../platform/load.ts';
import { HilbenchError } from '../support/errors.ts';
import { silentLog } from '../support/log.ts';
import { parseBenchFile } from './bench-file.ts';
import {
  attachedTo,
  createDiscovery,
  type ScanJoulescopes,
  type Seen,
  type SeenJoulescope,
} from './discovery.ts';
import type { ListedPort } from './ports.ts';
import { proposeBenchFile } from './propose.ts';
import type { BenchBoard } from './types.ts';

const platforms = loadPlatforms(fileURLToPath(new URL('../../platforms', import.meta.url)));
const platform = findPlatform(platforms, 'apollo510_evb');
const { signal } = new AbortController();

const PORTS: readonly ListedPort[] = [
  { path: '/dev/ttyACM0', vendorId: '1366', productId: '1061', serialNumber: '001160001234' },
  { path: '/dev/ttyACM1', vendorId: 'cafe', productId: '4011', serialNumber: 'HB-1160001234' },
  { path: '/dev/ttyACM2', vendorId: '1366', productId: '1061', serialNumber: '001160005678' },
  { path: '/dev/ttyACM3', vendorId: '1915', productId: 'C00A', serialNumber: 'PPK-7' },
  { path: '/dev/ttyACM4', vendorId: '1915', productId: 'c00a', serialNumber: 'PPK-7' },
  { path: '/dev/ttyS0' },
];

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hilbench-discovery-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

function look(ports: readonly ListedPort[], env = { PATH: '/nowhere' }): Promise<Seen> {
  return createDiscovery({ env, runtimeDir: dir, log: silentLog, listPorts: async () => ports })(signal);
}

describe('what is attached', () => {
  it('is told by the serial numbers of ports', async () => {
    const seen = await look(PORTS);
    expect(seen.probes).toEqual(['1160001234', '1160005678']);
    const board = { id: 'a', platform: 'apollo510_evb', port: { kind: 'auto' as const }, tags: [] };
    const monitor = {
      kind: 'ppk2' as const,
      serial: 'PPK-7',
      supply_v: 1.8,
      inputs: { gate: 0, state: 1, go: 0 },
    };
    expect(await attachedTo({ ...board, jlink: '1160001234', monitor }, platform, seen)).toEqual({
      probe: true,
      port: '/dev/ttyACM1',
      monitor: true,
    });
    expect(await attachedTo({ ...board, jlink: '1160005678' }, platform, seen)).toEqual({ probe: true });
    expect(await attachedTo({ ...board, jlink: '99' }, platform, seen)).toEqual({ probe: false });
    // Two are attached: which one is meant cannot be told.
    expect(await attachedTo(board, platform, seen)).toMatchObject({ probe: false });
    const named = { ...board, jlink: '99', port: { kind: 'path' as const, path: join(dir, 'none') } };
    expect(await attachedTo(named, platform, seen)).toEqual({ probe: false });
  });

  it('that cannot be looked at is said', async () => {
    const listPorts = async (): Promise<readonly ListedPort[]> => {
      throw new Error('no udev\u001b[2J');
    };
    const discover = createDiscovery({ env: { PATH: '' }, runtimeDir: dir, log: silentLog, listPorts });
    expect(await discover(signal)).toMatchObject({ ports: [], probes: [], problems: ['no udev�[2J'] });
    const broken = await look(PORTS, { PATH: '', HILBENCH_JLINK: '/nowhere/JLinkExe' } as { PATH: string });
    expect(broken.probes).toHaveLength(2);
    expect(broken.problems).toHaveLength(1);
  });
});

const JOULESCOPES: readonly SeenJoulescope[] = [
  { model: 'js110', serial: '000110', updating: false },
  { model: 'js220', serial: '002557', updating: false },
];

function lookWith(scanJoulescopes: ScanJoulescopes): Promise<Seen> {
  const deps = { env: { PATH: '/nowhere' }, runtimeDir: dir, log: silentLog, scanJoulescopes };
  return createDiscovery({ ...deps, listPorts: async () => PORTS })(signal);
}

const noDriver: ScanJoulescopes = async () => {
  const init = { kind: 'bench', code: 'POWER_NO_DRIVER', message: 'No driver.', hint: 'Get it.' } as const;
  throw new HilbenchError(init);
};

describe('attached Joulescopes', () => {
  const board = (serial?: string): BenchBoard => ({
    id: 'a',
    platform: 'apollo510_evb',
    port: { kind: 'auto' },
    tags: [],
    jlink: '1160001234',
    monitor: {
      kind: 'joulescope',
      supply_v: 1.8,
      inputs: { gate: 0, state: 1, go: 0 },
      ...(serial === undefined ? {} : { serial }),
    },
  });

  it('are those that the driver sees', async () => {
    const seen = await lookWith(async () => ({ driver_version: '2.2.12', devices: JOULESCOPES }));
    const there = async (serial?: string) => (await attachedTo(board(serial), platform, seen)).monitor;
    expect(await there('002557')).toBe(true);
    expect(await there('000001')).toBe(false);
    // Two are attached: which one is meant cannot be told.
    expect(await there()).toBe(false);
    const text = proposeBenchFile(seen, platforms, platform);
    const wires = 'wires: {gate: 0, state: 1, go: 0}}';
    expect(text).toContain(
      `# monitor: {kind: joulescope, serial: "000110", supply_v: 1.8, io_v: 1.8, ${wires}`,
    );
    expect(text).toContain(`# monitor: {kind: joulescope, serial: "002557", supply_v: 1.8, ${wires}`);
    for (const line of text.matchAll(/^# (monitor: \{kind: joulescope.*)$/gmu)) {
      const mine = text
        .slice(0, text.indexOf('\nboards:') + 1)
        .concat(`boards:\n  - {id: a, platform: apollo510_evb, jlink: "1", ${line[1]}}\n`);
      expect(parseBenchFile(mine, 'bench.yml', platforms).boards[0]?.monitor?.kind).toBe('joulescope');
    }
  });

  it('that nobody can see are no failure: a comment says how to get the driver', async () => {
    const seen = await lookWith(noDriver);
    expect(seen.problems).toEqual([]);
    expect(await attachedTo(board('002557'), platform, seen)).not.toHaveProperty('monitor');
    const text = proposeBenchFile(seen, platforms, platform);
    expect(text).toContain('# Joulescopes could not be looked for: No driver. Get it.');
    expect(parseBenchFile(text, 'bench.yml', platforms).boards).toHaveLength(2);
  });
});

describe('a proposed bench.yml', () => {
  it('has a board for every probe, and is valid', async () => {
    const text = proposeBenchFile(await look(PORTS), platforms, platform);
    const { boards } = parseBenchFile(text, 'bench.yml', platforms);
    expect(boards.map(({ id, jlink }) => [id, jlink])).toEqual([
      ['evb-1', '1160001234'],
      ['evb-2', '1160005678'],
    ]);
    expect(text).toContain('# Its port: /dev/ttyACM1 (cafe:4011, serial HB-1160001234)');
    expect(text).toContain('# monitor: {kind: ppk2, serial: "PPK-7"');
  });

  it('guesses no platform: it is refused until somebody has chosen', async () => {
    const text = proposeBenchFile(await look(PORTS), platforms);
    expect(() => parseBenchFile(text, 'bench.yml', platforms)).toThrow(
      expect.objectContaining({
        code: 'BENCH_INVALID',
        message: expect.stringMatching(
          /^bench\.yml:\d+:\d+: nobody can tell from outside which platform evb-1 is: choose one of .*apollo510_evb/u,
        ),
      }),
    );
    expect(text).toContain('#   apollo4p_evb: ');
    const chosen = text.replaceAll('choose-one', 'apollo4p_evb');
    expect(parseBenchFile(chosen, 'bench.yml', platforms).boards).toHaveLength(2);
  });

  it('says that nothing is attached, and is valid too', async () => {
    const text = proposeBenchFile(await look([]), platforms);
    expect(parseBenchFile(text, 'bench.yml', platforms).boards).toEqual([]);
    expect(text).toContain('# No J-Link was found');
  });

  it('cannot be made to say something by what a port calls itself', async () => {
    const port = {
      path: '/dev/x',
      vendorId: '1915',
      productId: 'c00a',
      serialNumber: 'a"}\nboards: [{id: evil}]\n',
    };
    const text = proposeBenchFile(await look([port]), platforms);
    expect(parseBenchFile(text, 'bench.yml', platforms).boards).toEqual([]);
    expect(text.split('\n').filter((line) => line.startsWith('boards'))).toEqual(['boards: []']);
  });
});
