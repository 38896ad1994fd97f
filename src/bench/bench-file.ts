import { closeSync, openSync, readSync } from 'node:fs';
import type { Platform } from '../platform/types.ts';
import { HilbenchError } from '../support/errors.ts';
import { systemErrorCode } from '../support/system.ts';
import { plainText } from '../support/text.ts';
import { parseYaml, type YamlSource } from '../support/yaml.ts';
import { findConflict } from './bench-rules.ts';
import { benchFileSchema } from './bench-schema.ts';
import type { BenchBoard } from './types.ts';

/** No bench is described by more. */
const MAX_BYTES = 256 * 1024;

/** What bench.yml says. */
export interface BenchFile {
  /** Absolute; absent: there is no bench.yml, and so no board of silicon. */
  readonly path?: string;
  readonly boards: readonly BenchBoard[];
  /** So many failures in a row put a board in quarantine; 0: never. */
  readonly quarantine_after: number;
}

export const NO_BENCH_FILE: BenchFile = { boards: [], quarantine_after: 3 };

/** Where bench.yml is looked for. */
export interface BenchPath {
  /** Absolute. */
  readonly path: string;
  /** Somebody named it: it must be there then. */
  readonly named: boolean;
}

function invalid(where: string, what: string, cause?: unknown): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'BENCH_INVALID',
    message: plainText(`${where}: ${what}`, 500),
    hint: 'Mend bench.yml at that place; docs/bench.md describes every field, and `hilbench boards init` proposes one.',
    ...(cause === undefined ? {} : { cause }),
  });
}

/**
 * The boards that the text of a bench.yml describes.
 *
 * @param file its path, for messages
 * @throws {HilbenchError} `BENCH_INVALID` (kind `input`), naming file, line and column
 */
export function parseBenchFile(text: string, file: string, platforms: readonly Platform[]): BenchFile {
  const source = parseYaml(text, file, 'BENCH_INVALID');
  if (source.value === null || source.value === undefined) return { ...NO_BENCH_FILE, path: file };
  const parsed = benchFileSchema.safeParse(source.value);
  if (!parsed.success) throw firstIssue(source, parsed.error);
  const { boards, quarantine_after } = parsed.data;
  const conflict = findConflict(boards, platforms);
  if (conflict !== undefined) throw invalid(source.locate(conflict.path), conflict.message);
  return { path: file, boards, quarantine_after };
}

interface SchemaError {
  readonly issues: readonly {
    readonly code: string;
    readonly path: readonly PropertyKey[];
    readonly message: string;
    readonly keys?: readonly string[];
  }[];
}

/** A misspelt key also shows as a missing one: the cause is said first. */
function firstIssue(source: YamlSource, error: SchemaError): HilbenchError {
  const [issue] = error.issues.toSorted(
    (a, b) => Number(b.code === 'unrecognized_keys') - Number(a.code === 'unrecognized_keys'),
  );
  const path = [...(issue?.path ?? []), ...(issue?.keys?.slice(0, 1) ?? [])];
  const name = path.length === 0 ? '' : `${path.map(String).join('.')}: `;
  return invalid(source.locate(path), `${name}${issue?.message ?? 'not a bench'}`, error);
}

/**
 * Reads bench.yml. Where nobody named one and there is none, the bench has no board of silicon.
 *
 * @throws {HilbenchError} `BENCH_FILE`, `BENCH_INVALID` (kind `input`)
 */
export function readBenchFile({ path, named }: BenchPath, platforms: readonly Platform[]): BenchFile {
  let text: string | undefined;
  try {
    text = readLimited(path);
  } catch (cause) {
    if (!named && ['ENOENT', 'ENOTDIR'].includes(systemErrorCode(cause) ?? '')) return NO_BENCH_FILE;
    throw unreadable(path, `cannot be read (${cause instanceof Error ? cause.message : cause})`, cause);
  }
  if (text === undefined) throw unreadable(path, `is larger than ${MAX_BYTES / 1024} KB`);
  return parseBenchFile(text, path, platforms);
}

function unreadable(path: string, what: string, cause?: unknown): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'BENCH_FILE',
    message: plainText(`The bench file ${path} ${what}.`, 500),
    hint: 'Set --bench or HILBENCH_BENCH to the bench.yml of this host; `hilbench boards init` proposes one.',
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Undefined: it holds more than a bench.yml may. */
function readLimited(path: string): string | undefined {
  const file = openSync(path, 'r');
  try {
    const buffer = new Uint8Array(MAX_BYTES + 1);
    let length = 0;
    for (;;) {
      const read = readSync(file, buffer, length, buffer.length - length, null);
      length += read;
      if (length > MAX_BYTES) return undefined;
      if (read === 0) return new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
}
