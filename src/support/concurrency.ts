/**
 * Runs tasks side by side. When one fails, the signal of the others is aborted, all are awaited, and then
 * the first failure is thrown: no task outlives the call.
 *
 * @param start starts every task with the given signal and returns their promises
 */
export async function together<T extends readonly unknown[] | []>(
  parent: AbortSignal,
  start: (signal: AbortSignal) => T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const failure = new AbortController();
  const tasks = start(AbortSignal.any([parent, failure.signal]));
  await Promise.all(
    tasks.map(async (task) => {
      try {
        await task;
      } catch (cause) {
        failure.abort(cause);
      }
    }),
  );
  if (failure.signal.aborted) throw failure.signal.reason;
  return Promise.all(tasks);
}
