import { isPpk2, ppk2Serials, type UsbIds } from '../../bench/usb-ids.ts';
import { HilbenchError } from '../../support/errors.ts';

/** A serial port of this host. */
export interface UsbPort extends UsbIds {
  readonly path: string;
}

function notThere(code: 'NO_MONITOR' | 'MONITOR_AMBIGUOUS', message: string, hint: string): HilbenchError {
  return new HilbenchError({ kind: 'bench', code: `POWER_${code}`, message, hint });
}

/**
 * The ports of one PPK2, in the order to try them.
 *
 * @param serial of the instrument; undefined: the only one attached
 * @throws {HilbenchError} `POWER_NO_MONITOR`, `POWER_MONITOR_AMBIGUOUS` (kind `bench`)
 */
export function ppk2Ports(ports: readonly UsbPort[], serial: string | undefined): readonly string[] {
  const found = ports.filter(isPpk2);
  const same = (one: string | undefined): boolean => one?.toUpperCase() === serial?.toUpperCase();
  const mine = serial === undefined ? found : found.filter((port) => same(port.serialNumber));
  const attached = ppk2Serials(found).join(', ');
  if (mine.length === 0) {
    throw notThere(
      'NO_MONITOR',
      `There is no PPK2${serial === undefined ? '' : ` ${serial}`} on this host; there is ${attached || 'none'}.`,
      'Check its USB cable, the one marked USB DATA, its switch, and its serial number in bench.yml; hilbench boards lists what is attached.',
    );
  }
  if (serial === undefined && new Set(mine.map(({ serialNumber }) => serialNumber)).size > 1) {
    throw notThere(
      'MONITOR_AMBIGUOUS',
      `There are several PPK2s on this host: ${attached}.`,
      'Give the monitor of the board its serial in bench.yml.',
    );
  }
  return mine.map(({ path }) => path).toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
