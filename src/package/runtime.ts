import { readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import type { ExternalCode } from '../engine/types.ts';
import { checkRelativePath } from '../firmware/sources.ts';
import { fileError } from '../support/files.ts';
import { runCompiler, type ToolContext, writeFiles } from './archive.ts';
import { badLicense } from './errors.ts';
import { inTemporaryFolder } from './prove.ts';
import type { PackageFile } from './types.ts';

/** Folder of a package for what is copied from others. */
const RUNTIME_DIR = 'runtime';
const LICENSE_FILE = /^(LICEN[CS]E|NOTICE|COPYING)(\.(txt|md))?$/i;
const MOST_LICENSES = 64;
const MAX_LICENSE_BYTES = 256 * 1024;
/** How a licence says that the CPU must be one of Ambiq. */
const AMBIQ_ONLY = /\b(non-Ambiq|Ambiq-manufactured|not manufactured by Ambiq)\b/i;

/** A licence that comes with code of others. */
export interface RuntimeLicense {
  /** Relative to the folder of that code, forward slashes. */
  readonly path: string;
  readonly content: Uint8Array;
}

/** An interpreter in a package: copied, never changed. */
export interface PackagedRuntime {
  /** Below `runtime`: headers, the static library, licences. */
  readonly files: readonly PackageFile[];
  /** Relative to the package, in the order to search them. */
  readonly include_dirs: readonly string[];
  readonly defines: readonly string[];
  /** The static library, relative to the package. */
  readonly archive: string;
  readonly licenses: readonly RuntimeLicense[];
}

/** Whether code under these licences may be executed on hardware of Ambiq only. */
export function isForAmbiqOnly(licenses: readonly RuntimeLicense[]): boolean {
  const textOf = ({ content }: RuntimeLicense): string => new TextDecoder().decode(content);
  return licenses.some((license) => AMBIQ_ONLY.test(textOf(license).replace(/\s+/g, ' ')));
}

/**
 * The licences of a runtime: of all of it, since its library has all of it inside.
 *
 * @throws {HilbenchError} `PACKAGE_LICENSE` (kind `input`) when there is none: nobody could pass the package on
 */
export async function readLicenses(dir: string): Promise<readonly RuntimeLicense[]> {
  let entries: string[];
  try {
    entries = await readdir(dir, { recursive: true });
  } catch (cause) {
    throw badLicense(dir, 'cannot be read', cause);
  }
  const paths = entries
    .map((path) => path.replaceAll(sep, '/'))
    .filter((path) => LICENSE_FILE.test(basename(path)))
    .sort();
  if (!paths.some((path) => !path.includes('/'))) throw badLicense(dir, 'has no file LICENSE');
  if (paths.length > MOST_LICENSES) throw badLicense(dir, `has ${paths.length} licences`);
  return Promise.all(paths.map(async (path) => ({ path, content: await readLicense(join(dir, path)) })));
}

async function readLicense(path: string): Promise<Uint8Array> {
  try {
    const content = await readFile(path);
    if (content.length <= MAX_LICENSE_BYTES) return content;
  } catch (cause) {
    throw badLicense(path, 'cannot be read', cause);
  }
  throw badLicense(path, `is larger than ${MAX_LICENSE_BYTES / 1024} KB`);
}

/** Paths in a rule for make, as the compiler writes it with `-M`. */
export function pathsOfRule(rule: string): string[] {
  const [, prerequisites = ''] = /^[^:]*:([\s\S]*)$/.exec(rule) ?? [];
  return prerequisites
    .replace(/\\\r?\n/g, ' ')
    .split(/(?<!\\)\s+/)
    .filter((word) => word !== '')
    .map((word) => word.replace(/\\([ #])/g, '$1').replaceAll('$$', '$'));
}

/** What a source includes below `dir`, relative to it. */
async function includedFrom(
  dir: string,
  source: string,
  flags: readonly string[],
  cwd: string,
  context: ToolContext,
): Promise<string[]> {
  const rule = await runCompiler(`Reading ${source}`, [...flags, '-M', source], cwd, context);
  return pathsOfRule(rule).flatMap((path) => {
    const inside = relative(dir, path);
    return inside.startsWith('..') || inside === path ? [] : [checkRelativePath(inside.replaceAll(sep, '/'))];
  });
}

/**
 * Copies of a runtime what a package takes: the headers that `sources` include, directly or not, its release
 * library, and every licence.
 *
 * @param sources of the package, among them those in C++, which alone include the runtime
 * @param flags for C++
 * @throws {HilbenchError} `PACKAGE_LICENSE` (kind `input`), `PACKAGE_BUILD_FAILED`, `FILE_…` (kind `bench`)
 */
export async function copyRuntime(
  external: ExternalCode,
  sources: readonly PackageFile[],
  flags: readonly string[],
  context: ToolContext,
): Promise<PackagedRuntime> {
  const { dir, include_dirs, defines } = external;
  const [library] = external.archives;
  if (library === undefined) throw new Error('a runtime has a library');
  const inside = (path: string): string => relative(dir, path).replaceAll(sep, '/');
  const licenses = await readLicenses(dir);
  const compile = [
    ...flags,
    ...defines.map((define) => `-D${define}`),
    '-I.',
    ...include_dirs.flatMap((include) => ['-isystem', include]),
  ];
  const headers = await inTemporaryFolder(async (work) => {
    await writeFiles(sources, work);
    const found = new Set<string>();
    for (const { path } of sources) {
      if (!path.endsWith('.cc')) continue;
      for (const header of await includedFrom(dir, path, compile, work, context)) found.add(header);
    }
    return [...found].sort();
  });
  const copy = async (path: string): Promise<PackageFile> => {
    try {
      return { path: `${RUNTIME_DIR}/${path}`, content: await readFile(join(dir, path)) };
    } catch (cause) {
      throw fileError(cause, 'read', join(dir, path));
    }
  };
  return {
    files: [
      ...(await Promise.all([...headers, checkRelativePath(inside(library))].map(copy))),
      ...licenses.map(({ path, content }) => ({ path: `${RUNTIME_DIR}/${path}`, content })),
    ],
    include_dirs: include_dirs.map((include) => [RUNTIME_DIR, inside(include)].filter(Boolean).join('/')),
    defines,
    archive: `${RUNTIME_DIR}/${inside(library)}`,
    licenses,
  };
}
