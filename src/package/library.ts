import { linkFlags } from '../firmware/flags.ts';
import { type ArchiveCommand, CODE_DIR, toolContext } from './archive.ts';
import { ELF, linkerValues, qemuArguments } from './board.ts';
import { capturedFiles } from './captured.ts';
import { commonValues } from './code.ts';
import { type CompiledLibrary, compileLibrary } from './compiled.ts';
import { commonFacts, factValues } from './facts.ts';
import { arenaBytes, headerText } from './header.ts';
import { legalFiles, runtimeNotes } from './legal.ts';
import { type Manifest, withManifest } from './manifest.ts';
import { type PackageNames, packageNames } from './names.ts';
import { proveLibrary, TOOL_PREFIX } from './prove.ts';
import { isForAmbiqOnly } from './runtime.ts';
import { commentText, fill, readTemplate } from './template.ts';
import type { CreatedPackage, PackageDeps, PackageFile, PackageRequest } from './types.ts';

const LIBRARY_NOTES = [
  'Libraries of several models share one interpreter, if it is of one version for all of them.',
  '`make library` makes the library anew from `src`, with other flags if you like. `src` is C11 and C++17.',
];
const EXAMPLE_SOURCES = ['main.c', 'startup.c', 'semihosting.c', 'tensors.S'].map(
  (name) => `example/${name}`,
);

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

/** Recipe of the Makefile that makes the library anew. */
function libraryRule(commands: readonly ArchiveCommand[]): string {
  const variables = { gcc: '$(CC)', objcopy: '$(OBJCOPY)', ar: '$(AR)' } as const;
  const recipe = commands.map(({ tool, args }) => `\t${variables[tool]} ${args.map(shellWord).join(' ')}`);
  return ['', '# Makes the library anew, for example with other flags.', 'library:', ...recipe, ''].join(
    '\n',
  );
}

/** What a program links beside the archive itself, in CMake's words. */
function cmakeLibraries(prefix: string, { libraries, system_libraries }: CompiledLibrary): string {
  const others = libraries.slice(1).map((path) => `\${_${prefix}_root}/${path}`);
  return [...others, ...system_libraries.map((name) => name.replace(/^-l/, ''))].join(';');
}

/** The example as the manifest has it. */
function exampleCommands(
  { emulated, model }: PackageRequest,
  { prefix }: PackageNames,
  { cflags, ldflags, libraries }: Record<'cflags' | 'ldflags' | 'libraries', readonly string[]>,
): NonNullable<Manifest['example']> {
  return {
    board: emulated.name,
    build: [[`${TOOL_PREFIX}gcc`, ...cflags, ...EXAMPLE_SOURCES, ...libraries, ...ldflags, '-o', ELF]],
    run: ['qemu-system-arm', ...qemuArguments(emulated)],
    pass_line: `PASS: ${prefix}: outputs as captured: ${model.outputs.length}`,
  };
}

/**
 * Makes a static library of a model, with one header, an example with captured tensors, a Makefile, a CMake
 * package and a manifest; of a model that an interpreter runs also with the sources and the interpreter. The example
 * is built from the folder alone and run on the emulated board, or nothing is returned. Where the licence of the
 * interpreter keeps it from being run there, the example is only built.
 *
 * @throws {HilbenchError} `PACKAGE_TOO_LARGE`, `PACKAGE_LICENSE` (kind `input`); `PACKAGE_BUILD_FAILED`,
 *   `PACKAGE_PROOF_FAILED`, `PACKAGE_PROOF_TIMEOUT`, `FIRMWARE_NO_COMPILER`, `PROBE_NO_QEMU`, `DISK_FULL` (kind
 *   `bench`); `CANCELLED`
 */
export async function createLibrary(deps: PackageDeps, request: PackageRequest): Promise<CreatedPackage> {
  const { model, platform, emulated } = request;
  const names = packageNames(model.name);
  const { prefix } = names;
  const context = await toolContext(deps, request);
  const { toolchain } = context;
  const compiled = await compileLibrary(deps, model, platform, names, context);
  const { runtime, flags, libraries, system_libraries, commands } = compiled;

  const cflags = [...flags, '-Iinclude', '-Iexample'];
  const ldflags = [
    ...linkFlags(platform.core).filter((flag) => !flags.includes(flag)),
    ...system_libraries,
    '-Texample/board.ld',
  ];
  const example = exampleCommands(request, names, { cflags, ldflags, libraries });
  const values = {
    ...commonValues(names),
    ...factValues(deps, request, names),
    title: `The model "${commentText(model.name)}"`,
    board: emulated.name,
    compiler: `${toolchain.name} ${toolchain.version}`,
    core_flags: flags.filter((flag) => flag.startsWith('-m')).join(' '),
    commands: [...example.build, example.run]
      .map((words) => `    ${words.map(shellWord).join(' ')}`)
      .join('\n'),
    cflags: cflags.join(' '),
    ldflags: ldflags.join(' '),
    sources: EXAMPLE_SOURCES.join(' '),
    qemu: example.run.slice(1).join(' '),
    libraries: libraries.join(' '),
    link_line: [...libraries, ...system_libraries].join(' '),
    cmake_libraries: cmakeLibraries(prefix, compiled),
    objects: runtime === undefined ? '' : ` ${CODE_DIR}/*.o`,
    library_rule: runtime === undefined ? '' : libraryRule(commands),
    runtime_notes: runtime === undefined ? '' : await runtimeNotes(deps, model, runtime, LIBRARY_NOTES),
  };
  const filled = async (path: string): Promise<string> =>
    fill(await readTemplate(deps.templates_dir, path), values);
  const unlisted: PackageFile[] = [
    { path: 'README.md', content: await filled('library/README.md') },
    { path: 'Makefile', content: await filled('library/Makefile') },
    ...(await legalFiles(deps, model, runtime)),
    { path: `include/${prefix}.h`, content: headerText(model, names) },
    compiled.archive,
    { path: `lib/cmake/${prefix}/${prefix}Config.cmake`, content: await filled('library/Config.cmake') },
    ...(runtime === undefined ? [] : [...compiled.sources, ...runtime.files]),
    ...(await exampleFiles(deps, request, names)),
  ];
  // Whoever has only what a compiler made needs no commands for it.
  const rebuild = commands.map(({ tool, args }) => [`${TOOL_PREFIX}${tool}`, ...args]);
  const anew = runtime === undefined ? {} : { library: { build: rebuild } };
  const { files, sha256, bytes } = withManifest(unlisted, {
    ...commonFacts(deps, request, names),
    kind: 'library',
    compiler: { name: toolchain.name, version: toolchain.version },
    flags: { compile: [...flags], link: ldflags },
    ...anew,
    example,
  });
  // Whoever asked for an emulated board has the interpreter run there anyway; nobody else is brought to.
  const run = platform.emulated || runtime === undefined || !isForAmbiqOnly(runtime.licenses);
  const how = await proveLibrary({ files, example, run, ...anew }, context);
  const folder = `${prefix}_library`;
  const proved = { how, platform: emulated.name, verdict: run ? 'pass' : 'built' } as const;
  return { folder, files, result: { kind: 'library', path: folder, bytes, sha256, proved } };
}
