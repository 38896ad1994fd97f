import { stringify } from 'csv-stringify/sync';
import type { LayerProfile, RunResult } from '../result/schema.ts';

/** `1x49x10x1`: a shape as one cell. */
export function formatShape(shape: readonly number[] | undefined): string {
  return shape === undefined ? '' : shape.join('x');
}

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
    return {
      index: layer.index,
      op: layer.op,
      name: layer.name,
      macs: layer.macs,
      mac_equation: layer.mac_equation,
      unit: ticks === undefined ? '' : profile?.unit,
      ticks: ticks?.ticks,
      ticks_min: ticks?.ticks_min,
      ticks_max: ticks?.ticks_max,
      time_us: ticks?.time_us,
      share: ticks?.share,
      input_dtype: layer.input_dtype,
      weight_dtype: layer.weight_dtype,
      output_dtype: layer.output_dtype,
      fused_activation: layer.fused_activation,
      input_shape: formatShape(layer.input_shape),
      output_shape: formatShape(layer.output_shape),
      filter_shape: formatShape(layer.filter_shape),
      stride_h: layer.stride_h,
      stride_w: layer.stride_w,
      dilation_h: layer.dilation_h,
      dilation_w: layer.dilation_w,
      read_bytes: layer.read_bytes,
      write_bytes: layer.write_bytes,
      ...Object.fromEntries(counters.map((counter) => [counter, counterOf(ticks, counter)])),
    };
  });
  return stringify(rows, { header: true, escape_formulas: true, record_delimiter: '\r\n' });
}
