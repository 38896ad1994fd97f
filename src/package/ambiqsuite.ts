import { compileFlags } from '../firmware/flags.ts';
import { fitsInside } from '../platform/rules.ts';
import type { Placement } from '../platform/types.ts';
import { HilbenchError } from '../support/errors.ts';
import { type AmbiqSuite, ambiqSuiteOf } from './ambiqsuite-parts.ts';
import { SOURCE, toolContext } from './archive.ts';
import { capturedFiles } from './captured.ts';
import { commonValues, packagedCode } from './code.ts';
import { cxxFlags, runtimeFor } from './compiled.ts';
import { needsOffChip } from './errors.ts';
import { commonFacts, factValues } from './facts.ts';
import { arenaBytes } from './header.ts';
import { legalFiles, runtimeNotes } from './legal.ts';
import { withManifest } from './manifest.ts';
import { packageNames } from './names.ts';
import type { PackagedRuntime } from './runtime.ts';
import { commentText, fill, readTemplate } from './template.ts';
import type {
  AmbiqSuiteRequest,
  CreatedPackage,
  PackageDeps,
  PackagedModel,
  PackageRequest,
} from './types.ts';

/** What the code and the SDK take of MRAM, and stack and data of the TCM, beside the model. */
const CODE_BYTES = 128 * 1024;
const INTERPRETER_CODE_BYTES = 384 * 1024;
const DATA_BYTES = 40 * 1024;

const FILLED = ['gcc/Makefile', 'gcc/linker_script.ld', 'gcc/startup_gcc.c', 'README.md', 'src/main.c'];
/** For Arm Compiler 6; an interpreter is copied for GCC alone. */
const FILLED_ARMCLANG = ['armclang/Makefile', 'armclang/linker_script.sct', 'armclang/startup_armclang.c'];

function tooLarge(what: string, bytes: number, memory: string, hint: string): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'PACKAGE_TOO_LARGE',
    message: `The ${what} of the AmbiqSuite example take ${bytes} bytes, and ${memory}.`,
    hint,
  });
}

/**
 * The memory for the arena. An example brings up no PSRAM.
 *
 * @throws {HilbenchError} `PACKAGE_NEEDS_PSRAM`, `PACKAGE_TOO_LARGE` (kind `input`)
 */
function arenaMemory(suite: AmbiqSuite, placement: Placement, bytes: number): 'TCM' | 'SRAM' {
  if (!fitsInside(placement)) throw needsOffChip(placement);
  const { arena } = placement;
  if (arena.location === 'TCM' && bytes + DATA_BYTES <= suite.tcm.bytes) return 'TCM';
  if (bytes <= suite.sram.bytes) return 'SRAM';
  throw tooLarge('tensors', bytes, `its SRAM has ${suite.sram.bytes}`, 'Make the model smaller.');
}

function checkImage(suite: AmbiqSuite, model: PackagedModel): void {
  const { inputs, outputs } = model.captured;
  const constants = [model.build.blob, ...inputs, ...outputs].reduce((sum, bytes) => sum + bytes.length, 0);
  const code_bytes = model.build.external === undefined ? CODE_BYTES : INTERPRETER_CODE_BYTES;
  if (constants + code_bytes <= suite.mram.bytes) return;
  const free = suite.mram.bytes - code_bytes;
  throw tooLarge(
    'weights and captured tensors',
    constants,
    `MRAM has ${free} for them`,
    'Make the model smaller.',
  );
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}

function regionValues(suite: AmbiqSuite): Record<string, string> {
  const names = ['mram', 'tcm', 'sram'] as const;
  return Object.fromEntries(
    names.flatMap((name) => [
      [`${name}_address`, hex(suite[name].address)],
      [`${name}_bytes`, hex(suite[name].bytes)],
    ]),
  );
}

/** The region of a scatter file for an arena in SRAM. */
function sramRegion(suite: AmbiqSuite): string {
  const { address, bytes } = suite.sram;
  return `\n  SRAM_DATA ${hex(address)} UNINIT ${hex(bytes)} {\n    * (.bss.example_arena)\n  }\n`;
}

