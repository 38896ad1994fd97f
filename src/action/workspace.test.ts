import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { childEnvironment } from './child-env.ts';
import { Git } from './git.ts';
import { findModels, resolveInside } from './workspace.ts';

const folder = mkdtempSync(join(tmpdir(), 'hilbench-workspace-'));
const workspace = join(folder, 'checkout');
const at = (name: string): string => join(workspace, name);
const env = childEnvironment({ PATH: process.env.PATH, HOME: folder });
const git = new Git(workspace, env, new AbortController().signal);
let first = '';

async function run(...args: string[]): Promise<string> {
  const { stdout } = await execa('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], {
    cwd: workspace,
    env,
    extendEnv: false,
  });
  return stdout;
}

beforeAll(async () => {
  mkdirSync(at('models/deep'), { recursive: true });
  writeFileSync(at('models/a.tflite'), 'one');
  writeFileSync(at('models/deep/b.tflite'), 'two');
  writeFileSync(at('models/notes.txt'), '');
  writeFileSync(join(folder, 'secret.tflite'), 'secret');
  await run('init', '--quiet');
  await run('add', '.');
  await run('commit', '--quiet', '-m', 'first');
  first = await run('rev-parse', 'HEAD');
  writeFileSync(at('models/a.tflite'), Uint8Array.from([0, 255, 10, 13]));
  writeFileSync(
    at('models/lfs.tflite'),
    'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n',
  );
  await run('add', '.');
  await run('commit', '--quiet', '-m', 'second');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('models of the workspace', () => {
  test('are found by globs, sorted, each once', async () => {
    const models = await findModels(workspace, ['models/**/*.tflite', 'models/a.tflite']);
    expect(models.map(({ path }) => path)).toEqual([
      'models/a.tflite',
      'models/deep/b.tflite',
      'models/lfs.tflite',
    ]);
  });

  test('none is an error that names the pattern', async () => {
    await expect(findModels(workspace, ['none/*.tflite'])).rejects.toMatchObject({
      code: 'INPUT_NO_MODELS',
      message: expect.stringContaining('none/*.tflite'),
    });
    await expect(findModels(workspace, [])).rejects.toMatchObject({ code: 'INPUT_NO_MODELS' });
  });

  test.each(['/etc/*', '../secret.tflite', 'models/../../secret.tflite'])('%s leads out', async (pattern) => {
    await expect(findModels(workspace, [pattern])).rejects.toMatchObject({ code: 'INPUT_OUTSIDE_WORKSPACE' });
  });

  test('a link that leads out is refused, one that stays is followed', async () => {
    symlinkSync(join(folder, 'secret.tflite'), at('models/out.tflite'));
    await expect(findModels(workspace, ['models/*.tflite'])).rejects.toMatchObject({
      code: 'INPUT_OUTSIDE_WORKSPACE',
    });
    rmSync(at('models/out.tflite'));
    symlinkSync('a.tflite', at('models/same.tflite'));
    expect(resolveInside(workspace, 'models/same.tflite')).toMatch(/a\.tflite$/);
    rmSync(at('models/same.tflite'));
  });
});

describe('git', () => {
  test('gives the bytes of a file at a commit, and nothing where there is none', async () => {
    const head = await git.commit('HEAD');
    expect(head).toMatch(/^[0-9a-f]{40}$/);
    expect(Buffer.from((await git.show(first, 'models/a.tflite')) ?? []).toString()).toBe('one');
    expect(await git.show(head ?? '', 'models/a.tflite')).toEqual(Uint8Array.from([0, 255, 10, 13]));
    expect(await git.show(first, 'models/none.tflite')).toBeUndefined();
  });

  test('a revision that nobody has is undefined, one that looks like an option is not run', async () => {
    expect(await git.commit('0'.repeat(40))).toBeUndefined();
    expect(await git.commit('--help')).toBeUndefined();
  });

  test('a pointer to a large file that cannot be had is an error with a way out', async () => {
    const head = (await git.commit('HEAD')) ?? '';
    await expect(git.show(head, 'models/lfs.tflite')).rejects.toMatchObject({
      code: 'GIT_LFS',
      hint: expect.stringMatching(/lfs: true/),
    });
  });
});

test('no token reaches a child process', () => {
  const passed = childEnvironment({
    PATH: '/bin',
    'INPUT_GITHUB-TOKEN': 'secret',
    ACTIONS_RUNTIME_TOKEN: 'secret',
    GITHUB_TOKEN: 'secret',
    NPM_TOKEN: 'secret',
    HILBENCH_CACHE_DIR: '/c',
  });
  expect(passed).toEqual({ PATH: '/bin', HILBENCH_CACHE_DIR: '/c' });
});
