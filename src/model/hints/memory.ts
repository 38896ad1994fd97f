import { REFERENCES } from './references.ts';
import type { ArenaTensor, Hint, HintArena, HintContext, HintRule } from './types.ts';
import { bytesOf, nameOf, percent } from './wording.ts';

const LEAST_BYTES = 1024;
/** A peak is worth a warning when the arena would shrink to this share without it. */
const LONE_PEAK = 0.6;
const TENSORS_SHOWN = 3;

/** What the arena's peak is made of, and what all other layers get by with. */
export const memoryHints: HintRule = (context) => {
  const arena = context.arena ?? fromGraph(context);
  if (arena.peak_bytes < LEAST_BYTES) return [];
  const alive = arena.tensors
    .filter((tensor) => tensor.first_layer <= arena.peak_layer && arena.peak_layer <= tensor.last_layer)
    .sort((a, b) => b.bytes - a.bytes);
  const operator = context.main.operators[arena.peak_layer];
  if (operator === undefined) return [];
  const shown = alive
    .slice(0, TENSORS_SHOWN)
    .map((tensor) => `${nameOf(tensor.name)} ${bytesOf(tensor.bytes)}`);
  const more = alive.length - shown.length;
  const elsewhere = peakOfOthers(arena);
  const lone = elsewhere.bytes > 0 && elsewhere.bytes <= LONE_PEAK * arena.peak_bytes;
  return [
    {
      code: 'HINT_ARENA_PEAK',
      severity: lone ? 'warn' : 'info',
      layer: arena.peak_layer,
      op: operator.op,
      bytes: arena.peak_bytes,
      message: `The arena peaks at ${bytesOf(arena.peak_bytes)} in layer ${arena.peak_layer} (${operator.op}): ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
      instead: howToNeedLess(arena, elsewhere, lone),
      reference: REFERENCES.tflmMemory,
    } satisfies Hint,
  ];
};

function howToNeedLess(arena: HintArena, elsewhere: LayerBytes, lone: boolean): string {
  if (elsewhere.bytes === 0) return 'To need less, make the inputs or outputs of this layer smaller.';
  return lone
    ? `Make this layer smaller (a stride earlier, fewer channels): every other layer gets by with ${bytesOf(elsewhere.bytes)}, ${percent(1 - elsewhere.bytes / arena.peak_bytes)} less.`
    : `To need less, shrink more than this layer: layer ${elsewhere.layer} needs ${bytesOf(elsewhere.bytes)}.`;
}

interface LayerBytes {
  readonly layer: number;
  readonly bytes: number;
}

function peakOfOthers(arena: HintArena): LayerBytes {
  let peak: LayerBytes = { layer: 0, bytes: 0 };
  for (const [layer, bytes] of aliveByLayer(arena.tensors).entries()) {
    if (layer !== arena.peak_layer && bytes > peak.bytes) peak = { layer, bytes };
  }
  return peak;
}

function aliveByLayer(tensors: readonly ArenaTensor[]): number[] {
  const layers = tensors.reduce((most, { last_layer }) => Math.max(most, last_layer + 1), 0);
  const changes = new Array<number>(layers + 1).fill(0);
  for (const { first_layer, last_layer, bytes } of tensors) {
    changes[first_layer] = (changes[first_layer] ?? 0) + bytes;
    changes[last_layer + 1] = (changes[last_layer + 1] ?? 0) - bytes;
  }
  let alive = 0;
  return changes.slice(0, layers).map((change) => {
    alive += change;
    return alive;
  });
}

/** The arena over time as the graph alone tells it: no scratch, nothing in place. */
function fromGraph(context: HintContext): HintArena {
  const { main } = context;
  const last = Math.max(main.operators.length - 1, 0);
  const spans = new Map<number, { first_layer: number; last_layer: number }>();
  const need = (index: number, layer: number): void => {
    const tensor = context.tensor(index);
    if (tensor === undefined || tensor.data !== undefined) return;
    const known = spans.get(index);
    spans.set(index, {
      first_layer: tensor.is_variable ? 0 : Math.min(known?.first_layer ?? layer, layer),
      last_layer: tensor.is_variable ? last : Math.max(known?.last_layer ?? layer, layer),
    });
  };
  for (const index of main.inputs) need(index, 0);
  for (const { index: layer, inputs, outputs } of main.operators) {
    for (const index of [...inputs, ...outputs]) need(index, layer);
  }
  for (const index of main.outputs) need(index, last);
  const tensors = [...spans].map(([index, span]): ArenaTensor => {
    const { name = '', bytes = 0 } = context.tensor(index) ?? {};
    return { name, bytes, ...span };
  });
  const alive = aliveByLayer(tensors);
  const peak_bytes = alive.reduce((most, bytes) => Math.max(most, bytes), 0);
  return { bytes: peak_bytes, peak_layer: Math.max(alive.indexOf(peak_bytes), 0), peak_bytes, tensors };
}
