import { HilbenchError } from '../support/errors.ts';

const DAMAGED =
  'Copy or convert the model again; the file is damaged or was not written by a TFLite converter.';

/** A fault of the model file: exit status 2. */
export function modelError(
  code: string,
  message: string,
  hint: string = DAMAGED,
  cause?: unknown,
): HilbenchError {
  return new HilbenchError({ kind: 'input', code: `MODEL_${code}`, message, hint, cause });
}

const LONGEST_NAME = 100;

/** A name out of the file, fit to stand in a message: quoted, on one line, no longer than 100 characters. */
export function quoteName(name: string): string {
  const cut = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
  return `"${cut.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '�')}"`;
}
