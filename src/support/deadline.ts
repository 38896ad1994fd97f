import { cancelled, HilbenchError } from './errors.ts';

/** Throws `CANCELLED`, or the HilbenchError the signal was aborted with, when `signal` is aborted. */
export function throwIfAborted(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw signal.reason instanceof HilbenchError ? signal.reason : cancelled();
}

/**
 * Runs `work` with a signal that aborts when `parent` does or after `timeout_ms`, whichever is first.
 *
 * `work` must honour the signal. When the time is up the promise rejects with `onTimeout()`, when the
 * parent is aborted with `CANCELLED`. The timer is always cleared.
 */
export async function withDeadline<T>(
  parent: AbortSignal,
  timeout_ms: number,
  onTimeout: () => HilbenchError,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  throwIfAborted(parent);
  const controller = new AbortController();
  const stop = (): void => controller.abort(parent.reason);
  parent.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(() => controller.abort(onTimeout()), timeout_ms);
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  controller.signal.addEventListener(
    'abort',
    () => {
      const { reason } = controller.signal;
      reject(reason instanceof HilbenchError ? reason : cancelled());
    },
    { once: true },
  );
  try {
    return await Promise.race([work(controller.signal), aborted]);
  } finally {
    clearTimeout(timer);
    parent.removeEventListener('abort', stop);
  }
}
