import { INPUT_OPTIONS } from './options/inputs.ts';
import { RESULT_OPTIONS } from './options/results.ts';
import type { OptionSpec } from './options/spec.ts';
import { STAGE_OPTIONS } from './options/stages.ts';

/**
 * Every option of a run: the one source for parsing, `--help`, environment variables, configuration
 * files and docs/reference.md. Names and defaults are those of ns_autodeploy where it has the option.
 */
export const OPTIONS = [...INPUT_OPTIONS, ...STAGE_OPTIONS, ...RESULT_OPTIONS] as const;

const OF_ONE_RUN: ReadonlySet<string> = new Set([
  'tflite_filename',
  'model_name',
  'platform',
  'configfile',
  'json',
  'out',
  'destination_rootdir',
]);

/** Those that many runs may have in common: without which model runs on what, where results go, and how they are told. */
export const COMMON_OPTIONS: readonly OptionSpec[] = OPTIONS.filter(({ name }) => !OF_ONE_RUN.has(name));

type AnyOption = (typeof OPTIONS)[number];

type ValueOf<Option extends AnyOption> = Option extends { type: 'boolean' }
  ? boolean
  : Option extends { type: 'integer' | 'number' }
    ? number
    : Option extends { type: 'choice'; choices: readonly (infer Choice)[] }
      ? Choice
      : string;

/** The value of every option, by name. */
export type OptionValues = { readonly [Option in AnyOption as Option['name']]: ValueOf<Option> };

/** `--max-arena-size`; the negated form for `create_binary` is made where it is shown. */
export function flagOf(name: string): string {
  return `--${name.replaceAll('_', '-')}`;
}

/** `HILBENCH_MAX_ARENA_SIZE`. */
export function variableOf(name: string): string {
  return `HILBENCH_${name.toUpperCase()}`;
}
