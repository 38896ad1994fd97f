import { expect, it } from 'vitest';
import { cancelled, HilbenchError, whatEnded } from './errors.ts';

const error = (code: string, detail?: string) =>
  new HilbenchError({
    ...{ kind: 'bench', code, message: `${code} came`, hint: 'h' },
    ...(detail === undefined ? {} : { detail }),
  });

/** Ends with `first`, and each release fails as well. */
async function ending(first: unknown, ...releases: unknown[]): Promise<unknown> {
  const stack = new AsyncDisposableStack();
  for (const release of releases.toReversed()) {
    stack.defer(() => {
      throw release;
    });
  }
  return await (async () => {
    await using _held = stack;
    throw first;
  })().catch((thrown: unknown) => thrown);
}

it('what ended a task comes first, and what failed after that is its detail', async () => {
  const thrown = await ending(error('A', 'evidence'), error('B'), new Error('C'));
  expect(thrown).toHaveProperty('name', 'SuppressedError');
  expect(whatEnded(thrown)).toMatchObject({
    ...{ kind: 'bench', code: 'A', message: 'A came', hint: 'h' },
    detail: 'evidence\nAfter that: B came\nAfter that: C',
  });
});

it('a run that was cancelled stays cancelled', async () => {
  expect(whatEnded(await ending(cancelled(), error('B')))).toMatchObject({
    exitStatus: 130,
    code: 'CANCELLED',
  });
});

it('the same failure is told once, and a defect stays one', async () => {
  const lost = error('LOST');
  expect(whatEnded(await ending(lost, error('LOST')))).toBe(lost);
  expect(whatEnded(lost)).toBe(lost);
  const defect = new TypeError('x is undefined');
  expect(whatEnded(await ending(defect, error('B')))).toBe(defect);
});
