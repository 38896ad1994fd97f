/**
 * Text from models, devices, branches and configuration files, on its way into Markdown that GitHub renders.
 * Two forms, each fit for prose, headings, table cells and raw HTML such as `<summary>` alike: `code` for
 * names, which GitHub leaves alone, and `prose` for sentences.
 */

/** Controls, bidirectional and other invisible marks, line separators, halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{DI}\u2800]/gu;
/** Marks stacked on one letter reach into the lines above and below. */
const STACKED = /(\p{M}{2})\p{M}+/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const ISOLATE = '\u2068';
const END_OF_ISOLATE = '\u2069';

/** Shown in place of a name that is empty. */
const NO_NAME = '(no name)';

/** Stands between characters that GitHub would make a link, a mention or a picture of, once rendered. */
const BREAK = '&#8203;';

/** What has a meaning in Markdown or HTML, wherever it stands in a line; not the `_` within a word. */
const MARKUP = /[!#$&*<>[\\\]^`{|}~]|(?<![a-z0-9])_|_(?![a-z0-9])/gi;
/** What begins a block when it is the first of a line: headings, lists, rules, quotes. */
const BLOCK_START = /^(?:[+=-]|\d+(?=[.)]))/;

const entity = (character: string): string => `&#${character.codePointAt(0)};`;

/**
 * Untrusted text as one line of visible characters in reading order.
 *
 * @param most characters, of which the last is an ellipsis when the text is longer
 */
export function oneLine(text: string, most: number): string {
  // Characters beyond several times the cap cannot be shown; a name of megabytes must not cost time.
  const clean = text
    .slice(0, most * 8)
    .replace(/\s+/gu, ' ')
    .replace(UNSEEN, '\ufffd')
    .replace(STACKED, '$1')
    .trim();
  const characters = [...clean];
  const cut = characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : clean;
  return RIGHT_TO_LEFT.test(cut) ? `${ISOLATE}${cut}${END_OF_ISOLATE}` : cut;
}

/** Takes apart what GitHub recognises in text after it has been rendered, so that no escape helps. */
function disarmed(text: string): string {
  return text
    .replace(/@/g, '@\0')
    .replace(/#(?=[\p{L}\p{N}_])/gu, '#\0')
    .replace(/:(?=\/)/g, ':\0')
    .replace(/:(?=[\w+-]+:)/g, ':\0')
    .replace(/(www|mailto|xmpp)(?=[.:])/gi, '$1\0')
    .replace(/(gh)(?=-\d)/gi, '$1\0')
    .replace(/[0-9a-f]{7,}/gi, (hash) => hash.replace(/.{6}(?=.)/g, '$&\0'));
}

/**
 * A sentence in which nothing is a mention, a reference, a link, a picture or markup.
 *
 * @param most characters of the text
 */
export function prose(text: string, most = 300): string {
  return disarmed(oneLine(text, most))
    .replace(MARKUP, entity)
    .replace(BLOCK_START, (start) => (/\d/.test(start) ? `${start}\0` : entity(start)))
    .replaceAll('\0', BREAK);
}

/**
 * A name in code type.
 *
 * @param most characters of the name
 */
export function code(name: string, most = 60): string {
  const line = oneLine(name, most) || NO_NAME;
  // Within a code span a pipe cannot be escaped for a cell and for a line alike, nor a backtick.
  return /[`|\\]/.test(line) ? htmlCode(name, most) : `\`${line}\``;
}

/** The same where Markdown is not read, for example in `<summary>`. */
export function htmlCode(name: string, most = 60): string {
  const line = disarmed(oneLine(name, most) || NO_NAME);
  return `<code>${line.replace(MARKUP, entity).replaceAll('\0', BREAK)}</code>`;
}

/**
 * A link, or its text alone where the address is not one of the web.
 *
 * @param text Markdown already
 */
export function link(text: string, address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !['https:', 'http:'].includes(url.protocol)) return text;
  return `[${text}](${url.href.replace(/[()<>|`\\*[\]!]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)})`;
}

/** The first characters of a commit's or content's hash, or undefined where it is not one. */
export function shortHash(hash: string | undefined): string | undefined {
  return hash !== undefined && /^[0-9a-f]{7,64}$/i.test(hash) ? hash.slice(0, 10).toLowerCase() : undefined;
}
