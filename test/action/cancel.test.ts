import { readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { processesNaming } from '../helpers/processes.ts';
import { createStage, said } from './stage.ts';

/** From the signal to the end of the process. */
const MAX_MS = 5000;

/** When to cancel: at a line of the log, or at a request. */
const PHASES = [
  { name: 'restoring images', request: /GetCacheEntryDownloadURL$/ },
  { name: 'compiling', line: /Compiling harness/, cold: true },
  { name: 'measuring', line: /Stage \[2\/3\]/, inputs: { runs: '5000' } },
  { name: 'uploading', request: /^\/account\/artifacts\// },
  { name: 'commenting', request: /\/issues\/7\/comments$/ },
] as const;

/** The runner sends SIGINT first; whoever stops a container sends SIGTERM. */
const CASES = [
  ...PHASES.map((phase) => ({ ...phase, signal: 'SIGINT' as const })),
  { ...PHASES[2], signal: 'SIGTERM' as const },
];

describe('cancelling', () => {
  test.each(CASES)('by $signal while $name ends with 130 in time and leaves nothing', async (phase) => {
    await using stage = await createStage();
    const base = await stage.commit({ 'README.md': 'models' });
    const head = await stage.commit({ 'models/kws.tflite': dsCnnKeywordSpotter() });
    stage.pull(7, base, head);
    const cache = join(stage.dir, 'cache');
    await mkdir(cache);
    let sent_at: number | undefined;
    const send = (kill: (signal: NodeJS.Signals) => void): void => {
      if (sent_at !== undefined) return;
      sent_at = performance.now();
      kill(phase.signal);
    };
    let kill: (signal: NodeJS.Signals) => void = () => undefined;
    if ('request' in phase) {
      stage.github.misbehave({ path: phase.request, times: 1, does: { first: () => send(kill) } });
      stage.github.misbehave({ path: phase.request, does: { slow_ms: 60_000 } });
    }
    const step = await stage.step({
      inputs: { models: 'models/*.tflite', ...('inputs' in phase ? phase.inputs : {}) },
      ...('cold' in phase ? { env: { HILBENCH_CACHE_DIR: cache } } : {}),
      onOutput: (text, killer) => {
        kill = killer;
        if ('line' in phase && phase.line.test(text)) send(kill);
      },
    });
    expect(sent_at, said(step)).toBeDefined();
    expect(step.status, said(step)).toBe(130);
    expect(step.ended_at - (sent_at ?? 0)).toBeLessThan(MAX_MS);
    expect(step.stdout).toMatch(/CANCELLED/);
    await stage.expectNothingLeft();
  });
});

test('the post step ends what a main step that was killed left behind', async () => {
  await using stage = await createStage();
  const base = await stage.commit({ 'README.md': 'models' });
  stage.pull(7, base, await stage.commit({ 'models/kws.tflite': dsCnnKeywordSpotter() }));
  const step = await stage.step({
    inputs: { models: 'models/*.tflite', runs: '5000' },
    onOutput: (text, kill) => {
      if (/Stage \[2\/3\]/.test(text)) kill('SIGKILL');
    },
  });
  expect(step.status).not.toBe(0);
  expect(readdirSync(join(stage.dir, 'tmp'))).not.toEqual([]);
  const post = await stage.post();
  expect(post.status).toBe(0);
  expect(post.took_ms).toBeLessThan(MAX_MS);
  expect(await processesNaming(stage.dir)).toEqual([]);
  expect(readdirSync(join(stage.dir, 'tmp'))).toEqual([]);
  const again = await stage.step({ inputs: { models: 'models/*.tflite' } });
  expect(again.status, said(again)).toBe(0);
});
