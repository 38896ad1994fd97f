import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseEngine } from '../../src/app/engines.ts';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { readModel } from '../../src/model/read.ts';
import { createLibrary } from '../../src/package/library.ts';
import { manifestSchema } from '../../src/package/manifest.ts';
import type { CreatedPackage, PackageDeps, PackagedModel, PackageRequest } from '../../src/package/types.ts';
import { canEmulate } from '../helpers/emulated-bench.ts';
import { noSignal, platformNamed } from '../helpers/emulated-device.ts';
import { haveNeuralSpot, NEURALSPOT } from '../helpers/neuralspot.ts';
import { capturedModel, packageDeps, tool, unpacked } from '../helpers/packages.ts';
import { chainOf, haveCxx, type StandInRuntime, standInRuntime } from '../helpers/tflm-runtime.ts';

const API = ['init', 'input', 'input_bytes', 'invoke', 'output', 'output_bytes', 'status_text'];
const AMBIQ_LICENSE =
  'It may only be executed on a CPU\n\nmanufactured by Ambiq. Any non-Ambiq\n\nCPU is forbidden.\n';

function libraryOf(
  model: PackagedModel,
  changes: Partial<PackageRequest> = {},
  deps: Partial<PackageDeps> = {},
): Promise<CreatedPackage> {
  const platform = changes.platform ?? platformNamed('mps3_an547');
  return createLibrary(packageDeps(deps), {
    ...{ model, platform, emulated: platform, captured_on: platform },
    ...{ toolchain: 'gcc', signal: noSignal(), ...changes },
  });
}

const paths = (made: CreatedPackage): string[] => made.files.map(({ path }) => path);

function content(made: CreatedPackage, path: string): string {
  const file = made.files.find((each) => each.path === path);
  if (file === undefined) throw new Error(`${made.folder} has no ${path}`);
  return Buffer.from(file.content).toString();
}

const manifestOf = (made: CreatedPackage) => manifestSchema.parse(JSON.parse(content(made, 'manifest.json')));

/** What a linker sees of the library itself. */
async function symbolsOf(folder: string, library: string): Promise<string[]> {
  const said = await tool(folder, 'arm-none-eabi-nm', ['-g', '--defined-only', library]);
  return said.split('\n').flatMap((line) => / [A-Z] (\S+)$/.exec(line)?.[1] ?? []);
}

