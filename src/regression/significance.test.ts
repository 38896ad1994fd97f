import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../support/random.ts';
import { normalQuantile, robustDeviation, studentQuantile, studentUpperTail } from './distributions.ts';
import { RUN_TO_RUN } from './metrics.ts';
import { createPairedTest, PAIRED_DEFAULTS } from './paired-test.ts';
import {
  benjaminiHochberg,
  type Evidence,
  judgeAgainstHistory,
  judgePairs,
  judgeSingles,
} from './significance.ts';

const TWO_PERCENT = Math.log(1.02);

/** Normal with mean 0 and deviation 1, tails and all (Box and Muller). */
function gauss(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.uniform())) * Math.cos(2 * Math.PI * random.uniform());
}

/** One comparison: pairs of a metric that grew by `percent`, whose pair differences spread by `spread`. */
function compareOnce(percent: number, spread: number, random: Random): { evidence: Evidence; pairs: number } {
  const test = createPairedTest({ ...PAIRED_DEFAULTS, allowance: TWO_PERCENT });
  for (let pairs = 1; ; pairs += 1) {
    const noise = Math.exp((spread / Math.SQRT2) * gauss(random));
    const base = 1000 * noise;
    const head = 1000 * (1 + percent / 100) * Math.exp((spread / Math.SQRT2) * gauss(random));
    const evidence = test.add({ base, head });
    if (evidence !== 'continue') return { evidence, pairs };
  }
}

function rates(percent: number, spread: number, comparisons: number) {
  const random = createRandom(20_260_101 + percent * 100);
  const outcomes = { pass: 0, fail: 0, improved: 0, inconclusive: 0 };
  let pairs = 0;
  for (let at = 0; at < comparisons; at += 1) {
    const once = compareOnce(percent, spread, random);
    outcomes[once.evidence.outcome] += 1;
    pairs += once.pairs;
  }
  return { ...outcomes, comparisons, mean_pairs: pairs / comparisons };
}

describe('the paired gate at an allowance of 2 % and a spread of 1 %, simulated', () => {
  it('raises at most 1 % alarms without a change', () => {
    const { fail, pass, improved, mean_pairs, comparisons } = rates(0, 0.01, 4000);
    expect(fail / comparisons).toBeLessThanOrEqual(0.001);
    expect((pass + improved) / comparisons).toBeGreaterThan(0.99);
    expect(mean_pairs).toBeLessThan(6);
  });

  it('sees at least 99 % of increases of 4 %, in few pairs', () => {
    const { fail, mean_pairs, comparisons } = rates(4, 0.01, 4000);
    expect(fail / comparisons).toBeGreaterThanOrEqual(0.99);
    expect(mean_pairs).toBeLessThan(4.5);
  });

  it('hardly ever fails an increase that is allowed', () => {
    const { fail, comparisons } = rates(1, 0.01, 4000);
    expect(fail / comparisons).toBeLessThan(0.05);
  });

  it('keeps both promises when base and head each spread by 1 %', () => {
    expect(rates(0, 0.01 * Math.SQRT2, 4000).fail / 4000).toBeLessThanOrEqual(0.01);
    expect(rates(4, 0.01 * Math.SQRT2, 4000).fail / 4000).toBeGreaterThanOrEqual(0.99);
  });

  it('says so when the noise is larger than the allowance, and never guesses', () => {
    const { fail, inconclusive, mean_pairs, comparisons } = rates(0, 0.08, 1000);
    expect(fail / comparisons).toBeLessThan(0.03);
    expect(inconclusive / comparisons).toBeGreaterThan(0.8);
    expect(mean_pairs).toBeGreaterThan(11);
  });
});

describe('a paired test', () => {
  const test = () => createPairedTest({ ...PAIRED_DEFAULTS, allowance: TWO_PERCENT });
  const feed = (pairs: readonly (readonly [number, number])[]) => {
    const one = test();
    return pairs.map(([base, head]) => one.add({ base, head }));
  };

  it('looks first after four pairs', () => {
    const answers = feed([100, 100.1, 99.9, 100].map((base) => [base, base * 1.0001] as const));
    expect(answers.slice(0, 3)).toEqual(['continue', 'continue', 'continue']);
    expect(answers[3]).toMatchObject({ outcome: 'pass' });
  });

  it('decides without noise exactly: the allowance itself is allowed', () => {
    expect(feed(Array.from({ length: 4 }, () => [100, 102] as const)).at(-1)).toMatchObject({
      outcome: 'pass',
    });
    expect(feed(Array.from({ length: 4 }, () => [100, 102.01] as const)).at(-1)).toMatchObject({
      outcome: 'fail',
    });
    expect(feed(Array.from({ length: 4 }, () => [100, 99.9] as const)).at(-1)).toMatchObject({
      outcome: 'improved',
    });
  });

  it('ends after twelve pairs with what could have been seen', () => {
    const noisy = Array.from({ length: 12 }, (_, at) => [100, at % 2 === 0 ? 90 : 112] as const);
    const last = feed(noisy).at(-1) as Evidence;
    expect(last.outcome).toBe('inconclusive');
    expect(last.detectable).toBeGreaterThan(TWO_PERCENT);
    expect(last.interval[0]).toBeLessThan(last.change);
  });

  it('refuses what has no ratio, and numbers of pairs that are no test', () => {
    expect(() => test().add({ base: 0, head: 1 })).toThrow(RangeError);
    expect(() => test().add({ base: 1, head: Number.NaN })).toThrow(RangeError);
    expect(() => createPairedTest({ ...PAIRED_DEFAULTS, allowance: 0, min_pairs: 1 })).toThrow(RangeError);
  });

  it('is wrong by slow drift only when the order does not alternate', () => {
    const drift = (at: number): number => 100 * 1.01 ** at;
    const abba = [0, 2, 4, 6].map((at, index) =>
      index % 2 === 0 ? { base: drift(at), head: drift(at + 1) } : { base: drift(at + 1), head: drift(at) },
    );
    const ab = [0, 2, 4, 6].map((at) => ({ base: drift(at), head: drift(at + 1) }));
    const change = (pairs: typeof ab) =>
      judgePairs(
        pairs.map(({ base, head }) => Math.log(head / base)),
        { allowance: TWO_PERCENT, alpha: 0.05, looks: 5 },
      ).change;
    expect(change(abba)).toBeCloseTo(0, 12);
    expect(change(ab)).toBeCloseTo(Math.log(1.01), 12);
  });
});

