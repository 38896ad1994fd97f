import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { dsCnnKeywordSpotter } from '../../example/ds-cnn.ts';
import { readModel } from '../../model/read.ts';
import type { Graph } from '../../model/types.ts';
import { findPlatform, loadPlatforms } from '../../platform/load.ts';
import type { Platform } from '../../platform/types.ts';
import { configYaml, readHeliaConfig } from './config.ts';
import { wordsOf } from './errors.ts';
import { createHeliaAotEngine, heliaPlatform } from './index.ts';
import { findTool, versionIn } from './tool.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const STAND_IN = join(ROOT, 'test', 'stand-ins', 'helia-aot', 'helia-aot.ts');
const platform = findPlatform(loadPlatforms(join(ROOT, 'platforms')), 'mps3_an547');
const graph: Graph = readModel(dsCnnKeywordSpotter());

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'helia-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function script(text: string): string {
  const path = join(dir, 'tool');
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

const standIn = (mode: string): string =>
  script(`echo $$ > ${dir}/pid\nexec '${process.execPath}' '${STAND_IN}' ${mode} "$@"`);

interface Setting {
  readonly timeout_ms?: number;
  readonly signal?: AbortSignal;
  readonly env?: Readonly<Record<string, string>>;
  readonly board?: Platform;
}

function prepare(tool: string, setting: Setting = {}) {
  const { timeout_ms = 60_000, signal = new AbortController().signal, env = {}, board = platform } = setting;
  const engine = createHeliaAotEngine({
    env: { HILBENCH_HELIA_AOT: tool, PATH: process.env.PATH, ...env },
    find: () => undefined,
    config: {},
    convert_timeout_ms: timeout_ms,
    version_timeout_ms: 60_000,
  });
  return Promise.resolve(engine.prepare(graph, board, signal));
}

