import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, normalize } from 'node:path';
import type { ExternalCode } from '../engine/types.ts';
import { HilbenchError } from '../support/errors.ts';
import type { ImageRequest, ImageVariant } from './types.ts';

/** A file on its way into an image. Paths are relative to the build folder, into which all of them go. */
export interface InputFile {
  readonly path: string;
  readonly content: string;
}

/** One file to compile, and what it may include. */
export interface CompileUnit extends InputFile {
  readonly include_dirs: readonly string[];
  /** Every header in those folders. */
  readonly headers: readonly InputFile[];
  /** What a unit in C++ sees beside; the harness and all other C is the same with and without it. */
  readonly external?: ExternalCode;
}

/** By the ending of its file. */
export function languageOf(unit: Pick<CompileUnit, 'path'>): 'c' | 'cxx' {
  return CXX_SOURCE.test(unit.path) ? 'cxx' : 'c';
}

/** Everything that goes into an image, as it was read once: what is hashed is what is compiled. */
export interface ImageSources {
  readonly units: readonly CompileUnit[];
  readonly linker_scripts: readonly InputFile[];
  /** Where the linker looks for scripts, the port's own folder first. */
  readonly linker_dirs: readonly string[];
  /** Libraries of others that are linked in. */
  readonly external?: ExternalCode;
}

/** Template folder of what every image has, whatever it is for. */
export const COMMON_DIR = 'common';
/** Template folder of what an image is for. */
const VARIANT_DIRS: Record<ImageVariant, string> = { link: 'harness', power: 'power' };
/** Folder of the files that were made for the model, beside the template folders. */
const GENERATED_DIR = 'generated';
const SOURCE = /\.[cS]$/;
const CXX_SOURCE = /\.cc$/;
const HEADER = /\.h$/;
const LINKER_SCRIPT = /\.ld$/;

function isGenerated(folder: string): boolean {
  return folder === GENERATED_DIR || folder.startsWith(`${GENERATED_DIR}/`);
}

function templateError(message: string, cause?: unknown): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'FIRMWARE_TEMPLATE_MISSING',
    message,
    hint: 'Install hilbench again: its folder templates/firmware is incomplete.',
    cause,
  });
}

/** Keeps a path inside the folder it is joined to, and free of what a linker or compiler reads as an option. */
export function checkRelativePath(path: string): string {
  const wellFormed =
    /^[A-Za-z0-9_][A-Za-z0-9_./-]*$/.test(path) && !isAbsolute(path) && normalize(path) === path;
  if (wellFormed && !path.split('/').includes('..')) return path;
  throw new HilbenchError({
    kind: 'bench',
    code: 'FIRMWARE_BAD_PATH',
    message: `The engine names the source file ${JSON.stringify(path)}, which is not a plain path inside its folder.`,
    hint: 'Report this as a defect of hilbench, with the model if you can.',
  });
}

async function readTemplate(templatesDir: string, path: string): Promise<InputFile> {
  try {
    return { path, content: await readFile(join(templatesDir, path), 'utf8') };
  } catch (error) {
    throw templateError(`The firmware template ${path} cannot be read.`, error);
  }
}

/** Files of one folder, by name, so that the order never depends on the file system. */
async function readFolder(templatesDir: string, folder: string, pattern: RegExp): Promise<InputFile[]> {
  let names: string[];
  try {
    names = await readdir(join(templatesDir, folder));
  } catch (error) {
    throw templateError(`The firmware template folder ${folder} cannot be read.`, error);
  }
  const matching = names.filter((name) => pattern.test(name)).sort();
  return Promise.all(matching.map((name) => readTemplate(templatesDir, `${folder}/${name}`)));
}

async function readFolders(
  templatesDir: string,
  folders: readonly string[],
  pattern: RegExp,
): Promise<InputFile[]> {
  return (await Promise.all(folders.map((folder) => readFolder(templatesDir, folder, pattern)))).flat();
}

/** Folders that a port shares with others, from its `port.json`. */
async function sharedFolders(templatesDir: string, port_dir: string): Promise<readonly string[]> {
  const { path, content } = await readTemplate(templatesDir, `${port_dir}/port.json`);
  const { shared } = JSON.parse(content) as { shared?: unknown };
  if (Array.isArray(shared) && shared.every((item) => typeof item === 'string'))
    return shared.map(checkRelativePath);
  throw templateError(`The firmware template ${path} has no list "shared".`);
}

