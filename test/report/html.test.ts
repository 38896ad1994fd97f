import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlReport } from '../../src/report/html/report.ts';
import { type RunResult, runResultSchema } from '../../src/result/schema.ts';
import { type Browser, CHROMIUM, type ObservedPage, startBrowser } from '../helpers/chromium.ts';
import {
  analysisOnlyResult,
  fullResult,
  HOSTILE_NAMES,
  hostileResult,
  profiledResult,
  siliconResult,
} from '../helpers/results.ts';

/** The page as text, as read aloud: without tags, style and scripts, with what is said in place of charts. */
function wordsOf(page: string): string {
  return page
    .replace(/<(style|script)[^>]*>[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]*aria-label="([^"]*)"[^>]*>/g, ' $1 ')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ');
}

describe('the HTML report as text', () => {
  it('is below 300 KB for 31 layers with everything a run can find', () => {
    expect(Buffer.byteLength(htmlReport(fullResult(31)))).toBeLessThan(300_000);
  });

  it('is the same for the same result', () => {
    expect(htmlReport(fullResult())).toBe(htmlReport(fullResult()));
  });

  it('allows nothing but its own style and script', () => {
    const page = htmlReport(fullResult());
    const [policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.slice(1) ?? [];
    expect(policy).toContain('default-src &#39;none&#39;');
    expect(policy).not.toContain('unsafe');
    expect(page).not.toMatch(/<[^>]*\s(src|srcset|style|on\w+)=/);
    expect(page).not.toMatch(/<(link|iframe|object|embed|form|base)\b/);
  });

  it('says what was not measured and which option measures it', () => {
    const words = wordsOf(htmlReport(analysisOnlyResult()));
    expect(words).toContain('Not validated');
    for (const option of [
      '--create-binary',
      '--create-profile',
      '--power-monitor modelled',
      '--create-library',
    ]) {
      expect(words).toContain(option);
    }
    expect(words).not.toContain('Energy and power');
    expect(wordsOf(htmlReport(siliconResult()))).toContain('--joulescope');
  });

  it('never gives cycles or time for what an emulated board measured', () => {
    const { profile, ...rest } = profiledResult();
    const timed = runResultSchema.parse({
      ...rest,
      profile: profile && { ...profile, total: { ...profile.total, time_us: 4321 } },
      onboard: [{ mode: 'hp', engine: 'aot', inferences: 1, unit: 'instructions', ticks: 5, time_us: 4321 }],
    });
    const words = wordsOf(htmlReport(timed));
    expect(words).toContain('An emulated board counts instructions');
    expect(words).not.toMatch(/4\.32|µs|\bMHz\b/);
  });

  it('gives time and cycles of a board of silicon', () => {
    const words = wordsOf(htmlReport(siliconResult()));
    expect(words).toContain('Counted in cycles at 96.0 MHz');
    expect(words).toContain('µs');
    expect(words).not.toContain('modelled');
  });

  it('marks every modelled figure of power, wherever it stands', () => {
    const words = wordsOf(htmlReport(fullResult()));
    const figures = [...words.matchAll(/[\d.]+ (?:µJ|mW)(?=(.{0,30}))/g)].map(
      ([text, after]) => text + after,
    );
    expect(figures.length).toBeGreaterThanOrEqual(22);
    expect(figures.filter((text) => !text.includes('modelled'))).toEqual([]);
  });

  it('calls power of an emulated board modelled even where the result does not', () => {
    const result = fullResult();
    const claimed: RunResult = {
      ...result,
      power: (result.power ?? []).map((power) => ({ ...power, modelled: false })),
    };
    expect(wordsOf(htmlReport(claimed))).toBe(wordsOf(htmlReport(result)));
  });

  it('names the limit that an output exceeds', () => {
    const result = profiledResult();
    const { validation } = result;
    const failed: RunResult = {
      ...result,
      ...(validation && {
        validation: {
          ...validation,
          outputs: validation.outputs.map((output) => ({ ...output, max_abs_lsb: 40 })),
          violations: ["output 0 'scores': worst difference in steps 40, allowed 16"],
          verdict: 'fail' as const,
        },
      }),
    };
    const words = wordsOf(htmlReport(failed));
    expect(words).toContain('✗ Fail');
    expect(words).toContain('✗ 40 , beyond the limit');
    expect(words).toContain('allowed 16');
    expect(words).not.toContain('✓ Pass');
  });

  it('does not tell where on the machine the model was', () => {
    expect(htmlReport(profiledResult())).not.toContain('/somewhere/private');
  });

  it('shows the costliest layers of a model that has more than a page can hold', () => {
    const page = htmlReport(profiledResult(2600));
    expect([...page.matchAll(/<tr id="layer-/g)]).toHaveLength(2000);
    expect(wordsOf(page)).toContain('600 more are in layers.csv');
  });
});

describe.skipIf(CHROMIUM === undefined)('the HTML report in a browser', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hilbench-html-'));
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(
    result: RunResult,
    options: Parameters<Browser['open']>[1] = {},
  ): Promise<ObservedPage> {
    const path = join(folder, 'report.html');
    await writeFile(path, htmlReport(result));
    return browser.open(path, options);
  }

  /** Layer indices of the rows one can see, in their order. */
  async function rowsOf({ page }: ObservedPage): Promise<number[]> {
    const rows = await page.locator('#layer-table > tbody > tr:not(.detail):visible > th').allTextContents();
    return rows.map(Number);
  }

  it.each([
    ['everything', fullResult()],
    ['a board of silicon', siliconResult()],
    ['no measurement', analysisOnlyResult()],
    ['a hostile result', hostileResult()],
  ])('loads without a complaint or a request: %s', async (_, result) => {
    await using opened = await open(result);
    await opened.page.locator('#layer-count').waitFor({ state: 'visible' });
    expect(opened.complaints).toEqual([]);
    expect(opened.requests).toEqual([]);
  });

  it('sorts by a column, up and down, with the keyboard, and says so', async () => {
    await using opened = await open(fullResult());
    const { page } = opened;
    const head = page.locator('#layer-table thead th', { hasText: 'Instructions' });
    const ticks = new Map(fullResult().profile?.layers.map((layer) => [layer.index, layer.ticks]));
    const sorted = [...ticks.keys()].sort((a, b) => (ticks.get(b) ?? 0) - (ticks.get(a) ?? 0) || a - b);
    await head.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    expect(await rowsOf(opened)).toEqual(sorted);
    await page.keyboard.press('Space');
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    expect((await rowsOf(opened)).map((index) => ticks.get(index))).toEqual(
      sorted.map((index) => ticks.get(index)).reverse(),
    );
    expect(await page.locator('[aria-sort="ascending"], [aria-sort="descending"]').count()).toBe(1);
  });

  it('keeps layers without a value last in both directions', async () => {
    const result = fullResult(6);
    const layers = result.profile?.layers.map((layer) => (layer.index === 3 ? { ...layer, macs: 0 } : layer));
    const analysed = result.analysis.layers.map((layer) =>
      layer.index === 3 ? { ...layer, macs: 0 } : layer,
    );
    await using opened = await open({
      ...result,
      analysis: { ...result.analysis, layers: analysed },
      ...(result.profile && layers && { profile: { ...result.profile, layers } }),
    });
    const button = opened.page.locator('th', { hasText: 'Per MAC' }).getByRole('button');
    for (const _ of ['descending', 'ascending']) {
      await button.click();
      expect((await rowsOf(opened)).at(-1)).toBe(3);
    }
  });

  it('filters by words and by op with the keyboard, and says how many are left', async () => {
    await using opened = await open(fullResult());
    const { page } = opened;
    const count = page.locator('#layer-count');
    await page.getByRole('searchbox', { name: 'Find' }).focus();
    await page.keyboard.type('DEPTHWISE block_1');
    expect(await rowsOf(opened)).toEqual([1, 11, 13, 15, 17, 19]);
    expect(await count.textContent()).toMatch(/^6 of 31 layers, [\d.]+ % of instructions$/);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    expect(await count.textContent()).toBe('31 layers');
    await page.keyboard.press('Tab');
    await page.keyboard.type('CONV');
    expect(await rowsOf(opened)).toEqual(Array.from({ length: 16 }, (_, at) => at * 2));
    expect(await page.locator('g.dim').count()).toBeGreaterThan(0);
  });

  it('shows the details of a layer, and takes them along when sorting', async () => {
    await using opened = await open(fullResult());
    const { page } = opened;
    const button = page.locator('#layer-4').getByRole('button');
    await button.focus();
    await page.keyboard.press('Enter');
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    await page.locator('th', { hasText: 'MACs' }).getByRole('button').click();
    expect(await page.locator('#layer-4 + #detail-4').isVisible()).toBe(true);
    expect(await page.locator('#detail-4').innerText()).toContain('model/block_4/Relu;');
    await page.getByRole('searchbox', { name: 'Find' }).fill('block_5/');
    expect(await page.locator('#detail-4').isVisible()).toBe(false);
  });

  it('shows a layer that is linked to although the filter hid it', async () => {
    await using opened = await open(fullResult());
    const { page } = opened;
    await page.getByRole('searchbox', { name: 'Find' }).fill('no such layer');
    expect(await rowsOf(opened)).toEqual([]);
    await page.locator('#hints a[href="#layer-1"]').click();
    await page.locator('#layer-1').waitFor({ state: 'visible' });
    expect(await rowsOf(opened)).toHaveLength(31);
  });

  it('leads from a bar of the chart to its row', async () => {
    await using opened = await open(fullResult());
    await opened.page.locator('[data-layer="7"]').first().click();
    expect(new URL(opened.page.url()).hash).toBe('#layer-7');
    expect(await opened.page.locator('#layer-7').evaluate((row) => row.matches(':target'))).toBe(true);
  });

  it.each(['light', 'dark'] as const)('is accessible, %s', async (colorScheme) => {
    await using opened = await open(fullResult(), { colorScheme, bypassCSP: true });
    const { page } = opened;
    await page.locator('#layer-0').getByRole('button').click();
    await page.addScriptTag({
      content: readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'),
    });
    const found = await page.evaluate(
      'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.slice(0, 3).map(({ html }) => html) })))',
    );
    expect(found).toEqual([]);
  });

  it('has a theme for light and for dark', async () => {
    const background = 'getComputedStyle(document.documentElement).backgroundColor';
    await using light = await open(fullResult(), { colorScheme: 'light' });
    await using dark = await open(fullResult(), { colorScheme: 'dark' });
    expect(await light.page.evaluate(background)).not.toBe(await dark.page.evaluate(background));
  });

  it('shows where the focus is', async () => {
    await using opened = await open(fullResult());
    await opened.page.keyboard.press('Tab');
    expect(await opened.page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
  });

  it.each([
    ['everything', fullResult()],
    ['a board of silicon', siliconResult(31)],
    ['a hostile result', hostileResult()],
  ])('never scrolls sideways at 360 px: %s', async (_, result) => {
    await using opened = await open(result, { viewport: { width: 360, height: 740 } });
    for (const button of await opened.page.locator('.disclose').all()) await button.click();
    expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  it('leaves hostile names text', async () => {
    await using opened = await open(hostileResult());
    const { page } = opened;
    expect(await page.title()).toContain('</script><script>');
    expect(await page.locator('h1').textContent()).toBe(HOSTILE_NAMES.script);
    expect(await page.locator('main script').count()).toBe(1);
    expect(await page.locator('img, b, iframe').count()).toBe(0);
    expect(await page.locator('a[href^="javascript:"], a[href^="data:"]').count()).toBe(0);
    const words = await page.locator('main').innerText();
    expect(words).toContain(HOSTILE_NAMES.attribute);
    expect(words).toContain(HOSTILE_NAMES.entity);
    expect(words).not.toMatch(/[\u202e\u2066\u200b\u0007]/);
    await page.locator('#layer-op').selectOption({ index: 2 });
    expect(await rowsOf(opened)).toHaveLength(1);
  });
});
