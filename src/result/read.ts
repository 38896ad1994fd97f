import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { HilbenchError } from '../support/errors.ts';
import { unlessAbsent } from '../support/system.ts';
import { type RunResult, runResultSchema } from './schema.ts';

export const RESULT_FILE = 'results.json';
/** What the result beside it was compared with, where that was measured in the same job. */
export const BASE_FILE = 'base.json';
/** A result of 65 536 layers with every field is below this. */
const MAX_RESULT_BYTES = 64 * 1024 * 1024;

function bad(code: string, message: string, hint: string, cause?: unknown): HilbenchError {
  return new HilbenchError({ kind: 'input', code, message, hint, cause });
}

function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.map(String).join('.') || '(top)'}: ${issue.message}`)
    .join('; ')
    .slice(0, 2000);
}

/**
 * Checks text from anywhere as a result.
 *
 * @param source what to call it in errors, for example its path
 * @throws {HilbenchError} `RESULT_NOT_JSON`, `RESULT_INVALID`, `RESULT_OTHER_VERSION`
 */
export function parseResult(text: string, source: string): RunResult {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw bad(
      'RESULT_NOT_JSON',
      `${source} is not JSON.`,
      `Give the ${RESULT_FILE} that a run wrote.`,
      cause,
    );
  }
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  if (typeof schema === 'string' && schema.startsWith('hilbench.run/') && schema !== 'hilbench.run/1') {
    throw bad(
      'RESULT_OTHER_VERSION',
      `${source} has schema ${schema.slice(0, 40)}, this version reads hilbench.run/1.`,
      'Use the version of hilbench that wrote it, or run the model again.',
    );
  }
  const parsed = runResultSchema.safeParse(value);
  if (!parsed.success) {
    throw bad(
      'RESULT_INVALID',
      `${source} is not a hilbench result: ${describeIssues(parsed.error)}`,
      `Give the ${RESULT_FILE} that a run wrote, unedited.`,
    );
  }
  return parsed.data;
}

function unreadable(path: string, cause: unknown): HilbenchError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return bad(
    'RESULT_UNREADABLE',
    `The result at ${path} cannot be read: ${why}.`,
    'Make the file and the folders above it readable for the user who runs this.',
    cause,
  );
}

/** Undefined only where there is nothing of that name. */
async function statOf(path: string): Promise<Stats | undefined> {
  try {
    return await unlessAbsent(stat(path), 'ENOTDIR');
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/**
 * Reads a result from its file, or from the folder that holds it.
 *
 * @throws {HilbenchError} `RESULT_NOT_FOUND`, `RESULT_UNREADABLE`, `RESULT_TOO_LARGE` and those of parseResult
 */
export async function readResult(path: string): Promise<RunResult> {
  const found = await statOf(path);
  const file = found?.isDirectory() ? join(path, RESULT_FILE) : path;
  const info = found?.isDirectory() ? await statOf(file) : found;
  if (!info?.isFile()) {
    throw bad(
      'RESULT_NOT_FOUND',
      `There is no result at ${file}.`,
      `Give a ${RESULT_FILE}, or the folder a run wrote (its --out).`,
    );
  }
  if (info.size > MAX_RESULT_BYTES) {
    throw bad(
      'RESULT_TOO_LARGE',
      `${file} has ${info.size} bytes; a result has at most ${MAX_RESULT_BYTES}.`,
      `Give the ${RESULT_FILE} that a run wrote.`,
    );
  }
  const text = await readFile(file, 'utf8').catch((cause: unknown) =>
    Promise.reject(unreadable(file, cause)),
  );
  return parseResult(text, file);
}
