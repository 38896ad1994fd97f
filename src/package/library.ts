import { readFile } from 'node:fs/promises';
import { compileFlags, linkFlags } from '../firmware/flags.ts';
import { findToolchain } from '../firmware/toolchain.ts';
import { buildArchive, type ToolContext } from './archive.ts';
import { ELF, linkerValues, qemuArguments } from './board.ts';
import { capturedFiles } from './captured.ts';
import { templateMissing } from './errors.ts';
import { arenaBytes, headerText, publicSymbols, tensorTable } from './header.ts';
import { type Manifest, withManifest } from './manifest.ts';
import { type PackageNames, packageNames } from './names.ts';
import { inTemporaryFolder, proveLibrary } from './prove.ts';
import { modelCode } from './sources.ts';
import { commentText, fill, readTemplate } from './template.ts';
import type { CreatedPackage, PackageDeps, PackagedModel, PackageFile, PackageRequest } from './types.ts';

const TOOL_TIMEOUT_MS = 120_000;
const EXAMPLE_SOURCES = ['main.c', 'startup.c', 'semihosting.c', 'tensors.S'];

/** The tools for a request. @throws {HilbenchError} `FIRMWARE_NO_COMPILER`, `FIRMWARE_TOOLCHAIN_UNSUPPORTED` */
async function toolContext(
  deps: PackageDeps,
  request: Pick<PackageRequest, 'toolchain' | 'signal'>,
): Promise<ToolContext> {
  const { search_path } = deps;
  const timeout_ms = deps.tool_timeout_ms ?? TOOL_TIMEOUT_MS;
  const { signal } = request;
  const toolchain = await findToolchain({
    name: request.toolchain,
    search_path,
    cacheDir: deps.toolchain_cache_dir,
    timeout_ms,
    signal,
  });
  return { toolchain, search_path, timeout_ms, signal };
}

/** Values that templates of all packages have in common. */
export function commonValues(names: PackageNames): Record<string, string> {
  return { prefix: names.prefix, PREFIX: names.upper };
}

/** The code of the model with its interface and its weights, in one flat folder; the header beside. */
export async function packagedCode(
  deps: PackageDeps,
  model: PackagedModel,
  names: PackageNames,
): Promise<PackageFile[]> {
  const template = async (path: string): Promise<string> =>
    fill(await readTemplate(deps.templates_dir, path), commonValues(names));
  return [
    { path: `${names.prefix}.h`, content: headerText(model, names) },
    { path: `${names.prefix}.c`, content: await template('library/library.c') },
    { path: `${names.prefix}_weights.S`, content: await template('library/weights.S') },
    { path: `${names.prefix}_weights.bin`, content: model.build.blob },
    ...(await modelCode(deps.templates_dir, model.build)),
  ];
}

/** The licence of the code in a package, and what else is in it. */
export async function legalFiles(deps: PackageDeps): Promise<PackageFile[]> {
  let license: string;
  try {
    license = await readFile(deps.license_path, 'utf8');
  } catch (cause) {
    throw templateMissing(deps.license_path, cause);
  }
  return [
    { path: 'LICENSE', content: license },
    {
      path: 'THIRD-PARTY-NOTICES.md',
      content: await readTemplate(deps.templates_dir, 'library/THIRD-PARTY-NOTICES.md'),
    },
  ];
}

function shellWord(word: string): string {
  return /^[A-Za-z0-9_./=,:+-]+$/.test(word) ? word : `'${word}'`;
}

async function exampleFiles(deps: PackageDeps, request: PackageRequest, names: PackageNames) {
  const { model, emulated } = request;
  const values = commonValues(names);
  const captured = capturedFiles(model.captured, 'example');
  const captured_bytes = captured.reduce((sum, { content }) => sum + Buffer.byteLength(content) + 16, 0);
  const board = linkerValues(emulated, model.build.blob.byteLength + captured_bytes, arenaBytes(model));
  const files = await Promise.all(
    ['main.c', 'startup.c', 'semihosting.c', 'semihosting.h', 'board.ld'].map(async (name) => ({
      path: `example/${name}`,
      content: fill(await readTemplate(deps.templates_dir, `library/example/${name}`), {
        ...values,
        ...board,
      }),
    })),
  );
  return [...files, ...captured];
}

