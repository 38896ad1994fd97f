import type { RunConfig } from '../config/run.ts';
import { modelNameOf, parseRun } from '../config/run.ts';
import type { GateConfig } from '../regression/config.ts';
import { HilbenchError } from '../support/errors.ts';
import { plainText } from '../support/text.ts';
import { inputNameOf, OPTION_INPUTS } from './input-table.ts';
import type { ActionInputs } from './inputs.ts';
import { findModels, resolveInside, type WorkspaceModel } from './workspace.ts';

const DEFAULT_PLATFORM = 'mps3_an547';

/** One model on one platform. */
export interface Job {
  readonly model: WorkspaceModel;
  /** Unique among the models of this run, and safe as a file name. */
  readonly name: string;
  readonly platform: string;
}

/** Names of models by their files; where two files have the same name, by their whole paths. */
function namesOf(models: readonly WorkspaceModel[]): string[] {
  const short = models.map(({ path }) => modelNameOf(path));
  return models.map(({ path }, index) => {
    const name = short[index] ?? 'model';
    return short.filter((other) => other === name).length === 1
      ? name
      : modelNameOf(path.replaceAll('/', '_'));
  });
}

/**
 * Every model on every platform, as the inputs say, and where they are silent the configuration file.
 *
 * @throws {HilbenchError} `INPUT_NO_MODELS`, `INPUT_OUTSIDE_WORKSPACE`, …
 */
export async function listJobs(
  inputs: ActionInputs,
  gate: GateConfig,
  workspace: string,
): Promise<readonly Job[]> {
  const models = await findModels(workspace, inputs.models.length > 0 ? inputs.models : gate.models);
  const wanted = inputs.platforms.length > 0 ? inputs.platforms : gate.platforms;
  const platforms = wanted.length > 0 ? wanted : [DEFAULT_PLATFORM];
  const names = namesOf(models);
  return models.flatMap((model, index) =>
    platforms.map((platform) => ({ model, name: names[index] ?? 'model', platform })),
  );
}

/** Paths that a workflow gives stay in the checkout. */
function checkPaths(options: Readonly<Record<string, string>>, workspace: string): void {
  for (const option of OPTION_INPUTS) {
    const value = options[option.name];
    if (option.type !== 'path' || value === undefined || (option.words as readonly string[]).includes(value))
      continue;
    if (resolveInside(workspace, value) !== undefined || !value.includes('..')) continue;
    throw new HilbenchError({
      kind: 'input',
      code: 'INPUT_OUTSIDE_WORKSPACE',
      message: `The input "${inputNameOf(option.name)}" is "${plainText(value, 200)}", which is not inside the workspace.`,
      hint: 'Name a path of the checkout, relative to its root.',
    });
  }
}

/**
 * The configuration of one run of a job: options of the file, overridden by inputs.
 *
 * @param model_path absolute; the head's file, or that of the base
 * @param out absolute folder for the results
 */
export async function configOf(
  job: Job,
  model_path: string,
  out: string,
  inputs: ActionInputs,
  gate: GateConfig,
  workspace: string,
): Promise<RunConfig> {
  checkPaths(inputs.options, workspace);
  const fromFile = [...gate.run].map(
    ([name, { value }]) => [name, typeof value === 'number' ? String(value) : value] as const,
  );
  return parseRun({
    model: model_path,
    flags: {
      ...Object.fromEntries(fromFile),
      ...inputs.options,
      model_name: job.name,
      platform: job.platform,
      out,
    },
    env: {},
    cwd: workspace,
  });
}
