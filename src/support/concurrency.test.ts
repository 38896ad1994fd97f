import { expect, test } from 'vitest';
import { together } from './concurrency.ts';

const never = new AbortController().signal;

test('gives the results in the order of the tasks', async () => {
  const [number, text] = await together(never, () => [Promise.resolve(1), Promise.resolve('two')]);
  expect([number, text]).toEqual([1, 'two']);
});

test('a failure aborts the others, waits for them, and is what is thrown', async () => {
  let ended = false;
  const slow = (signal: AbortSignal): Promise<void> =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        setImmediate(() => {
          ended = true;
          reject(new Error('aborted'));
        });
      });
    });
  const failing = Promise.reject(new Error('first'));
  await expect(together(never, (signal) => [slow(signal), failing])).rejects.toThrow('first');
  expect(ended).toBe(true);
});

test('passes the abort of the parent on', async () => {
  const parent = new AbortController();
  const seen = together(parent.signal, (signal) => [
    new Promise<string>((resolve) => signal.addEventListener('abort', () => resolve('stopped'))),
  ]);
  parent.abort();
  await expect(seen).resolves.toEqual(['stopped']);
});
