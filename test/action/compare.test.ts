import { expect, test } from 'vitest';
import { chain } from './models.ts';
import { createStage } from './stage.ts';

test('first', async () => {
  await using stage = await createStage();
  const base = await stage.commit({ 'README.md': 'models' });
  const head = await stage.commit({ 'models/dense.tflite': chain([16, 32, 8]) });
  stage.pull(7, base, head);
  const step = await stage.step({ inputs: { models: 'models/*.tflite' } });
  console.log(step.stdout, step.stderr, step.outputs, step.summary, step.took_ms);
  console.log(stage.comments(7)[0]);
  expect(step.status).toBe(0);
  await stage.expectNothingLeft();
});