/**
 * Collects everything that goes into an image: what it is for, what all images have, port, engine, and what was
 * generated for the model. Only port code sees folders of the port, so all other objects serve every port with the
 * same core; and only the code of the variant sees its folder, so all other objects serve every variant.
 *
 * @throws {HilbenchError} `FIRMWARE_NO_PORT` (kind `input`), `FIRMWARE_TEMPLATE_MISSING`,
 *   `FIRMWARE_BAD_PATH` (kind `bench`)
 */
export async function collectSources(
  request: Pick<ImageRequest, 'platform' | 'engine' | 'variant'>,
  templatesDir: string,
): Promise<ImageSources> {
  const { platform, engine, variant = 'link' } = request;
  if (platform.port === undefined) {
    throw new HilbenchError({
      kind: 'input',
      code: 'FIRMWARE_NO_PORT',
      message: `There is no firmware for the platform ${platform.name} yet.`,
      hint: 'Choose a platform that `hilbench platforms` lists as runnable, for example mps3_an547.',
    });
  }
  const generated = engine.generated.map(({ path, content }) => ({
    path: `${GENERATED_DIR}/${checkRelativePath(path)}`,
    content,
  }));
  const port_dir = `port/${checkRelativePath(platform.port)}`;
  const port_dirs = [port_dir, ...(await sharedFolders(templatesDir, port_dir))];
  const variant_dir = VARIANT_DIRS[variant];
  const engine_dirs = engine.template_folders.map(checkRelativePath);

  /** Units of `files`, which may include from their own `folders` and from the common one. */
  const unitsOf = async (
    files: readonly InputFile[],
    folders: readonly string[],
    more_headers: readonly InputFile[] = [],
  ): Promise<CompileUnit[]> => {
    const include_dirs = [...new Set([...folders, COMMON_DIR])];
    const template_dirs = include_dirs.filter((folder) => !isGenerated(folder));
    const found = await readFolders(templatesDir, template_dirs, HEADER);
    return files.map((file) => ({ ...file, include_dirs, headers: [...more_headers, ...found] }));
  };
  const folderUnits = async (folders: readonly string[]): Promise<CompileUnit[]> =>
    unitsOf(await readFolders(templatesDir, folders, SOURCE), folders);

  const engine_sources = await Promise.all(
    engine.template_sources.map((path) => readTemplate(templatesDir, checkRelativePath(path))),
  );
  const external = engine.external?.[variant];
  const generated_headers = generated.filter(({ path }) => HEADER.test(path));
  /** Whatever was generated may include headers of any folder that was generated with it. */
  const generated_dirs = [GENERATED_DIR, ...generated_headers.map(({ path }) => dirname(path))];
  /** Only C++ sees generated headers and code of others, so that C objects serve every engine build. */
  const engineUnits = async (): Promise<CompileUnit[]> => {
    const cxx = engine_sources.filter((file) => languageOf(file) === 'cxx');
    const others = engine_sources.filter((file) => languageOf(file) === 'c');
    const cxx_units = await unitsOf(cxx, [GENERATED_DIR, ...engine_dirs], generated_headers);
    return [
      ...(await unitsOf(others, engine_dirs)),
      ...cxx_units.map((unit) => (external === undefined ? unit : { ...unit, external })),
    ];
  };
  return {
    units: [
      ...(await folderUnits([variant_dir])),
      ...(await folderUnits([COMMON_DIR])),
      ...(await folderUnits(port_dirs)),
      ...(await engineUnits()),
      ...(await unitsOf(
        generated.filter(({ path }) => SOURCE.test(path)),
        [...generated_dirs, ...engine_dirs],
        generated_headers,
      )),
    ],
    linker_scripts: await readFolders(templatesDir, port_dirs, LINKER_SCRIPT),
    linker_dirs: port_dirs,
    ...(external === undefined ? {} : { external }),
  };
}

/** Writes files below `dir`. Each path once: units share their headers. */
export async function writeFiles(files: readonly InputFile[], dir: string): Promise<void> {
  for (const [path, content] of new Map(files.map((file) => [file.path, file.content]))) {
    const target = join(dir, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}
