import { plainText } from '../../support/text.ts';

/** Longer than any text of a result. */
const MAX_TEXT = 20_000;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is HTML already. Made only by `html`, `trusted` and `join`. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Content = Markup | string | number | undefined | false | readonly Content[];

/** Untrusted text as HTML text or attribute value: one line, no invisible or reordering characters. */
function escapeText(text: string): string {
  return plainText(text.replace(/[\t\r\n]+/g, ' '), MAX_TEXT).replace(
    /[&<>"']/g,
    (character) => ENTITIES[character] ?? '',
  );
}

function render(value: Content): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return escapeText(value);
  return value.map(render).join('');
}

/** HTML with values in it. Whatever is not `Markup` is escaped; attributes have to be in quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = strings[0] ?? '';
  for (const [at, value] of values.entries()) text += render(value) + (strings[at + 1] ?? '');
  return new Markup(text);
}

/** HTML of our own, taken as it is: never text of a result. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

/** Parts that are there, with a separator between them. */
export function join(parts: readonly Content[], separator: string): Markup {
  return new Markup(
    parts
      .map(render)
      .filter((part) => part !== '')
      .join(escapeText(separator)),
  );
}

/** Data for a script of the page: no `<` in it, so that nothing in it ends the element or opens another. */
export function dataScript(id: string, data: unknown): Markup {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return html`<script type="application/json" id="${id}">${trusted(json)}</script>`;
}

/** A name from the model: apart from the text around it, in whatever direction it is written. */
export function named(name: string, maxCharacters = 1024): Markup {
  return html`<bdi class="name">${plainText(name, maxCharacters)}</bdi>`;
}

/** Something that a chart or a sign shows, in words for those who do not see it. */
export function unseen(text: string): Markup {
  return html`<span class="unseen">${text}</span>`;
}

export const MODELLED: Markup = html`<span class="tag">modelled</span>`;
