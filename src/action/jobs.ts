import { relative } from 'node:path';
import { COMMON_OPTIONS } from '../config/options.ts';
import type { RunConfig } from '../config/run.ts';
import { modelNameOf, parseRun } from '../config/run.ts';
import type { GateConfig } from '../regression/config.ts';
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

/**
 * Paths stay in the checkout, whoever gives them: the workflow, or the configuration file, which a pull
 * request may have written.
 *
 * @throws {HilbenchError} `INPUT_OUTSIDE_WORKSPACE`
 */
function checkPaths(inputs: ActionInputs, gate: GateConfig, workspace: string): void {
  for (const option of COMMON_OPTIONS) {
    if (option.type !== 'path') continue;
    const words: readonly string[] = option.words;
    const given = inputs.options[option.name];
    if (given !== undefined && !words.includes(given)) resolveInside(workspace, given);
    // Paths of the file have been made absolute.
    const set = gate.run.get(option.name)?.value;
    if (typeof set === 'string' && !words.includes(set)) resolveInside(workspace, relative(workspace, set));
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
  checkPaths(inputs, gate, workspace);
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
