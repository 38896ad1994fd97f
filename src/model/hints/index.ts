import type { Analysis, Graph } from '../types.ts';
import { activationHints } from './activations.ts';
import { createContext } from './context.ts';
import { convolutionHints } from './convolution.ts';
import { coverageHints } from './coverage.ts';
import { foldingHints } from './folding.ts';
import { memoryHints } from './memory.ts';
import { movementHints } from './movement.ts';
import { precisionHints } from './precision.ts';
import { quantizationHints } from './quantization.ts';
import type { Hint, HintArena, HintRule, HintTarget } from './types.ts';
import { weightHints } from './weights.ts';
import { counted } from './wording.ts';

/** Every family of hints; one line per file of this folder. */
const FAMILIES: readonly HintRule[] = [
  coverageHints,
  precisionHints,
  convolutionHints,
  quantizationHints,
  foldingHints,
  activationHints,
  movementHints,
  weightHints,
  memoryHints,
];

/** So many hints of one code are told apart; the rest are summed up. */
const MOST_OF_A_CODE = 16;

/**
 * What an engineer would remark about a model before running it. Warnings first, then by layer; hints of one
 * code beyond the costliest 16 become one that sums them up. Weights are read at most once, mostly sampled.
 *
 * @param analysis of `graph`
 * @param arena as the engine planned it; without it the peak is estimated from the graph alone
 */
export function findHints(graph: Graph, analysis: Analysis, target: HintTarget, arena?: HintArena): Hint[] {
  const context = createContext(graph, analysis, target, arena);
  const by_code = new Map<string, Hint[]>();
  for (const hint of FAMILIES.flatMap((rule) => rule(context))) {
    const alike = by_code.get(hint.code);
    if (alike === undefined) by_code.set(hint.code, [hint]);
    else alike.push(hint);
  }
  const rank = (hint: Hint): number => (hint.severity === 'warn' ? 0 : 1);
  return [...by_code.values()]
    .flatMap(sumUp)
    .sort((a, b) => rank(a) - rank(b) || (a.layer ?? -1) - (b.layer ?? -1));
}

function sumUp(alike: Hint[]): Hint[] {
  if (alike.length <= MOST_OF_A_CODE) return alike;
  const costliest = [...alike].sort(
    (a, b) => (b.macs ?? 0) - (a.macs ?? 0) || (b.bytes ?? 0) - (a.bytes ?? 0),
  );
  const rest = costliest.splice(MOST_OF_A_CODE - 1);
  const sum = (field: 'macs' | 'bytes'): number =>
    rest.reduce((total, hint) => total + (hint[field] ?? 0), 0);
  const [sample] = rest;
  if (sample === undefined) return costliest;
  const { layer: _, macs, bytes, ...common } = sample;
  return [
    ...costliest,
    {
      ...common,
      ...(macs !== undefined && { macs: sum('macs') }),
      ...(bytes !== undefined && { bytes: sum('bytes') }),
      message: `The same holds for ${counted(rest.length, 'more layer')} that cost less.`,
    },
  ];
}
