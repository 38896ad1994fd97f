import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './cli.ts';
import { TEMPLATES_DIR } from './emulated-device.ts';
import { HOST_CC } from './host-harness.ts';

const SDK = join(ROOT, 'test', 'stand-ins', 'neuralspot-sdk');
const SUITE = join(SDK, 'extern', 'AmbiqSuite', 'R5.3.0');
const MODULES = ['core', 'peripherals', 'usb'];

/**
 * Compiles files of the port on neuralSPOT for this machine, against the stand-in of the SDK.
 *
 * @param program a file of test/firmware, which has main()
 * @param sources of the port, of `common` (`common/…`) and of the stand-in (`sdk/…`)
 * @param include more folders of headers
 * @returns the program
 */
export function compilePort(
  program: string,
  sources: readonly string[],
  defines: readonly string[],
  include: readonly string[] = [],
): string {
  const out = join(mkdtempSync(join(tmpdir(), 'host-port-')), 'program');
  const port = join(TEMPLATES_DIR, 'port', 'neuralspot');
  const files = sources.map((path) =>
    path.startsWith('sdk/')
      ? join(SDK, path.slice(4))
      : join(path.startsWith('common/') ? TEMPLATES_DIR : port, path),
  );
  const headers = [
    ...MODULES.map((name) => join(SDK, 'neuralspot', `ns-${name}`, 'includes-api')),
    join(SUITE, 'boards', 'apollo510_evb', 'bsp'),
    join(SUITE, 'mcu'),
  ];
  execFileSync(HOST_CC ?? 'cc', [
    ...['-std=c11', '-O1', '-Wall', '-Wextra', '-Werror'],
    ...['-include', join(ROOT, 'test', 'firmware', 'host_page.h')],
    ...defines.map((define) => `-D${define}`),
    ...[port, join(TEMPLATES_DIR, 'common'), ...include].map((dir) => `-I${dir}`),
    ...headers.flatMap((dir) => ['-isystem', dir]),
    ...[join(ROOT, 'test', 'firmware', program), ...files],
    ...['-o', out],
  ]);
  return out;
}