/**
 * Makes a static library of a model, with one header, an example with captured tensors, a Makefile, a CMake
 * package and a manifest. The example is built from the folder alone and run on the emulated board, or nothing
 * is returned.
 *
 * @throws {HilbenchError} `PACKAGE_TOO_LARGE` (kind `input`); `PACKAGE_BUILD_FAILED`, `PACKAGE_PROOF_FAILED`,
 *   `PACKAGE_PROOF_TIMEOUT`, `FIRMWARE_NO_COMPILER`, `PROBE_NO_QEMU`, `DISK_FULL` (kind `bench`); `CANCELLED`
 */
export async function createLibrary(deps: PackageDeps, request: PackageRequest): Promise<CreatedPackage> {
  const { model, platform, emulated } = request;
  const names = packageNames(model.name);
  const { prefix } = names;
  const context = await toolContext(deps, request);
  const { toolchain } = context;

  const code = await packagedCode(deps, model, names);
  const compile = [...compileFlags(platform.core), '-Wconversion'];
  const archive = await inTemporaryFolder((dir) =>
    buildArchive(code, compile, publicSymbols(names), prefix, dir, context),
  );
  const cflags = [...compile, '-Iinclude', '-Iexample'];
  const ldflags = [
    ...linkFlags(platform.core).filter((flag) => !compile.includes(flag)),
    '-lm',
    '-Texample/board.ld',
  ];
  const sources = EXAMPLE_SOURCES.map((name) => `example/${name}`);
  const qemu = qemuArguments(emulated);
  const example: NonNullable<Manifest['example']> = {
    board: emulated.name,
    build: [['arm-none-eabi-gcc', ...cflags, ...sources, `lib/lib${prefix}.a`, ...ldflags, '-o', ELF]],
    run: ['qemu-system-arm', ...qemu],
    pass_line: `PASS: ${prefix}: outputs as captured: ${model.outputs.length}`,
  };
  const compiler = `${toolchain.name} ${toolchain.version}`;
  const values = {
    ...commonValues(names),
    title: `The model "${commentText(model.name)}"`,
    core: platform.core,
    board: emulated.name,
    compiler,
    core_flags: compile.filter((flag) => flag.startsWith('-m')).join(' '),
    weights_bytes: String(model.build.blob.byteLength),
    arena_bytes: String(arenaBytes(model)),
    tool_version: deps.tool_version,
    engine: `${model.build.engine} ${model.build.version}`,
    model_sha256: model.sha256,
    tensors: tensorTable(model),
    commands: [...example.build, example.run]
      .map((words) => `    ${words.map(shellWord).join(' ')}`)
      .join('\n'),
    cflags: cflags.join(' '),
    ldflags: ldflags.join(' '),
    sources: sources.join(' '),
    qemu: qemu.join(' '),
  };
  const filled = async (path: string): Promise<string> =>
    fill(await readTemplate(deps.templates_dir, path), values);
  const unlisted: PackageFile[] = [
    { path: 'README.md', content: await filled('library/README.md') },
    { path: 'Makefile', content: await filled('library/Makefile') },
    ...(await legalFiles(deps)),
    { path: `include/${prefix}.h`, content: headerText(model, names) },
    { path: `lib/lib${prefix}.a`, content: archive },
    { path: `lib/cmake/${prefix}/${prefix}Config.cmake`, content: await filled('library/Config.cmake') },
    ...(await exampleFiles(deps, request, names)),
  ];
  const { files, sha256, bytes } = withManifest(unlisted, {
    kind: 'library',
    name: prefix,
    tool: { name: 'hilbench', version: deps.tool_version },
    model: { name: model.name, sha256: model.sha256 },
    platform: platform.name,
    core: platform.core,
    engine: { name: model.build.engine, version: model.build.version },
    compiler: { name: toolchain.name, version: toolchain.version },
    flags: { compile, link: ldflags },
    arena_bytes: arenaBytes(model),
    weights_bytes: model.build.blob.byteLength,
    example,
  });
  const how = await proveLibrary(files, example, context);
  const folder = `${prefix}_library`;
  const proved = { how, platform: emulated.name, verdict: 'pass' } as const;
  return { folder, files, result: { kind: 'library', path: folder, bytes, sha256, proved } };
}
