import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rendered, textOf, wouldLink } from '../../../test/helpers/gfm.ts';
import * as fixtures from '../../../test/helpers/verdicts.ts';
import type { Verdict } from '../../regression/types.ts';
import { COMMENT_LIMIT, type CommentInput, commentMarkdown, LEAST_LIMIT } from './comment.ts';
import { SUMMARY_LIMIT_BYTES, summaryMarkdown } from './summary.ts';

const { HEAD_SHA } = fixtures;

function input(verdicts: readonly Verdict[], more: Partial<CommentInput> = {}): CommentInput {
  return {
    verdicts,
    histories: verdicts.map(fixtures.historiesOf),
    links: {
      run: 'https://github.com/o/r/actions/runs/1',
      report: 'https://github.com/o/r/actions/runs/1/artifacts/2',
      artifacts: [{ name: 'hilbench-results', url: 'https://github.com/o/r/actions/runs/1/artifacts/3' }],
    },
    commit: HEAD_SHA,
    ...more,
  };
}

const comment = (...verdicts: Verdict[]): string => commentMarkdown(input(verdicts));
/** What is there before anything is opened. */
const seen = (markdown: string): string =>
  textOf(rendered(markdown).replace(/<details>[\s\S]*<\/details>/g, ' ')).replaceAll('\u00a0', ' ');
const verdictLine = (markdown: string): string => seen(markdown).trim().split('\n')[0] ?? '';

describe('the verdict line', () => {
  it.each([
    [fixtures.regression(), '❌ Fail: instructions +3.9 %, allowed +2.0 %; 3 more (kws on mps3_an547)'],
    [fixtures.unchanged(), '✅ Pass: nothing changed (kws on mps3_an547): instructions 2,097,332'],
    [fixtures.noise(), '✅ Pass: no change beyond the noise (person_detect on apollo510_evb)'],
    [fixtures.improvement(), '🟢 Improved: instructions −3.7 %, HP energy (modelled) −5.7 %'],
    [fixtures.withinAllowance(), '✅ Pass: instructions +3.9 %, HP energy (modelled) +6.1 %'],
    [fixtures.noBaseline(), 'ℹ️ No baseline: measured, nothing to compare with yet (kws on mps3_an547)'],
    [
      fixtures.notComparable(),
      '❔ Not comparable: measured with another toolchain, engine than the baseline',
    ],
    [fixtures.inconclusive(), '❔ Inconclusive: time +1.4 ± 1.9 %, allowed +2.0 %'],
    [fixtures.wrongOutputs(), '❌ Fail: the outputs differ from the reference by more than allowed'],
  ])('says what happened: %#', (verdict, line) => {
    expect(verdictLine(comment(verdict))).toContain(line);
  });

  it('is about the worst of many results, and says how many are like it', () => {
    expect(verdictLine(comment(...fixtures.many()))).toBe(
      '❌ Fail: 1 of 6 results. kws on mps3_an547: instructions +3.9 %, allowed +2.0 %; 3 more',
    );
  });
});

