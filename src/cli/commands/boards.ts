import type { BenchFile } from '../../bench/bench-file.ts';
import { type Attached, attachedTo, type Discover, type Seen } from '../../bench/discovery.ts';
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
  const parts: string[] = [];
  if (quarantined !== undefined) {
    const { reason, by, since } = quarantined;
    const when = since === undefined ? '' : ` since ${plainText(since, 32)}`;
    parts.push(`quarantined by ${plainText(by, 64)}${when}: ${plainText(reason, 400)}`);
  } else if (failures !== undefined) parts.push(`${failures} failed in a row`);
  if (leased_by !== undefined) {
    const { run, pid, host, since } = leased_by;
    parts.push(
      `leased by ${plainText(run, 64)} (pid ${pid} on ${plainText(host, 64)}) since ${plainText(since, 32)}`,
    );
  }
  return parts.length === 0 ? 'free' : parts.join('; ');
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

function strangers(seen: Seen, file: BenchFile): readonly string[] {
  const known = new Set(file.boards.map(({ jlink }) => jlink));
  const single = file.boards.length === 1 && known.has(undefined);
  return single ? [] : seen.probes.filter((serial) => !known.has(serial));
}

/** `js220 000001` for those of no board. */
function unnamedJoulescopes({ joulescopes = [] }: Seen, file: BenchFile): readonly string[] {
  const monitors = file.boards.flatMap(({ monitor }) => (monitor?.kind === 'joulescope' ? [monitor] : []));
  const [only, ...more] = monitors;
  if (only !== undefined && only.serial === undefined && more.length === 0 && joulescopes.length === 1)
    return [];
  return joulescopes
    .filter(({ serial }) => monitors.every((monitor) => monitor.serial !== serial))
    .map(({ model, serial }) => `${model} ${serial}`);
}

function problemsOf({ problems, joulescope_problem }: Seen, file: BenchFile): readonly string[] {
  const needed = file.boards.some(({ monitor }) => monitor?.kind === 'joulescope');
  return needed && joulescope_problem !== undefined ? [...problems, joulescope_problem] : problems;
}

function boardsText(boards: readonly ListedBoard[], seen: Seen, file: BenchFile): string {
  const rows = boards.map((board) => [
    board.id,
    board.platform,
    [board.probe, board.jlink].filter(Boolean).join(' '),
    (board.tags ?? []).join(','),
    attachedText(board.attached),
    stateOf(board),
  ]);
  const titles = ['board', 'platform', 'probe', 'tags', 'attached', 'state'].map((title) => ({ title }));
  const others = strangers(seen, file);
  const joulescopes = unnamedJoulescopes(seen, file);
  return [
    textTable(titles, rows),
    '',
    file.path === undefined
      ? 'There is no bench.yml, and so no board of silicon; `hilbench boards init` proposes one.'
      : `Boards of silicon: ${file.path}`,
    ...(others.length === 0 ? [] : [`J-Links that no board names: ${others.join(', ')}`]),
    ...(joulescopes.length === 0 ? [] : [`Joulescopes that no board names: ${joulescopes.join(', ')}`]),
    ...problemsOf(seen, file).map((problem) => `Could not look everywhere: ${problem}`),
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
  output.result(boards, () => boardsText(boards, seen, file));
}

/** `hilbench boards release ID`: ends a quarantine. */
export async function releaseCommand(bench: Bench, board: string, output: Output): Promise<void> {
  const reason = await bench.release(board);
  output.result({ board, ...(reason === undefined ? {} : { reason }) }, () =>
    reason === undefined
      ? `The board ${board} was in no quarantine; its count of failures is 0.\n`
      : `The board ${board} is released. It was in quarantine for ${reason}\n`,
  );
}
