import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { HilbenchError } from '../support/errors.ts';
import { findPlatform, loadPlatformFolders, loadPlatforms, parsePlatform } from './load.ts';
import type { Location } from './types.ts';

const platforms = loadPlatforms(fileURLToPath(new URL('../../platforms', import.meta.url)));

function errorOf(work: () => unknown): HilbenchError {
  try {
    work();
  } catch (cause) {
    if (cause instanceof HilbenchError) return cause;
    throw cause;
  }
  throw new Error('nothing was thrown');
}

const VALID = `
title: A board
core: cortex-m4
features: [dsp]
memories:
  SRAM: { kb: 100, reserve: { percent: 20, kb: 5 } }
  MRAM: { kb: 200 }
transports: [UART]
probe: { kind: jlink, device: X-1, load_address: 0x100 }
`;

// Effective sizes in KB as published for these boards: MRAM, SRAM, TCM; then clocks and USB.
const AMBIQ: [string, string, number, number, number, number, number | undefined, boolean, boolean][] = [
  ['apollo3p_evb', 'cortex-m4', 819, 307, 64, 96, undefined, false, false],
  ['apollo4p_evb', 'cortex-m4', 1600, 734, 234, 96, 192, true, false],
  ['apollo4p_blue_kbr_evb', 'cortex-m4', 1600, 734, 234, 96, 192, true, false],
  ['apollo4p_blue_kxr_evb', 'cortex-m4', 1600, 734, 234, 96, 192, true, false],
  ['apollo4l_evb', 'cortex-m4', 1600, 734, 234, 96, 192, false, false],
  ['apollo4l_blue_evb', 'cortex-m4', 1600, 734, 234, 96, 192, false, false],
  ['apollo510_eb', 'cortex-m55', 3276, 2457, 362, 96, 250, true, true],
  ['apollo510_evb', 'cortex-m55', 3276, 2457, 362, 96, 250, true, true],
  ['apollo510b_evb', 'cortex-m55', 3276, 2457, 362, 96, 250, true, true],
  ['apollo510L_eb', 'cortex-m55', 1587, 1368, 90, 96, 250, true, true],
  ['apollo330mP_evb', 'cortex-m55', 1587, 1368, 90, 96, 250, true, true],
];

describe('the platform files', () => {
  it.each(AMBIQ)(
    '%s has its core, sizes, clocks and connections',
    (name, core, mram, sram, tcm, lp, hp, usb, psram) => {
      const platform = findPlatform(platforms, name);
      const kb = (at: Location) => (platform.memories[at]?.effective_bytes ?? 0) / 1024;
      expect([platform.core, kb('MRAM'), kb('SRAM'), kb('TCM')]).toEqual([core, mram, sram, tcm]);
      expect([platform.cpu_modes.lp?.clock_mhz, platform.cpu_modes.hp?.clock_mhz]).toEqual([lp, hp]);
      expect(platform.transports.includes('USB')).toBe(usb);
      expect(platform.memories.PSRAM?.arena_limit_bytes).toBe(psram ? 12000 * 1024 : undefined);
      expect(platform.memories.PSRAM?.model_limit_bytes).toBe(psram ? 20000 * 1024 : undefined);
      expect(platform.features.includes('mve')).toBe(core === 'cortex-m55');
      expect(platform.emulated).toBe(false);
      expect(platform.power_sync).toBeDefined();
    },
  );

  it('are those eleven boards and two emulated ones', () => {
    const names = [...AMBIQ.map(([name]) => name), 'mps2_an386', 'mps3_an547'];
    expect(platforms.map((platform) => platform.name).sort()).toEqual(names.sort());
  });

  it('say which device the probe selects and where an application begins', () => {
    const probes = Object.fromEntries(platforms.map((platform) => [platform.name, platform.probe]));
    expect(probes.apollo3p_evb).toEqual({ kind: 'jlink', device: 'AMA3B2KK-KCR', load_address: 0xc000 });
    expect(probes.apollo4l_blue_evb).toMatchObject({ device: 'AMAP42KL-KBR', load_address: 0x18000 });
    expect(probes.apollo510b_evb).toMatchObject({ device: 'AP510BFA-CBR', load_address: 0x410000 });
    expect(probes.mps3_an547).toEqual({ kind: 'qemu', machine: 'mps3-an547', icount_shift: 6 });
  });

  it('claim no clock for an emulated board, and give every memory an address there', () => {
    for (const platform of platforms.filter((each) => each.emulated)) {
      expect(platform.cpu_modes).toEqual({});
      expect(Object.values(platform.memories).every((memory) => memory.address !== undefined)).toBe(true);
      expect(platform.staging).toBeDefined();
    }
  });
});

