import { describe, expect, it } from 'vitest';
import { exampleResult } from '../result/result.fixture.ts';
import type { LayerProfile, PowerResult, RunResult } from '../result/schema.ts';
import { createRandom } from '../support/random.ts';
import { parseGate } from './config.ts';
import { type JudgeInput, judge } from './gate.ts';
import { createPairedGate } from './paired-gate.ts';
import { DEFAULT_RULES, type Rules } from './rules.ts';
import type { MetricId, Verdict } from './types.ts';

const rules = (yaml: string): Rules => parseGate(yaml, '/repo/.hilbench.yml', '.hilbench.yml').rules;

/** The example result with these ticks for its two layers and 10 between them. */
function withTicks(first: number, second: number, result = exampleResult()): RunResult {
  const profile = result.profile;
  if (profile === undefined) throw new Error('the example is not profiled');
  const ticks = [first, second];
  const total = first + second + 10;
  const layers = profile.layers.map(
    (layer, at): LayerProfile => ({
      ...layer,
      ticks: ticks[at] ?? 0,
      ticks_min: ticks[at] ?? 0,
      ticks_max: ticks[at] ?? 0,
      share: (ticks[at] ?? 0) / (first + second),
    }),
  );
  return {
    ...result,
    profile: { ...profile, total: { ticks: total, ticks_min: total, ticks_max: total }, layers },
  };
}

function onSilicon(result: RunResult): RunResult {
  const { profile } = result;
  return {
    ...result,
    platform: { ...result.platform, name: 'apollo510_evb', emulated: false },
    ...(profile === undefined ? {} : { profile: { ...profile, unit: 'cycles', timer_hz: 96e6 } }),
  };
}

function withPower(result: RunResult, energy_uj: number, changes: Partial<PowerResult> = {}): RunResult {
  const power: PowerResult = {
    mode: 'hp',
    engine: 'aot',
    inferences: 200,
    windows: 3,
    time_ms: 10,
    energy_uj,
    power_mw: energy_uj / 10,
    dropped_samples: 0,
    monitor: 'JS220 1',
    modelled: false,
    ...changes,
  };
  return { ...result, power: [power] };
}

const judged = (input: Omit<JudgeInput, 'rules'> & { rules?: Rules }): Verdict =>
  judge({ rules: DEFAULT_RULES, ...input });

function metric(verdict: Verdict, id: MetricId, mode?: 'hp' | 'lp') {
  const found = verdict.metrics.find((each) => each.metric === id && each.mode === mode);
  if (found === undefined) throw new Error(`there is no ${id}`);
  return found;
}

describe('an exact metric', () => {
  const base = withTicks(600, 390);

  it('passes unchanged, and the whole passes', () => {
    const verdict = judged({ base, head: base });
    expect(verdict.outcome).toBe('pass');
    expect(metric(verdict, 'ticks')).toMatchObject({ outcome: 'pass', change: 0, change_percent: 0 });
  });

  it('passes up to its allowance and fails beyond, with no noise to hide in', () => {
    const limit = rules('thresholds: { ticks: { max_increase: 2% } }');
    expect(judged({ base, head: withTicks(620, 390), rules: limit }).outcome).toBe('pass');
    const beyond = judged({ base, head: withTicks(621, 390), rules: limit });
    expect(beyond.outcome).toBe('fail');
    expect(metric(beyond, 'ticks')).toMatchObject({
      base: 1000,
      head: 1021,
      change: 21,
      class: 'exact',
      rule: { max_increase: { percent: 2 }, severity: 'fail', where: '.hilbench.yml:1:15' },
    });
  });

  it('takes an allowance in its own unit', () => {
    const limit = rules('thresholds: { arena_bytes: { max_increase: 10 } }');
    const grown = (bytes: number): RunResult => ({
      ...base,
      placement: {
        ...base.placement,
        arena: { ...base.placement.arena, used_bytes: base.placement.arena.used_bytes + bytes },
      },
    });
    expect(judged({ base, head: grown(10), rules: limit }).outcome).toBe('pass');
    expect(judged({ base, head: grown(11), rules: limit }).outcome).toBe('fail');
  });

  it('is improved when it is better, but not for a trifle', () => {
    expect(judged({ base, head: withTicks(500, 390) }).outcome).toBe('improved');
    expect(judged({ base, head: withTicks(599, 390) }).outcome).toBe('pass');
  });

  it('with a base of 0 has no percentage, and any growth is more than one', () => {
    const from = withTicks(600, 390);
    from.model.macs = 0;
    const limit = rules('thresholds: { macs: { max_increase: 50% } }');
    const change = metric(judged({ base: from, head: base, rules: limit }), 'macs');
    expect(change.outcome).toBe('fail');
    expect(change.change_percent).toBeUndefined();
    expect(change.reason).toContain('It was 0 before.');
  });

  it('is told, not judged, without a threshold', () => {
    const more = { ...base, model: { ...base.model, macs: base.model.macs * 3 } };
    const verdict = judged({ base, head: more });
    expect(verdict.outcome).toBe('pass');
    expect(metric(verdict, 'macs')).toMatchObject({ outcome: 'pass', change_percent: 200 });
    expect(metric(verdict, 'macs').rule).toBeUndefined();
  });
});

