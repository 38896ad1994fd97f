import { expect, test } from 'vitest';
import { withDeadline } from './deadline.ts';
import { cancelled, HilbenchError } from './errors.ts';

const late = (): HilbenchError =>
  new HilbenchError({ kind: 'bench', code: 'TOO_LATE', message: 'late', hint: 'wait less' });
const waitFor = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));

test('returns what the work returns', async () => {
  await expect(withDeadline(new AbortController().signal, 1000, late, async () => 7)).resolves.toBe(7);
});

test('ends with the given error when the time is up', async () => {
  await expect(withDeadline(new AbortController().signal, 5, late, waitFor)).rejects.toMatchObject({
    code: 'TOO_LATE',
  });
});

test('ends as cancelled when the parent is aborted, at once or later', async () => {
  await expect(withDeadline(AbortSignal.abort(), 1000, late, waitFor)).rejects.toMatchObject({
    code: 'CANCELLED',
  });
  const parent = new AbortController();
  const running = withDeadline(parent.signal, 1000, late, waitFor);
  parent.abort(cancelled());
  await expect(running).rejects.toMatchObject({ code: 'CANCELLED', exitStatus: 130 });
});

test('work that ignores its signal is left behind, not waited for', async () => {
  await expect(
    withDeadline(new AbortController().signal, 5, late, () => new Promise(() => {})),
  ).rejects.toMatchObject({ code: 'TOO_LATE' });
});
