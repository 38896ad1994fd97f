import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { TEMPLATES_DIR } from '../helpers/emulated-device.ts';
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

  /** The port's clocks and timers, with a core that has these two modes. */
  function clocks(lp_hz: number, hp_hz: number, ...more: readonly string[]): (...words: string[]) => string {
    const sources = ['port.c', 'hb_ns_clock.c', 'hb_ns_timer.c', 'common/hb_text.c', 'common/hb_watch.c'];
    const defines = ['HB_NS_NAME="b"', 'HB_NS_CPU="c"', 'HB_REGISTERS_MODEL', ...more];
    const rates = [`HB_NS_LP_HZ=${lp_hz}u`, `HB_NS_HP_HZ=${hp_hz}u`];
    const pmu = join(TEMPLATES_DIR, 'pmu');
    const program = compilePort('host_clock.c', sources, [...defines, ...rates], [pmu]);
    return (...words) => execFileSync(program, words, { encoding: 'utf8' });
  }

  test('debug logic has power before cycles are counted, and none where energy is measured', () => {
    expect(clocks(96_000_000, 250_000_000)('init')).toBe('core\npower\ndebug logic\ncycles\n');
    expect(clocks(96_000_000, 250_000_000, 'HB_NS_POWER')('init')).toBe('core\npower\n');
  });

  test('a window of the image for power is timed by the system timer, in cycles of its mode', () => {
    const [units, hz] = clocks(96_000_000, 250_000_000, 'HB_NS_POWER')('window', '60000000').split(' ');
    expect(Number(units) / 96_000_000).toBe(60_000_000 / Number(hz));
  });

  test.each([[], ['HB_NS_POWER']])(
    'a core that does not run at the clock of its mode is noticed, where the system timer runs %s',
    (...more) => {
      const setting = (lp_hz: number, hp_hz: number) => {
        const program = clocks(lp_hz, hp_hz, ...more);
        return (mode: 'lp' | 'hp', really_hz: number): string =>
          program(mode === 'lp' ? '0' : '1', String(really_hz));
      };
      const both = setting(96_000_000, 250_000_000);
      expect(both('hp', 250_000_000)).toBe('0 250000000 2 ');
      expect(both('hp', 241_000_000), 'an oscillator is not a crystal').toBe('0 250000000 2 ');
      expect(both('lp', 96_000_000)).toBe('0 96000000 0 ');
      expect(both('lp', 0), 'the system timer stands still').toBe('0 96000000 0 ');
      expect(both('hp', 96_000_000)).toMatch(
        /^13 \d+ 2 the core runs at (9[5-7]\d{3}) kHz, and this mode's clock is 250000 kHz$/u,
      );
      expect(both('lp', 192_000_000)).toMatch(/^13 .* runs at 19[0-4]\d{3} kHz/u);
      // A board with one mode runs at what the SDK calls its highest, whatever the platform file calls it.
      expect(setting(96_000_000, 0)('lp', 96_000_000)).toBe('0 96000000 2 ');
      expect(setting(0, 96_000_000)('hp', 96_000_000)).toBe('0 96000000 2 ');
      expect(setting(96_000_000, 0)('hp', 96_000_000)).toMatch(/^11 0 .* no such CPU mode$/u);
    },
  );
});