describe('rules', () => {
  const base = withTicks(600, 390);

  it('of a metric all judge: the worst is told', () => {
    const tiers = rules(
      'thresholds:\n  ticks:\n    - { max_increase: 2%, severity: warn }\n    - { max_increase: 10% }\n',
    );
    expect(judged({ base, head: withTicks(650, 390), rules: tiers }).outcome).toBe('warn');
    const verdict = judged({ base, head: withTicks(750, 390), rules: tiers });
    expect(metric(verdict, 'ticks').rule?.where).toBe('.hilbench.yml:4:7');
    expect(verdict.outcome).toBe('fail');
  });

  it('are for the model, platform, engine and clock that they name', () => {
    const head = withTicks(900, 390);
    const of = (scope: string) => rules(`thresholds: { ticks: { max_increase: 1%, ${scope} } }`);
    expect(judged({ base, head, rules: of('model: tiny') }).outcome).toBe('fail');
    expect(judged({ base, head, rules: of('model: [big, huge]') }).outcome).toBe('pass');
    expect(judged({ base, head, rules: of('platform: apollo4p') }).outcome).toBe('pass');
    expect(judged({ base, head, rules: of('engine: tflm') }).outcome).toBe('pass');
  });

  it('with a budget need no base', () => {
    const budget = rules('thresholds: { ticks: { max: 999, note: battery }, cosine: { min: 0.9 } }');
    const verdict = judged({ head: base, rules: budget });
    expect(verdict.outcome).toBe('fail');
    expect(metric(verdict, 'ticks')).toMatchObject({ outcome: 'fail', rule: { max: 999, note: 'battery' } });
    expect(metric(verdict, 'cosine').outcome).toBe('pass');
  });

  it('for what nobody measured are not passed in silence', () => {
    const verdict = judged({ base, head: base, rules: rules('thresholds: { energy_uj: { max: 5 } }') });
    expect(verdict.outcome).toBe('inconclusive');
    expect(metric(verdict, 'energy_uj').head).toBeUndefined();
  });

  it('are switched off by an empty list', () => {
    const head = withTicks(900, 390);
    expect(judged({ base, head }).outcome).toBe('warn');
    expect(judged({ base, head, rules: rules('thresholds: { ticks: [] }') }).outcome).toBe('pass');
  });
});

describe('a metric of which more is better', () => {
  it('fails when it falls', () => {
    const base = exampleResult();
    const head = exampleResult();
    const output = head.validation?.outputs[0];
    if (output !== undefined) output.argmax_agreement = 0.9;
    const limit = rules('thresholds: { argmax_agreement: { max_decrease: 0.05 } }');
    expect(judged({ base, head, rules: limit }).outcome).toBe('fail');
    expect(metric(judged({ base: head, head: base, rules: limit }), 'argmax_agreement').outcome).toBe(
      'improved',
    );
  });
});

describe('a broken model', () => {
  it('fails by default, with or without a base', () => {
    const head = exampleResult();
    if (head.validation !== undefined) {
      head.validation.verdict = 'fail';
      head.validation.violations = ['output 0 differs'];
    }
    expect(judged({ head }).outcome).toBe('fail');
    expect(metric(judged({ head, base: exampleResult() }), 'violations')).toMatchObject({
      base: 0,
      head: 1,
      outcome: 'fail',
    });
  });

  it('is not held against outputs of other inputs', () => {
    const base = exampleResult();
    if (base.validation !== undefined) base.validation.seed = 7;
    expect(metric(judged({ base, head: exampleResult() }), 'max_abs_lsb').outcome).toBe('not-comparable');
  });
});

