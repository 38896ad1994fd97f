import { stringify } from 'yaml';
import { HilbenchError } from '../../support/errors.ts';
import { readTextLimited } from '../../support/files.ts';
import { parseYaml } from '../../support/yaml.ts';

/** Configuration of the tool as a user wrote it; keys of ours are overridden later. */
export type HeliaConfig = Readonly<Record<string, unknown>>;

const MAX_CONFIG_BYTES = 256 * 1024;

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function badConfig(path: string, what: string, cause?: unknown): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'HELIA_AOT_CONFIG',
    message: `The configuration of HeliaAOT ${path} ${what}.`,
    hint: 'Give --helios-aot-config a YAML file with the sections that `helia-aot convert --help` lists, or auto.',
    ...(cause === undefined ? {} : { cause }),
  });
}

/**
 * Reads the file of `--helios-aot-config`.
 *
 * @throws {HilbenchError} `HELIA_AOT_CONFIG` (kind `input`)
 */
export async function readHeliaConfig(path: string): Promise<HeliaConfig> {
  const text = await readTextLimited(path, MAX_CONFIG_BYTES, (what, cause) => badConfig(path, what, cause));
  const { value } = parseYaml(text, path, 'HELIA_AOT_CONFIG');
  if (value === null) return {};
  if (!isMapping(value)) throw badConfig(path, 'is not a mapping');
  for (const section of ['model', 'module', 'memory', 'platform']) {
    if (value[section] !== undefined && value[section] !== null && !isMapping(value[section])) {
      throw badConfig(path, `has a section "${section}" that is not a mapping`);
    }
  }
  return value;
}

export interface HeliaOverrides {
  readonly model_path: string;
  readonly module_path: string;
  readonly module_name: string;
  readonly prefix: string;
  /** One of `helia-aot platforms list`; the user's own choice goes before it. */
  readonly platform: string;
}

/** The YAML that the tool is started with: the user's, and over it what the pass depends on. */
export function configYaml(user: HeliaConfig, overrides: HeliaOverrides): string {
  const section = (name: string) => {
    const value = user[name];
    return isMapping(value) ? value : {};
  };
  return stringify({
    ...user,
    model: { ...section('model'), path: overrides.model_path },
    module: {
      type: 'cmake',
      ...section('module'),
      path: overrides.module_path,
      name: overrides.module_name,
      prefix: overrides.prefix,
    },
    memory: { ...section('memory'), planner: 'greedy' },
    platform: { name: overrides.platform, ...section('platform') },
  });
}
