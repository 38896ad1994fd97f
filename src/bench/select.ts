import type { Platform } from '../platform/types.ts';
import { HilbenchError } from '../support/errors.ts';
import { didYouMean } from '../support/suggest.ts';
import type { BenchBoard, BoardWanted, InstrumentWanted } from './types.ts';

/** A board that can be leased on this host. */
export interface KnownBoard {
  readonly id: string;
  readonly platform: Platform;
  /** Its part of bench.yml; absent: an emulated board. */
  readonly silicon?: BenchBoard;
}

/**
 * The boards that fit, in the order to try them; never empty. Quarantine does not matter here.
 *
 * @param bench_file path of the bench.yml that was read, for the hint
 * @throws {HilbenchError} `BENCH_NO_BOARD`, `BENCH_UNKNOWN_BOARD` (kind `input`), `POWER_NO_MONITOR` (kind `bench`)
 */
export function fittingBoards(
  known: readonly KnownBoard[],
  want: BoardWanted,
  bench_file?: string,
): readonly KnownBoard[] {
  const { platform, board, tags = [], monitor } = want;
  const ofPlatform = known.filter((entry) => entry.platform.name === platform.name);
  if (ofPlatform.length === 0) throw noBoard(known, platform, bench_file);
  const named = board === undefined ? ofPlatform : ofPlatform.filter(({ id }) => id === board);
  if (named.length === 0) throw unknownBoard(known, platform, board ?? '');
  const tagged = named.filter(({ silicon }) => tags.every((tag) => silicon?.tags.includes(tag)));
  if (tagged.length === 0) throw noTagged(named, tags);
  if (monitor === undefined) return tagged;
  const equipped = tagged.filter(({ silicon }) =>
    monitor === 'any' ? silicon?.monitor !== undefined : silicon?.monitor?.kind === monitor,
  );
  if (equipped.length === 0) throw noMonitor(tagged, monitor);
  return equipped;
}

export function unknownBoard(
  known: readonly KnownBoard[],
  platform: Platform | undefined,
  board: string,
): HilbenchError {
  const other = known.find(({ id }) => id === board);
  const fitting = known
    .filter((entry) => platform === undefined || entry.platform.name === platform.name)
    .map(({ id }) => id);
  return new HilbenchError({
    kind: 'input',
    code: 'BENCH_UNKNOWN_BOARD',
    message:
      other === undefined || platform === undefined
        ? `There is no board "${board}".`
        : `The board ${board} is a ${other.platform.name}, not a ${platform.name}.`,
    hint: `${didYouMean(board, fitting)}The boards${platform === undefined ? '' : ` for ${platform.name}`} are ${fitting.join(', ')}.`,
  });
}

function noBoard(known: readonly KnownBoard[], platform: Platform, bench_file?: string): HilbenchError {
  const emulated = known.filter(({ silicon }) => silicon === undefined);
  const names = [...new Set(emulated.map((entry) => entry.platform.name))];
  const instead = `run on an emulated board: ${names.map((name) => `--platform ${name}`).join(' or ')}`;
  return new HilbenchError({
    kind: 'input',
    code: 'BENCH_NO_BOARD',
    message: `No board of platform ${platform.name} (${platform.title}) is at hand: ${
      bench_file === undefined ? 'there is no bench.yml that names one' : `${bench_file} names none`
    }.`,
    hint: `Describe the board in bench.yml (\`hilbench boards init\` proposes one), or ${instead}.`,
  });
}

function noTagged(boards: readonly KnownBoard[], tags: readonly string[]): HilbenchError {
  const there = boards.map(({ id, silicon }) => `${id} (${silicon?.tags.join(', ') || 'none'})`);
  return new HilbenchError({
    kind: 'input',
    code: 'BENCH_NO_BOARD',
    message: `No board that fits has the tags ${tags.join(', ')}.`,
    hint: `Tags are given to boards in bench.yml; here they are: ${there.join('; ')}.`,
  });
}

function noMonitor(boards: readonly KnownBoard[], wanted: InstrumentWanted): HilbenchError {
  const of = wanted === 'any' ? '' : ` of kind ${wanted}`;
  const there = boards.map(({ id, silicon }) => `${id} (${silicon?.monitor?.kind ?? 'none'})`);
  return new HilbenchError({
    kind: 'bench',
    code: 'POWER_NO_MONITOR',
    message: `No board that fits has a power monitor${of} in bench.yml; here they have: ${there.join(', ')}.`,
    hint: `Give the board that it measures a \`monitor\`${of} in bench.yml, or measure without it.`,
  });
}

/** Every board that fits is in quarantine. @param reasons by board, in the order to try them */
export function allQuarantined(reasons: ReadonlyMap<string, string>): HilbenchError {
  const told = [...reasons].map(([id, reason]) => `${id} (${reason})`).join('; ');
  return new HilbenchError({
    kind: 'bench',
    code: 'BENCH_ALL_QUARANTINED',
    message: `${reasons.size === 1 ? 'The only board that fits is' : 'All boards that fit are'} in quarantine: ${told}.`,
    hint: 'Mend the board, check it with `hilbench doctor --board ID`, and release it: `hilbench boards release ID`, or remove `quarantined` from bench.yml.',
  });
}