describe('a comment', () => {
  it('is short when nothing changed', () => {
    const text = comment(fixtures.unchanged());
    expect(
      seen(text)
        .trim()
        .split('\n')
        .filter((line) => line.trim() !== ''),
    ).toHaveLength(2);
    expect(text).not.toMatch(/^#/m);
    expect(
      comment(...fixtures.many().filter((verdict) => verdict.head.model.name === 'anomaly')).length,
    ).toBeLessThan(1500);
  });

  it('says which layer made the change', () => {
    expect(seen(comment(fixtures.regression()))).toContain(
      'Why: layer 2 CONV_2D (1×24×24×16 → 1×24×24×24): +81,101 of +81,138 instructions.',
    );
    expect(seen(comment(fixtures.changedGraph()))).toContain(
      'Why: layer 4 CONV_2D was removed (−191,693), layer 7 CONV_2D was added (+176,947)',
    );
  });

  it('names rule, place and note of what is worse than allowed, failures first', () => {
    const list = comment(fixtures.regression())
      .split('\n')
      .filter((line) => line.startsWith('- ❌') || line.startsWith('- ⚠️'));
    expect(list).toHaveLength(4);
    expect(list.map((line) => line.includes('Fail'))).toEqual([true, true, false, false]);
    expect(list[0]).toContain(
      'rule `.hilbench.yml:12:5`. The wake word must run in 70 ms beside the audio front end.',
    );
    expect(list[1]).toContain('limit 56\u00a0KB');
  });

  it('shows how the layers make up the total', () => {
    const text = comment(fixtures.changedGraph());
    expect(text).toContain('Layers: 1 added, 1 removed, 12 as before');
    expect(text).toContain('removed −191,693');
    expect(text).toContain('added +176,947');
    expect(comment(fixtures.regression())).toContain(
      'Total +81,138 instructions: +81,101 in layers, +37 between layers.',
    );
  });

  it('calls modelled energy so wherever it shows it, and instructions never cycles or time', () => {
    const text = comment(fixtures.regression());
    for (const line of text.split('\n').filter((each) => /µJ/.test(each))) expect(line).toContain('modelled');
    expect(text.replace('counts instructions, not cycles', '')).not.toMatch(/cycles/i);
    expect(text).not.toMatch(/^\| Time/m);
    expect(text).not.toContain('±');
  });

  it('gives an uncertainty only to what was measured', () => {
    expect(comment(fixtures.inconclusive())).toContain('219.97\u00a0±\u00a00.21\u00a0µJ');
  });

  it('tells commit, distance and age of the baseline, or that there is none', () => {
    expect(comment(fixtures.unchanged())).toContain(
      'Baseline: 9f8e7d6c5b, 2 commits before the merge base, 3 days old, from the artifact of an earlier run',
    );
    expect(comment(fixtures.noBaseline())).toContain('Baseline: no baseline');
  });

  it('says in which field a baseline is not comparable', () => {
    expect(comment(fixtures.notComparable())).toContain('| toolchain | `gcc 12.2.1` | `gcc 13.3.1` |');
  });

  it('draws a sparkline that ends with this change, where there is a history', () => {
    const row = comment(fixtures.regression())
      .split('\n')
      .find((line) => line.startsWith('| Instructions'));
    expect(row).toMatch(/`[▁▂▃▅▇]{12}` \|$/);
    expect(commentMarkdown(input([fixtures.regression()], { histories: [] }))).not.toContain('History');
  });
});

describe('text from strangers in a comment', () => {
  it.each([
    ['one result', [fixtures.hostile()]],
    ['two results', [fixtures.hostile(), fixtures.hostile()]],
  ])('stays text: %s', (_, verdicts) => {
    for (const text of [comment(...verdicts), summaryMarkdown(input(verdicts))]) {
      const html = rendered(text);
      const tags = new Set([...html.matchAll(/<\/?([a-z][a-z0-9]*|!--)/gi)].map(([, tag]) => tag));
      const own = ['!--', 'a', 'code', 'details', 'summary', 'h3', 'li', 'ul', 'p', 'strong'];
      expect(
        [...tags].filter((tag) => ![...own, 'table', 'thead', 'tbody', 'tr', 'th', 'td'].includes(tag ?? '')),
      ).toEqual([]);
      const addresses = [...html.matchAll(/href="([^"]*)"/g)].map(([, address]) => address);
      expect(addresses.every((address) => address?.startsWith('https://github.com/o/r/'))).toBe(true);
      // Our own: commits, and the minutes of a time of day.
      expect(wouldLink(html).filter((found) => !/^([0-9a-f]{10}|:04:)$/.test(found))).toEqual([]);
      expect([...html.matchAll(/<details>/g)]).toHaveLength([...html.matchAll(/<\/details>/g)].length);
      expect(text).not.toMatch(/[\u202a-\u202e\u200b]/);
    }
  });
});

describe('the length of a comment', () => {
  it('shows every layer while they fit, then those that changed', () => {
    const rows = (layers: number): number =>
      [...comment(fixtures.regression(layers)).matchAll(/^\| \d+ \|/gm)].length;
    expect(rows(400)).toBe(400);
    expect(rows(1600)).toBe(1);
    expect(comment(fixtures.regression(1600))).toContain('Layers as before are left out here');
    expect(summaryMarkdown(input([fixtures.regression(1600)]))).toContain('| 1599 |');
  });

  it('is never beyond the limit and never cut', () => {
    const pool = [
      ...fixtures.many(),
      fixtures.hostile(),
      fixtures.regression(600),
      fixtures.notComparable(),
      fixtures.noBaseline(),
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pool), { maxLength: 60 }),
        fc.integer({ min: LEAST_LIMIT, max: COMMENT_LIMIT }),
        (verdicts, limit) => {
          const text = commentMarkdown(
            input(
              verdicts.map((verdict) => ({ ...verdict })),
              { limit },
            ),
          );
          expect(text.length).toBeLessThanOrEqual(limit);
          expect(text.split('\n').at(-2)).toMatch(
            /^1a2b3c4d5e.*\(https:\/\/github\.com\/o\/r\/actions\/runs\/1/,
          );
          expect([...text.matchAll(/<details>/g)]).toHaveLength([...text.matchAll(/<\/details>/g)].length);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('fits with more results than a page can hold', () => {
    const verdicts = Array.from({ length: 300 }, () => fixtures.hostile());
    expect(comment(...verdicts).length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(Buffer.byteLength(summaryMarkdown(input(verdicts)))).toBeLessThanOrEqual(SUMMARY_LIMIT_BYTES);
  });

  it('refuses a limit in which no comment is complete', () => {
    expect(() => commentMarkdown(input([fixtures.unchanged()], { limit: 1000 }))).toThrow(RangeError);
  });
});
