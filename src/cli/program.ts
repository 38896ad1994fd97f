import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { resolvePaths } from '../app/paths.ts';
import type { Services } from '../app/services.ts';
import { signalOfProcess } from '../app/signals.ts';
import { toolVersion } from '../app/version.ts';
import {
  addRunOptions,
  givenFlags,
  knownNames,
  normalizeArguments,
  usageError,
} from '../config/commander.ts';
import { parseRun } from '../config/run.ts';
import { whatEnded } from '../support/errors.ts';
import { addBoardsCommands, BENCH_FLAG, JSON_FLAG } from './boards-commands.ts';
import type { CompareOptions } from './commands/compare.ts';
import type { DoctorOptions } from './commands/doctor.ts';
import { errorJson, errorText, exitStatusOf } from './errors.ts';
import { NARROW_HELP } from './help.ts';
import { createOutput, type Sink } from './output.ts';
import { createDisplay } from './progress.ts';

/** What an invocation of the command line has of the outside. */
export interface Invocation {
  readonly argv: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly stdout: Sink;
  readonly stderr: Sink;
}

const EXAMPLES = `
Try it with no board:
  hilbench example kws.tflite
  hilbench run kws.tflite --platform mps3_an547 --out bench

Exit status: 0 fine, 1 the model failed, 2 wrong input, 3 the bench failed,
130 cancelled.`;

/**
 * Runs one command line to its end.
 *
 * @returns the exit status; every error has been told on stderr, and with `--json` on stdout too
 */
export async function runProgram(invocation: Invocation): Promise<number> {
  const { argv, env, cwd, stdout, stderr } = invocation;
  const json = argv.includes('--json');
  const output = createOutput(stdout, json);
  const paths = resolvePaths(env);
  const { signal, release } = signalOfProcess();
  let status = 0;

  // Commands are loaded when they are run: each needs other rooms, and most people wait for one of them.
  const services = async (verbosity: number, bench?: string): Promise<Services> => {
    const { createServices } = await import('../app/services.ts');
    return createServices(paths, env, createDisplay(stderr, verbosity), bench);
  };
  const program = new Command('hilbench')
    .description(
      'Puts a .tflite model on a microcontroller board, real or emulated, and says what it costs there.',
    )
    .version(toolVersion(paths.root))
    .addHelpText('after', EXAMPLES)
    .showHelpAfterError(false)
    .configureHelp(NARROW_HELP)
    .exitOverride()
    .configureOutput({ writeOut: (text) => stdout.write(text), writeErr: () => {} });

  addRunOptions(
    program
      .command('run [MODEL]')
      .description('Deploy, tune, validate and profile a model')
      .addHelpText('after', EXAMPLES),
  ).action(async (model: string | undefined, _options: unknown, command: Command) => {
    const config = await parseRun({
      ...(model === undefined ? {} : { model }),
      flags: givenFlags(command),
      env,
      cwd,
    });
    const { runCommand } = await import('./commands/run.ts');
    status = await runCommand(config, await services(config.verbosity, config.bench), output, signal);
  });
  program
    .command('analyze <MODEL>')
    .description('Static analysis of a model; needs no board')
    .option(...JSON_FLAG)
    .action(async (model: string) => {
      const { analyzeCommand } = await import('./commands/analyze.ts');
      await analyzeCommand(model, output);
    });
  program
    .command('compare <BASE> <HEAD>')
    .description('Judge a result against another one, layer by layer; exit status 1 when the gate fails')
    .option('--gate <FILE>', 'thresholds (default: .hilbench.yml here, else the built-in ones)')
    .option('--format <text|markdown|json>', 'how to tell it (default: text)')
    .option(...JSON_FLAG)
    .action(async (base: string, head: string, options: CompareOptions) => {
      const { compareCommand } = await import('./commands/compare.ts');
      status = await compareCommand({ base, head }, options, { cwd, output, stdout });
    });
  program
    .command('report <RESULT...>')
    .description('Write every form of a report from results of earlier runs, files or folders')
    .option('--out <DIR>', 'where to; several results get a folder each (default: hilbench-report)')
    .option(...JSON_FLAG)
    .action(async (results: readonly string[], options: { readonly out?: string }) => {
      const { reportCommand, REPORT_FOLDER } = await import('./commands/report.ts');
      await reportCommand(results, resolve(cwd, options.out ?? REPORT_FOLDER), cwd, output);
    });
  program
    .command('platforms')
    .description('List the platforms and their memories')
    .option(...JSON_FLAG)
    .action(async () => {
      const { platformsCommand } = await import('./commands/platforms.ts');
      platformsCommand(paths, output);
    });
  addBoardsCommands(program, { env, cwd, paths, output, services, signal });
  program
    .command('doctor')
    .description('Check tools, folders, the emulator and the bench, and say how to mend what is wrong')
    .option('--board <ID>', 'look at this board too: probe, port, firmware, link, monitor')
    .option(...BENCH_FLAG)
    .option(...JSON_FLAG)
    .action(async (options: DoctorOptions) => {
      const { doctorCommand } = await import('./commands/doctor.ts');
      status = await doctorCommand(options, { paths, env, cwd, output }, signal);
    });
  program
    .command('example <FILE>')
    .description('Write the example model, a keyword spotter with seeded weights')
    .option(...JSON_FLAG)
    .action(async (path: string) => {
      const { exampleCommand } = await import('./commands/example.ts');
      await exampleCommand(path, output);
    });

  try {
    if (argv.length === 0) program.help();
    await program.parseAsync(normalizeArguments(argv), { from: 'user' });
  } catch (thrown) {
    const error =
      thrown instanceof CommanderError ? usageError(thrown, knownNames(program)) : whatEnded(thrown);
    if (error === undefined) return 0;
    stderr.write(errorText(error));
    if (json) output.result(errorJson(error), () => '');
    status = exitStatusOf(error);
  } finally {
    release();
  }
  return status;
}
