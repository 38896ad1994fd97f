import type { BenchFile } from './bench-file.ts';
import type { Seen } from './discovery.ts';
import type { BenchBoard, BoardMonitor } from './types.ts';
import { isPpk2, ppk2Serials } from './usb-ids.ts';

/** What is plugged in and belongs to no board of bench.yml. Texts are fit to print. */
export interface Strangers {
  readonly jlinks: readonly string[];
  /** `js220 000001` */
  readonly joulescopes: readonly string[];
  readonly ppk2s: readonly string[];
}

/**
 * Those that nobody names. A single name that was left out means the only one attached.
 *
 * @param names what bench.yml says, undefined where it leaves the serial number out
 */
function unnamed<T extends { readonly serial: string }>(
  attached: readonly T[],
  names: readonly (string | undefined)[],
): readonly T[] {
  if (names.length === 1 && names[0] === undefined && attached.length === 1) return [];
  return attached.filter(({ serial }) => !names.includes(serial));
}

function monitorsOf({ boards }: BenchFile, kind: BoardMonitor['kind']): readonly BoardMonitor[] {
  return boards.flatMap(({ monitor }) => (monitor?.kind === kind ? [monitor] : []));
}

export function strangersTo(file: BenchFile, seen: Seen): Strangers {
  const { boards } = file;
  const probes = seen.probes.map((serial) => ({ serial }));
  const ppk2s = monitorsOf(file, 'ppk2');
  const by_path = new Set(ppk2s.map(({ port }) => port));
  const known_by_path = ppk2Serials(seen.ports.filter((port) => isPpk2(port) && by_path.has(port.path)));
  const named_ppk2s = ppk2s.filter(({ port }) => port === undefined).map(({ serial }) => serial);
  const joulescopes = monitorsOf(file, 'joulescope').map(({ serial }) => serial);
  return {
    jlinks: unnamed(
      probes,
      boards.map(({ jlink }: BenchBoard) => jlink),
    ).map(({ serial }) => serial),
    joulescopes: unnamed(seen.joulescopes ?? [], joulescopes).map(
      ({ model, serial }) => `${model} ${serial}`,
    ),
    ppk2s: unnamed(
      ppk2Serials(seen.ports)
        .filter((serial) => !known_by_path.includes(serial))
        .map((serial) => ({ serial })),
      named_ppk2s,
    ).map(({ serial }) => serial),
  };
}
