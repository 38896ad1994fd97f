import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { createLibrary } from '../../src/package/library.ts';
import { manifestSchema } from '../../src/package/manifest.ts';
import type { CreatedPackage, PackagedModel } from '../../src/package/types.ts';
import type { Platform } from '../../src/platform/types.ts';
import { findProgram } from '../../src/support/find-program.ts';
import { canEmulate } from '../helpers/emulated-bench.ts';
import { noSignal, platformNamed } from '../helpers/emulated-device.ts';
import { capturedModel, packageDeps, tool, unpacked } from '../helpers/packages.ts';
import { haveReferenceModels, REFERENCE_MODELS, REFERENCE_MODELS_DIR } from '../helpers/reference-models.ts';
import { MEMORY_CASES } from '../models/memory-cases.ts';
import { samplerModel } from '../models/op-case.ts';

const BOARDS = ['mps3_an547', 'mps2_an386'] as const;
const WARNINGS = ['-std=c11', '-Wall', '-Wextra', '-Werror', '-Wconversion'];
const HOSTILE_NAME = '4 "quotes"/slash\\ */ 😀 $(rm -rf) int';

const libraryOf = (model: PackagedModel, platform: Platform): Promise<CreatedPackage> =>
  createLibrary(packageDeps(), {
    ...{ model, platform, emulated: platform, captured_on: platform },
    ...{ toolchain: 'gcc', signal: noSignal() },
  });

const content = (made: CreatedPackage, path: string): string | Uint8Array => {
  const file = made.files.find((each) => each.path === path);
  if (file === undefined) throw new Error(`${made.folder} has no ${path}`);
  return file.content;
};

const manifestOf = (made: CreatedPackage) =>
  manifestSchema.parse(JSON.parse(String(content(made, 'manifest.json'))));

