import { stringify } from 'yaml';
import { COMMON_OPTIONS } from '../config/options.ts';
import { ACTION_INPUTS, ACTION_OUTPUTS, inputNameOf } from './input-table.ts';

const HEAD = '# Made from src/action/input-table.ts and src/config/options by `npm run docs`.\n';

/** The text of `action.yml`: its inputs are those of the table and of `hilbench run`, with the same defaults. */
export function actionYaml(): string {
  const inputs = Object.fromEntries([
    ...ACTION_INPUTS.map(({ name, description, default: value }) => [
      name,
      { description, required: false, default: value },
    ]),
    ...COMMON_OPTIONS.map((option) => [
      inputNameOf(option.name),
      {
        description: `${option.description} (default: ${option.default === '' ? 'none' : option.default})`,
        required: false,
      },
    ]),
  ]);
  const outputs = Object.fromEntries(
    Object.entries(ACTION_OUTPUTS).map(([name, description]) => [name, { description }]),
  );
  const action = {
    name: 'hilbench',
    description:
      'Runs .tflite models on microcontroller boards for every pull request, and says what changed, layer by layer.',
    author: 'The hilbench authors',
    branding: { icon: 'cpu', color: 'blue' },
    inputs,
    outputs,
    runs: { using: 'node24', main: 'dist/action/main.js', post: 'dist/action/post.js' },
  };
  return `${HEAD}${stringify(action, { lineWidth: 0 })}`;
}
