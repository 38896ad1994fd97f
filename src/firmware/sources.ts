import { readdir, readFile } from 'node:fs/promises';
import { isAbsolute, join, normalize } from 'node:path';
import type { SourceFile } from '../engine/types.ts';
import { HilbenchError } from '../support/errors.ts';
import type { ImageRequest } from './types.ts';

/** A file on its way into an image. */
export interface InputFile {
  /** Under `templates/firmware`, or inside the build folder for generated files. */
  readonly path: string;
  readonly content: string;
}

/** One file to compile, and what it may include. */
export interface CompileUnit extends InputFile {
  /** Absolute folder that `path` is relative to. */
  readonly root: string;
  readonly include_dirs: readonly string[];
  /** Every header in those folders. */
  readonly headers: readonly InputFile[];
}

export interface ImageSources {
  readonly units: readonly CompileUnit[];
  readonly linker_scripts: readonly InputFile[];
  /** Absolute folders where the linker looks for scripts, the port's own first. */
  readonly linker_dirs: readonly string[];
}

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

/** A source that belongs to the model alone, with the headers generated beside it. */
function generatedUnits(
  generated: readonly SourceFile[],
  buildDir: string,
  template: { readonly dirs: readonly string[]; readonly headers: readonly InputFile[] },
): CompileUnit[] {
  const headers = generated.filter((file) => HEADER.test(file.path));
  return generated
    .filter((file) => SOURCE.test(file.path))
    .map((file) => ({
      ...file,
      root: buildDir,
      include_dirs: [buildDir, ...template.dirs],
      headers: [...headers, ...template.headers],
    }));
}

/**
 * Collects everything that goes into an image: harness, port, engine, and what was generated for the model.
 * Engine code sees no header of the port, so its objects serve every port with the same core.
 *
 * @param buildDir where the generated files are, or will be, written
 * @throws {HilbenchError} `FIRMWARE_NO_PORT` (kind `input`), `FIRMWARE_TEMPLATE_MISSING`,
 *   `FIRMWARE_BAD_PATH` (kind `bench`)
 */
export async function collectSources(
  request: Pick<ImageRequest, 'platform' | 'engine'>,
  templatesDir: string,
  buildDir: string,
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
  for (const { path } of engine.generated) checkRelativePath(path);
  const port_dir = `port/${checkRelativePath(platform.port)}`;
  const port_dirs = [port_dir, ...(await sharedFolders(templatesDir, port_dir))];
  const harness_dirs = ['harness', ...port_dirs];
  const engine_dirs = ['harness', ...engine.template_folders.map(checkRelativePath)];
  const absolute = (dirs: readonly string[]): string[] => dirs.map((dir) => join(templatesDir, dir));

  const harness_headers = await readFolders(templatesDir, harness_dirs, HEADER);
  const engine_headers = await readFolders(templatesDir, engine_dirs, HEADER);
  const harness_sources = await readFolders(templatesDir, harness_dirs, SOURCE);
  const engine_sources = await Promise.all(
    engine.template_sources.map((path) => readTemplate(templatesDir, checkRelativePath(path))),
  );
  const unit = (dirs: readonly string[], headers: readonly InputFile[]) => {
    const include_dirs = absolute(dirs);
    return (file: InputFile): CompileUnit => ({ ...file, root: templatesDir, include_dirs, headers });
  };
  return {
    units: [
      ...harness_sources.map(unit(harness_dirs, harness_headers)),
      ...engine_sources.map(unit(engine_dirs, engine_headers)),
      ...generatedUnits(engine.generated, buildDir, { dirs: absolute(engine_dirs), headers: engine_headers }),
    ],
    linker_scripts: await readFolders(templatesDir, port_dirs, LINKER_SCRIPT),
    linker_dirs: absolute(port_dirs),
  };
}
