import { stringify } from 'yaml';
import type { Platform } from '../platform/types.ts';
import { plainText } from '../support/text.ts';
import { PLATFORM_TO_CHOOSE } from './bench-rules.ts';
import type { Seen, SeenJoulescope } from './discovery.ts';
import { describePort } from './ports.ts';
import { sameSerial } from './probe/jlink-output.ts';
import { isSegger, ppk2Serials } from './usb-ids.ts';

/** Prefix of the USB serial number of the firmware's own port. */
const FIRMWARE = /^HB-(\d{1,20})$/iu;

/** One line of a comment: what comes from USB descriptors is untrusted. */
function comment(text: string): string {
  return `# ${plainText(text, 400)}`;
}

/** Only a JS110 makes the level of its wires itself. */
function joulescopeFields({ model, serial }: SeenJoulescope): string {
  const own_level = model === 'js110' ? ', io_v: 1.8' : '';
  return `kind: joulescope, serial: "${serial}", supply_v: 1.8${own_level}`;
}

/** The proposal's board of one probe. */
function boardLines(serial: string, index: number, platform: string, seen: Seen): readonly string[] {
  const ports = seen.ports.filter((port) => {
    const number = isSegger(port) ? port.serialNumber : FIRMWARE.exec(port.serialNumber ?? '')?.[1];
    return number !== undefined && sameSerial(number, serial);
  });
  return [
    ...ports.map((port) => `  ${comment(`Its port: ${describePort(port)}`)}`),
    `  - id: evb-${index + 1}`,
    `    platform: ${platform}`,
    `    jlink: ${stringify(serial, { defaultStringType: 'QUOTE_DOUBLE' }).trim()}`,
    '    port: auto',
    '    tags: []',
  ];
}

/**
 * The text of a bench.yml for what is plugged in. Nobody can tell from outside which platform a board is: an Ambiq EVB
 * has the same J-Link whatever chip is on it.
 *
 * @param known what a person can choose from
 * @param platform of every board; absent: a name that is refused until somebody has chosen
 */
export function proposeBenchFile(seen: Seen, known: readonly Platform[], platform?: Platform): string {
  const name = platform?.name ?? PLATFORM_TO_CHOOSE;
  const boards = seen.probes.flatMap((serial, index) => boardLines(serial, index, name, seen));
  const choice = known.filter(({ emulated }) => !emulated).map((each) => `  ${each.name}: ${each.title}`);
  const monitors = [
    ...ppk2Serials(seen.ports).map((serial) => `kind: ppk2, serial: "${serial}", supply_v: 1.8`),
    ...(seen.joulescopes ?? []).map(joulescopeFields),
  ].map((fields) => comment(`monitor: {${fields}, wires: {gate: 0, state: 1, go: 0}}`));
  return [
    comment('The boards of this host, for hilbench: docs/bench.md describes every field.'),
    ...seen.problems.map((problem) => comment(`Could not look everywhere: ${problem}`)),
    ...(seen.probe_problem === undefined ? [] : [comment(seen.probe_problem)]),
    ...(seen.probes.length === 0
      ? [comment('No J-Link was found: connect one, or write a board here.')]
      : []),
    ...(monitors.length === 0
      ? []
      : [comment('A power monitor was found. Give it to the board that it measures:'), ...monitors]),
    ...(seen.joulescope_problem === undefined
      ? []
      : [comment(`Joulescopes could not be looked for: ${seen.joulescope_problem}`)]),
    ...(platform !== undefined || boards.length === 0
      ? []
      : [comment('Choose the platform of each board:'), ...choice.map(comment)]),
    'quarantine_after: 3',
    boards.length === 0 ? 'boards: []' : 'boards:',
    ...boards,
    '',
  ].join('\n');
}
