import { stringify } from 'yaml';
import type { Platform } from '../platform/types.ts';
import { plainText } from '../support/text.ts';
import type { Seen, SeenJoulescope } from './discovery.ts';
import { describePort } from './ports.ts';
import { sameSerial } from './probe/jlink-output.ts';
import { isSegger, ppk2Serials } from './usb-ids.ts';

/** Prefix of the USB serial number of the firmware's own port. */
const FIRMWARE = /^HB-(\d{1,20})$/iu;

/** One line of a comment: what comes from USB descriptors is untrusted. */
function comment(text: string): string {
  return `# ${plainText(text, 200)}`;
}

/** Only a JS110 makes the level of its wires itself. */
function joulescopeFields({ model, serial }: SeenJoulescope): string {
  const own_level = model === 'js110' ? ', io_v: 1.8' : '';
  return `kind: joulescope, serial: "${serial}", supply_v: 1.8${own_level}`;
}

/** The proposal's board of one probe. Which platform it is nobody can tell from outside. */
function boardLines(serial: string, index: number, platform: Platform, seen: Seen): readonly string[] {
  const ports = seen.ports.filter((port) => {
    const number = isSegger(port) ? port.serialNumber : FIRMWARE.exec(port.serialNumber ?? '')?.[1];
    return number !== undefined && sameSerial(number, serial);
  });
  return [
    ...ports.map((port) => `  ${comment(`Its port: ${describePort(port)}`)}`),
    `  - id: evb-${index + 1}`,
    `    platform: ${platform.name} # check this: \`hilbench platforms\` lists them`,
    `    jlink: ${stringify(serial, { defaultStringType: 'QUOTE_DOUBLE' }).trim()}`,
    '    port: auto',
    '    tags: []',
  ];
}

/**
 * The text of a bench.yml for what is plugged in, a valid one.
 *
 * @param platform proposed for every board, for a person to correct
 */
export function proposeBenchFile(seen: Seen, platform: Platform): string {
  const boards = seen.probes.flatMap((serial, index) => boardLines(serial, index, platform, seen));
  const monitors = [
    ...ppk2Serials(seen.ports).map((serial) => `kind: ppk2, serial: "${serial}", supply_v: 1.8`),
    ...(seen.joulescopes ?? []).map(joulescopeFields),
  ].map((fields) => comment(`monitor: {${fields}, wires: {gate: 0, state: 1, go: 0}}`));
  return [
    comment('The boards of this host, for hilbench: docs/bench.md describes every field.'),
    ...seen.problems.map((problem) => comment(`Could not look everywhere: ${problem}`)),
    ...(seen.probes.length === 0
      ? [comment('No J-Link was found: connect one, or write a board here.')]
      : []),
    ...(monitors.length === 0
      ? []
      : [comment('A power monitor was found. Give it to the board that it measures:'), ...monitors]),
    ...(seen.joulescope_problem === undefined
      ? []
      : [comment(`Joulescopes could not be looked for: ${seen.joulescope_problem}`)]),
    'quarantine_after: 3',
    boards.length === 0 ? 'boards: []' : 'boards:',
    ...boards,
    '',
  ].join('\n');
}
