import { HilbenchError } from '../support/errors.ts';
import { plainText } from '../support/text.ts';

/** Exit status of a defect of hilbench itself (sysexits' EX_SOFTWARE). */
export const EXIT_DEFECT = 70;

/** What a person reads of an error: what happened, the evidence, what to do, and the code to search for. */
export function errorText(error: unknown): string {
  if (!(error instanceof HilbenchError)) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return `internal error: ${stack}\n\nThis is a defect of hilbench. Please report it with the command you ran.\n`;
  }
  const detail = (error.detail ?? '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(-12)
    .map((line) => `  | ${plainText(line, 200)}`);
  return [
    `error: ${plainText(error.message, 2000)} [${error.code}]`,
    ...detail,
    `  → ${plainText(error.hint, 1000)}`,
    '',
  ].join('\n');
}

/** The machine form of an error, for `--json`. */
export function errorJson(error: unknown): { error: Record<string, unknown> } {
  if (!(error instanceof HilbenchError))
    return { error: { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) } };
  const { code, kind, message, hint, detail } = error;
  return { error: { code, kind, message, hint, ...(detail === undefined ? {} : { detail }) } };
}

export function exitStatusOf(error: unknown): number {
  return error instanceof HilbenchError ? error.exitStatus : EXIT_DEFECT;
}
