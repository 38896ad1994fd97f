import { chmodSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findToolchain } from './toolchain.ts';

/** A folder with a compiler that answers questions and counts them. */
function fakeCompiler(name = 'arm-none-eabi-gcc', version = `${name} (Fake) 12.2.1 20221205`) {
  const folder = mkdtempSync(join(tmpdir(), 'compiler-'));
  const path = join(folder, name);
  const library = join(folder, 'libc_nano.a');
  const asked = join(folder, 'asked');
  writeFileSync(library, 'a C library');
  writeFileSync(asked, '');
  writeFileSync(
    path,
    `#!/bin/sh\necho "$1" >> '${asked}'\ncase "$1" in --version) echo '${version}';; *) echo '${library}';; esac\n`,
  );
  chmodSync(path, 0o755);
  return { folder, path, library, questions: () => readFileSync(asked, 'utf8').split('\n').length - 1 };
}

function find(search_path: string, more: Partial<Parameters<typeof findToolchain>[0]> = {}) {
  return findToolchain({
    name: 'gcc',
    search_path,
    cacheDir: mkdtempSync(join(tmpdir(), 'cache-')),
    timeout_ms: 5_000,
    signal: new AbortController().signal,
    ...more,
  });
}

describe('finding the compiler', () => {
  test('takes the first on the search path and reads its version', async () => {
    const compiler = fakeCompiler();
    const found = await find(`/nowhere:${compiler.folder}:/usr/bin:/bin`);
    expect(found).toMatchObject({ name: 'gcc', version: '12.2.1 20221205', compiler: compiler.path });
  });

  test('asks an unchanged compiler once, and again when it or its C library was replaced', async () => {
    const compiler = fakeCompiler();
    const cacheDir = mkdtempSync(join(tmpdir(), 'cache-'));
    const search_path = `${compiler.folder}:/usr/bin:/bin`;
    const first = await find(search_path, { cacheDir });
    expect(await find(search_path, { cacheDir })).toEqual(first);
    expect(compiler.questions()).toBe(2);
    writeFileSync(compiler.library, 'another C library');
    expect((await find(search_path, { cacheDir })).identity).not.toBe(first.identity);
    expect(compiler.questions()).toBe(4);
    utimesSync(compiler.path, new Date(), new Date(0));
    await find(search_path, { cacheDir });
    expect(compiler.questions()).toBe(6);
  });

  test.each(['null', '{}', '{"identity": ', ''])(
    'asks again when what it kept is damaged: %j',
    async (kept) => {
      const compiler = fakeCompiler();
      const cacheDir = mkdtempSync(join(tmpdir(), 'cache-'));
      const search_path = `${compiler.folder}:/usr/bin:/bin`;
      const first = await find(search_path, { cacheDir });
      for (const file of readdirSync(cacheDir)) writeFileSync(join(cacheDir, file), kept);
      expect(await find(search_path, { cacheDir })).toEqual(first);
    },
  );

  test('none: says what to install', async () => {
    await expect(find('/nowhere')).rejects.toMatchObject({
      code: 'FIRMWARE_NO_COMPILER',
      hint: expect.stringContaining('gcc-arm-none-eabi'),
    });
  });

  test('never takes one from the working directory', async () => {
    await expect(find('.:')).rejects.toMatchObject({ code: 'FIRMWARE_NO_COMPILER' });
  });

  test('a given compiler that is not there is not replaced by another', async () => {
    await expect(find('/usr/bin', { compiler: '/nowhere/gcc' })).rejects.toMatchObject({
      code: 'FIRMWARE_NO_COMPILER',
      message: expect.stringContaining('/nowhere/gcc'),
    });
  });

  test('without the C library it is incomplete', async () => {
    const compiler = fakeCompiler();
    writeFileSync(compiler.path, `#!/bin/sh\necho libc_nano.a\n`);
    await expect(find(`${compiler.folder}:/bin`)).rejects.toMatchObject({
      code: 'FIRMWARE_NO_COMPILER',
      message: expect.stringContaining('newlib'),
    });
  });

  test('one that cannot be started, or fails, is reported with what it said', async () => {
    const compiler = fakeCompiler();
    writeFileSync(compiler.path, '#!/bin/sh\necho licence expired >&2\nexit 3\n');
    await expect(find(`${compiler.folder}:/bin`)).rejects.toMatchObject({ detail: 'licence expired' });
    writeFileSync(compiler.path, '#!/nowhere/interpreter\n');
    await expect(find(`${compiler.folder}:/bin`)).rejects.toMatchObject({ code: 'FIRMWARE_NO_COMPILER' });
  });

  test('armclang is refused with the way out', async () => {
    await expect(find('/usr/bin', { name: 'arm' })).rejects.toMatchObject({
      kind: 'input',
      code: 'FIRMWARE_TOOLCHAIN_UNSUPPORTED',
      hint: expect.stringContaining('--toolchain gcc'),
    });
  });
});
