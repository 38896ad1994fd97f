import { stringify } from 'yaml';
import { HilbenchError } from '../support/errors.ts';
import { didYouMean } from '../support/suggest.ts';
import { plainText } from '../support/text.ts';
import { TOKEN_EXPRESSION } from './input-table.ts';

/** The inputs of `report/action.yml`. */
export const REPORT_INPUTS = [
  {
    name: 'run-id',
    description:
      'The workflow run whose results are read. Empty: the run that triggered this one, else this run.',
    default: '',
  },
  { name: 'artifact-prefix', description: 'As in the jobs that measured.', default: 'hilbench' },
  {
    name: 'config',
    description: 'The file with the thresholds, read from the default branch; it may be missing.',
    default: '.hilbench.yml',
  },
  {
    name: 'gate',
    description:
      'What a broken threshold does: enforce (the check and this step fail) or report (it is only told).',
    default: 'enforce',
  },
  { name: 'comment', description: 'Write the comment on the pull request.', default: 'true' },
  { name: 'check', description: 'Write a check on the commit that was measured.', default: 'true' },
  {
    name: 'github-token',
    description: 'Token: actions: read, checks: write, pull-requests: write.',
    default: TOKEN_EXPRESSION,
  },
] as const;

type ReportInputName = (typeof REPORT_INPUTS)[number]['name'];

export interface ReportInputs {
  /** Absent: found from the event. */
  readonly run_id?: number;
  readonly artifact_prefix: string;
  readonly config: string;
  readonly gate: 'enforce' | 'report';
  readonly comment: boolean;
  readonly check: boolean;
  readonly github_token: string;
}

function bad(name: string, value: string, takes: string): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'INPUT_INVALID',
    message: `The input "${name}" is "${plainText(value, 100)}"; it takes ${takes}.`,
    hint: `Correct "${name}" in the step's "with".`,
  });
}

/** @throws {HilbenchError} `INPUT_UNKNOWN`, `INPUT_INVALID` (kind `input`), naming the input */
export function loadReportInputs(env: Readonly<Record<string, string | undefined>>): ReportInputs {
  const names: readonly string[] = REPORT_INPUTS.map(({ name }) => name);
  for (const variable of Object.keys(env)) {
    if (!variable.startsWith('INPUT_')) continue;
    const name = variable.slice('INPUT_'.length).toLowerCase().replaceAll('_', '-');
    if (names.includes(name)) continue;
    throw new HilbenchError({
      kind: 'input',
      code: 'INPUT_UNKNOWN',
      message: `There is no input "${plainText(name, 64)}".`,
      hint: `${didYouMean(name, names)}report/action.yml lists the inputs.`,
    });
  }
  const get = (name: ReportInputName): string =>
    (
      env[`INPUT_${name.toUpperCase()}`] ??
      REPORT_INPUTS.find((input) => input.name === name)?.default ??
      ''
    ).trim();
  const flag = (name: ReportInputName): boolean => {
    const value = get(name).toLowerCase();
    if (value !== 'true' && value !== 'false') throw bad(name, value, 'true or false');
    return value === 'true';
  };
  const run = get('run-id');
  if (run !== '' && !/^[1-9]\d{0,15}$/.test(run)) throw bad('run-id', run, 'the number of a workflow run');
  const gate = get('gate');
  if (gate !== 'enforce' && gate !== 'report') throw bad('gate', gate, 'enforce or report');
  const token = get('github-token');
  if (token === '') throw bad('github-token', token, 'a token; without one nothing can be read');
  return {
    ...(run === '' ? {} : { run_id: Number(run) }),
    artifact_prefix: get('artifact-prefix'),
    config: get('config'),
    gate,
    comment: flag('comment'),
    check: flag('check'),
    github_token: token,
  };
}

/** The text of `report/action.yml`. */
export function reportActionYaml(): string {
  const action = {
    name: 'hilbench report',
    description: 'Turns the results of many hilbench jobs into one comment, one summary and one check.',
    author: 'The hilbench authors',
    branding: { icon: 'cpu', color: 'blue' },
    inputs: Object.fromEntries(
      REPORT_INPUTS.map(({ name, description, default: value }) => [
        name,
        { description, required: false, default: value },
      ]),
    ),
    outputs: {
      verdict: { description: 'The worst outcome of all results.' },
      'comment-url': { description: 'Address of the comment; empty when none was written.' },
    },
    runs: { using: 'node24', main: '../dist/report/main.js' },
  };
  return `# Made from src/action/report-inputs.ts by \`npm run docs\`.\n${stringify(action, { lineWidth: 0 })}`;
}