describe.skipIf(!canEmulate || !haveCxx).each(['mps3_an547', 'mps2_an386'])(
  'a library with an interpreter, a stand-in, for %s',
  (board) => {
    const platform = platformNamed(board);
    let runtime: StandInRuntime;
    let models: Record<'one' | 'two', PackagedModel>;
    beforeAll(async () => {
      runtime = standInRuntime(platform.core);
      const modelOf = async (name: string, file: Uint8Array): Promise<PackagedModel> => ({
        ...(await capturedModel(name, file, platform)),
        build: { ...runtime.engine.prepare(readModel(file), platform), arena_bytes: 1024 },
      });
      models = {
        one: await modelOf('one', chainOf('RELU')),
        two: await modelOf('two', chainOf('RELU6', 'RELU')),
      };
    });
    afterAll(() => runtime[Symbol.dispose]());

    it('computes as captured, built from its folder alone, and again when it is made anew there', async () => {
      const made = await libraryOf(models.one, { platform });
      expect(made.result.proved).toMatchObject({ verdict: 'pass', platform: board });
      using folder = unpacked(made.files);
      expect((await symbolsOf(folder.path, 'lib/libone.a')).sort()).toEqual(API.map((name) => `one_${name}`));
      const { example, library } = manifestOf(made);
      for (const [file = '', ...args] of library?.build ?? []) await tool(folder.path, file, args);
      for (const [file = '', ...args] of example?.build ?? []) await tool(folder.path, file, args);
      const [emulator = '', ...boot] = example?.run ?? [];
      expect(await tool(folder.path, emulator, boot)).toContain(example?.pass_line);
    });

    it('registers the ops of its model alone, and has the headers that it includes alone', async () => {
      const made = await libraryOf(models.one, { platform });
      expect(content(made, 'src/one.cc')).toContain('ops->AddRelu()');
      expect(content(made, 'src/one.cc')).not.toContain('AddRelu6');
      const copied = paths(made).filter((path) => path.startsWith('runtime/'));
      expect(copied.filter((path) => path.endsWith('.h')).sort()).toEqual([
        'runtime/tensorflow/lite/c/common.h',
        ...['allocator', 'interpreter', 'mutable_op_resolver', 'resource_variable'].map(
          (name) => `runtime/tensorflow/lite/micro/micro_${name}.h`,
        ),
        'runtime/tensorflow/lite/schema/schema_generated.h',
      ]);
    });

    it('carries library and licences of the runtime as they are', async () => {
      const made = await libraryOf(models.two, { platform });
      for (const path of ['lib/libtensorflow-microlite-any.a', 'LICENSE', 'third_party/part/LICENSE.txt']) {
        const file = made.files.find((each) => each.path === `runtime/${path}`);
        expect(Buffer.from(file?.content ?? ''), path).toEqual(readFileSync(join(runtime.dir, path)));
        if (!path.endsWith('.a'))
          expect(content(made, 'THIRD-PARTY-NOTICES.md')).toContain(`runtime/${path}`);
      }
      expect(content(made, 'README.md')).toMatch(/-lstdc\+\+ -lm/);
    });

    it('links with another one over one runtime, and each keeps its state to itself', async () => {
      const [one, two] = [
        await libraryOf(models.one, { platform }),
        await libraryOf(models.two, { platform }),
      ];
      const call = (name: string): string => `
static uint8_t ${name}_arena[1024] __attribute__((aligned(16), section(".bss.example_arena")));
static int ready_${name}(void) {
  const size_t bytes = ${name.toUpperCase()}_ARENA_BYTES;
  return ${name}_invoke() == ${name.toUpperCase()}_ERR_NOT_READY && ${name}_input(0) == NULL &&
         ${name}_init(NULL, bytes) == ${name.toUpperCase()}_ERR_ARENA_NULL &&
         ${name}_init(${name}_arena + 1, bytes) == ${name.toUpperCase()}_ERR_ARENA_ALIGNMENT &&
         ${name}_init(${name}_arena, bytes - 1u) == ${name.toUpperCase()}_ERR_ARENA_TOO_SMALL &&
         ${name}_init(${name}_arena, bytes) == 0 && ${name}_input(1) == NULL && ${name}_input_bytes(0) == 24u;
}
static int8_t run_${name}(int8_t first) {
  ((int8_t *)${name}_input(0))[0] = first;
  return ${name}_invoke() == 0 ? ((const int8_t *)${name}_output(0))[0] : 99;
}`;
      using folder = unpacked([
        ...two.files,
        ...one.files.filter(({ path }) => /^(lib|include)\//.test(path)),
        {
          path: 'example/main.c',
          content: `#include "one.h"\n#include "two.h"\n#include "semihosting.h"\n${call('one')}\n${call('two')}
int main(void) {
  const int ready = ready_one() && ready_two();
  const int right = ready && run_one(-5) == 0 && run_two(9) == 6 && run_one(9) == 9;
  semihosting_print(right ? "BOTH\\n" : "WRONG\\n");
  semihosting_exit(right ? 0 : 1);
}
`,
        },
      ]);
      const { example } = manifestOf(two);
      const [[compiler = '', ...args] = []] = example?.build ?? [];
      const libraries = args.flatMap((arg) => (arg === 'lib/libtwo.a' ? ['lib/libone.a', arg] : [arg]));
      await tool(folder.path, compiler, libraries);
      const [emulator = '', ...boot] = example?.run ?? [];
      expect(await tool(folder.path, emulator, boot)).toContain('BOTH');
    });

    it('says when the runtime refuses', async () => {
      const made = await libraryOf(models.two, { platform });
      using folder = unpacked(
        made.files.map((file) =>
          file.path === 'src/two.cc'
            ? { ...file, content: String(file.content).replace(/^.*AddRelu6.*\n/m, '') }
            : file,
        ),
      );
      await tool(folder.path, 'make', ['library', 'all']);
      await expect(tool(folder.path, 'make', ['run'])).rejects.toThrow(
        /FAIL: two: the runtime refused the model/,
      );
    });

    it('of a runtime for hardware of Ambiq is not run in an emulator that nobody asked for', async () => {
      const file = join(runtime.dir, 'LICENSE');
      const license = readFileSync(file);
      const bin = mkdtempSync(join(tmpdir(), 'hilbench-test-bin-'));
      writeFileSync(join(bin, 'qemu-system-arm'), `#!/bin/sh\ntouch ${bin}/started\nexit 1\n`, {
        mode: 0o755,
      });
      try {
        writeFileSync(file, AMBIQ_LICENSE);
        const silicon = platformNamed(platform.core === 'cortex-m55' ? 'apollo510_evb' : 'apollo4p_evb');
        const made = await libraryOf(
          models.one,
          { platform: silicon, emulated: platform, captured_on: silicon },
          { search_path: `${bin}${delimiter}${process.env.PATH}` },
        );
        expect(made.result.proved).toMatchObject({
          verdict: 'built',
          how: expect.stringContaining('hardware of Ambiq only'),
        });
        expect(() => readFileSync(join(bin, 'started'))).toThrow(/ENOENT/);
        rmSync(file);
        await expect(libraryOf(models.one, { platform })).rejects.toMatchObject({
          code: 'PACKAGE_LICENSE',
          kind: 'input',
        });
      } finally {
        writeFileSync(file, license);
        rmSync(bin, { recursive: true });
      }
    });
  },
);

describe.skipIf(!canEmulate || !haveNeuralSpot).each(['mps3_an547', 'mps2_an386'])(
  'a library with the interpreter of HILBENCH_NEURALSPOT for %s',
  (board) => {
    it('computes what the interpreter computed on the emulated board', async () => {
      const platform = platformNamed(board);
      const cacheDir = mkdtempSync(join(tmpdir(), 'tflm-'));
      const engine = await chooseEngine(
        {
          ...{ engine: 'tflm', neuralspot_rootdir: NEURALSPOT, tensorflow_version: 'auto' },
          ...{ tflm_location: 'auto', toolchain: 'gcc' },
        },
        platform,
        { cwd: '/', cacheDir },
      );
      const model = await capturedModel('keywords', dsCnnKeywordSpotter(), platform, engine);
      const made = await libraryOf(model, { platform });
      expect(made.result.proved).toMatchObject({ verdict: 'pass', platform: board });
      expect(content(made, 'src/keywords.cc').match(/ops->Add\w+/g)).toHaveLength(6);
      expect(paths(made).filter((path) => /^runtime\/(.*\/)?(LICENSE|COPYING)/.test(path))).not.toEqual([]);
      using folder = unpacked(made.files);
      expect(await symbolsOf(folder.path, 'lib/libkeywords.a')).toHaveLength(API.length);
    }, 120_000);
  },
);
