import { metricsByKey, type RunPair } from './base-side.ts';
import { METRICS } from './catalog.ts';
import { differencesOf } from './differences.ts';
import { createPairedTest, PAIRED_DEFAULTS, type PairedTest, type PairedTestOptions } from './paired-test.ts';
import { allowanceOf, matches, type Rules } from './rules.ts';

/** Says how many pairs of measurements a comparison needs. */
export interface PairedGate {
  /**
   * Adds a pair of runs: base and head on the same board, right after each other. Their order should alternate
   * (ABBA) so that a slow drift of the board favours neither.
   */
  add(pair: RunPair): 'continue' | 'decided';
  /** All that were added, for `judge`. */
  readonly pairs: readonly RunPair[];
}

type PairOptions = Omit<PairedTestOptions, 'allowance'>;

/**
 * Asks for pairs until every noisy metric with an allowance is decided, or the most pairs are taken. Exact
 * metrics and modelled ones need one pair: a model on an emulated board is decided at once.
 */
export function createPairedGate(rules: Rules, options: PairOptions = PAIRED_DEFAULTS): PairedGate {
  const pairs: RunPair[] = [];
  const tests = new Map<string, PairedTest>();

  /** The tests that a pair has values for: one for every noisy metric and rule about it. */
  const look = (pair: RunPair): boolean => {
    const [base, head] = [metricsByKey(pair.base), metricsByKey(pair.head)];
    const { platform, model } = pair.head;
    let undecided = false;
    for (const [key, metric] of head) {
      const before = base.get(key);
      // A modelled value comes with all its uncertainty: measuring again tells nothing new.
      if (
        metric.class === 'exact' ||
        metric.modelled ||
        before === undefined ||
        !(before.value > 0 && metric.value > 0)
      )
        continue;
      const { mode, engine } = metric;
      const subject = { engine, platform: platform.name, model: model.name, ...(mode && { mode }) };
      for (const [index, rule] of rules.metrics.entries()) {
        const allowed = METRICS[rule.metric].better === 'less' ? rule.max_increase : rule.max_decrease;
        if (rule.metric !== metric.metric || allowed === undefined || !matches(rule.scope, subject)) continue;
        const name = `${index} ${key}`;
        const allowance = Math.log1p(allowanceOf(allowed, before.value) / before.value);
        const test = tests.get(name) ?? createPairedTest({ ...options, allowance });
        tests.set(name, test);
        if (test.add({ base: before.value, head: metric.value }) === 'continue') undecided = true;
      }
    }
    return undecided;
  };

  return {
    pairs,
    add(pair) {
      pairs.push(pair);
      if (pairs.length === 1 && differencesOf(pair.base, pair.head).length > 0) return 'decided';
      const undecided = look(pair);
      return undecided && pairs.length < options.max_pairs ? 'continue' : 'decided';
    },
  };
}