/** Not one that has ended and that nobody has asked for its status: what starts containers often does not. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return (
    spawnSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' }).stdout?.startsWith('Z') !== true
  );
}

describe('the engine', () => {
  it('makes an image of a module, with a layer for every operator and a blob that names it', async () => {
    const build = await prepare(standIn('ok'));
    expect(build).toMatchObject({ engine: 'helia-aot', version: '1.1.0', arena_bytes: 0 });
    expect(build.layers).toEqual(graph.subgraphs[0]?.operators.map(({ index }) => index));
    expect(build.blob).toHaveLength(16);
    const adapter = build.generated.find(({ path }) => path === 'hb_engine_helia.c')?.content;
    expect(adapter).toContain('#define LAYERS 13');
    expect((await prepare(standIn('ok'))).blob).toEqual(build.blob);
    expect((await prepare(standIn('wrong'))).blob).not.toEqual(build.blob);
  });

  it('stops a tool that hangs at its deadline, and leaves no process', async () => {
    await expect(prepare(standIn('hang'), { timeout_ms: 1500 })).rejects.toMatchObject({
      code: 'HELIA_AOT_TIMEOUT',
      kind: 'bench',
    });
    expect(isRunning(Number(readFileSync(join(dir, 'pid'), 'utf8')))).toBe(false);
  });

  it('takes what a tool leaves running down with it, and waits for none of it', async () => {
    const build = await prepare(standIn('daemon'), { env: { UV_STANDIN_PID_FILE: join(dir, 'left') } });
    expect(build.layers).toHaveLength(13);
    expect(isRunning(Number(readFileSync(join(dir, 'left'), 'utf8')))).toBe(false);
  });

  it('lets a tool say as much as it likes', async () => {
    expect((await prepare(standIn('chatty'))).layers).toHaveLength(13);
  });

  it('has no layers where the plan names one twice', async () => {
    expect((await prepare(standIn('twice'))).layers).toEqual([]);
  });

  it.each([
    ['moved', 'HELIA_AOT_BAD_OUTPUT', /link|none/],
    ['outside', 'HELIA_AOT_BAD_OUTPUT', /outside\.c includes a file outside/],
    ['spliced', 'HELIA_AOT_BAD_OUTPUT', /spliced\.c includes a file outside/],
    ['macro', 'HELIA_AOT_BAD_OUTPUT', /macro\.c includes what a macro names/],
    ['nameless', 'HELIA_AOT_BAD_OUTPUT', /cannot be read|with the name/],
    ['garbage', 'HELIA_AOT_BAD_OUTPUT', /hbm_model\.c is not UTF-8/],
    ['lies', 'HELIA_AOT_CANNOT_CONVERT', /exit status 0\).*Error: layer 3 has no kernel/],
    ['silent', 'HELIA_AOT_NO_OUTPUT', /exit status 0, and there is no module/],
    ['licensed', 'HELIA_AOT_LICENSE', /mps3_an547 is emulated/],
    ['marked', 'HELIA_AOT_LICENSE', /mps3_an547 is emulated/],
  ])('refuses what a tool leaves: %s', async (mode, code, message) => {
    await expect(prepare(standIn(mode))).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  it.each([
    ['apollo510_evb', undefined],
    ['other_evb', 'HELIA_AOT_LICENSE'],
  ])('takes a licence for hardware of Ambiq at its word on %s', async (name, code) => {
    const silicon = findPlatform(loadPlatforms(join(ROOT, 'platforms')), 'apollo510_evb');
    const { ambiqsuite: _, ...others } = silicon;
    const board = name === silicon.name ? silicon : { ...others, name };
    const made = prepare(standIn('licensed'), { board }).then(
      () => undefined,
      (error) => error.code,
    );
    expect(await made).toBe(code);
  });

  it('names a folder for temporary files that is not there', async () => {
    const tmpdir_before = process.env.TMPDIR;
    process.env.TMPDIR = join(dir, 'nowhere');
    try {
      await expect(prepare(standIn('ok'))).rejects.toMatchObject({ code: 'FILE_FAILED' });
    } finally {
      if (tmpdir_before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = tmpdir_before;
    }
  });

  it('ends at once when it is cancelled', async () => {
    const controller = new AbortController();
    const work = prepare(standIn('hang'), { signal: controller.signal });
    setTimeout(() => controller.abort(), 1500);
    await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(isRunning(Number(readFileSync(join(dir, 'pid'), 'utf8')))).toBe(false);
  });

  it.each([
    ['printf "no idea"', 'HELIA_AOT_NO_VERSION'],
    ['printf "1.0.0"; exit 3', 'HELIA_AOT_NO_VERSION'],
    ['echo heliaAOT version: 0.4.99', 'HELIA_AOT_TOO_OLD'],
    // Says a good version, then that it converted, and wrote nothing.
    ['echo 0.5.0', 'HELIA_AOT_NO_OUTPUT'],
    [
      '[ "$1" = version ] && echo 1.0.0 && exit 0; yes word | head -c 3000000; exit 1',
      'HELIA_AOT_CANNOT_CONVERT',
    ],
  ])('%s: %s', async (text, code) => {
    await expect(prepare(script(text))).rejects.toMatchObject({ code });
  });

  it('gives the tool what it needs of the environment, and no secret', async () => {
    const env = { GITHUB_TOKEN: 'secret', UV_PUBLISH_TOKEN: 'secret', UV_INDEX_URL: 'https://index' };
    await prepare(script(`env > ${dir}/env; echo 1.0.0`), { env }).catch(() => undefined);
    expect(readFileSync(join(dir, 'env'), 'utf8')).toContain('UV_INDEX_URL=https://index');
    expect(readFileSync(join(dir, 'env'), 'utf8')).not.toContain('secret');
  });
});

describe('finding the tool', () => {
  const on =
    (...names: string[]) =>
    (name: string) =>
      names.includes(name) ? `/bin/${name}` : undefined;
  it.each([
    [{ HILBENCH_HELIA_AOT: '/venv/bin/python3.12' }, on(), '/venv/bin/python3.12', ['-m', 'helia_aot']],
    [{ HILBENCH_HELIA_AOT: '/venv/bin/helia-aot' }, on('uvx'), '/venv/bin/helia-aot', []],
    [{}, on('helia-aot', 'uvx'), '/bin/helia-aot', []],
    [{}, on('uvx'), '/bin/uvx', ['--from', 'helia-aot', 'helia-aot']],
  ])('%j', (env, find, file, args) => {
    expect(findTool(env, find)).toEqual({ file, args });
  });
  it('takes a path from the folder that hilbench was called in', () => {
    expect(findTool({ HILBENCH_HELIA_AOT: './venv/bin/python' }, on()).file).toBe(resolve('venv/bin/python'));
    expect(findTool({ HILBENCH_HELIA_AOT: 'helia-aot' }, on('helia-aot')).file).toBe('/bin/helia-aot');
  });
  it('says what is missing', () => {
    expect(() => findTool({}, on())).toThrow(expect.objectContaining({ code: 'HELIA_AOT_MISSING' }));
  });
});

describe('its configuration', () => {
  const overrides = {
    ...{ model_path: '/m', module_path: '/o', module_name: 'n', prefix: 'p' },
    platform: 'apollo510_evb',
  };
  it("keeps what is the user's and sets what the pass depends on", () => {
    const user = {
      model: { path: 'other', name: 'mine' },
      module: { prefix: 'x', schedule: 'static' },
      memory: { planner: 'hill_climb', tensors: [1] },
      platform: { name: 'apollo510b_evb' },
      optimization: { goal: 'size' },
    };
    expect(parse(configYaml(user, overrides))).toEqual({
      model: { path: '/m', name: 'mine' },
      module: { type: 'cmake', path: '/o', name: 'n', prefix: 'p', schedule: 'static' },
      memory: { planner: 'greedy', tensors: [1] },
      platform: { name: 'apollo510b_evb' },
      optimization: { goal: 'size' },
    });
  });
  it.each(['[1]', 'module: 3', 'a: [', 'memory: text'])('refuses %j', async (text) => {
    const path = join(dir, 'c.yml');
    writeFileSync(path, text);
    await expect(readHeliaConfig(path)).rejects.toMatchObject({ code: 'HELIA_AOT_CONFIG', kind: 'input' });
  });
  it('takes an empty file, and none that is missing', async () => {
    writeFileSync(join(dir, 'c.yml'), '');
    expect(await readHeliaConfig(join(dir, 'c.yml'))).toEqual({});
    await expect(readHeliaConfig(join(dir, 'none.yml'))).rejects.toMatchObject({ code: 'HELIA_AOT_CONFIG' });
  });
  it.each([
    ['apollo510L_eb', 'cortex-m55', false, 'apollo510l_evb'],
    ['apollo3p_evb', 'cortex-m4', false, 'apollo3p_evb'],
    ['mps3_an547', 'cortex-m55', true, 'apollo510_evb'],
    ['mps2_an386', 'cortex-m4', true, 'apollo4p_evb'],
  ] as const)('names %s as the tool does', (name, core, emulated, expected) => {
    expect(heliaPlatform({ name, core, emulated })).toBe(expected);
  });
});

test("the tool's words are one line, from its error on, without what moves a cursor", () => {
  expect(wordsOf('  Loading ✓\n\u001b[31mError: not\n  supported\u001b[0m\u0007')).toBe(
    'Error: not supported�',
  );
  expect([...wordsOf(`Error ${'x'.repeat(1e6)}`)]).toHaveLength(1200);
});

test.each([
  ['heliaAOT version: 1.1.0\n', '1.1.0'],
  ['Python 3.12.3 is used\nheliaAOT version: 0.18.2\n', '0.18.2'],
  ['helia-aot 0.5', '0.5'],
  ['none', undefined],
])('the version in %j', (output, version) => {
  expect(versionIn(output)).toBe(version);
});
