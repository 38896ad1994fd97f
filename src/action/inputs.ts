import { z } from 'zod';
import { HilbenchError } from '../support/errors.ts';
import { didYouMean } from '../support/suggest.ts';
import { plainText } from '../support/text.ts';
import { ACTION_INPUTS, inputNameOf, OPTION_INPUTS } from './input-table.ts';

/** The inputs of the action, checked; options of a run are still text, for `parseRun`. */
export interface ActionInputs {
  readonly models: readonly string[];
  readonly platforms: readonly string[];
  readonly config: string;
  readonly gate: 'enforce' | 'report';
  readonly compare: 'paired' | 'stored' | 'none';
  /** Absent: found from the event. */
  readonly baseline_ref?: string;
  readonly comment: boolean;
  readonly issue: boolean;
  readonly artifact_prefix: string;
  /** Absent: what the repository says. */
  readonly retention_days?: number;
  readonly cache: boolean;
  readonly allow_forks: boolean;
  readonly github_token: string;
  /** Options of `hilbench run` that were given, by their names in snake case. */
  readonly options: Readonly<Record<string, string>>;
}

function bad(name: string, value: string, takes: string): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'INPUT_INVALID',
    message: `The input "${name}" is "${plainText(value, 100)}"; it takes ${takes}.`,
    hint: `Correct "${name}" in the step's "with".`,
  });
}

/** Items of a list, one a line or separated by commas. */
function list(value: string): string[] {
  return value
    .split(/[\n,]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function boolean(name: string, value: string): boolean {
  if (/^true$/i.test(value)) return true;
  if (/^false$/i.test(value)) return false;
  throw bad(name, value, 'true or false');
}

function choice<T extends string>(name: string, value: string, choices: readonly T[]): T {
  const found = choices.find((each) => each === value.toLowerCase());
  if (found === undefined) throw bad(name, value, `one of ${choices.join(', ')}`);
  return found;
}

/** A git revision that cannot be taken for an option, a path or a range. */
const REVISION = /^(?!-)(?!.*(?:\.\.|@\{|\/\/))[A-Za-z0-9._/-]{1,200}$/;
/** GitHub's rule for artifact names, and no separators. */
const PREFIX = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const days = z.coerce.number().int().min(1).max(400);

/** Inputs the runner gave that are none of ours. */
function refuseUnknown(env: Readonly<Record<string, string | undefined>>, known: readonly string[]): void {
  for (const variable of Object.keys(env)) {
    if (!variable.startsWith('INPUT_')) continue;
    const name = variable.slice('INPUT_'.length).toLowerCase().replaceAll('_', '-');
    if (known.includes(name)) continue;
    throw new HilbenchError({
      kind: 'input',
      code: 'INPUT_UNKNOWN',
      message: `There is no input "${plainText(name, 64)}".`,
      hint: `${didYouMean(name, known)}action.yml lists the inputs.`,
    });
  }
}

/**
 * The inputs of the action from the environment, as the runner passes them (`INPUT_MAX-ARENA-SIZE`).
 *
 * @throws {HilbenchError} `INPUT_UNKNOWN`, `INPUT_INVALID`, `INPUT_CONFLICT` (kind `input`), naming the input
 */
export function loadInputs(env: Readonly<Record<string, string | undefined>>): ActionInputs {
  const defaults = new Map<string, string>(ACTION_INPUTS.map((input) => [input.name, input.default]));
  refuseUnknown(env, [...defaults.keys(), ...OPTION_INPUTS.map(({ name }) => inputNameOf(name))]);
  const get = (name: string): string =>
    (env[`INPUT_${name.toUpperCase()}`] ?? defaults.get(name) ?? '').trim();

  const options: Record<string, string> = {};
  for (const { name } of OPTION_INPUTS) {
    const value = get(inputNameOf(name));
    if (value !== '') options[name] = value;
  }
  const baseline_ref = get('baseline-ref');
  if (baseline_ref !== '' && !REVISION.test(baseline_ref))
    throw bad('baseline-ref', baseline_ref, 'a commit, tag or branch');
  const compare = choice('compare', get('compare'), ['paired', 'stored', 'none']);
  if (compare === 'none' && baseline_ref !== '') {
    throw new HilbenchError({
      kind: 'input',
      code: 'INPUT_CONFLICT',
      message: 'The input "baseline-ref" names a baseline, and "compare: none" asks for none.',
      hint: 'Remove one of the two.',
    });
  }
  const artifact_prefix = get('artifact-prefix');
  if (!PREFIX.test(artifact_prefix))
    throw bad('artifact-prefix', artifact_prefix, 'letters, digits, ".", "_" and "-"');
  const retention = get('retention-days');
  const retention_days = retention === '' ? undefined : days.safeParse(retention);
  if (retention_days?.success === false)
    throw bad('retention-days', retention, 'a number of days from 1 to 400');
  return {
    models: list(get('models')),
    platforms: list(get('platform')),
    config: get('config'),
    gate: choice('gate', get('gate'), ['enforce', 'report']),
    compare,
    ...(baseline_ref === '' ? {} : { baseline_ref }),
    comment: boolean('comment', get('comment')),
    issue: boolean('issue', get('issue')),
    artifact_prefix,
    ...(retention_days === undefined ? {} : { retention_days: retention_days.data }),
    cache: boolean('cache', get('cache')),
    allow_forks: boolean('allow-forks', get('allow-forks')),
    github_token: get('github-token'),
    options,
  };
}
