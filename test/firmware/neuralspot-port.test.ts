import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { HOST_CC } from '../helpers/host-harness.ts';
import { compilePort } from '../helpers/host-port.ts';

/** A program that tells of so many things, a line each, whether they are right. */
function expectAllRight(program: string, count: number): void {
  const lines = execFileSync(program, { encoding: 'utf8', timeout: 30_000 }).trim().split('\n');
  expect(lines).toHaveLength(count);
  expect(lines.filter((line) => !line.endsWith(' yes'))).toEqual([]);
}

describe.skipIf(HOST_CC === undefined)('the port on neuralSPOT, compiled for this machine', () => {
  test('the serial number that a USB host reads names the probe that flashed the board', () => {
    const sources = ['hb_ns_usb.c', 'hb_ns_identity.c', 'common/hb_crc32.c'];
    const usb = ['descriptors.c', 'ns_usb.c'].map((name) => `sdk/neuralspot/ns-usb/src/${name}`);
    const program = compilePort('host_usb.c', [...sources, ...usb], ['HB_NS_USB']);
    const serialNumber = (...words: string[]): string => execFileSync(program, words, { encoding: 'utf8' });
    expect(serialNumber('1160002204')).toBe('HB-1160002204');
    expect(serialNumber('12345678901234567890123')).toBe('HB-12345678901234567890123');
    // Where no probe left its number, or where it is damaged.
    expect(serialNumber()).toBe('HB-');
    expect(serialNumber('1160002204', 'damage')).toBe('HB-');
  });

  test('the link over USB loses nothing, shares TinyUSB with no interrupt, and works after a fault', () => {
    const usb = ['descriptors.c', 'ns_usb.c'].map((name) => `sdk/neuralspot/ns-usb/src/${name}`);
    const sources = ['hb_ns_usb.c', 'hb_ns_identity.c', 'common/hb_crc32.c', ...usb];
    expectAllRight(compilePort('host_usb_link.c', sources, ['HB_NS_USB']), 5);
  });

  test('a model gets into NVM over any other, and what fails on the way is refused and can be sent again', () => {
    const driver = 'sdk/neuralspot/ns-peripherals/src/apollo5/ns_nvm.c';
    const defines = ['HB_NS_NVM_BYTES=0x600000u', 'HB_STAND_IN_FLASH', 'AM_PART_APOLLO5B'];
    const program = compilePort('host_nvm.c', ['hb_ns_nvm.c', driver], defines);
    expectAllRight(program, 10);
  });
});