describe('the distributions', () => {
  // Percentage points from the tables of Student's t in any textbook.
  it.each([
    [0.95, 3, 2.3534],
    [0.99, 3, 4.5407],
    [0.99, 11, 2.7181],
    [0.999, 5, 5.8934],
  ])('t(%f, %d) is %f', (p, freedom, value) => {
    expect(studentQuantile(p, freedom)).toBeCloseTo(value, 4);
    expect(studentUpperTail(value, freedom)).toBeCloseTo(1 - p, 5);
  });

  it('has the normal quantile and a robust deviation', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.96, 3);
    expect(robustDeviation([1, 2, 3, 4, 1000])).toBeCloseTo(1.4826, 6);
  });
});

describe('one measurement against a history', () => {
  const history = [100, 100.2, 99.9, 100.1, 99.8, 100, 100.3, 99.9];

  it('fails beyond three deviations and the allowance, not before', () => {
    expect(judgeAgainstHistory(103, history, TWO_PERCENT).outcome).toBe('fail');
    expect(judgeAgainstHistory(101.5, history, TWO_PERCENT).outcome).toBe('pass');
    expect(judgeAgainstHistory(90, history, TWO_PERCENT).outcome).toBe('improved');
  });

  it('is not led astray by one wild value', () => {
    expect(judgeAgainstHistory(104, [...history, 500], TWO_PERCENT).outcome).toBe('fail');
  });

  it('is inconclusive when the history spreads more than the allowance', () => {
    const wild = [80, 120, 95, 110, 100, 88, 115, 105];
    const evidence = judgeAgainstHistory(110, wild, TWO_PERCENT);
    expect(evidence.outcome).toBe('inconclusive');
    expect(evidence.detectable).toBeGreaterThan(0.1);
  });
});

describe('one measurement against one', () => {
  it('needs more than the noise of both', () => {
    const noise = [0.01, 0.01] as const;
    expect(judgeSingles(100, 103, noise, TWO_PERCENT).outcome).toBe('inconclusive');
    expect(judgeSingles(100, 106, noise, TWO_PERCENT).outcome).toBe('fail');
    expect(judgeSingles(100, 95, noise, TWO_PERCENT).outcome).toBe('improved');
    expect(judgeSingles(100, 100, [0.001, 0.001], TWO_PERCENT).outcome).toBe('pass');
  });
});

describe('one measurement against one, simulated at a spread of 1 % each', () => {
  it('raises at most 1 % alarms without a change', () => {
    const random = createRandom(9);
    let alarms = 0;
    for (let at = 0; at < 4000; at += 1) {
      const once = (): number => 1000 * Math.exp(RUN_TO_RUN * gauss(random));
      alarms += Number(
        judgeSingles(once(), once(), [RUN_TO_RUN, RUN_TO_RUN], TWO_PERCENT).outcome === 'fail',
      );
    }
    expect(alarms / 4000).toBeLessThan(0.01);
  });
});

describe('many tests at once', () => {
  it('believes those that Benjamini and Hochberg believe', () => {
    // The first example of their paper, at q = 0.05: the four smallest of fifteen.
    const p = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(benjaminiHochberg(p, 0.05).filter(Boolean)).toHaveLength(4);
    expect(benjaminiHochberg(p.toReversed(), 0.05).indexOf(true)).toBe(11);
    expect(benjaminiHochberg([], 0.05)).toEqual([]);
    expect(benjaminiHochberg([0.2, 0.9], 0.05)).toEqual([false, false]);
  });

  it('calls at most 5 % of what it believes falsely', () => {
    const random = createRandom(7);
    let shares = 0;
    for (let round = 0; round < 400; round += 1) {
      const p = Array.from({ length: 60 }, (_, at) => {
        const shift = at < 10 ? 4 : 0;
        return judgeSingles(100, 100 * Math.exp(0.01 * (gauss(random) + shift)), [0.01, 0], 0).p_value;
      });
      const believed = benjaminiHochberg(p, 0.05).flatMap((yes, at) => (yes ? [at] : []));
      shares += believed.length === 0 ? 0 : believed.filter((at) => at >= 10).length / believed.length;
    }
    expect(shares / 400).toBeLessThan(0.05);
  });
});
