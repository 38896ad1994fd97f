import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rendered, textOf, wouldLink } from '../../../test/helpers/gfm.ts';
import { code, htmlCode, link, oneLine, prose } from './escape.ts';

const FRAGMENTS = [
  '@octocat', '@org/team', '#123', 'GH-7', 'owner/repo#4', 'https://example.com/a?b', 'www.example.com', 'a@b.co',
  '![x](y)', '[x](javascript:alert(1))', '[x]: http://a', '<img src=x onerror=alert(1)>', '</code>', '</summary>',
  '</details>', '<!--', '-->', '|', '\\|', '\\', '`', '``', '```', '*', '**', '_', '~~', '$x$', '$`x`$', ':tada:',
  '&lt;', '&#64;octocat', '&commat;octocat', '\n', '\n\n', '# ', '- ', '1. ', '> ', '    ', '---', '===', '\u202e',
  '\u2066', '\u200b', '\u0007', '\u3164', 'e\u0301\u0301\u0301\u0301', 'طبقة', 'a', ' ', '\t', '\r\n', '[^1]', '- [ ] ',
  'mailto:a@b.co', 'ftp://x.y', 'xmpp:a@b.co', 'deadbeefcafe', '0123456789abcdef0123456789abcdef01234567', '\ud800',
]; // biome-ignore format: a list of attacks

const hostile = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'binary', maxLength: 6 })), {
      maxLength: 12,
    })
    .map((parts) => parts.join('')),
  fc
    .array(fc.constantFrom(...'`|\\<>&@#:/[]()!*_~-$ \nahw.1'), { maxLength: 24 })
    .map((parts) => parts.join('')),
);

/** What a reader sees, without the marks that keep it apart. */
const seen = (html: string): string => textOf(html).replaceAll('\u200b', '').trim();

interface Place {
  readonly name: string;
  readonly markdown: (escaped: string) => string;
  /** The tags of the place itself, in order. */
  readonly tags: readonly string[];
}

const PLACES: readonly Place[] = [
  { name: 'a paragraph of its own', markdown: (it) => it, tags: ['p', '/p'] },
  { name: 'the middle of a line', markdown: (it) => `before ${it} after`, tags: ['p', '/p'] },
  { name: 'a heading', markdown: (it) => `### ${it}`, tags: ['h3', '/h3'] },
  { name: 'a list', markdown: (it) => `- ${it}`, tags: ['ul', 'li', '/li', '/ul'] },
  {
    name: 'a table',
    markdown: (it) => `| a | b |\n|---|---|\n| ${it} | 1 |`,
    tags: 'table thead tr th /th th /th /tr /thead tbody tr td /td td /td /tr /tbody /table'.split(' '),
  },
  {
    name: 'a summary',
    markdown: (it) => `<details><summary>${it}</summary>\n\n</details>`,
    tags: ['details', 'summary', '/summary', '/details'],
  },
];

const tagsOf = (html: string): string[] =>
  [...html.matchAll(/<(\/?[a-z][a-z0-9]*|!--)[^>]*>/gi)].map(([, tag = '']) => tag);

describe.each(PLACES)('text from strangers in $name', ({ name, markdown, tags }) => {
  const forms = [
    ['prose', (text: string) => prose(text, 400), []],
    ['code for HTML', (text: string) => htmlCode(text, 400), ['code', '/code']],
    ...(name === 'a summary'
      ? []
      : [['code', (text: string) => code(text, 400), ['code', '/code']] as const]),
  ] as const;

  it.each(forms)('is nothing but text, as %s', (_, escaped, own) => {
    fc.assert(
      fc.property(hostile, (text) => {
        const html = rendered(markdown(escaped(text)));
        const expected = oneLine(text, 400);
        // An empty paragraph is none.
        fc.pre(expected !== '' || own.length > 0);
        expect(tagsOf(html).filter((tag) => !own.includes(tag as never))).toEqual(tags);
        expect(tagsOf(html).filter((tag) => own.includes(tag as never))).toEqual(own);
        expect(wouldLink(html)).toEqual([]);
        expect(seen(html).replaceAll('\u200b', '')).toContain(expected);
      }),
      { numRuns: 300 },
    );
  });
});

describe('one line', () => {
  it('has no characters that cannot be seen, and no line ends', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const inner = oneLine(text, 50).replace(/^\u2068|\u2069$/g, '');
        expect(inner).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{DI}\n]|\p{M}{3}/u);
        expect([...inner].length).toBeLessThanOrEqual(50);
      }),
    );
  });

  it('keeps right-to-left text from reordering what follows', () => {
    expect(oneLine('طبقة', 10)).toBe('\u2068طبقة\u2069');
  });

  it('is quick for a name of megabytes', () => {
    expect([...oneLine('\u0301'.repeat(5_000_000), 40)].length).toBeLessThanOrEqual(40);
  });
});

describe('a link', () => {
  it('leads only to the web', () => {
    expect(link('report', 'javascript:alert(1)')).toBe('report');
    expect(link('report', 'not an address')).toBe('report');
    expect(rendered(link('report', 'https://example.com/a_(b)?c=`|d'))).toBe(
      '<p><a href="https://example.com/a_%28b%29?c=%60%7Cd">report</a></p>',
    );
  });
});

it('leaves ordinary names readable in a plain-text mail', () => {
  expect(code('model/block_3/Relu;model/block_3/Conv2D')).toBe('`model/block_3/Relu;model/block_3/Conv2D`');
  expect(prose('Wider layers (24×24) cost more: agreed with the team, 2 % at most.')).toBe(
    'Wider layers (24×24) cost more: agreed with the team, 2 % at most.',
  );
});