describe('what cannot be compared', () => {
  it('says in which field, compares the model all the same, and keeps its budgets', () => {
    const base = withTicks(600, 390);
    const head = {
      ...withTicks(900, 390),
      toolchain: { name: 'gcc', version: '13.2' },
      fingerprint: 'b'.repeat(64),
    };
    const verdict = judged({ base, head });
    expect(verdict.outcome).toBe('not-comparable');
    expect(verdict.differences).toEqual([{ field: 'toolchain', base: 'gcc 12.2.1', head: 'gcc 13.2' }]);
    expect(metric(verdict, 'ticks')).toMatchObject({ outcome: 'not-comparable', head: 1300 });
    expect(metric(verdict, 'ticks').base).toBeUndefined();
    expect(metric(verdict, 'model_bytes')).toMatchObject({ outcome: 'pass', change: 0 });
    expect(verdict.explained).toBeUndefined();
    expect(verdict.layers.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['same', 'not-comparable'],
      ['same', 'not-comparable'],
    ]);
    const budget = rules('thresholds: { ticks: { max: 1000 } }');
    expect(judged({ base, head, rules: budget })).toMatchObject({ outcome: 'fail' });
  });

  it('is found though the fingerprints claim to be equal, and by them alone when nothing else differs', () => {
    const base = exampleResult();
    const other = { ...exampleResult(), platform: { ...base.platform, name: 'elsewhere' } };
    expect(judged({ base, head: other }).differences[0]?.field).toBe('platform');
    const image = {
      ...exampleResult(),
      fingerprint: 'b'.repeat(64),
      image: { ...base.image, hash: 'c'.repeat(64) },
    };
    expect(judged({ base, head: image }).differences[0]?.field).toBe('firmware image');
  });

  it('without a base says so, and tells the numbers', () => {
    const verdict = judged({ head: exampleResult() });
    expect(verdict.outcome).toBe('no-baseline');
    expect(verdict.layers).toEqual([]);
    expect(metric(verdict, 'ticks')).toMatchObject({ outcome: 'no-baseline', head: 1000 });
  });

  it('says what is new and what is gone', () => {
    const base = exampleResult();
    const head = withPower(exampleResult(), 10, { modelled: true });
    expect(metric(judged({ base, head }), 'energy_uj', 'hp')).toMatchObject({ outcome: 'no-baseline' });
    const gone = metric(judged({ base: head, head: base }), 'energy_uj', 'hp');
    expect(gone).toMatchObject({ outcome: 'inconclusive', base: 10 });
    expect(gone.head).toBeUndefined();
  });

  it('never holds a modelled energy against a measured one', () => {
    const base = withPower(exampleResult(), 10);
    const head = withPower(exampleResult(), 20, { modelled: true });
    expect(metric(judged({ base, head }), 'energy_uj', 'hp')).toMatchObject({
      outcome: 'not-comparable',
      reason: 'The head is modelled, the other one measured.',
    });
  });
});

describe('a noisy metric', () => {
  const pairsOf = (growth: number, spread: number, count: number) => {
    const random = createRandom(11);
    const once = (value: number) => onSilicon(withTicks(value * (1 + spread * random.normal()), 390_000));
    return Array.from({ length: count }, () => ({ base: once(600_000), head: once(600_000 * growth) }));
  };
  const limit = rules('thresholds: { ticks: { max_increase: 2% } }');

  it('measured once is only believed beyond what boards differ by', () => {
    const base = onSilicon(withTicks(600_000, 390_000));
    const grown = (by: number) => onSilicon(withTicks(600_000 + by, 390_000));
    expect(judged({ base, head: base }).outcome).toBe('pass');
    const verdict = judged({ base, head: grown(15_000), rules: limit });
    expect(verdict.outcome).toBe('inconclusive');
    expect(metric(verdict, 'ticks').detectable_percent).toBeGreaterThan(2);
    expect(judged({ base, head: grown(60_000), rules: limit }).outcome).toBe('fail');
  });

  it('is decided by pairs: as many as it takes', () => {
    const run = (growth: number, spread: number) => {
      const gate = createPairedGate(limit);
      for (const pair of pairsOf(growth, spread, 20)) if (gate.add(pair) === 'decided') break;
      const { pairs } = gate;
      const last = pairs.at(-1);
      if (last === undefined) throw new Error('no pair was taken');
      return judged({ head: last.head, base: last.base, pairs, rules: limit });
    };
    expect(run(1, 0.005)).toMatchObject({ outcome: 'pass', pairs: 4 });
    const worse = run(1.08, 0.005);
    expect(worse).toMatchObject({ outcome: 'fail', pairs: 4 });
    const change = metric(worse, 'ticks');
    expect(change.interval_percent?.[0]).toBeLessThan(change.change_percent ?? 0);
    expect(change.interval_percent?.[1]).toBeGreaterThan(change.change_percent ?? 0);
    expect(run(1, 0.2)).toMatchObject({ outcome: 'inconclusive', pairs: 12 });
    const { explained } = worse;
    expect((explained?.layers_ticks ?? 0) + (explained?.rest_ticks ?? 0)).toBeCloseTo(
      explained?.total_ticks ?? Number.NaN,
      6,
    );
  });

  it('needs one pair only where nothing is noisy or nothing can be compared', () => {
    const exact = { base: exampleResult(), head: withTicks(900, 390) };
    expect(createPairedGate(limit).add(exact)).toBe('decided');
    const modelled = withPower(exampleResult(), 10, { modelled: true });
    expect(createPairedGate(DEFAULT_RULES).add({ base: modelled, head: modelled })).toBe('decided');
    const measured = withPower(exampleResult(), 10);
    expect(createPairedGate(DEFAULT_RULES).add({ base: measured, head: measured })).toBe('continue');
    const [pair] = pairsOf(1, 0.1, 1);
    if (pair === undefined) throw new Error('no pair');
    expect(createPairedGate(limit).add(pair)).toBe('continue');
    expect(
      createPairedGate(limit).add({
        ...pair,
        head: { ...pair.head, tool: { name: 'hilbench', version: '2' } },
      }),
    ).toBe('decided');
  });

  it('is judged by its history where there is enough of it', () => {
    const values = [990, 991, 989, 990, 992, 990, 988, 990].map((value) => value * 1000);
    const history = [{ metric: 'ticks' as const, values }];
    const base = onSilicon(withTicks(600_000, 389_990));
    const head = onSilicon(withTicks(640_000, 389_990));
    const verdict = judged({ base, head, history, rules: limit });
    expect(metric(verdict, 'ticks')).toMatchObject({ outcome: 'fail', base: 990_000 });
    expect(metric(verdict, 'ticks').reason).toContain('8 earlier results');
  });
});

