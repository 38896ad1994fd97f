import { stringify } from 'csv-stringify/sync';
import type { AnalysisResult, LayerProfile, ProfileResult, RunResult } from '../result/schema.ts';

/** `1x49x10x1`: a shape as one cell. */
export function formatShape(shape: readonly number[] | undefined): string {
  return shape === undefined ? '' : shape.join('x');
}

type Cell = (
  layer: AnalysisResult['layers'][number],
  ticks: LayerProfile | undefined,
  profile: ProfileResult | undefined,
) => string | number | undefined;

const COLUMNS: readonly (readonly [title: string, cell: Cell])[] = [
  ['index', (layer) => layer.index],
  ['op', (layer) => layer.op],
  ['name', (layer) => layer.name],
  ['macs', (layer) => layer.macs],
  ['mac_equation', (layer) => layer.mac_equation],
  ['unit', (_, ticks, profile) => (ticks === undefined ? undefined : profile?.unit)],
  ['ticks', (_, ticks) => ticks?.ticks],
  ['ticks_min', (_, ticks) => ticks?.ticks_min],
  ['ticks_max', (_, ticks) => ticks?.ticks_max],
  ['time_us', (_, ticks) => ticks?.time_us],
  ['share', (_, ticks) => ticks?.share],
  ['input_dtype', (layer) => layer.input_dtype],
  ['weight_dtype', (layer) => layer.weight_dtype],
  ['output_dtype', (layer) => layer.output_dtype],
  ['fused_activation', (layer) => layer.fused_activation],
  ['input_shape', (layer) => formatShape(layer.input_shape)],
  ['output_shape', (layer) => formatShape(layer.output_shape)],
  ['filter_shape', (layer) => formatShape(layer.filter_shape)],
  ['stride_h', (layer) => layer.stride_h],
  ['stride_w', (layer) => layer.stride_w],
  ['dilation_h', (layer) => layer.dilation_h],
  ['dilation_w', (layer) => layer.dilation_w],
  ['read_bytes', (layer) => layer.read_bytes],
  ['write_bytes', (layer) => layer.write_bytes],
];

/** A result may come from a stranger: a counter may be named like something that every object has. */
function counterOf(layer: LayerProfile | undefined, name: string): number | undefined {
  return layer !== undefined && Object.hasOwn(layer.counters, name) ? layer.counters[name] : undefined;
}

/**
 * The per-layer table as CSV (RFC 4180, header first): one row a layer, in order of execution.
 *
 * Static columns are always filled; measured ones (`ticks` … `share`, counters) are empty when the run
 * did not profile. Cells that a spreadsheet would take for a formula are quoted with an apostrophe.
 */
export function layersCsv(result: RunResult): string {
  const { profile } = result;
  const measured = new Map(profile?.layers.map((layer) => [layer.index, layer]));
  const counters = [...new Set(profile?.layers.flatMap((layer) => Object.keys(layer.counters)))];
  const rows = result.analysis.layers.map((layer) => {
    const ticks = measured.get(layer.index);
    const own = COLUMNS.map(([, cell]) => cell(layer, ticks, profile));
    return [...own, ...counters.map((counter) => counterOf(ticks, counter))];
  });
  const header = [...COLUMNS.map(([title]) => title), ...counters];
  return stringify([header, ...rows], { escape_formulas: true, record_delimiter: '\r\n' });
}
