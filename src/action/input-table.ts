import type { ActionInput } from './given-inputs.ts';

/** What GitHub fills in; the dollar sign is written so that nobody takes it for a template here. */
export const TOKEN_EXPRESSION = '\u0024{{ github.token }}';

/** The inputs that only the action has, in the order in which action.yml lists them. */
export const ACTION_INPUTS = [
  {
    name: 'models',
    description:
      'The .tflite models to run: paths or globs inside the workspace, one a line or separated by commas. Empty: those of the config file.',
    default: '',
  },
  {
    name: 'platform',
    description:
      'The platforms to run them on, one a line or separated by commas. Empty: those of the config file, or mps3_an547.',
    default: '',
  },
  {
    name: 'config',
    description: 'The file with models, platforms and thresholds. It may be missing.',
    default: '.hilbench.yml',
  },
  {
    name: 'gate',
    description: 'What a broken threshold does: enforce (the step fails) or report (it is only told).',
    default: 'enforce',
  },
  {
    name: 'compare',
    description:
      'What the head is compared with: paired (the base model, measured in the same job), stored (an earlier result), or none.',
    default: 'paired',
  },
  {
    name: 'baseline-ref',
    description:
      'The commit or branch to compare with. Empty: the merge base of a pull request, the commit before of a push.',
    default: '',
  },
  { name: 'comment', description: 'Write the comment on the pull request.', default: 'true' },
  {
    name: 'issue',
    description:
      'Keep one issue open while something is worse than allowed, and close it when it is not. For nightly jobs.',
    default: 'false',
  },
  { name: 'artifact-prefix', description: 'First part of the names of artifacts.', default: 'hilbench' },
  {
    name: 'retention-days',
    description: 'How long artifacts are kept. Empty: what the repository says.',
    default: '',
  },
  { name: 'cache', description: 'Keep firmware images in the cache of GitHub Actions.', default: 'true' },
  {
    name: 'allow-forks',
    description:
      'Run pull requests from forks on this runner. Whoever opens one then decides what runs on your bench.',
    default: 'false',
  },
  {
    name: 'github-token',
    description:
      'Token for the comment and for baselines: pull-requests: write, contents: read, actions: read.',
    default: TOKEN_EXPRESSION,
  },
] as const satisfies readonly ActionInput[];

/** `max-arena-size` for `max_arena_size`. */
export function inputNameOf(option: string): string {
  return option.replaceAll('_', '-');
}

/** The outputs of the action. */
export const ACTION_OUTPUTS: Readonly<Record<string, string>> = {
  verdict:
    'pass, fail, warn, improved, inconclusive, no-baseline or not-comparable: the worst of all models and platforms.',
  results: 'Folder with a results.json for every model and platform.',
  report: 'Path of the first report.html.',
  summary: 'Path of the Markdown of the summary.',
  ticks: 'Instructions or cycles of one inference (first model and platform).',
  'time-us': 'Time of one inference in microseconds; empty on emulated boards.',
  'energy-uj': 'Energy of one inference in microjoules, HP where measured, else LP; empty when not measured.',
  'arena-bytes': 'Bytes of arena used (first model and platform).',
  'model-bytes': 'Size of the model file (first model).',
  'artifact-ids': 'Ids of the artifacts, separated by commas.',
  'artifact-urls': 'Addresses of the artifacts, one a line.',
  'comment-url': 'Address of the comment; empty when none was written.',
};
