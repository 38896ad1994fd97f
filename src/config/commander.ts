import { type Command, type CommanderError, Option } from 'commander';
import { HilbenchError } from '../support/errors.ts';
import { didYouMean } from '../support/suggest.ts';
import { plainText } from '../support/text.ts';
import type { OptionSpec } from './options/spec.ts';
import { flagOf, OPTIONS } from './options.ts';

function defaultText(option: OptionSpec): string | undefined {
  if (option.type === 'boolean') return option.default ? 'on by default' : undefined;
  const unit = 'unit' in option && option.unit !== undefined ? ` ${option.unit}` : '';
  // The one word that stands for nothing at all.
  if (option.default === 'undefined') return undefined;
  return `default: ${option.default === '' ? 'none' : option.default}${unit}`;
}

/** What `--help` says behind a description: the default with its unit. */
function notes(option: OptionSpec): string {
  const text = defaultText(option);
  return text === undefined ? '' : ` (${text})`;
}

/** `--runs <RUNS>`; for a switch the form that changes its default. */
export function usageOf(option: OptionSpec): string {
  if (option.type === 'boolean') return flagOf(option.default ? `no_${option.name}` : option.name);
  if (option.type === 'choice') return `${flagOf(option.name)} <${option.choices.join('|')}>`;
  return `${flagOf(option.name)} <${option.name.toUpperCase()}>`;
}

/**
 * Adds every option of a run to a command, in its groups. A switch gets both its forms, so that flags can
 * undo what a configuration file set; help shows the one that changes the default.
 */
export function addRunOptions(command: Command): Command {
  for (const option of OPTIONS) {
    const shown = new Option(usageOf(option), `${descriptionOf(option)}${notes(option)}`);
    command.addOption(shown.helpGroup(option.group));
    if (option.type !== 'boolean') continue;
    const other = flagOf(option.default ? option.name : `no_${option.name}`);
    // In the same group: a group is where its first option is, hidden or not.
    command.addOption(new Option(other).hideHelp().helpGroup(option.group));
  }
  return command;
}

/** What `usageOf(option)` does. */
export function descriptionOf(option: OptionSpec): string {
  return option.type === 'boolean' && option.default
    ? `Switch off: ${option.description}`
    : option.description;
}

/** The flags that were given, by option name in snake case, as `parseRun` takes them. */
export function givenFlags(command: Command): Record<string, string | boolean> {
  const flags: Record<string, string | boolean> = {};
  for (const option of OPTIONS) {
    const key = option.name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const value: unknown =
      command.getOptionValueSource(key) === 'cli' ? command.getOptionValue(key) : undefined;
    if (typeof value === 'string' || typeof value === 'boolean') flags[option.name] = value;
  }
  return flags;
}

/** Arguments with the names of options in kebab case: `--max_arena_size=4` becomes `--max-arena-size=4`. */
export function normalizeArguments(argv: readonly string[]): string[] {
  const end = argv.indexOf('--');
  return argv.map((argument, index) =>
    end !== -1 && index > end
      ? argument
      : argument.replace(/^--[a-z][a-z_-]*/i, (name) => name.replaceAll('_', '-')),
  );
}

/**
 * What commander throws with `exitOverride()`, as an error of ours; undefined when it only showed help
 * or the version.
 *
 * @param known - long names of all options and commands, for a suggestion
 */
export function usageError(error: CommanderError, known: readonly string[]): HilbenchError | undefined {
  if (error.exitCode === 0) return undefined;
  const message = plainText((error.message.split('\n')[0] ?? '').replace(/^error: |\.$/g, ''), 300);
  const typed = /'([^']*)'/.exec(message)?.[1]?.split(/[ =]/)[0] ?? '';
  const unknown = error.code === 'commander.unknownOption' || error.code === 'commander.unknownCommand';
  return new HilbenchError({
    kind: 'input',
    code: unknown ? 'CONFIG_UNKNOWN_OPTION' : 'CONFIG_USAGE',
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
    hint: `${unknown ? didYouMean(typed, known) : ''}\`hilbench --help\` and \`hilbench run --help\` list what there is.`,
    cause: error,
  });
}

/** Long names of a command's options and of its subcommands, their options included. */
export function knownNames(command: Command): string[] {
  return [
    ...command.options.flatMap((option) =>
      option.long === undefined || option.long === null ? [] : [option.long],
    ),
    ...command.commands.flatMap((child) => [child.name(), ...knownNames(child)]),
  ];
}
