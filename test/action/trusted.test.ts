import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pushEvent } from '../github/env.ts';
import { chain } from './models.ts';
import { createStage, said } from './stage.ts';

const MODELS = { models: 'models/*.tflite' };
const MODEL = 'models/dense.tflite';

test('images that a push saved are restored in the next run, which compiles nothing', async () => {
  await using stage = await createStage();
  const sha = await stage.commit({ [MODEL]: chain([16, 32, 8]) });
  const push = {
    event_name: 'push',
    event: pushEvent(stage.state, '0'.repeat(40), sha),
    sha,
    inputs: MODELS,
  };
  const cold = (name: string): Record<string, string> => ({ HILBENCH_CACHE_DIR: join(stage.dir, name) });
  // The path that is packed is part of what the cache compares: runners have the same one every time.
  const temp = join(stage.dir, 'runner-temp');
  await mkdir(temp);
  const first = await stage.step({ ...push, env: { ...cold('cache-1'), RUNNER_TEMP: temp } });
  expect(first.status, said(first)).toBe(0);
  expect(first.stdout).toMatch(/Compiling harness/);
  expect(stage.state.caches.filter(({ done }) => done)).toHaveLength(1);

  const second = await stage.step({ ...push, run_id: 2, env: { ...cold('cache-2'), RUNNER_TEMP: temp } });
  expect(second.status, said(second)).toBe(0);
  expect(second.stdout).toMatch(/images came from the cache/);
  expect(second.stdout).not.toMatch(/Compiling/);
  expect(second.outputs.ticks).toBe(first.outputs.ticks);
  expect(stage.state.caches).toHaveLength(1);
});

test('a nightly run opens an issue while something is worse, keeps it, and closes it', async () => {
  await using stage = await createStage();
  const budget = (most: number): string => `thresholds: { macs: { max: ${most} } }\n`;
  const night = async (run_id: number) =>
    stage.step({
      event_name: 'schedule',
      event: {},
      sha: await stage.git('rev-parse', 'HEAD'),
      run_id,
      inputs: { ...MODELS, compare: 'stored', issue: 'true' },
    });
  await stage.commit({ [MODEL]: chain([16, 32, 8]), '.hilbench.yml': budget(100) });
  const worse = await night(1);
  expect(worse.status, said(worse)).toBe(1);
  expect(stage.state.issues).toMatchObject([{ state: 'open', labels: ['hilbench-regression'] }]);
  expect(stage.state.issues[0]?.body).toMatch(/MACs/);

  await stage.commit({ [MODEL]: chain([16, 40, 8]) });
  await night(2);
  expect(stage.state.issues).toHaveLength(1);
  expect(stage.state.issues[0]).toMatchObject({ state: 'open' });
  expect(stage.state.issues[0]?.body).toMatch(/960/);

  await stage.commit({ '.hilbench.yml': budget(2000) });
  const better = await night(3);
  expect(better.status, said(better)).toBe(0);
  expect(stage.state.issues).toMatchObject([{ state: 'closed' }]);
  expect(stage.state.git.refs.has('heads/hilbench-data')).toBe(false);
  await stage.expectNothingLeft();
});

test('no child process and no file sees the token', async () => {
  await using stage = await createStage();
  const shims = join(stage.dir, 'shims');
  const seen = join(stage.dir, 'seen');
  await mkdir(shims);
  await mkdir(seen);
  for (const tool of ['arm-none-eabi-gcc', 'qemu-system-arm', 'git']) {
    const shim = join(shims, tool);
    await writeFile(
      shim,
      `#!/bin/sh\n{ env; tr '\\0' ' ' < /proc/$$/cmdline; } > "${seen}/${tool}.$$"\nPATH="\${PATH#*:}" exec ${tool} "$@"\n`,
    );
    await chmod(shim, 0o755);
  }
  const base = await stage.commit({ [MODEL]: chain([16, 32, 8]) });
  stage.pull(7, base, await stage.commit({ [MODEL]: chain([16, 64, 8]) }));
  const cache = join(stage.dir, 'cold');
  const step = await stage.step({ inputs: MODELS, shims, env: { HILBENCH_CACHE_DIR: cache } });
  expect(step.status, said(step)).toBe(0);
  const dumps = await readdir(seen);
  for (const tool of ['arm-none-eabi-gcc', 'qemu-system-arm', 'git']) {
    expect(dumps.some((name) => name.startsWith(tool))).toBe(true);
  }
  const secrets = [stage.state.token, 'ACTIONS_RUNTIME_TOKEN', 'INPUT_GITHUB-TOKEN'];
  for (const name of dumps) {
    const text = await readFile(join(seen, name), 'utf8');
    for (const secret of secrets) expect(text.includes(secret), `${name} has ${secret}`).toBe(false);
  }
  const files = await readdir(stage.dir, { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile())) {
    const text = await readFile(join(file.parentPath, file.name), 'latin1');
    expect(text.includes(stage.state.token), join(file.parentPath, file.name)).toBe(false);
  }
  const shown = step.stdout.replace(`::add-mask::${stage.state.token}`, '');
  expect(shown).not.toContain(stage.state.token);
  for (const { data } of stage.state.artifacts) expect(data.includes(stage.state.token)).toBe(false);
  expect(stage.comments(7)[0]).not.toContain(stage.state.token);
});
