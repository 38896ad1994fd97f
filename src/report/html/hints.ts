import type { Hint, RunResult } from '../../result/schema.ts';
import { hintCost } from '../hints.ts';
import { bytes, counted, integer } from './format.ts';
import { type Content, html, join, type Markup, named } from './markup.ts';
import { section } from './section.ts';

const MAX_SHOWN = 200;

/** Links lead to the web over https alone; anything else stays text. */
function reference(text: string): Content {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' && url.username === ''
    ? html`<a href="${url.href}" rel="noopener noreferrer">${text}</a>`
    : text;
}

function item(hint: Hint): Markup {
  const where =
    hint.layer === undefined
      ? undefined
      : html`<a href="#layer-${hint.layer}">layer&nbsp;${hint.layer}</a>${hint.op === undefined ? '' : html` ${named(hint.op, 48)}`}`;
  const about = join(
    [
      html`<code>${hint.code}</code>`,
      where ?? (hint.op === undefined ? undefined : named(hint.op, 48)),
      hint.macs === undefined ? undefined : `${integer(hint.macs)} MACs`,
      hint.bytes === undefined ? undefined : bytes(hint.bytes),
    ],
    ' · ',
  );
  return html`<li class="${hint.severity}"><span class="sign" aria-hidden="true">${hint.severity === 'warn' ? '!' : 'i'}</span><p>${html`<strong>${hint.severity === 'warn' ? 'Warning' : 'Note'}</strong>`} ${hint.message}</p><p>${hint.instead}</p><p class="quiet">${about}${hint.reference === undefined ? '' : html` · see ${reference(hint.reference)}`}</p></li>
`;
}

/** What could be better in the model, the costliest first. */
export function hintsSection(result: RunResult): Markup | undefined {
  const { hints } = result.analysis;
  if (hints === undefined) return undefined;
  const sorted = [...hints].sort(
    (a, b) => Number(b.severity === 'warn') - Number(a.severity === 'warn') || hintCost(b) - hintCost(a),
  );
  const shown = sorted.slice(0, MAX_SHOWN);
  const more = sorted.length - shown.length;
  return section({
    id: 'hints',
    title: 'Hints',
    lede:
      hints.length === 0
        ? 'None of the checks found anything to improve in this model.'
        : `${counted(hints.length, 'hint')} from the static analysis: warnings first, then the costliest.`,
    body: [
      hints.length === 0 ? '' : html`<ul class="hints">${shown.map(item)}</ul>`,
      more > 0 ? html`<p class="quiet">${integer(more)} more are in results.json.</p>` : '',
    ],
  });
}
