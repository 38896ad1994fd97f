import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { EngineBuild } from '../../src/engine/types.ts';
import { createImageBuilder, type ImageBuilderOptions } from '../../src/firmware/build.ts';
import { silentLog } from '../../src/support/log.ts';
import { noSignal, platformNamed, TEMPLATES_DIR } from '../helpers/emulated-device.ts';
import { testEngine } from '../helpers/test-engine.ts';

const platform = platformNamed('mps3_an547');
const PATH = process.env.PATH ?? '';
const GCC = PATH.split(delimiter)
  .map((folder) => join(folder, 'arm-none-eabi-gcc'))
  .find(existsSync);

const folder = (prefix: string): string => mkdtempSync(join(tmpdir(), prefix));

function builder(storeDir: string, more: Partial<ImageBuilderOptions> = {}) {
  return createImageBuilder({
    templatesDir: TEMPLATES_DIR,
    storeDir,
    log: silentLog,
    search_path: PATH,
    ...more,
  });
}

function request(engine: EngineBuild = testEngine('sum'), signal: AbortSignal = noSignal()) {
  return { platform, engine, toolchain: 'gcc' as const, signal };
}

const powerRequest = { ...request(), variant: 'power' as const };

/** File names of the sources that calls of a compiler compiled. */
const compiledBy = (calls: readonly string[]): string[] =>
  calls.flatMap((line) => / -c \S*?([^/ ]+) /.exec(line)?.[1] ?? []);

