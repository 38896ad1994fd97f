/**
 * What an error means for the person who started the run, and so for the exit status.
 *
 * - `model`: the model failed (validation, gate): exit 1
 * - `input`: something the user gave is wrong: exit 2
 * - `bench`: a tool, probe, link, board or monitor failed: exit 3
 * - `cancelled`: the user or the runner stopped the run: exit 130
 */
export type ErrorKind = 'model' | 'input' | 'bench' | 'cancelled';

const EXIT_STATUS: Record<ErrorKind, number> = { model: 1, input: 2, bench: 3, cancelled: 130 };

export interface HilbenchErrorInit {
  readonly kind: ErrorKind;
  /** Stable, upper snake case, prefixed with the room: `MODEL_TRUNCATED`, `LINK_TIMEOUT`. */
  readonly code: string;
  /** What happened, in one sentence, with the values that matter. */
  readonly message: string;
  /** What to do next, as an instruction. */
  readonly hint: string;
  /** Longer evidence, for example the last lines a tool printed. Untrusted text. */
  readonly detail?: string;
  readonly cause?: unknown;
}

/**
 * The one error type that leaves a room. Anything else that reaches an entry point is a defect of
 * hilbench and is reported as such.
 */
export class HilbenchError extends Error {
  override readonly name = 'HilbenchError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly hint: string;
  readonly detail?: string;

  constructor(init: HilbenchErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.kind = init.kind;
    this.code = init.code;
    this.hint = init.hint;
    if (init.detail !== undefined) this.detail = init.detail;
  }

  get exitStatus(): number {
    return EXIT_STATUS[this.kind];
  }
}

/** The error of a run that was stopped from outside (SIGINT, SIGTERM, a cancelled job). */
export function cancelled(): HilbenchError {
  return new HilbenchError({
    kind: 'cancelled',
    code: 'CANCELLED',
    message: 'The run was cancelled.',
    hint: 'Nothing was kept; start the run again when you are ready.',
  });
}

/** All that was thrown, in the order in which it was. */
function inOrder(thrown: unknown): readonly unknown[] {
  if (!(thrown instanceof Error && thrown.name === 'SuppressedError')) return [thrown];
  const { suppressed, error } = thrown as SuppressedError;
  return [...inOrder(suppressed), ...inOrder(error)];
}

/**
 * What ended a task, where letting go of what it held has failed as well: the language puts the last failure in front
 * of the first. The later ones are in its detail.
 */
export function whatEnded(thrown: unknown): unknown {
  const [first, ...later] = inOrder(thrown);
  if (!(first instanceof HilbenchError)) return first;
  const { kind, code, message, hint, detail } = first;
  const news = later
    .map((error) => (error instanceof Error ? error.message : String(error)))
    .filter((text) => text !== message)
    .map((text) => `After that: ${text}`);
  if (news.length === 0) return first;
  return new HilbenchError({
    ...{ kind, code, message, hint, cause: thrown },
    detail: [...(detail === undefined ? [] : [detail]), ...news].join('\n'),
  });
}
