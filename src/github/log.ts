import { randomBytes } from 'node:crypto';
import type { Log } from '../support/log.ts';

/** The parts of @actions/core that write workflow commands. */
export interface CoreOutput {
  info(line: string): void;
  debug(line: string): void;
  error(message: string, place: Place): void;
  warning(message: string, place: Place): void;
  notice(message: string, place: Place): void;
  startGroup(name: string): void;
  endGroup(): void;
  setSecret(secret: string): void;
}

interface Place {
  title?: string;
  file?: string;
  startLine?: number;
  startColumn?: number;
}

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  /** Untrusted parts must have been made plain. */
  readonly message: string;
  /** Relative to the repository's root. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** GitHub shows so many of each level for a step and drops the others. */
export const MAX_ANNOTATIONS = 10;
const MAX_UNTRUSTED_LINES = 2000;
const MAX_LINE_CHARACTERS = 2000;

export interface ActionLog extends Log {
  /** Runs `work` with its lines in a group that is folded. Groups do not nest. */
  group<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** What a device or tool printed: shown as it is, with every workflow command in it disarmed. */
  untrusted(text: string): void;
  /** At most MAX_ANNOTATIONS of each level, the first given; says how many are left out. */
  annotate(annotations: readonly Annotation[]): void;
  /** From now on the runner shows `***` instead. */
  mask(secret: string): void;
}

/** Keeps what a terminal shows harmlessly: line ends and tabs are no commands, other controls may be. */
function plainLines(text: string): string[] {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
    .replace(/[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '�')
    .split('\n')
    .map((line) =>
      line.length <= MAX_LINE_CHARACTERS ? line : `${line.slice(0, MAX_LINE_CHARACTERS - 1)}…`,
    );
}

/**
 * A line of our own. The runner takes a line for a command when it begins with `::` or holds `##[`, so text
 * that came from outside is kept from looking like one.
 */
function line(text: string): string {
  return plainLines(text)
    .join('\n  ')
    .replace(/^(\s*)::/gm, '$1: :')
    .replaceAll('##[', '# #[');
}

export function createActionLog(core: CoreOutput): ActionLog {
  let inGroup = false;
  const write = (text: string): void => core.info(line(text));
  return {
    info: write,
    debug: (text) => core.debug(plainLines(text).join('\n')),
    warn: (text) => core.warning(plainLines(text).join('\n'), {}),
    async group(name, work) {
      if (inGroup) return work();
      inGroup = true;
      core.startGroup(line(name));
      try {
        return await work();
      } finally {
        inGroup = false;
        core.endGroup();
      }
    },
    untrusted(text) {
      const lines = plainLines(text);
      const token = randomBytes(16).toString('hex');
      core.info(`::stop-commands::${token}`);
      for (const shown of lines.slice(-MAX_UNTRUSTED_LINES)) core.info(shown);
      core.info(`::${token}::`);
      if (lines.length > MAX_UNTRUSTED_LINES) {
        write(`(the last ${MAX_UNTRUSTED_LINES} of ${lines.length} lines)`);
      }
    },
    annotate(annotations) {
      for (const level of ['error', 'warning', 'notice'] as const) {
        const all = annotations.filter((annotation) => annotation.level === level);
        for (const { title, message, file, line: startLine, column } of all.slice(0, MAX_ANNOTATIONS)) {
          core[level](message, {
            title,
            ...(file === undefined ? {} : { file }),
            ...(startLine === undefined ? {} : { startLine }),
            ...(column === undefined ? {} : { startColumn: column }),
          });
        }
        const left = all.length - MAX_ANNOTATIONS;
        if (left > 0) write(`${left} more annotations (${level}) are in the job summary.`);
      }
    },
    mask(secret) {
      if (secret !== '') core.setSecret(secret);
    },
  };
}
