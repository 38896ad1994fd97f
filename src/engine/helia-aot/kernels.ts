import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readTextLimited } from '../../support/files.ts';
import type { SourceFile } from '../types.ts';
import { badKernels } from './errors.ts';

const MOST_FILES = 4000;
const MAX_FILE_BYTES = 2 * 1024 * 1024;
/** Where they go, so that no name of a module meets one of theirs. */
const FOLDER = 'ns_cmsis_nn';
const PLAIN_PATH = /^[A-Za-z0-9_][A-Za-z0-9_./-]{0,200}$/;
const NAME = /\barm_\w+/g;
/** A function that is defined: at the start of a line, its parameters, and a body. */
const DEFINITION = /^[A-Za-z_][\w \t*]*?\b(arm_\w+)\s*\([^;{}]*\)\s*\{/gm;

async function readAll(dir: string, ending: string): Promise<SourceFile[]> {
  const fail = (what: string, cause?: unknown) => badKernels(dir, what, cause);
  let entries: string[];
  try {
    entries = await readdir(dir, { recursive: true });
  } catch (cause) {
    throw fail('cannot be read', cause);
  }
  const paths = entries
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith(ending) && PLAIN_PATH.test(path))
    .sort();
  if (paths.length === 0 || paths.length > MOST_FILES) throw fail(`has ${paths.length} files *${ending}`);
  const files: SourceFile[] = [];
  for (const path of paths)
    files.push({ path, content: await readTextLimited(join(dir, path), MAX_FILE_BYTES, fail) });
  return files;
}

/** Which names the sources define, and where. */
function definitions(sources: readonly SourceFile[]): ReadonlyMap<string, SourceFile> {
  const found = new Map<string, SourceFile>();
  for (const source of sources) {
    for (const [, name] of source.content.matchAll(DEFINITION))
      if (name !== undefined) found.set(name, source);
    // Tables, and functions whose definition a macro makes, are in the file of their name.
    const own = source.path.slice(source.path.lastIndexOf('/') + 1).replace(/\.c$/, '');
    if (!found.has(own)) found.set(own, source);
  }
  return found;
}

/** The sources that define what `roots` name, what those name, and so on. */
export function closure(roots: readonly SourceFile[], sources: readonly SourceFile[]): SourceFile[] {
  const defined = definitions(sources);
  const taken = new Set<SourceFile>();
  const open = [...roots];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    for (const [name] of file.content.matchAll(NAME)) {
      const source = defined.get(name);
      if (source === undefined || taken.has(source)) continue;
      taken.add(source);
      open.push(source);
    }
  }
  return [...taken].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * The kernels of ns-cmsis-nn that a module calls, with all its headers, from a checkout.
 *
 * @param dir the checkout, with `Include` and `Source`
 * @throws {HilbenchError} `HELIA_AOT_BAD_KERNELS` (kind `bench`)
 */
export async function readKernels(dir: string, module: readonly SourceFile[]): Promise<SourceFile[]> {
  const headers = await readAll(join(dir, 'Include'), '.h');
  const sources = await readAll(join(dir, 'Source'), '.c');
  // Kernels also call what headers define as inline functions, which call other kernels.
  const bodies = headers.filter(({ content }) => content.includes('__STATIC_FORCEINLINE'));
  const inline = bodies.map(({ path, content }) => ({ path, content: withoutDeclarations(content) }));
  const needed = closure([...module, ...inline], sources);
  return [
    ...headers,
    ...needed.map(({ path, content }) => ({
      path: `${FOLDER}/${path.slice(path.lastIndexOf('/') + 1)}`,
      content,
    })),
  ];
}

/** Only what is indented: a declaration names a function without calling it. */
function withoutDeclarations(header: string): string {
  return header
    .split('\n')
    .filter((line) => /^\s+.*\barm_\w+\s*\(/.test(line))
    .join('\n');
}
