import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';

/** Markdown as GitHub's parser makes HTML of it, before GitHub's own links and its sanitizer. */
export function rendered(markdown: string): string {
  return micromark(markdown, {
    allowDangerousHtml: true,
    allowDangerousProtocol: true,
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
  });
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };

/** The text of a piece of HTML, with character references resolved. */
export function textOf(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal, hexadecimal, name) =>
      decimal !== undefined
        ? String.fromCodePoint(Number(decimal))
        : hexadecimal !== undefined
          ? String.fromCodePoint(Number.parseInt(hexadecimal, 16))
          : (ENTITIES[name] ?? whole),
    );
}

/** What GitHub turns into links or pictures in text that is already rendered; it leaves code alone. */
const FILTERS: readonly RegExp[] = [
  /(?<![\w`])@[a-z\d][\w-]*(?:\/[\w-]+)?/gi,
  /(?<!\w)(?:[\w.-]+(?:\/[\w.-]+)?)?#\d+\b/g,
  /\bGH-\d+/gi,
  /\b[a-z][a-z\d+.-]*:\/\/[^\s<]/gi,
  /\bwww\.\w/gi,
  /[\w.+-]+@[\w-]+\.\w/g,
  /:[a-z\d+_-]+:/gi,
  /(?<![\p{L}\p{N}])[0-9a-f]{7,40}(?![\p{L}\p{N}])/giu,
];

/** Every mention, reference, address, shortcode and commit that GitHub would find. */
export function wouldLink(html: string): string[] {
  const text = textOf(html.replace(/<(code|pre|a)\b[^>]*>[\s\S]*?<\/\1>/gi, ' '));
  return FILTERS.flatMap((filter) => [...text.matchAll(filter)].map(([found]) => found));
}
