import { stringify } from 'yaml';
import { type ActionInput, badInput, GivenInputs } from './given-inputs.ts';
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
] as const satisfies readonly ActionInput[];

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

/** @throws {HilbenchError} `INPUT_UNKNOWN`, `INPUT_INVALID` (kind `input`), naming the input */
export function loadReportInputs(env: Readonly<Record<string, string | undefined>>): ReportInputs {
  const given = new GivenInputs(env, REPORT_INPUTS, 'report/action.yml');
  const run = given.text('run-id');
  if (run !== '' && !/^[1-9]\d{0,15}$/.test(run))
    throw badInput('run-id', run, 'the number of a workflow run');
  const token = given.text('github-token');
  if (token === '') throw badInput('github-token', token, 'a token; without one nothing can be read');
  return {
    ...(run === '' ? {} : { run_id: Number(run) }),
    artifact_prefix: given.text('artifact-prefix'),
    config: given.text('config'),
    gate: given.choice('gate', ['enforce', 'report']),
    comment: given.boolean('comment'),
    check: given.boolean('check'),
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
