import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildArchive, type ToolContext, writeFiles } from './archive.ts';
import { inTemporaryFolder, proveLibrary } from './prove.ts';

const PASS = 'PASS: m: outputs as captured: 1';
const EXAMPLE = {
  board: 'mps3_an547',
  build: [['arm-none-eabi-gcc', '-c', 'example/main.c']],
  run: ['qemu-system-arm', '-kernel', 'example.elf'],
  pass_line: PASS,
};
const FILES = [
  { path: 'Makefile', content: 'all:\n\t$(CC)\nrun:\n\t$(QEMU)\n' },
  { path: 'example/main.c', content: 'int main(void) { return 0; }\n' },
];

const PROOF = { files: FILES, example: EXAMPLE, run: true };

let bin: string;
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'hilbench-test-bin-'));
});
afterEach(() => rmSync(bin, { recursive: true, force: true }));

/** A program that is a shell script. Only built-ins and absolute paths: nothing else is on its path. */
function program(name: string, script: string): string {
  const path = join(bin, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

const context = (changes: Partial<ToolContext> = {}): ToolContext => ({
  toolchain: { name: 'gcc', version: '1', identity: '1', compiler: join(bin, 'arm-none-eabi-gcc') },
  search_path: bin,
  timeout_ms: 20_000,
  signal: new AbortController().signal,
  ...changes,
});

describe('the proof of a library', () => {
  it('takes the commands of the manifest where there is no make', async () => {
    program('arm-none-eabi-gcc', 'test "$*" = "-c example/main.c" && test -f example/main.c');
    program('qemu-system-arm', `test "$*" = "-kernel example.elf" && echo "${PASS}"`);
    expect(await proveLibrary(PROOF, context())).toContain('commands of its manifest');
  });

  it('gives the example nothing of the environment and of the folder it was started in', async () => {
    program('arm-none-eabi-gcc', ':');
    program('qemu-system-arm', `test "$PATH" = "${bin}" && test -z "$HOME$PWD_" && echo "${PASS}"`);
    await proveLibrary(PROOF, context());
  });

  it.each([
    ['fails', 'echo "FAIL: m"; exit 1', 'PACKAGE_PROOF_FAILED', /exit status 1/],
    ['says nothing', ':', 'PACKAGE_PROOF_FAILED', /did not print/],
    ['says it only in part', `echo "not ${PASS}"`, 'PACKAGE_PROOF_FAILED', /did not print/],
    ['is killed', 'kill -9 $$', 'PACKAGE_PROOF_FAILED', /ended by a signal/],
  ])('is none when the example %s', async (_, script, code, message) => {
    program('arm-none-eabi-gcc', ':');
    program('qemu-system-arm', script);
    await expect(proveLibrary(PROOF, context())).rejects.toMatchObject({
      code,
      kind: 'bench',
      message: expect.stringMatching(message),
    });
  });

  it('ends at its deadline, and when the run is cancelled', async () => {
    program('arm-none-eabi-gcc', ':');
    program('qemu-system-arm', 'exec /bin/sleep 60');
    await expect(proveLibrary(PROOF, context({ timeout_ms: 1500 }))).rejects.toMatchObject({
      code: 'PACKAGE_PROOF_TIMEOUT',
    });
    const stop = new AbortController();
    const running = proveLibrary(PROOF, context({ signal: stop.signal }));
    stop.abort();
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('says what is missing', async () => {
    program('arm-none-eabi-gcc', ':');
    await expect(proveLibrary(PROOF, context())).rejects.toMatchObject({ code: 'PROBE_NO_QEMU' });
    program('qemu-system-arm', ':');
    program('arm-none-eabi-gcc', 'echo "main.c: error: no" >&2; exit 1');
    await expect(proveLibrary(PROOF, context())).rejects.toMatchObject({
      code: 'PACKAGE_BUILD_FAILED',
      detail: expect.stringContaining('error: no'),
    });
  });
});

describe('a full disk', () => {
  it('is named while files are written', async () => {
    mkdirSync(join(bin, 'work'));
    symlinkSync('/dev/full', join(bin, 'work', 'weights.bin'));
    await expect(
      writeFiles([{ path: 'weights.bin', content: new Uint8Array(100) }], join(bin, 'work')),
    ).rejects.toMatchObject({ code: 'DISK_FULL', kind: 'bench' });
  });

  it('is named when it is the compiler that meets it, and nothing stays', async () => {
    program(
      'arm-none-eabi-gcc',
      'echo "main.c:1: fatal error: error writing to /tmp/cc.s: No space left on device" >&2; exit 1',
    );
    const plan = { name: 'm', files: ['example/main.c'], flags: { c: [], cxx: [] }, symbols: ['m_init'] };
    let folder = '';
    await expect(
      inTemporaryFolder((dir) => {
        folder = dir;
        return buildArchive(FILES, plan, dir, context());
      }),
    ).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(() => readdirSync(folder)).toThrow(/ENOENT/);
  });
});
