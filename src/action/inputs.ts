import { z } from 'zod';
import { COMMON_OPTIONS } from '../config/options.ts';
import { HilbenchError } from '../support/errors.ts';
import { badInput, GivenInputs } from './given-inputs.ts';
import { ACTION_INPUTS, inputNameOf } from './input-table.ts';

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

/** A git revision that cannot be taken for an option, a path or a range. */
const REVISION = /^(?!-)(?!.*(?:\.\.|@\{|\/\/))[A-Za-z0-9._/-]{1,200}$/;
/** GitHub's rule for artifact names, and no separators. */
const PREFIX = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const days = z.coerce.number().int().min(1).max(400);

/**
 * The inputs of the action.
 *
 * @throws {HilbenchError} `INPUT_UNKNOWN`, `INPUT_INVALID`, `INPUT_CONFLICT` (kind `input`), naming the input
 */
export function loadInputs(env: Readonly<Record<string, string | undefined>>): ActionInputs {
  const of_a_run = COMMON_OPTIONS.map(({ name }) => ({ name: inputNameOf(name), default: '' }));
  const given = new GivenInputs(env, [...ACTION_INPUTS, ...of_a_run], 'action.yml');
  const options: Record<string, string> = {};
  for (const { name } of COMMON_OPTIONS) {
    const value = given.text(inputNameOf(name));
    if (value !== '') options[name] = value;
  }
  const baseline_ref = given.text('baseline-ref');
  if (baseline_ref !== '' && !REVISION.test(baseline_ref))
    throw badInput('baseline-ref', baseline_ref, 'a commit, tag or branch');
  const compare = given.choice('compare', ['paired', 'stored', 'none']);
  if (compare === 'none' && baseline_ref !== '') {
    throw new HilbenchError({
      kind: 'input',
      code: 'INPUT_CONFLICT',
      message: 'The input "baseline-ref" names a baseline, and "compare: none" asks for none.',
      hint: 'Remove one of the two.',
    });
  }
  const artifact_prefix = given.text('artifact-prefix');
  if (!PREFIX.test(artifact_prefix))
    throw badInput('artifact-prefix', artifact_prefix, 'letters, digits, ".", "_" and "-"');
  const retention = given.text('retention-days');
  const retention_days = retention === '' ? undefined : days.safeParse(retention);
  if (retention_days?.success === false)
    throw badInput('retention-days', retention, 'a number of days from 1 to 400');
  return {
    models: given.list('models'),
    platforms: given.list('platform'),
    config: given.text('config'),
    gate: given.choice('gate', ['enforce', 'report']),
    compare,
    ...(baseline_ref === '' ? {} : { baseline_ref }),
    comment: given.boolean('comment'),
    issue: given.boolean('issue'),
    artifact_prefix,
    ...(retention_days === undefined ? {} : { retention_days: retention_days.data }),
    cache: given.boolean('cache'),
    allow_forks: given.boolean('allow-forks'),
    github_token: given.text('github-token'),
    options,
  };
}
