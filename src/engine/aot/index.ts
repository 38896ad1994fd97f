import { requireStaticShapes } from '../../model/static-shapes.ts';
import type { Graph, Subgraph } from '../../model/types.ts';
import type { Platform } from '../../platform/types.ts';
import { HilbenchError } from '../../support/errors.ts';
import type { Engine, EngineBuild } from '../types.ts';
import { generateModel } from './generate.ts';
import { lowerLayer, Refusal } from './layer.ts';
import { mapArena } from './memory.ts';
import { LOWERINGS } from './ops/index.ts';
import type { LoweredLayer, RefusalCode, Target } from './types.ts';

/** As `HB_AOT_VERSION` in `hb_aot.h`. */
export const AOT_VERSION = '1.0.0';

const TEMPLATE_FOLDER = 'engine/aot';
const RUNNER = 'hb_engine_aot.c';

/** How many refused layers one error names. */
const MAX_REFUSALS_SHOWN = 10;

/** The code of an error about several layers: the first of these that occurs. */
const BY_WEIGHT: readonly RefusalCode[] = [
  'ENGINE_UNSUPPORTED_OP',
  'ENGINE_UNSUPPORTED_DTYPE',
  'ENGINE_UNSUPPORTED_OPTION',
];

/** Turns a graph into C of its own, ahead of time: a static memory plan and calls of our kernels. */
export const aotEngine: Engine = {
  name: 'aot',
  ops: new Set(LOWERINGS.keys()),
  prepare(graph: Graph, platform: Platform): EngineBuild {
    const [subgraph] = graph.subgraphs;
    if (subgraph === undefined) throw new Error('a graph has at least one subgraph');
    requireStaticShapes(graph);
    const layers = lowerAll(graph, subgraph, targetOf(platform));
    const arena = mapArena(subgraph, layers);
    const { code, blob } = generateModel(subgraph, layers, arena);
    const sources = new Set([RUNNER, ...layers.flatMap((layer) => layer.sources)]);
    return {
      engine: 'aot',
      version: AOT_VERSION,
      template_folders: [TEMPLATE_FOLDER],
      template_sources: [...sources].sort().map((source) => `${TEMPLATE_FOLDER}/${source}`),
      generated: [{ path: 'model.c', content: code }],
      blob,
      arena_bytes: arena.arena_bytes,
      arena_plan: { bytes: arena.arena_bytes, buffers: arena.buffers },
      layers: subgraph.operators.map((operator) => operator.index),
    };
  },
};

/** What generated code may use on a platform's core. */
function targetOf(platform: Platform): Target {
  const { core, features } = platform;
  return { core, mve: features.includes('mve'), dsp: features.includes('dsp') };
}

function lowerAll(graph: Graph, subgraph: Subgraph, target: Target): LoweredLayer[] {
  const outcomes = subgraph.operators.map((operator) => lowerLayer(graph, operator, target));
  const refusals = outcomes.filter((outcome) => outcome instanceof Refusal);
  if (refusals.length === 0)
    return outcomes.flatMap((outcome) => (outcome instanceof Refusal ? [] : [outcome]));
  const shown = refusals.slice(0, MAX_REFUSALS_SHOWN).map((refusal) => refusal.message);
  const more = refusals.length - shown.length;
  const code = BY_WEIGHT.find((candidate) => refusals.some((refusal) => refusal.code === candidate));
  throw new HilbenchError({
    kind: 'input',
    code: code ?? 'ENGINE_UNSUPPORTED_OPTION',
    message: `The aot engine cannot run ${refusals.length} of ${outcomes.length} layers: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
    hint: 'Replace these layers in the model, or convert it with full int8 quantization if their type is the reason. TFLM has more ops: --engine tflm runs it with --neuralspot-rootdir.',
  });
}
