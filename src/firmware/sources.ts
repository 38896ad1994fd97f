import { readdir, readFile } from 'node:fs/promises';
import { isAbsolute, join, normalize } from 'node:path';
import { HilbenchError } from '../support/errors.ts';
import type { ImageRequest } from './types.ts';

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
}

/** Everything that goes into an image, as it was read once: what is hashed is what is compiled. */
export interface ImageSources {
  readonly units: readonly CompileUnit[];
  readonly linker_scripts: readonly InputFile[];
  /** Where the linker looks for scripts, the port's own folder first. */
  readonly linker_dirs: readonly string[];
}

/** Folder of the files that were made for the model, beside the template folders. */
const GENERATED_DIR = 'generated';
const SOURCE = /\.[cS]$/;
const HEADER = /\.h$/;
const LINKER_SCRIPT = /\.ld$/;

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
 * Collects everything that goes into an image: harness, port, engine, and what was generated for the model.
 * Engine code sees no folder of the port, so its objects serve every port with the same core.
 *
 * @throws {HilbenchError} `FIRMWARE_NO_PORT` (kind `input`), `FIRMWARE_TEMPLATE_MISSING`,
 *   `FIRMWARE_BAD_PATH` (kind `bench`)
 */
export async function collectSources(
  request: Pick<ImageRequest, 'platform' | 'engine'>,
  templatesDir: string,
): Promise<ImageSources> {
  const { platform, engine } = request;
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
  const harness_dirs = ['harness', ...port_dirs];
  const engine_dirs = ['harness', ...engine.template_folders.map(checkRelativePath)];

  const harness_headers = await readFolders(templatesDir, harness_dirs, HEADER);
  const engine_headers = await readFolders(templatesDir, engine_dirs, HEADER);
  const harness_sources = await readFolders(templatesDir, harness_dirs, SOURCE);
  const engine_sources = await Promise.all(
    engine.template_sources.map((path) => readTemplate(templatesDir, checkRelativePath(path))),
  );
  const generated_dirs = [GENERATED_DIR, ...engine_dirs];
  const generated_headers = [...generated.filter(({ path }) => HEADER.test(path)), ...engine_headers];
  const unit =
    (include_dirs: readonly string[], headers: readonly InputFile[]) =>
    (file: InputFile): CompileUnit => ({ ...file, include_dirs, headers });
  return {
    units: [
      ...harness_sources.map(unit(harness_dirs, harness_headers)),
      ...engine_sources.map(unit(engine_dirs, engine_headers)),
      ...generated.filter(({ path }) => SOURCE.test(path)).map(unit(generated_dirs, generated_headers)),
    ],
    linker_scripts: await readFolders(templatesDir, port_dirs, LINKER_SCRIPT),
    linker_dirs: port_dirs,
  };
}
