import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { dsCnnKeywordSpotter } from '../../example/ds-cnn.ts';
import { readModel } from '../../model/read.ts';
import type { Graph } from '../../model/types.ts';
import { findPlatform, loadPlatforms } from '../../platform/load.ts';
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

function prepare(tool: string, timeout_ms = 60_000, signal = new AbortController().signal) {
  const engine = createHeliaAotEngine({
    env: { HILBENCH_HELIA_AOT: tool, PATH: process.env.PATH },
    find: () => undefined,
    config: {},
    convert_timeout_ms: timeout_ms,
    version_timeout_ms: 60_000,
  });
  return Promise.resolve(engine.prepare(graph, platform, signal));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
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
    await expect(prepare(standIn('hang'), 1500)).rejects.toMatchObject({
      code: 'HELIA_AOT_TIMEOUT',
      kind: 'bench',
    });
    expect(isRunning(Number(readFileSync(join(dir, 'pid'), 'utf8')))).toBe(false);
  });

  it('ends at once when it is cancelled', async () => {
    const controller = new AbortController();
    const work = prepare(standIn('hang'), 60_000, controller.signal);
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
    process.env.GITHUB_TOKEN_FOR_TEST = 'secret';
    await prepare(script(`env > ${dir}/env; echo 1.0.0`)).catch(() => undefined);
    delete process.env.GITHUB_TOKEN_FOR_TEST;
    expect(existsSync(join(dir, 'env'))).toBe(true);
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
  ['helia-aot 0.5', '0.5'],
  ['none', undefined],
])('the version in %j', (output, version) => {
  expect(versionIn(output)).toBe(version);
});
