import { expect, test } from 'vitest';
import { OneAtATime } from './one-at-a-time.ts';

test('work begins when the work before it has ended, well or not', async () => {
  const turns = new OneAtATime();
  const first = Promise.withResolvers<string>();
  const story: string[] = [];
  const given = [
    turns.run(() => first.promise),
    turns.run(async () => {
      story.push('second');
      throw new Error('no');
    }),
    turns.run(async () => story.push('third')),
  ];
  await Promise.resolve();
  expect(story).toEqual([]);
  first.resolve('one');
  await turns.ended();
  expect(story).toEqual(['second', 'third']);
  expect(await Promise.allSettled(given)).toMatchObject([
    { value: 'one' },
    { reason: { message: 'no' } },
    { value: 2 },
  ]);
});
