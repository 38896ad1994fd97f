import type { LayerAnalysisResult, LayerProfile, RunResult } from '../../result/schema.ts';

/** A model with more layers is shown by those that cost the most. ns_autodeploy stops at 1600. */
const MAX_SHOWN_LAYERS = 2000;
/** Ticks per MAC from here on, in medians, stand out… */
const OUTLIER_RATIO = 2;
/** …unless the layer hardly counts. */
const OUTLIER_SHARE = 0.01;

/** One layer, static and measured, and how it compares. */
export interface LayerFacts {
  readonly index: number;
  readonly op: string;
  readonly name: string;
  readonly macs: number;
  readonly analysis?: LayerAnalysisResult;
  readonly profile?: LayerProfile;
  /** Absent without ticks or MACs. */
  readonly ticks_per_mac?: number;
  /** `ticks_per_mac` over the median of all layers that have one. */
  readonly against_median?: number;
  /** The same over the median of the layers with this op; absent for an op with fewer than three. */
  readonly against_kind?: number;
  readonly outlier: boolean;
}

export interface LayerSet {
  /** In order of execution. */
  readonly shown: readonly LayerFacts[];
  readonly hidden: number;
  readonly median_ticks_per_mac?: number;
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined || sorted.length % 2 === 1) return upper;
  return ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function ticksPerMac(profile: LayerProfile | undefined, macs: number): number | undefined {
  return profile === undefined || macs === 0 || profile.ticks === 0 ? undefined : profile.ticks / macs;
}

function mediansByOp(layers: readonly { op: string; ticks_per_mac: number }[]): Map<string, number> {
  const byOp = Map.groupBy(layers, ({ op }) => op);
  const medians = new Map<string, number>();
  for (const [op, members] of byOp) {
    const middle = median(members.map(({ ticks_per_mac }) => ticks_per_mac));
    if (members.length >= 3 && middle !== undefined) medians.set(op, middle);
  }
  return medians;
}

/** Everything the report says of layers, worked out once. */
export function layerFacts(result: RunResult): LayerSet {
  const analysis = new Map(result.analysis.layers.map((layer) => [layer.index, layer]));
  const profile = new Map(result.profile?.layers.map((layer) => [layer.index, layer]));
  const indices = [...new Set([...analysis.keys(), ...profile.keys()])].sort((a, b) => a - b);
  const layers = indices.flatMap((index) => {
    const known = analysis.get(index) ?? profile.get(index);
    if (known === undefined) return [];
    const measured = profile.get(index);
    const ticks_per_mac = ticksPerMac(measured, known.macs);
    return {
      index,
      op: known.op,
      name: known.name,
      macs: known.macs,
      ...(analysis.has(index) ? { analysis: analysis.get(index) } : {}),
      ...(measured === undefined ? {} : { profile: measured }),
      ...(ticks_per_mac === undefined ? {} : { ticks_per_mac }),
    } as Omit<LayerFacts, 'outlier'>;
  });
  const rated = layers.flatMap(({ op, ticks_per_mac }) =>
    ticks_per_mac === undefined ? [] : [{ op, ticks_per_mac }],
  );
  const middle = median(rated.map(({ ticks_per_mac }) => ticks_per_mac));
  const byOp = mediansByOp(rated);
  const facts = layers.map((layer): LayerFacts => {
    const { ticks_per_mac } = layer;
    if (ticks_per_mac === undefined || middle === undefined) return { ...layer, outlier: false };
    const against_median = ticks_per_mac / middle;
    const kind = byOp.get(layer.op);
    return {
      ...layer,
      against_median,
      ...(kind === undefined ? {} : { against_kind: ticks_per_mac / kind }),
      outlier: against_median >= OUTLIER_RATIO && (layer.profile?.share ?? 0) >= OUTLIER_SHARE,
    };
  });
  return {
    shown: mostCostly(facts),
    hidden: Math.max(0, facts.length - MAX_SHOWN_LAYERS),
    ...(middle === undefined ? {} : { median_ticks_per_mac: middle }),
  };
}

function mostCostly(facts: readonly LayerFacts[]): readonly LayerFacts[] {
  if (facts.length <= MAX_SHOWN_LAYERS) return facts;
  const cost = (layer: LayerFacts): number => layer.profile?.ticks ?? layer.macs;
  return [...facts]
    .sort((a, b) => cost(b) - cost(a))
    .slice(0, MAX_SHOWN_LAYERS)
    .sort((a, b) => a.index - b.index);
}

/** The fewest layers that make half of all ticks, the dearest first. */
export function dearestHalf(layers: readonly LayerFacts[]): LayerFacts[] {
  const sorted = [...layers].sort((a, b) => (b.profile?.share ?? 0) - (a.profile?.share ?? 0));
  const half: LayerFacts[] = [];
  let sum = 0;
  for (const layer of sorted) {
    if (sum >= 0.5) break;
    sum += layer.profile?.share ?? 0;
    half.push(layer);
  }
  return half;
}
