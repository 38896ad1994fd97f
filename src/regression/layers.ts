import type { RunResult } from '../result/schema.ts';
import { alignLayers } from './align.ts';
import type { RunPair } from './base-side.ts';
import { mean } from './distributions.ts';
import { type AlignedSide, layerSides, shownSide } from './layer-sides.ts';
import { RUN_TO_RUN } from './metrics.ts';
import { worstOf } from './outcomes.ts';
import { allowanceOf, applied, DEFAULT_FLOOR, type LayerRule } from './rules.ts';
import { benjaminiHochberg, type Evidence, judgePairs, judgeSingles } from './significance.ts';
import type { LayerChange, Outcome, Verdict } from './types.ts';

/** Share of false ones among the layers that are called slower. */
const FALSE_SHARE = 0.05;
const ALPHA = 0.05;
const IMPROVED = 0.005;

interface Matched {
  readonly base?: AlignedSide;
  readonly head?: AlignedSide;
}

export interface LayerComparison {
  readonly layers: readonly LayerChange[];
  readonly explained?: NonNullable<Verdict['explained']>;
}

export interface LayersInput {
  readonly base: RunResult;
  readonly head: RunResult;
  readonly pairs: readonly RunPair[];
  /** False: the layers are aligned, their ticks are not compared. */
  readonly comparable: boolean;
  /** Those that are about this model, platform and engine. */
  readonly rules: readonly LayerRule[];
}

/** The layers of one side, with ticks as means over the runs. */
function averaged(result: RunResult, runs: readonly RunResult[]): readonly AlignedSide[] {
  const sides = layerSides(result);
  if (runs.length < 2) return sides;
  const ticks = new Map<number, number[]>();
  for (const layer of runs.flatMap((run) => run.profile?.layers ?? [])) {
    const known = ticks.get(layer.index) ?? [];
    known.push(layer.ticks);
    ticks.set(layer.index, known);
  }
  return sides.map((side) => {
    const values = ticks.get(side.index);
    return side.ticks === undefined || values === undefined ? side : { ...side, ticks: mean(values) };
  });
}

function totalOf(runs: readonly RunResult[]): number | undefined {
  const totals = runs.flatMap(({ profile }) => (profile === undefined ? [] : [profile.total.ticks]));
  return totals.length === 0 ? undefined : mean(totals);
}

function sameLayer(base: AlignedSide, head: AlignedSide): boolean {
  return (
    String(base.output_shape) === String(head.output_shape) &&
    String(base.filter_shape) === String(head.filter_shape) &&
    String(base.input_shape) === String(head.input_shape) &&
    base.attributes === head.attributes &&
    base.macs === head.macs
  );
}

function kindOf({ base, head }: Matched): LayerChange['kind'] {
  if (base === undefined) return 'added';
  if (head === undefined) return 'removed';
  return sameLayer(base, head) ? 'same' : 'changed';
}

function uncertaintyOf({ ticks = 0, spread_ticks = 0 }: AlignedSide): number {
  return Math.max(RUN_TO_RUN, spread_ticks / 2 / ticks);
}

/** Ticks of the layers of every pair, by index. */
type PairedTicks = readonly {
  readonly base: ReadonlyMap<number, number>;
  readonly head: ReadonlyMap<number, number>;
}[];

function ticksByIndex({ profile }: RunResult): ReadonlyMap<number, number> {
  return new Map((profile?.layers ?? []).map(({ index, ticks }) => [index, ticks]));
}

/** What repeated measurements say of one layer; undefined where there is no ratio. */
function evidenceOf({ base, head }: Matched, pairs: PairedTicks): Evidence | undefined {
  const [before, after] = [base?.ticks ?? 0, head?.ticks ?? 0];
  if (base === undefined || head === undefined || !(before > 0 && after > 0)) return undefined;
  const logs = pairs.flatMap((pair) => {
    const one = pair.base.get(base.index) ?? 0;
    const other = pair.head.get(head.index) ?? 0;
    return one > 0 && other > 0 ? [Math.log(other / one)] : [];
  });
  if (logs.length >= 2) {
    return judgePairs(logs, { allowance: Number.POSITIVE_INFINITY, alpha: ALPHA, looks: 1 });
  }
  const uncertainties = [uncertaintyOf(base), uncertaintyOf(head)] as const;
  return judgeSingles(before, after, uncertainties, Number.POSITIVE_INFINITY);
}

interface Judged {
  readonly outcome: Outcome;
  readonly rule?: LayerRule;
}

/** Without a rule: better by more than the noise, or nothing to say; layers that hardly count never say any. */
function described({ base, head }: Matched, evidence: Evidence | undefined, share: number): Outcome {
  if (share < DEFAULT_FLOOR) return 'pass';
  if (evidence !== undefined) return evidence.outcome === 'improved' ? 'improved' : 'pass';
  if (base?.ticks === undefined || head?.ticks === undefined) return 'pass';
  return head.ticks < base.ticks * (1 - IMPROVED) ? 'improved' : 'pass';
}

