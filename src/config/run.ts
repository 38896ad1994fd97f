import { basename, join, resolve } from 'node:path';
import { HilbenchError } from '../support/errors.ts';
import { readConfigFile, type Setting } from './file.ts';
import type { OptionSpec } from './options/spec.ts';
import { flagOf, OPTIONS, type OptionValues, variableOf } from './options.ts';
import { checkValue, fromText, type Value } from './value.ts';

/** What a run was told, before anything is checked. */
export interface RunInput {
  /** The argument MODEL. */
  readonly model?: string;
  /** Flags by option name in snake case: text, or true and false for those without a value. */
  readonly flags: Readonly<Record<string, string | boolean>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute; what relative paths of flags and variables are relative to. */
  readonly cwd: string;
}

/**
 * The configuration of a run: every option, checked; paths absolute. What is `auto` here needs the
 * model, the platform or the bench to be decided.
 */
export interface RunConfig
  extends Omit<OptionValues, 'model_name' | 'out' | 'tflite_filename' | 'random_data' | 'dataset'> {
  /** Absolute path of the model. */
  readonly model_path: string;
  /** Safe as a file name. */
  readonly model_name: string;
  /** Absolute path of the folder for results. */
  readonly out: string;
  /** Absolute path of the inputs; absent: they are random. */
  readonly dataset_path?: string;
}

/** The name of a model: its file's, without `.tflite`, with what is unsafe in a file name replaced. */
export function modelNameOf(path: string): string {
  const name = basename(path)
    .replace(/\.tflite$/i, '')
    .replace(/[^A-Za-z0-9._-]/g, '_')
    .replace(/^[._-]+/, '')
    .slice(0, 64);
  return name === '' ? 'model' : name;
}

/** Defaults, then the configuration file, then the environment, then flags: the last one wins. */
async function collect(input: RunInput): Promise<Map<string, Setting>> {
  const told = new Map<string, Setting>();
  for (const option of OPTIONS) {
    const flag = input.flags[option.name];
    const variable = input.env[variableOf(option.name)];
    const given = flag ?? (variable === '' ? undefined : variable);
    if (given === undefined) continue;
    const label = flag === undefined ? variableOf(option.name) : flagText(option, flag);
    const origin = { label, base_dir: input.cwd };
    const value = typeof given === 'string' ? fromText(option, given) : given;
    told.set(option.name, { value: checkValue(option, value, origin), origin });
  }
  const configfile = told.get('configfile')?.value;
  const settings = new Map<string, Setting>();
  if (typeof configfile === 'string' && configfile !== '') {
    for (const [name, setting] of await readConfigFile(configfile)) settings.set(name, setting);
  }
  for (const [name, setting] of told) settings.set(name, setting);
  return settings;
}

function flagText(option: OptionSpec, value: string | boolean): string {
  return value === false ? flagOf(`no_${option.name}`) : flagOf(option.name);
}

function modelPath(input: RunInput, settings: ReadonlyMap<string, Setting>): string {
  const setting = settings.get('tflite_filename');
  const named = setting === undefined || setting.value === 'undefined' ? undefined : String(setting.value);
  const argument =
    input.model === undefined || input.model === '' ? undefined : resolve(input.cwd, input.model);
  const flag = input.flags.tflite_filename !== undefined;
  if (argument !== undefined && flag && named !== argument) {
    throw new HilbenchError({
      kind: 'input',
      code: 'CONFIG_CONFLICT',
      message: `Two models are given: ${argument} as the argument, ${named} as --tflite-filename.`,
      hint: 'Give one of the two.',
    });
  }
  const path = argument ?? named;
  if (path !== undefined) return path;
  throw new HilbenchError({
    kind: 'input',
    code: 'CONFIG_NO_MODEL',
    message: 'No model is given.',
    hint: 'Name a .tflite file: hilbench run MODEL',
  });
}

/** Inputs from a file: when one is named, or when random ones are switched off. */
function datasetPath(settings: ReadonlyMap<string, Setting>): string | undefined {
  const random = settings.get('random_data');
  const dataset = settings.get('dataset');
  if (dataset === undefined) {
    if (random?.value !== false) return undefined;
    throw new HilbenchError({
      kind: 'input',
      code: 'CONFIG_NO_DATASET',
      message: `${random.origin.label}: without random inputs there must be a dataset, and none is named.`,
      hint: 'Set --dataset to a .npy or raw .bin file with the inputs.',
    });
  }
  if (random?.value === true) {
    throw new HilbenchError({
      kind: 'input',
      code: 'CONFIG_CONFLICT',
      message: `${random.origin.label} asks for random inputs, and ${dataset.origin.label} for those of a file.`,
      hint: 'Remove one of the two.',
    });
  }
  return String(dataset.value);
}

/**
 * Everything a run was told, merged and checked.
 *
 * @throws {HilbenchError} `CONFIG_…` (kind `input`), naming the flag, the variable, or
 *   file, line and column
 */
export async function parseRun(input: RunInput): Promise<RunConfig> {
  const settings = await collect(input);
  const values = new Map<string, Value>();
  for (const option of OPTIONS) {
    values.set(option.name, settings.get(option.name)?.value ?? option.default);
  }
  // The table gives every option its type; this is the one place where that is put together again.
  const { model_name, out, destination_rootdir, tflite_filename, random_data, dataset, ...rest } =
    Object.fromEntries(values) as unknown as OptionValues;
  const model_path = modelPath(input, settings);
  const name = model_name === 'auto' ? modelNameOf(model_path) : model_name;
  const root = destination_rootdir === 'auto' ? resolve(input.cwd, 'hilbench-out') : destination_rootdir;
  const dataset_path = datasetPath(settings);
  return {
    ...rest,
    destination_rootdir: root,
    model_path,
    model_name: name,
    out: out === 'auto' ? join(root, name) : out,
    ...(dataset_path === undefined ? {} : { dataset_path }),
  };
}
