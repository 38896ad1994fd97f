import type { Platform } from '../platform/types.ts';
import { didYouMean } from '../support/suggest.ts';
import type { BenchBoard } from './types.ts';

/** Stands in a proposal where a person must say which platform a board is; no platform has this name. */
export const PLATFORM_TO_CHOOSE = 'choose-one';

/** What is wrong with boards together, and where in the file. */
export interface Conflict {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What no two boards of a host may share, and how a board names it. */
const OWN: readonly {
  readonly path: readonly string[];
  readonly what: string;
  readonly of: (board: BenchBoard) => string | undefined;
}[] = [
  { path: ['id'], what: 'the id', of: ({ id }) => id.toLowerCase() },
  { path: ['jlink'], what: 'the J-Link', of: ({ jlink }) => jlink },
  { path: ['port'], what: 'the port', of: portKey },
  {
    path: ['monitor', 'serial'],
    what: 'the power monitor',
    of: ({ monitor }) => (monitor?.serial === undefined ? undefined : `${monitor.kind} ${monitor.serial}`),
  },
  { path: ['monitor', 'port'], what: 'the port of the monitor', of: ({ monitor }) => monitor?.port },
];

function portKey({ port }: BenchBoard): string | undefined {
  if (port.kind === 'auto') return undefined;
  return port.kind === 'path' ? port.path : `USB serial ${port.usb_serial}`;
}

/** The first thing by which two boards of a host could be mixed up, or that cannot be; undefined when all is well. */
export function findConflict(
  boards: readonly BenchBoard[],
  platforms: readonly Platform[],
): Conflict | undefined {
  for (const [index, board] of boards.entries()) {
    const problem =
      platformProblem(board, platforms) ??
      sharedProblem(board, boards.slice(0, index)) ??
      unnamedProblem(board, boards);
    if (problem !== undefined) return { ...problem, path: ['boards', index, ...problem.path] };
  }
  return undefined;
}

function platformProblem(board: BenchBoard, platforms: readonly Platform[]): Conflict | undefined {
  const platform = platforms.find(({ name }) => name === board.platform);
  const real = platforms.filter(({ emulated }) => !emulated).map(({ name }) => name);
  if (board.platform === PLATFORM_TO_CHOOSE) {
    return {
      path: ['platform'],
      message: `nobody can tell from outside which platform ${board.id} is: choose one of ${real.join(', ')}`,
    };
  }
  if (platform === undefined) {
    return {
      path: ['platform'],
      message: `there is no platform "${board.platform}". ${didYouMean(board.platform, real)}There are ${real.join(', ')}`,
    };
  }
  if (platform.emulated) {
    return {
      path: ['platform'],
      message: `${platform.name} is emulated: its boards are there without being named here`,
    };
  }
  const emulated = platforms.find(
    ({ name, emulated: isEmulated }) =>
      isEmulated && board.id.startsWith(`${name}-`) && /^\d+$/u.test(board.id.slice(name.length + 1)),
  );
  return emulated === undefined
    ? undefined
    : { path: ['id'], message: `${board.id} is the name of an emulated board` };
}

function sharedProblem(board: BenchBoard, before: readonly BenchBoard[]): Conflict | undefined {
  for (const { path, what, of } of OWN) {
    const mine = of(board);
    const other = mine === undefined ? undefined : before.find((each) => of(each) === mine);
    if (other !== undefined) {
      return { path, message: `${what} ${mine} belongs to the board ${other.id} already` };
    }
  }
  return undefined;
}

/** "The only one attached" is no name where there are two. */
function unnamedProblem(board: BenchBoard, boards: readonly BenchBoard[]): Conflict | undefined {
  const others = boards.filter((each) => each !== board);
  const [other] = others;
  if (board.jlink === undefined && other !== undefined) {
    return {
      path: [],
      message: `the board ${board.id} names no jlink, so that it could be mixed up with ${other.id}: give the serial number of every J-Link`,
    };
  }
  const { monitor } = board;
  if (monitor === undefined || (monitor.serial ?? monitor.port) !== undefined) return undefined;
  const rival = others.find((each) => each.monitor?.kind === monitor.kind);
  return rival === undefined
    ? undefined
    : {
        path: ['monitor'],
        message: `the ${monitor.kind} of ${board.id} names no serial, so that it could be mixed up with that of ${rival.id}`,
      };
}
