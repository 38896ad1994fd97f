import type { ActionLog } from '../github/log.ts';
import type { Progress } from '../pipeline/progress.ts';
import type { Log } from '../support/log.ts';

/** Progress as lines of the job's log. */
export function progressInLog(log: ActionLog): Progress & Log {
  return {
    info: log.info,
    debug: log.debug,
    warn: log.warn,
    stage: (index, total, title) => log.info(`Stage [${index}/${total}]: ${title}`),
    step: (label, done, total) => {
      if (done === total) log.info(`${label}: ${done}/${total}`);
    },
  };
}
