import type { Outcome } from '../../regression/types.ts';
import { SEVERITY } from './figures.ts';

/**
 * What a comment says to the next run, in comments of HTML that nobody sees. They come first, so that
 * shortening a comment from its end never takes them.
 */
export interface CommentState {
  /** The commit that was measured, in full. */
  readonly commit: string;
  readonly outcome: Outcome;
  /** A newer commit is there: what the comment says is no longer about the head. */
  readonly outdated: boolean;
}

const LONGEST_KEY = 200;

const STATE = /^<!-- hilbench-state:([0-9a-f]{7,64}):([a-z-]{1,32}):(current|outdated) -->$/m;

/** The first line of every comment of one configuration. Keys of any text give markers that cannot end early. */
export function commentMarker(configKey: string): string {
  const safe = configKey
    .slice(0, LONGEST_KEY)
    .replace(
      /[^\w./]|(?<=-)-/gu,
      (character) =>
        `%${[...Buffer.from(character)].map((byte) => byte.toString(16).padStart(2, '0')).join('%')}`,
    );
  return `<!-- hilbench:${safe} -->`;
}

/** The second line. */
export function stateLine({ commit, outcome, outdated }: CommentState): string {
  return `<!-- hilbench-state:${commit.toLowerCase()}:${outcome}:${outdated ? 'outdated' : 'current'} -->`;
}

/** What an earlier run left in a comment; undefined where there is none or it is not of this form. */
export function readState(body: string): CommentState | undefined {
  const [, commit, outcome, age] = STATE.exec(body.slice(0, 4096)) ?? [];
  const known = SEVERITY.find((each) => each === outcome);
  if (commit === undefined || known === undefined) return undefined;
  return { commit, outcome: known, outdated: age === 'outdated' };
}