/** What Makefile and README say of the interpreter, or of there being none. */
async function engineValues(
  deps: PackageDeps,
  { model, platform }: PackageRequest,
  runtime: PackagedRuntime | undefined,
): Promise<Record<string, string>> {
  if (runtime === undefined) {
    return {
      cxx_rule: '',
      runtime_library: '',
      system_libraries: '-lm',
      compilers: '`gcc` (arm-none-eabi-gcc) or in `armclang` (Arm Compiler 6)',
      folders: '`gcc`, `armclang`',
      code: "The other sources are the model's layers and the kernels that they call.",
      runtime_notes: '',
    };
  }
  const flags = cxxFlags(platform, runtime, '../').join(' ');
  return {
    cxx_rule: `$(BUILD)/%.o: ../src/%.cc | sdk $(BUILD)\n\t$(CC) ${flags} -I../src -c $< -o $@\n\n`,
    runtime_library: `../${runtime.archive} `,
    system_libraries: '-lstdc++ -lm',
    compilers: '`gcc` (arm-none-eabi-gcc; the interpreter was copied for this compiler alone)',
    folders: '`gcc`',
    code: 'The other sources are a wrapper over the interpreter, and the model as a constant.',
    runtime_notes: await runtimeNotes(deps, model, runtime, ['`src` is C11 and C++17.']),
  };
}

/** How far the example is known to work. */
function provenance({ platform, captured_on }: PackageRequest): string {
  const where =
    captured_on.name === platform.name
      ? `on a board of ${platform.title}, in the run that made this example`
      : `on ${captured_on.name}, an emulated board with the same core, ${platform.core}`;
  return `The outputs were captured ${where}. The example itself was not run on ${platform.title}.`;
}

/**
 * Makes an example of a model that is ready to be copied into the examples of a board in AmbiqSuite: Makefiles,
 * linker scripts and startup code for GCC and Arm Compiler 6, sources, captured tensors and a manifest. With an
 * interpreter it is for GCC alone, and has that inside.
 *
 * @throws {HilbenchError} `PACKAGE_NO_AMBIQSUITE`, `PACKAGE_AMBIQSUITE_VERSION`, `PACKAGE_NEEDS_PSRAM`,
 *   `PACKAGE_TOO_LARGE`, `PACKAGE_LICENSE` (kind `input`), `PACKAGE_TEMPLATE_MISSING` (kind `bench`)
 */
export async function createAmbiqSuiteExample(
  deps: PackageDeps,
  request: AmbiqSuiteRequest,
): Promise<CreatedPackage> {
  const { model, platform } = request;
  const suite = ambiqSuiteOf(platform, request.ambiqsuite_version);
  const arena_memory = arenaMemory(suite, request.placement, arenaBytes(model));
  checkImage(suite, model);
  const names = packageNames(model.name);
  const { prefix } = names;
  const code = await packagedCode(deps, model, names);
  const runtime =
    model.build.external === undefined
      ? undefined
      : await runtimeFor(model, platform, code, await toolContext(deps, request));
  const captured = capturedFiles(model.captured, 'src');
  const flags = [...compileFlags(platform.core), '-ffp-contract=off'];
  const core = flags.filter((flag) => flag.startsWith('-m'));
  const rest = flags.filter((flag) => !flag.startsWith('-m'));
  const sources = [...code.map(({ path }) => path), 'main.c', 'tensors.S'].filter((path) =>
    SOURCE.test(path),
  );
  const values = {
    ...commonValues(names),
    ...factValues(deps, request, names),
    ...regionValues(suite),
    title: platform.title,
    title_of_model: `The model "${commentText(model.name)}"`,
    platform: platform.name,
    board: suite.board,
    version: suite.version,
    parts: suite.parts.map(({ folder }) => folder).join(' '),
    part_defines: suite.parts.map(({ folder, define }) => `DEFINE_${folder} = ${define}`).join('\n'),
    core_flags: core.join(' '),
    cflags: [...rest, '-Wconversion'].join(' '),
    armclang_cflags: rest.filter((flag) => flag !== '-Werror').join(' '),
    objects: sources.map((path) => path.replace(SOURCE, '.o')).join(' '),
    arena_memory,
    sram_region: arena_memory === 'SRAM' ? sramRegion(suite) : '',
    proved: provenance(request),
    ...(await engineValues(deps, request, runtime)),
  };
  const filled = await Promise.all(
    [...FILLED, ...(runtime === undefined ? FILLED_ARMCLANG : [])].map(async (path) => ({
      path,
      content: fill(await readTemplate(deps.templates_dir, `ambiqsuite/${path}`), values),
    })),
  );
  const unlisted = [
    ...filled,
    ...(await legalFiles(deps, model, runtime)),
    ...(runtime?.files ?? []),
    ...code.map(({ path, content }) => ({ path: `src/${path}`, content })),
    ...captured,
  ];
  const { files, sha256, bytes } = withManifest(unlisted, {
    ...commonFacts(deps, request, names),
    kind: 'ambiqsuite-example',
    ambiqsuite: suite.version,
    flags: { compile: [...flags, '-Wconversion'], link: core },
  });
  const folder = `${prefix}_ambiqsuite`;
  return { folder, files, result: { kind: 'ambiqsuite-example', path: folder, bytes, sha256 } };
}
