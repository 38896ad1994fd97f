import { readFile, stat } from 'node:fs/promises';
import { HilbenchError } from '../support/errors.ts';
import { didYouMean } from '../support/suggest.ts';
import { plainText } from '../support/text.ts';
import { parseYaml, type YamlSource } from '../support/yaml.ts';
import { findPmuEvent, PMU_EVENTS } from './pmu-events.ts';
import { PRESETS } from './presets.ts';
import type { CounterEvent } from './types.ts';

const MAX_FILE_BYTES = 64 * 1024;
/** As in ns_autodeploy, which has the first four of them. */
const KEY = /^PMU_EVENT(0|[1-9][0-9]?)$/;
const HINT = 'Entries look like `PMU_EVENT0: { name: ARM_PMU_INST_RETIRED, size: 32 }`, numbered from 0.';

function fileError(code: string, message: string, hint: string, cause?: unknown): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code,
    message,
    hint,
    ...(cause === undefined ? {} : { cause }),
  });
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size <= MAX_FILE_BYTES) return await readFile(path, 'utf8');
  } catch (cause) {
    throw fileError(
      'PMU_FILE_UNREADABLE',
      `The PMU configuration ${plainText(path, 300)} cannot be read.`,
      `Name a file, or one of the presets ${Object.keys(PRESETS).join(', ')}.`,
      cause,
    );
  }
  throw fileError(
    'PMU_FILE_INVALID',
    `The PMU configuration ${plainText(path, 300)} has more than ${MAX_FILE_BYTES} bytes.`,
    HINT,
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The event of one entry `{ name, size }`. */
function eventOf(source: YamlSource, key: string, entry: unknown): CounterEvent {
  const invalid = (what: string, path: readonly string[] = [key]): HilbenchError =>
    fileError('PMU_FILE_INVALID', `${source.locate(path)}: ${what}`, HINT);
  if (!isRecord(entry)) throw invalid(`${key} is not a mapping with a name.`);
  const { name, size = 32, ...rest } = entry;
  const [stray] = Object.keys(rest);
  if (stray !== undefined) throw invalid(`${key} has no setting "${plainText(stray, 60)}".`, [key, stray]);
  if (typeof name !== 'string') throw invalid(`${key} has no name.`);
  // A counter of 32 bits gives the number that one of 16 would give as long as it can.
  if (size !== 32 && size !== 16)
    throw invalid(`the size of ${key} is neither 32 nor 16 bits.`, [key, 'size']);
  const event = findPmuEvent(name);
  if (event !== undefined) return event;
  throw fileError(
    'PMU_UNKNOWN_EVENT',
    `${source.locate([key, 'name'])}: there is no PMU event "${plainText(name, 80)}".`,
    `${didYouMean(
      name,
      PMU_EVENTS.map((known) => known.name),
    )}docs/profiling.md lists all ${PMU_EVENTS.length}.`,
  );
}

/** What a PMU configuration says: its events by their numbers. `path` is for messages. @throws as `readPmuFile` */
export function parsePmuFile(text: string, path: string): readonly CounterEvent[] {
  const source = parseYaml(text, path, 'PMU_FILE_INVALID');
  const invalid = (key: string, what: string): HilbenchError =>
    fileError('PMU_FILE_INVALID', `${source.locate([key])}: ${what}`, HINT);
  if (!isRecord(source.value) || Object.keys(source.value).length === 0) {
    throw fileError('PMU_FILE_INVALID', `${plainText(path, 300)} names no events.`, HINT);
  }
  const entries = Object.entries(source.value).map(([key, entry]) => {
    const match = KEY.exec(key);
    if (match === null) throw invalid(key, `"${plainText(key, 60)}" is not PMU_EVENT and a number.`);
    return { key, at: Number(match[1]), event: eventOf(source, key, entry) };
  });
  const seen = new Set<number>();
  for (const { key, event } of entries) {
    if (seen.has(event.number)) throw invalid(key, `${event.name} is there twice.`);
    seen.add(event.number);
  }
  return entries.sort((a, b) => a.at - b.at).map(({ event }) => event);
}

/**
 * The events of a PMU configuration file in the format of ns_autodeploy. More than four are counted in several passes.
 *
 * @throws {HilbenchError} `PMU_FILE_UNREADABLE`, `PMU_FILE_INVALID`, `PMU_UNKNOWN_EVENT` (kind `input`)
 */
export async function readPmuFile(path: string): Promise<readonly CounterEvent[]> {
  return parsePmuFile(await readText(path), path);
}
