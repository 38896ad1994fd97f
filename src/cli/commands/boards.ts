import type { BenchFile } from '../../bench/bench-file.ts';
import { type Attached, attachedTo, type Discover, type Seen } from '../../bench/discovery.ts';
import { times } from '../../bench/health.ts';
import { type Strangers, strangersTo } from '../../bench/strangers.ts';
import type { Bench, BoardInfo } from '../../bench/types.ts';
import { findPlatform } from '../../platform/load.ts';
import type { Platform } from '../../platform/types.ts';
import { textTable } from '../../report/table.ts';
import { plainText } from '../../support/text.ts';
import type { Output } from '../output.ts';

/** What `hilbench boards` looks at. */
export interface BoardsDeps {
  readonly bench: Bench;
  readonly file: BenchFile;
  readonly platforms: readonly Platform[];
  readonly discover: Discover;
}

type ListedBoard = BoardInfo & { readonly attached?: Attached };

function stateOf({ leased_by, quarantined, failures }: BoardInfo): string {
  const parts = [
    ...(quarantined === undefined ? [] : ['quarantine']),
    ...(quarantined !== undefined || failures === undefined ? [] : [`failed ${times(failures)}`]),
    ...(leased_by === undefined ? [] : ['leased']),
  ];
  return parts.length === 0 ? 'free' : parts.join(', ');
}

/** What of a state is too long for a table. */
function notesOf({ id, leased_by, quarantined }: BoardInfo): readonly string[] {
  const notes: string[] = [];
  if (quarantined !== undefined) {
    const { reason, by, since } = quarantined;
    const when = since === undefined ? '' : ` since ${plainText(since, 32)}`;
    // A reason that a person gave may end with a full stop.
    const why = plainText(reason, 400).replace(/\.$/u, '');
    const end = since === undefined ? '' : ` \`hilbench boards release ${id}\` ends that.`;
    notes.push(`${id} is in quarantine${when} by ${plainText(by, 64)}: ${why}.${end}`);
  }
  if (leased_by !== undefined) {
    const { run, pid, host, since } = leased_by;
    const holder = `${plainText(run, 64)} (pid ${pid} on ${plainText(host, 64)})`;
    notes.push(`${id} is leased by ${holder} since ${plainText(since, 32)}.`);
  }
  return notes;
}

function attachedText(attached: Attached | undefined): string {
  if (attached === undefined) return 'emulated';
  const { probe, port, monitor } = attached;
  return [
    probe ? 'probe' : 'NO PROBE',
    port === undefined ? 'no port' : plainText(port, 80),
    ...(monitor === undefined ? [] : [monitor ? 'monitor' : 'NO MONITOR']),
  ].join(', ');
}

/** What of the bench could not be looked at; what no board here has need not be. */
function problemsOf(
  { problems, probe_problem, joulescope_problem }: Seen,
  file: BenchFile,
): readonly string[] {
  const joulescope = file.boards.some(({ monitor }) => monitor?.kind === 'joulescope');
  return [
    ...problems,
    ...(file.boards.length > 0 && probe_problem !== undefined ? [probe_problem] : []),
    ...(joulescope && joulescope_problem !== undefined ? [joulescope_problem] : []),
  ];
}

/** What `hilbench boards` knows. */
interface Listing {
  /** Absent: there is none, and so no board of silicon. */
  readonly bench_file?: string;
  readonly boards: readonly ListedBoard[];
  readonly in_no_board: Strangers;
  /** Why something may be missing here. */
  readonly problems: readonly string[];
}

const STRANGERS = { jlinks: 'J-Links', joulescopes: 'Joulescopes', ppk2s: 'PPK2s' } as const;

function listingText({ bench_file, boards, in_no_board, problems }: Listing): string {
  const rows = boards.map((board) => [
    board.id,
    board.platform,
    [board.probe, board.jlink].filter(Boolean).join(' '),
    (board.tags ?? []).join(','),
    attachedText(board.attached),
    stateOf(board),
  ]);
  const titles = ['board', 'platform', 'probe', 'tags', 'attached', 'state'].map((title) => ({ title }));
  const strangers = Object.entries(STRANGERS).map(
    ([key, name]) => [name, in_no_board[key as keyof Strangers]] as const,
  );
  return [
    ...[textTable(titles, rows), ''],
    ...boards.flatMap(notesOf),
    bench_file === undefined
      ? 'There is no bench.yml, and so no board of silicon; `hilbench boards init` proposes one.'
      : `Boards of silicon: ${bench_file}`,
    ...strangers
      .filter(([, serials]) => serials.length > 0)
      .map(([name, serials]) => `${name} that no board names: ${serials.join(', ')}`),
    ...problems.map((problem) => `Could not look everywhere: ${problem}`),
    '',
  ].join('\n');
}

/** `hilbench boards`: the boards of this host, what of them is plugged in, and who holds them. */
export async function boardsCommand(deps: BoardsDeps, output: Output, signal: AbortSignal): Promise<void> {
  const { bench, file, platforms, discover } = deps;
  const listed = await bench.boards();
  const seen = await discover(signal);
  const boards = await Promise.all(
    listed.map(async (info): Promise<ListedBoard> => {
      const board = file.boards.find(({ id }) => id === info.id);
      if (board === undefined) return info;
      return {
        ...info,
        attached: await attachedTo(board, findPlatform(platforms, board.platform), seen),
      };
    }),
  );
  const listing: Listing = {
    ...(file.path === undefined ? {} : { bench_file: file.path }),
    boards,
    in_no_board: strangersTo(file, seen),
    problems: problemsOf(seen, file),
  };
  output.result(listing, () => listingText(listing));
}

/** `hilbench boards release ID`: ends a quarantine. */
export async function releaseCommand(bench: Bench, board: string, output: Output): Promise<void> {
  const reason = await bench.release(board);
  output.result({ board, ...(reason === undefined ? {} : { reason }) }, () =>
    reason === undefined
      ? `The board ${board} was in no quarantine; its count of failures is 0.\n`
      : `The board ${board} is released. It was in quarantine for ${reason}.\n`,
  );
}