describe.skipIf(!canEmulate).each(BOARDS)('a library for %s', (board) => {
  const platform = platformNamed(board);
  const keywords = capturedModel('keywords', dsCnnKeywordSpotter(), platform);
  const variables = capturedModel(HOSTILE_NAME, samplerModel(MEMORY_CASES), platform);

  it('is proved by its example, and every file is in its manifest', async () => {
    const made = await libraryOf(await keywords, platform);
    expect(made.folder).toBe('keywords_library');
    expect(made.result.proved).toMatchObject({ verdict: 'pass', platform: board });
    const manifest = manifestOf(made);
    const others = made.files.filter(({ path }) => path !== 'manifest.json');
    expect(manifest.files).toEqual(
      others
        .map(({ path, content: bytes }) => ({
          path,
          bytes: Buffer.byteLength(bytes),
          sha256: createHash('sha256').update(bytes).digest('hex'),
        }))
        .sort((a, b) => (a.path < b.path ? -1 : 1)),
    );
    expect(manifest).toMatchObject({ core: platform.core, arena_bytes: (await keywords).build.arena_bytes });
    expect(made.result.sha256).toBe(
      createHash('sha256').update(content(made, 'manifest.json')).digest('hex'),
    );
    using folder = unpacked(made.files);
    const symbols = await tool(folder.path, 'arm-none-eabi-nm', [
      '-g',
      '--defined-only',
      'lib/libkeywords.a',
    ]);
    const names = symbols.split('\n').flatMap((line) => / [A-Z] (\S+)$/.exec(line)?.[1] ?? []);
    expect(names.sort()).toEqual(
      ['init', 'input', 'input_bytes', 'invoke', 'output', 'output_bytes', 'status_text'].map(
        (name) => `keywords_${name}`,
      ),
    );
  });

  it('builds by the commands of its manifest where there is no make, and says a wrong result', async () => {
    const made = await libraryOf(await keywords, platform);
    using folder = unpacked(made.files);
    const { example } = manifestOf(made);
    if (example === undefined) throw new Error('a library has an example');
    const [build = []] = example.build;
    const [compiler = '', ...args] = build;
    await tool(folder.path, compiler, args);
    const [emulator = '', ...boot] = example.run;
    expect(await tool(folder.path, emulator, boot)).toContain(example.pass_line);

    const wrong = await keywords;
    const outputs = wrong.captured.outputs.map((bytes) => bytes.map((byte) => byte ^ 1));
    const failing = libraryOf({ ...wrong, captured: { ...wrong.captured, outputs } }, platform);
    await expect(failing).rejects.toMatchObject({
      code: 'PACKAGE_PROOF_FAILED',
      detail: expect.stringContaining('FAIL: keywords: another result than captured in output 0'),
    });
  });

  it('links with another one into a program of C++, and both compute as captured', async () => {
    const [first, second] = [
      await libraryOf(await keywords, platform),
      await libraryOf(await variables, platform),
    ];
    const prefixes = [first, second].map((made) => manifestOf(made).name);
    expect(prefixes[1]).toMatch(/^[a-z][a-z0-9_]{1,40}$/);
    const check = (prefix: string | undefined, role: string): string => {
      const P = prefix?.toUpperCase();
      return `
    static uint8_t ${prefix}_arena[${P}_ARENA_BYTES] __attribute__((aligned(16), section(".bss.example_arena")));
    static bool init_${role}() {
      if (${prefix}_init(nullptr, 0) != ${P}_ERR_ARENA_NULL) return false;
      if (${prefix}_init(${prefix}_arena + 1, sizeof ${prefix}_arena) != ${P}_ERR_ARENA_ALIGNMENT) return false;
      if (${prefix}_init(${prefix}_arena, sizeof ${prefix}_arena - 1) != ${P}_ERR_ARENA_TOO_SMALL) return false;
      if (${prefix}_invoke() != ${P}_ERR_NOT_READY || ${prefix}_input(${P}_INPUT_COUNT) != nullptr) return false;
      if (${prefix}_init(${prefix}_arena, sizeof ${prefix}_arena) != ${P}_OK) return false;
      for (uint32_t i = 0; i < ${P}_INPUT_COUNT; i++)
        memcpy(${prefix}_input(i), ${role}::example_inputs[i], ${prefix}_input_bytes(i));
      return true;
    }
    static bool check_${role}() {
      if (${prefix}_invoke() != ${P}_OK) return false;
      for (uint32_t i = 0; i < ${P}_OUTPUT_COUNT; i++)
        if (memcmp(${prefix}_output(i), ${role}::example_outputs[i], ${prefix}_output_bytes(i)) != 0) return false;
      return true;
    }`;
    };
    const rename = (made: CreatedPackage, role: string) =>
      made.files
        .filter(({ path }) => path.startsWith('example/') && /\.(S|bin|h)$/.test(path))
        .filter(({ path }) => !path.endsWith('semihosting.h'))
        .map(({ path, content: bytes }) => ({
          path: path.replace('example/', `${role}/`),
          content:
            typeof bytes === 'string'
              ? bytes
                  .replaceAll(/example_((in|out)put_\d+)/g, `${role}_$1`)
                  .replaceAll('TENSORS_H', `${role}_TENSORS_H`)
                  .replace('static const', `namespace ${role} {\nstatic const`)
                  .replace('#endif', '}\n#endif')
                  .replaceAll('extern const', 'extern "C" const')
              : bytes,
        }));
    using folder = unpacked([
      ...first.files,
      ...second.files.filter(({ path }) => path.startsWith('lib/') || path.startsWith('include/')),
      ...rename(first, 'one'),
      ...rename(second, 'two'),
      {
        path: 'both.cpp',
        content: `
    #include <string.h>
    #include "${prefixes[0]}.h"
    #include "${prefixes[1]}.h"
    #include "one/tensors.h"
    #include "two/tensors.h"
    #define _Noreturn [[noreturn]]
    extern "C" {
    #include "example/semihosting.h"
    }
    ${check(prefixes[0], 'one')}
    ${check(prefixes[1], 'two')}
    int main() {
      // Both are set up before either runs, so that shared state would show.
      const bool ready = init_one() && init_two();
      const bool same = ready && check_one() && check_two() && init_one() && check_one();
      semihosting_print(same ? "BOTH\\n" : "WRONG\\n");
      semihosting_exit(same ? 0 : 1);
    }`,
      },
    ]);
    const { flags, example } = manifestOf(first);
    const core = flags.compile.filter((flag) => flag.startsWith('-m'));
    const objects = ['example/startup.c', 'example/semihosting.c', 'one/tensors.S', 'two/tensors.S'];
    for (const source of objects) {
      const include = `-I${source.split('/')[0]}`;
      const args = [...core, ...WARNINGS, include, '-c', source, '-o', `${source}.o`];
      await tool(folder.path, 'arm-none-eabi-gcc', args);
    }
    const cpp = [...core, '-Wall', '-Wextra', '-Werror', '-Wconversion', '-O2', '-Iinclude', '-I.'];
    await tool(folder.path, 'arm-none-eabi-g++', [
      ...cpp,
      '-fno-exceptions',
      '-c',
      'both.cpp',
      '-o',
      'both.o',
    ]);
    await tool(folder.path, 'arm-none-eabi-gcc', [
      ...core,
      'both.o',
      ...objects.map((object) => `${object}.o`),
      ...prefixes.map((prefix) => `lib/lib${prefix}.a`),
      ...flags.link,
      ...['-o', 'example.elf'],
    ]);
    const [emulator = '', ...boot] = example?.run ?? [];
    expect(await tool(folder.path, emulator, boot)).toContain('BOTH');
  });

  it.skipIf(findProgram('cmake', process.env) === undefined)('is a package of CMake', async () => {
    const made = await libraryOf(await variables, platform);
    const { name, flags } = manifestOf(made);
    using folder = unpacked([
      ...made.files.map((file) => ({ ...file, path: `package/${file.path}` })),
      {
        path: 'app/CMakeLists.txt',
        content: `cmake_minimum_required(VERSION 3.16)
project(app C ASM)
find_package(${name} CONFIG REQUIRED PATHS "\${CMAKE_CURRENT_SOURCE_DIR}/../package" NO_DEFAULT_PATH)
set(example "\${CMAKE_CURRENT_SOURCE_DIR}/../package/example")
add_executable(app \${example}/main.c \${example}/startup.c \${example}/semihosting.c \${example}/tensors.S)
target_include_directories(app PRIVATE \${example})
target_link_libraries(app PRIVATE ${name}::${name})
target_link_options(app PRIVATE -nostartfiles --specs=nano.specs -T\${example}/board.ld)
`,
      },
    ]);
    const core = flags.compile.filter((flag) => flag.startsWith('-m')).join(' ');
    await tool(folder.path, 'cmake', [
      ...['-S', 'app', '-B', 'build', '-DCMAKE_SYSTEM_NAME=Generic', '-DCMAKE_C_COMPILER=arm-none-eabi-gcc'],
      ...['-DCMAKE_TRY_COMPILE_TARGET_TYPE=STATIC_LIBRARY', '-DCMAKE_ASM_COMPILER=arm-none-eabi-gcc'],
      ...[`-DCMAKE_C_FLAGS=${core}`, `-DCMAKE_ASM_FLAGS=${core}`],
    ]);
    await tool(folder.path, 'cmake', ['--build', 'build']);
    const [emulator = '', ...boot] = manifestOf(made).example?.run ?? [];
    const args = boot.map((arg) => (arg === 'example.elf' ? 'build/app' : arg));
    expect(await tool(folder.path, emulator, args)).toContain(`PASS: ${name}`);
  });

  it('keeps a hostile name out of everything but quoted text', async () => {
    const made = await libraryOf(await variables, platform);
    const { name } = manifestOf(made);
    expect(name).toMatch(/^model_4_quotes_slash_rm_rf_int_[0-9a-f]{8}$/);
    for (const file of made.files) {
      expect(file.path).toMatch(/^[A-Za-z0-9_./-]+$/);
      if (typeof file.content !== 'string' || file.path === 'manifest.json') continue;
      expect(file.content, file.path).not.toContain('😀');
      expect(file.content, file.path).not.toContain('$(rm');
      expect(file.content, file.path).not.toContain('"quotes"');
    }
  });
});

describe.skipIf(!canEmulate || !haveReferenceModels)('the reference models', () => {
  it.each(REFERENCE_MODELS.map(({ file }) => file))('%s becomes a library that is proved', async (file) => {
    const platform = platformNamed('mps3_an547');
    const model = await capturedModel(
      file.replace('.tflite', ''),
      readFileSync(join(REFERENCE_MODELS_DIR, file)),
      platform,
    );
    const made = await libraryOf(model, platform);
    expect(made.result.proved?.verdict).toBe('pass');
  });
});
