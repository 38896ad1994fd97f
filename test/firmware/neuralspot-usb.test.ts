import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../helpers/cli.ts';
import { TEMPLATES_DIR } from '../helpers/emulated-device.ts';
import { HOST_CC } from '../helpers/host-harness.ts';

const SDK = join(ROOT, 'test', 'stand-ins', 'neuralspot-sdk');
const SUITE = join(SDK, 'extern', 'AmbiqSuite', 'R5.3.0');

/** Compiles the port's USB files for this machine, against the stand-in of the SDK. @returns the program */
function compile(): string {
  const program = join(mkdtempSync(join(tmpdir(), 'host-usb-')), 'usb');
  const port = join(TEMPLATES_DIR, 'port', 'neuralspot');
  const usb = join(SDK, 'neuralspot', 'ns-usb');
  const sources = [
    join(ROOT, 'test', 'firmware', 'host_usb.c'),
    ...['hb_ns_usb.c', 'hb_ns_identity.c'].map((name) => join(port, name)),
    join(TEMPLATES_DIR, 'common', 'hb_crc32.c'),
    ...['descriptors.c', 'ns_usb.c'].map((name) => join(usb, 'src', name)),
  ];
  const system = [
    join(usb, 'includes-api'),
    join(SDK, 'neuralspot', 'ns-core', 'includes-api'),
    join(SUITE, 'boards', 'apollo510_evb', 'bsp'),
    join(SUITE, 'mcu'),
  ];
  const page = join(ROOT, 'test', 'firmware', 'host_usb_page.h');
  execFileSync(HOST_CC ?? 'cc', [
    ...['-std=c11', '-O1', '-Wall', '-Wextra', '-Werror', '-DHB_NS_USB', '-include', page],
    ...[port, join(TEMPLATES_DIR, 'common')].map((dir) => `-I${dir}`),
    ...system.flatMap((dir) => ['-isystem', dir]),
    ...sources,
    ...['-o', program],
  ]);
  return program;
}

describe.skipIf(HOST_CC === undefined)('the serial number that a USB host reads', () => {
  let program: string;
  beforeAll(() => {
    program = compile();
  });
  const serialNumber = (...words: string[]): string => execFileSync(program, words, { encoding: 'utf8' });

  test('names the probe that flashed the board', () => {
    expect(serialNumber('1160002204')).toBe('HB-1160002204');
    expect(serialNumber('12345678901234567890123')).toBe('HB-12345678901234567890123');
  });

  test('names none where no probe left its number, or where it is damaged', () => {
    expect(serialNumber()).toBe('HB-');
    expect(serialNumber('1160002204', 'damage')).toBe('HB-');
  });
});