function judgeRule(
  { base, head }: Matched,
  rule: LayerRule,
  noise: { readonly believed: boolean } | undefined,
): Outcome | undefined {
  if (head?.ticks === undefined) return undefined;
  if (rule.max !== undefined && head.ticks > rule.max) return rule.severity;
  if (rule.min !== undefined && head.ticks < rule.min) return rule.severity;
  if (rule.max_increase === undefined || base?.ticks === undefined) return undefined;
  const worse = head.ticks - base.ticks;
  // A limit of 2 % lets 2 % pass, whatever the rounding.
  const beyond = worse > allowanceOf(rule.max_increase, base.ticks) + 1e-9 * base.ticks;
  if (!beyond) return undefined;
  return noise === undefined || noise.believed ? rule.severity : 'inconclusive';
}

/**
 * Aligns the layers of base and head, judges them, and says how their changes make up the total's.
 * `layers_ticks + rest_ticks` is `total_ticks`: an added layer counts whole, a removed one negative.
 */
export function compareLayers({ base, head, pairs, comparable, rules }: LayersInput): LayerComparison {
  const runs = {
    base: pairs.length === 0 ? [base] : pairs.map((pair) => pair.base),
    head: pairs.length === 0 ? [head] : pairs.map((pair) => pair.head),
  };
  const sides = { base: averaged(base, runs.base), head: averaged(head, runs.head) };
  const matched = alignLayers(sides.base, sides.head).map((pair): Matched => {
    const one = pair.base === undefined ? undefined : sides.base[pair.base];
    const other = pair.head === undefined ? undefined : sides.head[pair.head];
    return { ...(one === undefined ? {} : { base: one }), ...(other === undefined ? {} : { head: other }) };
  });
  const totals = { base: totalOf(runs.base), head: totalOf(runs.head) };
  const profiled = comparable && totals.base !== undefined && totals.head !== undefined;
  if (!profiled) {
    const outcome = comparable ? 'pass' : 'not-comparable';
    return { layers: matched.map((layer) => ({ ...shown(layer, false), outcome })) };
  }
  const judged = judgeAll(matched, totals, { base, head, pairs, rules });
  const layers = matched.map((layer, index): LayerChange => {
    const { outcome, rule } = judged[index] ?? { outcome: 'pass' };
    return { ...shown(layer, true), outcome, ...(rule === undefined ? {} : { rule: applied(rule) }) };
  });
  const total_ticks = (totals.head ?? 0) - (totals.base ?? 0);
  const layers_ticks = layers.reduce((sum, { change_ticks }) => sum + (change_ticks ?? 0), 0);
  return { layers, explained: { total_ticks, layers_ticks, rest_ticks: total_ticks - layers_ticks } };
}

function shown(layer: Matched, compared: boolean): Omit<LayerChange, 'outcome'> {
  const { base, head } = layer;
  const known = base?.ticks !== undefined || head?.ticks !== undefined;
  const change_ticks = (head?.ticks ?? 0) - (base?.ticks ?? 0);
  const ratio =
    base?.ticks === undefined || base.ticks === 0 || head?.ticks === undefined
      ? undefined
      : (change_ticks / base.ticks) * 100;
  return {
    kind: kindOf(layer),
    ...(base === undefined ? {} : { base: shownSide(base) }),
    ...(head === undefined ? {} : { head: shownSide(head) }),
    ...(compared && known ? { change_ticks } : {}),
    ...(compared && ratio !== undefined ? { change_percent: ratio } : {}),
  };
}

function judgeAll(
  matched: readonly Matched[],
  totals: { readonly base: number | undefined; readonly head: number | undefined },
  { base, head, pairs, rules }: Pick<LayersInput, 'base' | 'head' | 'pairs' | 'rules'>,
): readonly Judged[] {
  const exact =
    head.platform.emulated && base.profile?.unit === 'instructions' && head.profile?.unit === 'instructions';
  const ticks = pairs.map((pair) => ({ base: ticksByIndex(pair.base), head: ticksByIndex(pair.head) }));
  const evidence = matched.map((layer) => (exact ? undefined : evidenceOf(layer, ticks)));
  const tested = evidence.filter((each) => each !== undefined);
  const believed = new Set(
    benjaminiHochberg(
      tested.map(({ p_value }) => p_value),
      FALSE_SHARE,
    ).flatMap((yes, index) => (yes ? [tested[index]] : [])),
  );
  const share = ({ base: one, head: other }: Matched): number =>
    Math.max(
      totals.base ? (one?.ticks ?? 0) / totals.base : 0,
      totals.head ? (other?.ticks ?? 0) / totals.head : 0,
    );
  return matched.map((layer, index) => {
    const found = evidence[index];
    const noise = found === undefined ? undefined : { believed: believed.has(found) };
    const findings = rules
      .filter((rule) => share(layer) >= rule.floor)
      .flatMap((rule) => {
        const outcome = judgeRule(layer, rule, noise);
        return outcome === undefined ? [] : [{ outcome, rule }];
      });
    const worst = worstOf(findings.map(({ outcome }) => outcome));
    return (
      findings.find(({ outcome }) => outcome === worst) ?? { outcome: described(layer, found, share(layer)) }
    );
  });
}