describe('layers', () => {
  it('add up to the change of the total', () => {
    const verdict = judged({ base: withTicks(600, 390), head: withTicks(700, 385) });
    expect(verdict.layers.map(({ change_ticks }) => change_ticks)).toEqual([100, -5]);
    expect(verdict.explained).toEqual({ total_ticks: 95, layers_ticks: 95, rest_ticks: 0 });
  });

  it('are judged by their rules from the floor on', () => {
    const base = withTicks(100_000, 100);
    const head = withTicks(103_000, 200);
    const limit = rules('layers: { max_increase: 2%, floor: 1% }\nthresholds: { ticks: [] }');
    const verdict = judged({ base, head, rules: limit });
    expect(verdict.layers.map(({ outcome }) => outcome)).toEqual(['fail', 'pass']);
    expect(verdict.layers[0]?.rule?.where).toBe('.hilbench.yml:1:1');
    expect(verdict.outcome).toBe('fail');
    const low = rules(
      'layers: { max_increase: 2%, floor: 0.01%, severity: warn }\nthresholds: { ticks: [] }',
    );
    expect(judged({ base, head, rules: low }).layers.map(({ outcome }) => outcome)).toEqual(['warn', 'warn']);
  });

  it('that are noise are not believed, however many there are', () => {
    const random = createRandom(3);
    const once = () =>
      onSilicon(withTicks(60_000 * (1 + 0.02 * random.normal()), 39_000 * (1 + 0.02 * random.normal())));
    const pairs = Array.from({ length: 12 }, () => ({ base: once(), head: once() }));
    const [first] = pairs;
    if (first === undefined) throw new Error('no pair');
    const limit = rules('layers: { max_increase: 0.1% }\nthresholds: { ticks: [] }');
    const { layers } = judged({ ...first, pairs, rules: limit });
    expect(layers.map(({ outcome }) => outcome)).not.toContain('fail');
  });

  it('that came or went count whole', () => {
    const base = withTicks(600, 390);
    const { profile, analysis } = base;
    if (profile === undefined) throw new Error('not profiled');
    const head: RunResult = {
      ...base,
      analysis: { ...analysis, layers: analysis.layers.slice(0, 1) },
      profile: {
        ...profile,
        total: { ticks: 605, ticks_min: 605, ticks_max: 605 },
        layers: profile.layers.slice(0, 1),
      },
    };
    const verdict = judged({ base, head });
    expect(verdict.layers.map(({ kind, change_ticks }) => [kind, change_ticks])).toEqual([
      ['same', 0],
      ['removed', -390],
    ]);
    expect(verdict.explained).toEqual({ total_ticks: -395, layers_ticks: -390, rest_ticks: -5 });
    const back = judged({ base: head, head: base });
    expect(back.layers[1]).toMatchObject({ kind: 'added', change_ticks: 390 });
  });
});
