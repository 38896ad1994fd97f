import { resolve } from 'node:path';
import type { Command } from 'commander';
import { benchPathOf } from '../app/bench-path.ts';
import type { Paths } from '../app/paths.ts';
import type { Services } from '../app/services.ts';
import type { Output } from './output.ts';

export const JSON_FLAG = ['--json', 'print the result as JSON on stdout and nothing else there'] as const;
export const BENCH_FLAG = [
  '--bench <FILE>',
  'the bench.yml of this host (default: HILBENCH_BENCH, else that of the user)',
] as const;

/** What the commands have of an invocation. */
export interface BoardsSurroundings {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly paths: Paths;
  readonly output: Output;
  readonly services: (verbosity: number, bench?: string) => Promise<Services>;
  readonly signal: AbortSignal;
}

interface BoardsOptions {
  readonly bench?: string;
  readonly out?: string;
  readonly write?: boolean;
  readonly platform?: string;
}

/** `hilbench boards`, with `init` and `release` below it. */
export function addBoardsCommands(program: Command, around: BoardsSurroundings): void {
  const { env, cwd, paths, output, services, signal } = around;
  const fileOf = ({ bench }: BoardsOptions): string | undefined =>
    bench === undefined ? undefined : resolve(cwd, bench);
  const boards = program
    .command('boards')
    .description('List the boards of this host, what of them is attached, and who holds them')
    .option(...BENCH_FLAG)
    .option(...JSON_FLAG)
    .action(async (options: BoardsOptions) => {
      const { boardsCommand } = await import('./commands/boards.ts');
      const { bench, bench_file, platforms, discover } = await services(1, fileOf(options));
      await boardsCommand({ bench, file: bench_file, platforms, discover }, output, signal);
    });
  boards
    .command('init')
    .description('Propose a bench.yml for the probes and ports that are attached')
    .option('--out <FILE>', 'where it would go (default: where hilbench looks for it)')
    .option('--platform <NAME>', 'what every attached board is (default: left for you to choose in the file)')
    .option('--write', 'write it; a file that is there is never overwritten')
    .option(...JSON_FLAG)
    .action(async (options: BoardsOptions) => {
      const { boardsInitCommand } = await import('./commands/boards-init.ts');
      const { createDiscovery } = await import('../bench/discovery.ts');
      const { loadPlatformFolders } = await import('../platform/load.ts');
      const { silentLog } = await import('../support/log.ts');
      // Without reading a bench.yml, which may be the one that has to be replaced.
      const { createInstruments } = await import('../app/instruments.ts');
      const { scanJoulescopes } = createInstruments(paths, env);
      const discover = createDiscovery({ env, runtimeDir: paths.runtime, log: silentLog, scanJoulescopes });
      const path = options.out === undefined ? benchPathOf(env).path : resolve(cwd, options.out);
      const platform = options.platform === undefined ? {} : { platform: options.platform };
      const target = { path, write: options.write === true, ...platform };
      await boardsInitCommand(loadPlatformFolders(paths.platforms), discover, target, output, signal);
    });
  boards
    .command('release <ID>')
    .description('End the quarantine of a board that failed too often')
    .option(...BENCH_FLAG)
    .option(...JSON_FLAG)
    .action(async (id: string, _options: BoardsOptions, command: Command) => {
      const { releaseCommand } = await import('./commands/boards.ts');
      const { bench } = await services(1, fileOf(command.optsWithGlobals<BoardsOptions>()));
      await releaseCommand(bench, id, output);
    });
}
