import type { LayerAnalysisResult, LayerProfile, RunResult } from '../result/schema.ts';
import type { LayerSide } from './types.ts';

/** A layer as the alignment sees it: what is shown of it, and what makes it this layer. */
export interface AlignedSide extends LayerSide {
  readonly filter_shape?: readonly number[];
  readonly input_shape?: readonly number[];
  /** Everything else that its cost depends on: types, strides, activation. */
  readonly attributes: string;
  /** Range over the iterations, in ticks. */
  readonly spread_ticks?: number;
}

function attributesOf(layer: LayerAnalysisResult | undefined): string {
  if (layer === undefined) return '';
  const { input_dtype, weight_dtype, output_dtype, fused_activation } = layer;
  const { stride_h, stride_w, dilation_h, dilation_w } = layer;
  return JSON.stringify([
    input_dtype,
    weight_dtype,
    output_dtype,
    fused_activation,
    stride_h,
    stride_w,
    dilation_h,
    dilation_w,
  ]);
}

function sideOf(
  index: number,
  known: LayerAnalysisResult | undefined,
  measured: LayerProfile | undefined,
): AlignedSide {
  const output_shape = known?.output_shape ?? measured?.output_shape;
  return {
    index,
    op: known?.op ?? measured?.op ?? '',
    name: known?.name ?? measured?.name ?? '',
    macs: known?.macs ?? measured?.macs ?? 0,
    attributes: attributesOf(known),
    ...(output_shape === undefined ? {} : { output_shape }),
    ...(known?.filter_shape === undefined ? {} : { filter_shape: known.filter_shape }),
    ...(known?.input_shape === undefined ? {} : { input_shape: known.input_shape }),
    ...(measured === undefined
      ? {}
      : { ticks: measured.ticks, spread_ticks: measured.ticks_max - measured.ticks_min }),
    ...(measured?.time_us === undefined ? {} : { time_us: measured.time_us }),
  };
}

/** The layers of a result in their order, from its analysis and its profile. */
export function layerSides(result: RunResult): readonly AlignedSide[] {
  const known = new Map(result.analysis.layers.map((layer) => [layer.index, layer]));
  const measured = new Map((result.profile?.layers ?? []).map((layer) => [layer.index, layer]));
  const indices = [...new Set([...known.keys(), ...measured.keys()])].sort((a, b) => a - b);
  return indices.map((index) => sideOf(index, known.get(index), measured.get(index)));
}

/** What a verdict shows of a layer. */
export function shownSide(side: AlignedSide): LayerSide {
  const { index, op, name, output_shape, macs, ticks, time_us } = side;
  return {
    index,
    op,
    name,
    macs,
    ...(output_shape === undefined ? {} : { output_shape }),
    ...(ticks === undefined ? {} : { ticks }),
    ...(time_us === undefined ? {} : { time_us }),
  };
}
