import { lstat, open, readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { unlessAbsent } from '../../support/system.ts';
import type { SourceFile } from '../types.ts';
import { badOutput } from './errors.ts';

/** What the tool made of a model. */
export interface HeliaModule {
  /** Sources and headers, in the folders that they have in the module. */
  readonly files: readonly SourceFile[];
  /** Names of the output tensors of its operators, in order of execution; undefined where it does not say. */
  readonly operators: readonly string[] | undefined;
  /** Its licences, and what its main files say at their beginning. */
  readonly licenses: readonly string[];
}

const MOST_FILES = 20_000;
const MOST_DEPTH = 4;
const MAX_FILE_BYTES = 96 * 1024 * 1024;
const MAX_TOTAL_BYTES = 192 * 1024 * 1024;
const MAX_LICENSE_BYTES = 64 * 1024;
const MOST_LICENSES = 16;
const LICENSE_FILE = /^(LICEN[CS]E|NOTICE|COPYING)(\.[a-z]+)?$/i;
/** Of a source: as much as may name its licence. */
const HEAD_CHARACTERS = 2000;
/** Where sources and headers of a module are; tests and examples are elsewhere. */
const SOURCE_FOLDERS = /^(src|includes?(-api)?)\//;
const C_FILE = /\.[ch]$/;
/** Also for the Makefile of an SDK: no dot but the one of the ending. */
const PLAIN_PATH = /^(?:[A-Za-z0-9_][A-Za-z0-9_-]{0,200}\/)+[A-Za-z0-9_][A-Za-z0-9_-]{0,200}\.[ch]$/;
const INCLUDE = /^[ \t]*#[ \t]*(?:include|import|embed)\b[ \t]*(.*)$/gm;

interface Found {
  /** From the module's folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
}

/** The tool ended without a module; who called it knows what it said. */
export class NoModule extends Error {}

/** A link in place of the module's folder would lead anywhere. */
async function checkRoot(dir: string): Promise<void> {
  const found = await unlessAbsent(lstat(dir));
  if (found === undefined) throw new NoModule('there is no module where it was to write one');
  if (!found.isDirectory()) throw badOutput('its folder is none');
}

/** Every file below `dir`. Links are refused: they could lead anywhere. */
async function listFiles(dir: string): Promise<Found[]> {
  const found: Found[] = [];
  const walk = async (folder: string, depth: number): Promise<void> => {
    for (const entry of await readdir(join(dir, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && depth < MOST_DEPTH) await walk(path, depth + 1);
      else if (entry.isFile()) found.push({ path, bytes: (await lstat(join(dir, path))).size });
      else throw badOutput(`${path} is neither a file nor a folder, or nested too deeply`);
      if (found.length > MOST_FILES) throw badOutput(`it has more than ${MOST_FILES} files`);
    }
  };
  await checkRoot(dir);
  await walk('', 0);
  return found;
}

async function readBounded(path: string, max_bytes: number, what: string): Promise<string> {
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  if (size > max_bytes) throw badOutput(`${what} has ${size} bytes`);
  const buffer = new Uint8Array(size);
  const { bytesRead } = await file.read(buffer, 0, size, 0);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(buffer.subarray(0, bytesRead));
  } catch {
    throw badOutput(`${what} is not UTF-8 text`);
  }
}

/** An include that leaves the module would bring files of this machine into the image. */
function checkIncludes(path: string, content: string, own: ReadonlySet<string>): void {
  for (const [, operand = ''] of content.replaceAll(/\\\r?\n/g, '').matchAll(INCLUDE)) {
    const target = /^["<]([^">]*)[">]/.exec(operand)?.[1];
    // A macro could stand for any path.
    if (target === undefined) throw badOutput(`${path} includes what a macro names`);
    const plain = !/^[\\/]|^[A-Za-z]:|\\/.test(target);
    const inside = !target.split('/').includes('..') || own.has(posix.join(posix.dirname(path), target));
    if (!plain || !inside) throw badOutput(`${path} includes a file outside of the module`);
  }
}

/** The names of `operators[].id` (`0:<name>`), where the plan has them. */
function operatorNames(plan: string): readonly string[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(plan);
  } catch {
    return undefined;
  }
  const { operators } = (parsed ?? {}) as { operators?: unknown };
  if (!Array.isArray(operators)) return undefined;
  const names = operators.map((operator: unknown) => {
    const { id } = (operator ?? {}) as { id?: unknown };
    return typeof id === 'string' ? id.replace(/^\d+:/, '') : undefined;
  });
  return names.every((name) => name !== undefined) ? names : undefined;
}

/**
 * Reads a module back from the folder the tool wrote it to: bounded, plain files only, nothing from outside.
 *
 * @param prefix the `module.prefix` it was made with
 * @throws {NoModule}
 * @throws {HilbenchError} `HELIA_AOT_BAD_OUTPUT` (kind `bench`)
 */
export async function readModule(dir: string, prefix: string): Promise<HeliaModule> {
  const found = await listFiles(dir);
  const sources = found.filter(({ path }) => SOURCE_FOLDERS.test(path) && C_FILE.test(path));
  const total = sources.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > MAX_TOTAL_BYTES) throw badOutput(`its sources have ${total} bytes`);
  const files: SourceFile[] = [];
  const paths = new Set(sources.map(({ path }) => path));
  for (const path of [...paths].sort()) {
    if (!PLAIN_PATH.test(path)) throw badOutput(`it has a file with the name ${JSON.stringify(path)}`);
    const content = await readBounded(join(dir, path), MAX_FILE_BYTES, path);
    checkIncludes(path, content, paths);
    files.push({ path, content });
  }
  const names = new Set(files.map(({ path }) => posix.basename(path)));
  for (const needed of [`${prefix}_model.h`, `${prefix}_model.c`]) {
    if (!names.has(needed)) throw new NoModule(`the module has no ${needed}`);
  }
  const textOf = async (path: string, max_bytes: number): Promise<string | undefined> =>
    found.some((file) => file.path === path) ? readBounded(join(dir, path), max_bytes, path) : undefined;
  const plan = await textOf(`${prefix}_plan.json`, MAX_FILE_BYTES);
  const licenses = found.filter(({ path }) => LICENSE_FILE.test(path)).slice(0, MOST_LICENSES);
  const main = files.filter(({ path }) => posix.basename(path).startsWith(`${prefix}_model.`));
  return {
    files,
    operators: plan === undefined ? undefined : operatorNames(plan),
    licenses: [
      ...(await Promise.all(
        licenses.map(({ path }) => readBounded(join(dir, path), MAX_LICENSE_BYTES, path)),
      )),
      ...main.map(({ content }) => content.slice(0, HEAD_CHARACTERS)),
    ],
  };
}
