import type { RunResult } from '../../result/schema.ts';
import { plainText } from '../../support/text.ts';
import { formatShape } from '../layers-csv.ts';
import { counterNames, type LayerRow, ticksHeader } from './rows.ts';
import type { Column } from './sheet.ts';

export const DATA_SHEET = 'Data';

const INTEGER = '#,##0';

/** Columns of the sheet Data: what was measured and what is known of each layer. No formulas. */
export function dataColumns(result: RunResult): Column<LayerRow>[] {
  const ticks = ticksHeader(result);
  const timed = result.profile?.layers.some(({ time_us }) => time_us !== undefined) ?? false;
  const number = (
    header: string,
    content: (row: LayerRow) => number | undefined,
    format = INTEGER,
  ): Column<LayerRow> => ({ header, width: Math.max(header.length + 2, 11), format, content });
  const text = (
    header: string,
    width: number,
    content: (row: LayerRow) => string | undefined,
  ): Column<LayerRow> => ({
    header,
    width,
    content: (row) => {
      const value = content(row);
      return value === undefined || value === '' ? undefined : plainText(value, 1024);
    },
  });
  return [
    number('Event', ({ analysis }) => analysis.index),
    text('Tag', 24, ({ analysis }) => analysis.op),
    text('Name', 40, ({ analysis }) => analysis.name),
    ...(timed ? [number('uSeconds', ({ profile }) => profile?.time_us, '#,##0.000')] : []),
    number('Est MACs', ({ analysis }) => analysis.macs),
    ...(ticks === undefined
      ? []
      : [
          number(ticks, ({ profile }) => profile?.ticks),
          number(`${ticks} min`, ({ profile }) => profile?.ticks_min),
          number(`${ticks} max`, ({ profile }) => profile?.ticks_max),
        ]),
    ...counterNames(result).map((counter) =>
      number(plainText(counter, 64), ({ profile }) =>
        profile !== undefined && Object.hasOwn(profile.counters, counter)
          ? profile.counters[counter]
          : undefined,
      ),
    ),
    text('MAC_EQ', 36, ({ analysis }) => analysis.mac_equation),
    number('OUTPUT_MAG', ({ analysis }) =>
      analysis.output_shape?.reduce((product, size) => product * size, 1),
    ),
    text('OUTPUT_SHAPE', 16, ({ analysis }) => formatShape(analysis.output_shape)),
    text('FILTER_SHAPE', 16, ({ analysis }) => formatShape(analysis.filter_shape)),
    number('STRIDE_H', ({ analysis }) => analysis.stride_h),
    number('STRIDE_W', ({ analysis }) => analysis.stride_w),
    number('DILATION_H', ({ analysis }) => analysis.dilation_h),
    number('DILATION_W', ({ analysis }) => analysis.dilation_w),
    text('INPUT_DTYPE', 13, ({ analysis }) => analysis.input_dtype),
    text('WEIGHT_DTYPE', 14, ({ analysis }) => analysis.weight_dtype),
    text('OUTPUT_DTYPE', 14, ({ analysis }) => analysis.output_dtype),
    number('READ_BYTES', ({ analysis }) => analysis.read_bytes),
    number('WRITE_BYTES', ({ analysis }) => analysis.write_bytes),
  ];
}
