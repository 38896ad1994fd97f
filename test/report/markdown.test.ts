import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../src/regression/gate.ts';
import { DEFAULT_RULES } from '../../src/regression/rules.ts';
import type { Verdict } from '../../src/regression/types.ts';
import { commentMarkdown } from '../../src/report/markdown/comment.ts';
import { summaryMarkdown } from '../../src/report/markdown/summary.ts';
import { type Browser, CHROMIUM, startBrowser } from '../helpers/chromium.ts';
import { githubPage } from '../helpers/github-page.ts';
import {
  HEAD_SHA,
  historiesOf,
  hostile,
  many,
  notComparable,
  regression,
  unchanged,
} from '../helpers/verdicts.ts';

const PHONE = { width: 390, height: 844 };

/** Every element that reaches beyond the window and is not inside something that scrolls by itself. */
const ESCAPING = `[...document.querySelectorAll('body *')]
  .filter((element) => element.closest('table') === null && element.getBoundingClientRect().right > innerWidth)
  .map((element) => element.outerHTML.slice(0, 120))`;

describe('what the gate says, as a comment', () => {
  function judged({ head, base, baseline }: Verdict): string {
    const verdict = judge({
      head,
      rules: DEFAULT_RULES,
      ...(base && { base }),
      ...(baseline && { baseline }),
    });
    return commentMarkdown({
      verdicts: [verdict],
      histories: [],
      links: { artifacts: [] },
      commit: HEAD_SHA,
    }).replaceAll('\u00a0', ' ');
  }

  it('shows the layer that changed, the others aligned, and the total explained', () => {
    const text = judged(regression());
    expect(text).toContain(
      '**Why:** layer 2 `CONV_2D` (1×24×24×16 → 1×24×24×24): +81,101 of +81,138 instructions.',
    );
    expect(text).toContain('Layers: 1 changed, 12 as before');
    expect(text).toContain('| Instructions | 2,097,332 → 2,178,470 | +3.9 % |');
    expect(text).toMatch(/- (❌ Fail|⚠️ Warning): \*\*Arena \+8\.3 %\*\*/);
  });

  it('is short for the same model', () => {
    expect(judged(unchanged())).toMatch(
      /^\*\*✅ Pass\*\*: nothing changed \(`kws` on `mps3_an547`\): instructions 2,097,332, /,
    );
  });
});

describe.skipIf(CHROMIUM === undefined)('Markdown on GitHub, in a browser', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hilbench-markdown-'));
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(markdown: string, viewport = PHONE) {
    const path = join(folder, 'comment.html');
    await writeFile(path, githubPage(markdown));
    return browser.open(path, { viewport });
  }

  const input = (verdicts: readonly Verdict[]) => ({
    verdicts,
    histories: verdicts.map(historiesOf),
    links: { artifacts: [], run: 'https://github.com/o/r/actions/runs/1' },
    commit: HEAD_SHA,
  });

  it.each([
    ['a regression', [regression()]],
    ['nothing changed', [unchanged()]],
    ['another environment', [notComparable()]],
    ['models × boards', many()],
    ['hostile names', [hostile()]],
    ['hostile names, twice', [hostile(), hostile()]],
  ])('does not scroll sideways on a phone, whatever is opened: %s', async (_, verdicts) => {
    for (const markdown of [commentMarkdown(input(verdicts)), summaryMarkdown(input(verdicts))]) {
      await using opened = await open(markdown);
      for (const summary of await opened.page.locator('summary:visible').all()) await summary.click();
      await opened.page.evaluate(
        'document.querySelectorAll("details").forEach((part) => { part.open = true; })',
      );
      expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBe(PHONE.width);
      expect(await opened.page.evaluate(ESCAPING)).toEqual([]);
      expect(opened.complaints).toEqual([]);
      expect(opened.requests).toEqual([]);
    }
  });

  it('tells verdict, reason and what moved without scrolling, on a phone and on a desktop', async () => {
    for (const viewport of [PHONE, { width: 900, height: 500 }]) {
      await using opened = await open(commentMarkdown(input([regression()])), viewport);
      for (const text of ['Fail: instructions', 'Why:', 'HP energy (modelled)']) {
        const box = await opened.page.getByText(text).first().boundingBox();
        expect((box?.y ?? Number.POSITIVE_INFINITY) + (box?.height ?? 0)).toBeLessThan(viewport.height);
      }
    }
  });

  it('shows its change without scrolling the table on a phone', async () => {
    await using opened = await open(commentMarkdown(input([regression()])));
    const change = await opened.page.locator('td', { hasText: 'fail' }).first().boundingBox();
    expect((change?.x ?? Number.POSITIVE_INFINITY) + (change?.width ?? 0)).toBeLessThanOrEqual(PHONE.width);
  });

  it('keeps everything but the verdict closed until asked for', async () => {
    await using opened = await open(commentMarkdown(input([regression()])));
    const row = opened.page.getByText('model/block_7/Relu');
    expect(await row.isVisible()).toBe(false);
    await opened.page.locator('summary', { hasText: 'Layers' }).click();
    expect(await row.isVisible()).toBe(true);
  });
});
