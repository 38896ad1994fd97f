import { details } from './blocks.ts';
import { COMMENT_LIMIT } from './comment.ts';
import { link, shortHash } from './escape.ts';
import { readState, stateLine } from './state.ts';

export interface Newer {
  /** The commit that is being measured now, in full. */
  readonly commit: string;
  /** Address of the run that measures it. */
  readonly run?: string;
}

const HIDDEN = /^<!-- .* -->\n/;
const OUTDATED = /^🕓/u;

/**
 * A comment about an older commit, as it shall be shown until the newer one is measured: one line that says so,
 * and what it said, closed. Undefined where `body` is not a comment of hilbench, or says all this already.
 */
export function outdatedComment(body: string, newer: Newer): string | undefined {
  const text = body.replaceAll('\r\n', '\n');
  const state = readState(text);
  if (!text.startsWith('<!-- hilbench:') || state === undefined) return undefined;
  if (state.commit === newer.commit.toLowerCase()) return undefined;
  const marker = text.slice(0, text.indexOf('\n'));
  let rest = text;
  while (HIDDEN.test(rest)) rest = rest.replace(HIDDEN, '');
  const run = newer.run === undefined ? '' : ` ${link('It is being measured', newer.run)}.`;
  const line = `🕓 **Outdated**: these figures are of ${shortHash(state.commit)}; the head is ${shortHash(newer.commit)}.${run}`;
  const said = OUTDATED.test(rest)
    ? rest.slice(rest.indexOf('\n')).trim()
    : details(`Figures of ${shortHash(state.commit)}`, [rest.trim()]);
  const head = [marker, stateLine({ ...state, outdated: true }), line].join('\n');
  const whole = `${head}\n\n${said}\n`;
  const result = whole.length <= COMMENT_LIMIT ? whole : `${head}\n`;
  return result === text ? undefined : result;
}
