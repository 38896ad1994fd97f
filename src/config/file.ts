import { dirname } from 'node:path';
import { HilbenchError } from '../support/errors.ts';
import { readTextLimited } from '../support/files.ts';
import { didYouMean } from '../support/suggest.ts';
import { plainText } from '../support/text.ts';
import { parseYaml } from '../support/yaml.ts';
import type { OptionSpec } from './options/spec.ts';
import { OPTIONS } from './options.ts';
import { checkValue, type Origin, type Value } from './value.ts';

/** What a file that comes with the model does not decide: another file, and which hardware this host has. */
const NOT_IN_A_FILE: ReadonlySet<string> = new Set(['configfile', 'bench']);

/** No configuration of a run is larger than this. */
const MAX_BYTES = 256 * 1024;

export interface Setting {
  readonly value: Value;
  readonly origin: Origin;
}

function unreadable(path: string, what: string, cause?: unknown): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'CONFIG_FILE',
    message: `The configuration file ${plainText(path, 400)} ${what}.`,
    hint: 'Set --configfile to a YAML file with options by their names.',
    ...(cause === undefined ? {} : { cause }),
  });
}

/**
 * The options that a configuration file sets. Relative paths in it are relative to its folder.
 *
 * @param path - absolute
 * @throws {HilbenchError} `CONFIG_FILE`, `CONFIG_YAML`, `CONFIG_UNKNOWN_OPTION`, and those of a value
 *   (kind `input`), naming file, line and column
 */
export async function readConfigFile(path: string): Promise<ReadonlyMap<string, Setting>> {
  const text = await readTextLimited(path, MAX_BYTES, (what, cause) => unreadable(path, what, cause));
  return parseConfig(text, path);
}

/** As `readConfigFile`, for the text of a file at `path`. */
function parseConfig(text: string, path: string): ReadonlyMap<string, Setting> {
  const source = parseYaml(text, path, 'CONFIG_YAML');
  const settings = new Map<string, Setting>();
  if (source.value === null || source.value === undefined) return settings;
  if (typeof source.value !== 'object' || Array.isArray(source.value)) {
    throw new HilbenchError({
      kind: 'input',
      code: 'CONFIG_YAML',
      message: `${source.locate([])}: a configuration is a map of options.`,
      hint: 'Write one option a line, for example: runs: 20',
    });
  }
  for (const [key, value] of Object.entries(source.value)) {
    const where = source.locate([key]);
    const option = optionOfKey(key, where);
    if (settings.has(option.name)) {
      throw new HilbenchError({
        kind: 'input',
        code: 'CONFIG_CONFLICT',
        message: `${where}: ${option.name} is set twice, in two spellings.`,
        hint: 'Remove one of the two.',
      });
    }
    const origin = { label: `${where}: ${option.name}`, base_dir: dirname(path) };
    settings.set(option.name, { value: checkValue(option, value, origin), origin });
  }
  return settings;
}

function optionOfKey(key: string, where: string): OptionSpec {
  const name = key.replaceAll('-', '_');
  const option = OPTIONS.find((each) => each.name === name);
  if (option !== undefined && !NOT_IN_A_FILE.has(option.name)) return option;
  const shown = plainText(key, 64);
  const names = OPTIONS.filter((each) => !NOT_IN_A_FILE.has(each.name)).map((each) => each.name);
  throw new HilbenchError({
    kind: 'input',
    code: 'CONFIG_UNKNOWN_OPTION',
    message:
      option === undefined
        ? `${where}: there is no option "${shown}".`
        : option.name === 'bench'
          ? `${where}: a configuration file cannot say which bench this host has.`
          : `${where}: a configuration file cannot name another one.`,
    hint: `${didYouMean(name, names)}\`hilbench run --help\` lists all options.`,
  });
}