describe('parsePlatform', () => {
  it('computes sizes in bytes from KB', () => {
    const { memories, name, baud } = parsePlatform(VALID, '/x/a_board.yaml');
    expect(memories.SRAM).toEqual({
      bytes: 102_400,
      reserve: { percent: 20, bytes: 5120 },
      effective_bytes: 75 * 1024,
    });
    expect([name, baud]).toEqual(['a_board', 115_200]);
  });

  it.each([
    ['a misspelt field', VALID.replace('title:', 'titel:'), /a\.yaml:2:1.*titel/],
    ['a wrong type', VALID.replace('kb: 200', 'kb: many'), /a\.yaml:7:\d+: memories\.MRAM\.kb/],
    ['a reserve beyond the cap', VALID.replace('percent: 20', 'percent: 96'), /a\.yaml:6:\d+.*percent/],
    [
      'a reserve that leaves nothing',
      VALID.replace('kb: 5 }', 'kb: 90 }'),
      /memories\.SRAM: the reserve leaves nothing/,
    ],
    ['a probe of another kind', VALID.replace('jlink', 'magic'), /a\.yaml:9:\d+: probe/],
    ['an emulated board with a real probe', `${VALID}emulated: true\n`, /emulated: true for the probe qemu/],
    [
      'memories that overlap',
      VALID.replaceAll('{ kb: ', '{ address: 0, kb: '),
      /SRAM and MRAM overlap|MRAM and SRAM overlap/,
    ],
    [
      'half a split',
      VALID.replace('kb: 200', 'kb: 200, arena_limit_kb: 5'),
      /a split memory has both limits/,
    ],
    [
      'limits beyond the memory',
      VALID.replace('kb: 200', 'kb: 200, arena_limit_kb: 150, model_limit_kb: 60'),
      /limits add up/,
    ],
    ['a missing field', VALID.replace(/transports.*/, ''), /transports/],
    ['what is not YAML', `${VALID}\n  : [`, /a\.yaml:\d+:\d+/],
    ['a list', '- 1', /a\.yaml:1:1/],
    ['nothing', '', /a\.yaml:1:1/],
  ])('refuses %s and says where', (_, text, message) => {
    const error = errorOf(() => parsePlatform(text, 'a.yaml'));
    expect(error.code).toBe('PLATFORM_INVALID');
    expect(error.message).toMatch(message);
  });
});

describe('finding a platform', () => {
  it('suggests the name that was meant and lists all', () => {
    const error = errorOf(() => findPlatform(platforms, 'apolo510_evb'));
    expect(error).toMatchObject({ code: 'PLATFORM_UNKNOWN', kind: 'input' });
    expect(error.hint).toMatch(/^Did you mean "apollo510_evb"/);
    expect(error.hint).toContain('mps3_an547');
  });

  it('suggests nothing for a name unlike any', () => {
    expect(errorOf(() => findPlatform(platforms, 'zzz')).hint).not.toContain('Did you mean');
  });

  it('reports a folder that is not there', () => {
    const nowhere = join(mkdtempSync(join(tmpdir(), 'platforms-')), 'none');
    expect(errorOf(() => loadPlatforms(nowhere))).toMatchObject({ code: 'PLATFORM_FOLDER', kind: 'bench' });
  });
});

it('platform files of the user stand beside those of hilbench, and one of the same name replaces it', () => {
  const shipped = fileURLToPath(new URL('../../platforms', import.meta.url));
  const own = mkdtempSync(join(tmpdir(), 'platforms-'));
  writeFileSync(join(own, 'apollo510_evb.yaml'), VALID);
  writeFileSync(join(own, 'our_board.yaml'), VALID);
  const both = loadPlatformFolders([shipped, own]);
  expect(both).toHaveLength(platforms.length + 1);
  for (const name of ['apollo510_evb', 'our_board']) expect(findPlatform(both, name).title).toBe('A board');
});

it('a probe may have a reset of its own, of a kind that is known', () => {
  const probe = (reset: string) =>
    VALID.replace('load_address: 0x100', `load_address: 0x100, reset: ${reset}`);
  expect(parsePlatform(probe('swpoi'), 'x.yaml').probe).toMatchObject({ reset: 'swpoi' });
  expect(errorOf(() => parsePlatform(probe('unplug'), 'x.yaml'))).toMatchObject({
    code: 'PLATFORM_INVALID',
    message: expect.stringContaining('probe.reset'),
  });
});
