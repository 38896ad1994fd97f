import { dirname, relative } from 'node:path';
import type { z } from 'zod';
import type { Setting } from '../config/file.ts';
import { COMMON_OPTIONS } from '../config/options.ts';
import { checkValue } from '../config/value.ts';
import { HilbenchError } from '../support/errors.ts';
import { readTextLimited } from '../support/files.ts';
import { didYouMean } from '../support/suggest.ts';
import { systemErrorCode } from '../support/system.ts';
import { plainText } from '../support/text.ts';
import { parseYaml, type YamlSource } from '../support/yaml.ts';
import { METRIC_IDS } from './catalog.ts';
import { DEFAULT_FLOOR, DEFAULT_RULES, type LayerRule, type Rule, type Rules } from './rules.ts';
import { type GateFile, gateFileSchema, type RuleEntry } from './schema.ts';
import type { MetricId } from './types.ts';

export const GATE_FILE = '.hilbench.yml';
const MAX_BYTES = 256 * 1024;

/** What `.hilbench.yml` says, with defaults for what it does not. */
export interface GateConfig {
  /** Paths or globs, relative to the root of the repository; empty: not said. */
  readonly models: readonly string[];
  /** Empty: not said. */
  readonly platforms: readonly string[];
  /** Options of `hilbench run` that it sets, checked, by name; paths are relative to the file's folder. */
  readonly run: ReadonlyMap<string, Setting>;
  readonly rules: Rules;
}

/** The configuration where there is no file. */
export const DEFAULT_CONFIG: GateConfig = { models: [], platforms: [], run: new Map(), rules: DEFAULT_RULES };

function bad(code: string, message: string, hint: string, rest: { detail?: string; cause?: unknown } = {}) {
  return new HilbenchError({ kind: 'input', code, message: plainText(message, 600), hint, ...rest });
}

/** The path of an issue as it is in the file: there, one rule may stand without its list. */
function pathInFile(value: unknown, path: readonly PropertyKey[]): PropertyKey[] {
  const found: PropertyKey[] = [];
  let at = value;
  for (const key of path) {
    if (typeof key === 'number' && !Array.isArray(at)) continue;
    found.push(key);
    at = typeof at === 'object' && at !== null ? (at as Record<PropertyKey, unknown>)[key] : undefined;
  }
  return found;
}

/** Names that may stand where an unknown one was found. */
function namesAt(path: readonly PropertyKey[]): readonly string[] {
  if (path.length === 0) return Object.keys(gateFileSchema.shape);
  if (path.length === 1 && path[0] === 'thresholds') return METRIC_IDS;
  return [
    'max_increase',
    'max_decrease',
    'max',
    'min',
    'mode',
    'engine',
    'platform',
    'model',
    'severity',
    'note',
    'floor',
  ];
}

function describeIssue(source: YamlSource, issue: z.core.$ZodIssue): string {
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = pathInFile(source.value, unknown === undefined ? issue.path : [...issue.path, unknown]);
  const where = `${source.locate(path)}: ${path.map(String).join('.') || 'the file'}`;
  if (unknown === undefined) return `${where}: ${issue.message}`;
  const near = didYouMean(unknown, namesAt(issue.path)).trim();
  const wrong_way = /^max_(in|de)crease$/.test(unknown) && issue.path[0] === 'thresholds';
  if (wrong_way) {
    return `${where}: of this metric ${unknown === 'max_increase' ? 'more is better: give max_decrease' : 'less is better: give max_increase'}`;
  }
  return `${where}: there is no such key. ${near}`.trim();
}

function invalid(source: YamlSource, error: z.ZodError): HilbenchError {
  // A misspelt key also shows as a missing one: say the cause first.
  const issues = error.issues.toSorted(
    (a, b) => Number(b.code === 'unrecognized_keys') - Number(a.code === 'unrecognized_keys'),
  );
  const [first, ...others] = issues.map((issue) => describeIssue(source, issue));
  return bad(
    'GATE_INVALID',
    first ?? `${source.file} is not a configuration`,
    'Mend the file at that place; docs/gate.md describes every key.',
    {
      ...(others.length === 0 ? {} : { detail: others.slice(0, 20).join('\n') }),
      cause: error,
    },
  );
}

