import { cancelled } from '../support/errors.ts';

const EXIT_CANCELLED = 130;

/**
 * An AbortSignal that SIGINT, SIGTERM and SIGHUP abort. A second signal ends the process at once: whoever
 * presses Ctrl-C twice does not want to wait for the cleanup.
 */
export function signalOfProcess(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const onSignal = (): void => {
    if (controller.signal.aborted) process.exit(EXIT_CANCELLED);
    controller.abort(cancelled());
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, onSignal);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of names) process.off(name, onSignal);
    },
  };
}
