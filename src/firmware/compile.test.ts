import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compileUnit } from './compile.ts';
import { compileFlags } from './flags.ts';
import type { CompileUnit } from './sources.ts';

const UNIT: CompileUnit = {
  path: 'engine/any.cc',
  content: '',
  include_dirs: ['engine', 'common'],
  headers: [],
  external: {
    dir: '/runtime',
    include_dirs: ['/runtime', '/runtime/third_party'],
    defines: ['TF_LITE_STATIC_MEMORY'],
    archives: ['/runtime/lib/any.a'],
    identity: 'a hash',
  },
};

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'hilbench-compile-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Compiles with a shell script in the compiler's place. */
async function compileWith(script: string, unit = UNIT): Promise<void> {
  const compiler = join(dir, 'compiler');
  writeFileSync(compiler, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  await compileUnit(
    unit,
    compileFlags('cortex-m55', 'cxx'),
    join(dir, 'out'),
    {
      toolchain: { name: 'gcc', version: '1', identity: '1', compiler },
      buildDir: dir,
      search_path: '/usr/bin:/bin',
      timeout_ms: 10_000,
    },
    AbortSignal.timeout(10_000),
  );
}

describe('compiling C++', () => {
  it.each([
    ['its library', "echo 'any.h:3:10: fatal error: cstdint: No such file or directory' >&2; exit 1"],
    ['its compiler', 'echo "fatal error: cannot execute \'cc1plus\': No such file or directory" >&2; exit 1'],
  ])('without %s ends with the package that is missing', async (_, script) => {
    await expect(compileWith(script)).rejects.toMatchObject({
      kind: 'bench',
      code: 'FIRMWARE_NO_CXX',
      hint: expect.stringContaining('libstdc++-arm-none-eabi-newlib'),
    });
  });

  it('a header of the runtime that is missing is another error', async () => {
    const script = "echo 'any.cc:3:10: fatal error: tensorflow/any.h: No such file or directory' >&2; exit 1";
    await expect(compileWith(script)).rejects.toMatchObject({ code: 'FIRMWARE_COMPILE_FAILED' });
  });

  it('gives headers of others as those of the system, so that their warnings are not ours', async () => {
    const said = join(dir, 'said');
    const script = `echo "$@" > ${said}\nfor last; do :; done\necho object > "$last"`;
    await compileWith(script);
    const args = readFileSync(said, 'utf8');
    expect(args).toContain('-std=c++17');
    expect(args).toContain('-fno-exceptions');
    expect(args).toContain('-Werror');
    expect(args).toContain(
      '-Iengine -Icommon -DTF_LITE_STATIC_MEMORY -isystem /runtime -isystem /runtime/third_party',
    );
    const { external: _, ...plain } = UNIT;
    await compileWith(script, plain);
    expect(readFileSync(said, 'utf8')).not.toContain('-isystem');
  });
});