function ruleOf(metric: MetricId, entry: RuleEntry, where: string): Rule {
  const { max_increase, max_decrease, max, min, severity, note, mode, engine, platform, model } = entry;
  return {
    metric,
    ...(max_increase === undefined ? {} : { max_increase }),
    ...(max_decrease === undefined ? {} : { max_decrease }),
    ...(max === undefined ? {} : { max }),
    ...(min === undefined ? {} : { min }),
    severity,
    ...(note === undefined ? {} : { note }),
    where,
    scope: {
      ...(mode === undefined ? {} : { mode }),
      ...(engine === undefined ? {} : { engine }),
      ...(platform === undefined ? {} : { platform }),
      ...(model === undefined ? {} : { model }),
    },
  };
}

function rulesOf(file: GateFile, source: YamlSource): Rules {
  const place = (path: readonly PropertyKey[]): string => source.locate(pathInFile(source.value, path));
  const metrics = METRIC_IDS.flatMap((metric): readonly Rule[] => {
    const entries = file.thresholds?.[metric];
    if (entries === undefined) return DEFAULT_RULES.metrics.filter((rule) => rule.metric === metric);
    return entries.map((entry, index) => ruleOf(metric, entry, place(['thresholds', metric, index])));
  });
  const layers = (file.layers ?? []).map(
    (entry, index): LayerRule => ({
      ...ruleOf('ticks', entry, place(['layers', index])),
      floor: entry.floor ?? DEFAULT_FLOOR,
    }),
  );
  return { metrics, layers };
}

function runOptions(file: GateFile, source: YamlSource, path: string): ReadonlyMap<string, Setting> {
  const settings = new Map<string, Setting>();
  for (const [key, value] of Object.entries(file.run ?? {})) {
    const where = source.locate(['run', key]);
    const name = key.replaceAll('-', '_');
    const option = COMMON_OPTIONS.find((each) => each.name === name);
    if (option === undefined) {
      const near = didYouMean(
        name,
        COMMON_OPTIONS.map((each) => each.name),
      );
      throw bad(
        'GATE_UNKNOWN_OPTION',
        `${where}: run takes no option "${plainText(key, 64)}".`,
        `${near}docs/reference.md lists the options of a run; model, platform and output folder are said elsewhere.`,
      );
    }
    if (settings.has(name)) {
      throw bad(
        'GATE_INVALID',
        `${where}: ${name} is set twice, in two spellings.`,
        'Remove one of the two.',
      );
    }
    const origin = { label: `${where}: ${name}`, base_dir: dirname(path) };
    settings.set(name, { value: checkValue(option, value, origin), origin });
  }
  return settings;
}

/**
 * Checks the text of a `.hilbench.yml`.
 *
 * @param path absolute path of the file
 * @param shown how messages name it
 * @throws {HilbenchError} `GATE_YAML`, `GATE_INVALID`, `GATE_UNKNOWN_OPTION` and those of an option's value
 *   (kind `input`), naming file, line and column
 */
export function parseGate(text: string, path: string, shown = path): GateConfig {
  const source = parseYaml(text, shown, 'GATE_YAML');
  if (source.value === null || source.value === undefined) return DEFAULT_CONFIG;
  const parsed = gateFileSchema.safeParse(source.value);
  if (!parsed.success) throw invalid(source, parsed.error);
  return {
    models: parsed.data.models ?? [],
    platforms: parsed.data.platforms ?? [],
    run: runOptions(parsed.data, source, path),
    rules: rulesOf(parsed.data, source),
  };
}

/**
 * Reads a `.hilbench.yml`.
 *
 * @param path absolute
 * @param cwd what messages name the file relative to, where it is inside
 * @throws {HilbenchError} `GATE_NOT_FOUND`, `GATE_FILE` and those of parseGate (kind `input`)
 */
export async function readGate(path: string, cwd: string): Promise<GateConfig> {
  const inside = relative(cwd, path);
  const shown = inside === '' || inside.startsWith('..') ? path : inside;
  const text = await readTextLimited(path, MAX_BYTES, (what, cause) => unreadable(shown, what, cause));
  return parseGate(text, path, shown);
}

function unreadable(shown: string, what: string, cause?: unknown): HilbenchError {
  const missing = systemErrorCode(cause) === 'ENOENT';
  return bad(
    missing ? 'GATE_NOT_FOUND' : 'GATE_FILE',
    `${plainText(shown, 400)} ${missing ? 'does not exist' : what}.`,
    `Give a YAML file with models and thresholds, such as ${GATE_FILE}; docs/gate.md has one.`,
    cause === undefined ? {} : { cause },
  );
}
