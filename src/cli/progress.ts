import { SingleBar } from 'cli-progress';
import type { Progress } from '../pipeline/progress.ts';
import type { Log } from '../support/log.ts';
import type { Sink } from './output.ts';

/** What the entry point shows people while a run goes on: stages, steps, and log lines. All on stderr. */
export interface Display extends Progress, Log {
  /** Takes a bar that is still drawn off the screen. */
  end(): void;
}

/** Verbosity as in ns_autodeploy: 0 warnings only, 1 stages, 2 and above detail. */
export function createDisplay(stream: Sink, verbosity: number): Display {
  return stream.isTTY === true ? createBarDisplay(stream, verbosity) : createLineDisplay(stream, verbosity);
}

/** What is shown as lines everywhere. */
function linesTo(print: (line: string) => void, verbosity: number): Log & Pick<Progress, 'stage'> {
  return {
    info: (line) => {
      if (verbosity >= 1) print(line);
    },
    debug: (line) => {
      if (verbosity >= 2) print(line);
    },
    warn: (line) => print(`warning: ${line}`),
    stage: (index, total, title) => {
      if (verbosity >= 1) print(`*** Stage [${index}/${total}]: ${title}`);
    },
  };
}

/** On a terminal: one live bar for the current step. */
function createBarDisplay(stream: Sink, verbosity: number): Display {
  let bar: SingleBar | undefined;
  const end = (): void => {
    bar?.stop();
    bar = undefined;
  };
  const print = (line: string): void => {
    end();
    stream.write(`${line}\n`);
  };
  return {
    ...linesTo(print, verbosity),
    step: (label, done, total) => {
      if (verbosity === 0) return;
      if (bar === undefined) {
        bar = new SingleBar({
          format: '{label} {bar} {value}/{total} [{duration_formatted}]',
          barCompleteChar: '█',
          barIncompleteChar: '░',
          barsize: 40,
          hideCursor: false,
          stream,
        });
        bar.start(total, done, { label });
      }
      bar.update(done, { label });
      if (done >= total) end();
    },
    end,
  };
}

/** In a log: a line a stage, and one at the end of each step's work. */
function createLineDisplay(stream: Sink, verbosity: number): Display {
  const print = (line: string): void => {
    stream.write(`${line}\n`);
  };
  return {
    ...linesTo(print, verbosity),
    step: (label, done, total) => {
      if (verbosity >= 1 && done === total) print(`    ${label}: ${done}/${total}`);
    },
    end: () => {},
  };
}
