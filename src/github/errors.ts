import { type ErrorKind, HilbenchError } from '../support/errors.ts';
import { plainText } from '../support/text.ts';

interface GithubErrorInit {
  readonly kind?: ErrorKind;
  readonly detail?: string;
  readonly cause?: unknown;
}

/** An error of this room; `bench` unless said otherwise, for GitHub is part of the bench. */
export function githubError(
  code: string,
  message: string,
  hint: string,
  init: GithubErrorInit = {},
): HilbenchError {
  return new HilbenchError({ kind: 'bench', code, message, hint, ...init });
}

/** Whether a HilbenchError with one of the codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): error is HilbenchError {
  return error instanceof HilbenchError && codes.includes(error.code);
}

/** What a client package or the network reported, as one safe line. */
export function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? ` (${cause.cause.message})` : '';
  return plainText(`${cause instanceof Error ? cause.message : String(cause)}${inner}`, 300);
}