/** A compiler that is a shell script. `$REAL` is the real one. */
function scriptedCompiler(script: string): string {
  const path = join(folder('compiler-'), 'arm-none-eabi-gcc');
  writeFileSync(path, `#!/bin/sh\nREAL=${GCC}\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** The real compiler until it compiles or links, then `script`. */
const failingCompiler = (script: string): string =>
  scriptedCompiler(`case "$1" in --version|-print*) exec $REAL "$@";; esac\n${script}`);

/** The test engine with another global in its source. */
function engineWith(declaration: string): EngineBuild {
  const engine = testEngine('sum');
  return {
    ...engine,
    generated: engine.generated.map((file) =>
      file.path.endsWith('.c') ? { ...file, content: `${file.content}\n${declaration}\n` } : file,
    ),
  };
}

const leftovers = (storeDir: string): string[] => readdirSync(join(storeDir, 'tmp'));

describe('building an image', () => {
  let storeDir: string;
  let counting: { readonly compiler: string; readonly runs: () => string[] };
  beforeAll(async () => {
    storeDir = folder('store-');
    const calls = join(folder('calls-'), 'calls');
    writeFileSync(calls, '');
    counting = {
      compiler: scriptedCompiler(`echo "$@" >> '${calls}'\nexec $REAL "$@"`),
      runs: () => {
        const lines = readFileSync(calls, 'utf8').trim().split('\n');
        writeFileSync(calls, '');
        return lines.filter((line) => line !== '');
      },
    };
    await builder(storeDir, { compiler: counting.compiler }).build(request());
  });

  test('the second time starts no compiler', async () => {
    counting.runs();
    const image = await builder(storeDir, { compiler: counting.compiler }).build(request());
    expect(counting.runs()).toEqual([]);
    expect(image.from_store).toBe(true);
  });

  test('for another model compiles only what was generated for it', async () => {
    counting.runs();
    const image = await builder(storeDir, { compiler: counting.compiler }).build(
      request(testEngine('sum', 2_000)),
    );
    expect(image.from_store).toBe(false);
    expect(compiledBy(counting.runs())).toEqual(['test_engine.c', 'hb_build_id.c']);
  });

  test('for measuring power compiles only its own sources, and is another image', async () => {
    const link = await builder(storeDir, { compiler: counting.compiler }).build(request());
    counting.runs();
    const power = await builder(storeDir, { compiler: counting.compiler }).build(powerRequest);
    expect(power.hash).not.toBe(link.hash);
    expect(compiledBy(counting.runs()).sort()).toEqual(
      [
        ...readdirSync(join(TEMPLATES_DIR, 'power')).filter((name) => name.endsWith('.c')),
        'hb_build_id.c',
      ].sort(),
    );
    const again = await builder(storeDir, { compiler: counting.compiler }).build(powerRequest);
    expect(again.from_store).toBe(true);
    expect(counting.runs()).toEqual([]);
  });

  test('for measuring power has nothing of the link in it, and the other nothing of the wires', async () => {
    const functions = (elf: string): string[] =>
      execFileSync('arm-none-eabi-nm', ['--defined-only', elf], { encoding: 'utf8' })
        .split('\n')
        .flatMap((line) => /^\S+ [tT] (\w+)$/.exec(line)?.[1] ?? []);
    const link = functions((await builder(storeDir).build(request())).elf_path);
    const power = functions((await builder(storeDir).build(powerRequest)).elf_path);
    const of_link = /^hb_(frame|link|command|call|profile|layers|port_link|port_counter)/;
    const of_wires = /^hb_(windows|parameters|port_wire|port_go)/;
    expect(link.filter((name) => of_link.test(name)).length).toBeGreaterThan(10);
    expect(power.filter((name) => of_link.test(name))).toEqual([]);
    expect(power.filter((name) => of_wires.test(name)).length).toBeGreaterThan(5);
    expect(link.filter((name) => of_wires.test(name))).toEqual([]);
  });

  test('makes the same bytes from templates elsewhere, in an empty store', async () => {
    const templatesDir = join(folder('templates-'), 'firmware');
    cpSync(TEMPLATES_DIR, templatesDir, { recursive: true });
    const here = await builder(storeDir).build(request());
    const there = await builder(folder('store-'), { templatesDir }).build(request());
    expect(there.hash).toBe(here.hash);
    expect(readFileSync(there.elf_path).equals(readFileSync(here.elf_path))).toBe(true);
  });

  test('gives another image another build id, and every image its sizes', async () => {
    const sum = await builder(storeDir).build(request());
    const other = await builder(storeDir).build(request(engineWith('int hb_more = 1;')));
    expect(other.build_id).not.toBe(sum.build_id);
    expect(sum.hash.startsWith(sum.build_id)).toBe(true);
    expect(sum.rom_bytes).toBeGreaterThan(10_000);
    expect(sum.rom_bytes).toBeLessThan(64 * 1024);
    expect(sum.ram_bytes).toBeLessThanOrEqual(192 * 1024);
    expect(readFileSync(sum.elf_path).includes(Buffer.from(sum.build_id, 'hex'))).toBe(true);
    const names = sum.sections.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['.text', '.stack', '.bss']));
    expect(sum.sections.reduce((bytes, section) => bytes + section.bytes, 0)).toBeLessThanOrEqual(
      sum.rom_bytes + sum.ram_bytes,
    );
  });

  test('a damaged image in the store is built again, the same', async () => {
    const image = await builder(storeDir).build(request());
    const whole = readFileSync(image.elf_path);
    writeFileSync(image.elf_path, whole.subarray(0, whole.length / 2));
    const again = await builder(storeDir).build(request());
    expect(again.from_store).toBe(false);
    expect(readFileSync(again.elf_path).equals(whole)).toBe(true);
  });

  test('two runs that build the same image at once both get it', async () => {
    const shared = folder('store-');
    const images = await Promise.all([builder(shared).build(request()), builder(shared).build(request())]);
    expect(images[0].elf_path).toBe(images[1].elf_path);
    expect((await builder(shared).build(request())).from_store).toBe(true);
    expect(leftovers(shared)).toEqual([]);
  });
});

describe('an image that cannot be built', () => {
  let storeDir: string;
  beforeAll(async () => {
    storeDir = folder('store-');
    await builder(storeDir).build(request()); // so that only the generated sources are left to compile
  });
  const build = (engine: EngineBuild) => builder(storeDir).build(request(engine));

  test("a source with an error is named, with the compiler's words, and leaves nothing behind", async () => {
    await expect(build(engineWith('int broken(void) { return nonsense; }'))).rejects.toMatchObject({
      code: 'FIRMWARE_COMPILE_FAILED',
      message: expect.stringContaining('test_engine.c'),
      detail: expect.stringContaining('nonsense'),
    });
    expect(leftovers(storeDir)).toEqual([]);
  });

  test.each([
    ['code', 'CODE', 'const char hb_big[600000] = {1};'],
    ['data', 'RAM', 'char hb_big[200000];'],
  ])('too much %s names the memory', async (_what, memory, declaration) => {
    const keep = `${declaration}\n__attribute__((section(".vectors"))) const char *hb_use = hb_big;`;
    await expect(build(engineWith(keep))).rejects.toMatchObject({
      kind: 'input',
      code: 'FIRMWARE_TOO_LARGE',
      message: expect.stringContaining(memory),
    });
  });

  test('a function that is nowhere is a link error', async () => {
    const keep = 'extern int hb_nowhere; __attribute__((section(".vectors"))) int *hb_use = &hb_nowhere;';
    await expect(build(engineWith(keep))).rejects.toMatchObject({
      code: 'FIRMWARE_LINK_FAILED',
      detail: expect.stringContaining('hb_nowhere'),
    });
  });

  test.each(['../../escape.c', '/tmp/escape.c', 'a/../../b.c', '-o.c', 'a b.c', 'a//b.c'])(
    'a generated file named %j is refused before anything is written',
    async (path) => {
      const engine = { ...testEngine('sum'), generated: [{ path, content: '' }] };
      await expect(build(engine)).rejects.toMatchObject({ code: 'FIRMWARE_BAD_PATH' });
    },
  );

  test('a platform without firmware is refused with one that has some', async () => {
    const { port: _port, ...portless } = platform;
    const wanted = { ...request(), platform: portless };
    await expect(builder(storeDir).build(wanted)).rejects.toMatchObject({
      kind: 'input',
      code: 'FIRMWARE_NO_PORT',
      hint: expect.stringContaining('mps3_an547'),
    });
  });

  test('a compiler that reports success and writes nothing is not believed', async () => {
    const compiler = failingCompiler('exit 0');
    await expect(builder(folder('store-'), { compiler }).build(request())).rejects.toMatchObject({
      code: 'FIRMWARE_COMPILE_FAILED',
      message: expect.stringContaining('did not write'),
    });
  });

  test('a linker that writes no executable is not believed, and nothing is stored', async () => {
    const link = 'case " $* " in *" -c "*) exec $REAL "$@";; esac\n';
    const store = folder('store-');
    const compiler = failingCompiler(`${link}while [ "$1" != -o ]; do shift; done; echo no elf > "$2"`);
    await expect(builder(store, { compiler }).build(request())).rejects.toMatchObject({
      code: 'FIRMWARE_IMAGE_INVALID',
    });
    expect(existsSync(join(store, 'images'))).toBe(false);
  });

  test('a compiler that hangs is ended at the deadline, with all it started', async () => {
    const started = join(folder('pids-'), 'pids');
    const compiler = failingCompiler(`sleep 300 & echo $! >> '${started}'; wait`);
    await expect(
      builder(folder('store-'), { compiler, tool_timeout_ms: 500 }).build(request()),
    ).rejects.toMatchObject({ code: 'FIRMWARE_COMPILE_TIMEOUT' });
    await expectAllGone(started);
  });

  test('cancellation ends the compiler, with all it started, and leaves nothing behind', async () => {
    const started = join(folder('pids-'), 'pids');
    const compiler = failingCompiler(`sleep 300 & echo $! >> '${started}'; wait`);
    const store = folder('store-');
    const controller = new AbortController();
    const built = builder(store, { compiler }).build(request(testEngine('sum'), controller.signal));
    await expect.poll(() => existsSync(started), { timeout: 10_000 }).toBe(true);
    controller.abort();
    await expect(built).rejects.toMatchObject({ code: 'CANCELLED' });
    await expectAllGone(started);
    expect(leftovers(store)).toEqual([]);
  });

  test('variables of the environment do not reach the compiler', async () => {
    process.env.CPATH = '/nowhere';
    try {
      const compiler = failingCompiler('[ -z "$CPATH" ] && exec $REAL "$@"; echo CPATH is set >&2; exit 1');
      const image = await builder(folder('store-'), { compiler }).build(request());
      expect(image.from_store).toBe(false);
    } finally {
      delete process.env.CPATH;
    }
  });
});

/** Every process of the list has ended; a zombie that nobody has collected yet counts as ended. */
async function expectAllGone(list: string): Promise<void> {
  const pids = readFileSync(list, 'utf8').trim().split('\n');
  expect(pids.length).toBeGreaterThan(0);
  const running = (pid: string): boolean => {
    try {
      return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    } catch {
      return false;
    }
  };
  await expect.poll(() => pids.filter(running), { timeout: 10_000 }).toEqual([]);
}
