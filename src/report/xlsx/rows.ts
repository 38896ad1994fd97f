import type { LayerAnalysisResult, LayerProfile, RunResult } from '../../result/schema.ts';

/** One layer: what analysis says, and what was measured if the run profiled. */
export interface LayerRow {
  readonly analysis: LayerAnalysisResult;
  readonly profile?: LayerProfile;
}

/** The layers in order of execution. */
export function layerRows(result: RunResult): LayerRow[] {
  const measured = new Map(result.profile?.layers.map((layer) => [layer.index, layer]));
  return result.analysis.layers.map((analysis) => {
    const profile = measured.get(analysis.index);
    return { analysis, ...(profile === undefined ? {} : { profile }) };
  });
}

/** Every counter that some layer has, in order of first occurrence. */
export function counterNames(result: RunResult): string[] {
  return [...new Set(result.profile?.layers.flatMap(({ counters }) => Object.keys(counters)))];
}

/** `Cycles` or `Instructions`: what ticks are; undefined without a profile. */
export function ticksHeader({ profile }: RunResult): 'Cycles' | 'Instructions' | undefined {
  if (profile === undefined) return undefined;
  return profile.unit === 'cycles' ? 'Cycles' : 'Instructions';
}

const KINDS: readonly (readonly [kind: string, ops: RegExp])[] = [
  ['depthwise convolution', /^DEPTHWISE_CONV_2D$/],
  ['convolution', /CONV/],
  ['dense', /^(FULLY_CONNECTED|BATCH_MATMUL)$/],
  ['recurrent', /(LSTM|RNN|SVDF)/],
  ['pool', /POOL/],
  ['activation', /(RELU|LOGISTIC|TANH|SOFTMAX|HARD_SWISH|ELU|GELU)/],
  ['reduction', /^(MEAN|SUM|REDUCE_|ARG_)/],
  ['element-wise', /^(ADD|SUB|MUL|DIV|MAXIMUM|MINIMUM|SQUARED_DIFFERENCE|ABS|NEG|EXP|SQRT|RSQRT)$/],
  ['conversion', /^(QUANTIZE|DEQUANTIZE|CAST)$/],
  [
    'data movement',
    /(RESHAPE|TRANSPOSE|PAD|CONCATENATION|SLICE|SPLIT|PACK|SQUEEZE|EXPAND_DIMS|GATHER|TILE|TO_SPACE|TO_DEPTH|TO_BATCH)/,
  ],
  ['resize', /^RESIZE_/],
];

/** What sort of work an op is; `other` for those that are none of the usual. */
export function kindOf(op: string): string {
  return KINDS.find(([, ops]) => ops.test(op))?.[0] ?? 'other';
}
