import type { RunResult } from '../../result/schema.ts';
import { DATA_SHEET } from './data.ts';
import { DERIVED_SHEET, type DerivedRow } from './derived.ts';
import { kindOf, type LayerRow, ticksHeader } from './rows.ts';
import { type Block, blocksSheet, type Column, type Content, letterOf, type Value } from './sheet.ts';

export const SUMMARY_SHEET = 'Summary';

const MOST_OFFENDERS = 10;
const MOST_MEMORY_BOUND = 5;

export interface SummarySources {
  readonly data: readonly Column<LayerRow>[];
  readonly derived: readonly Column<DerivedRow>[];
  readonly rows: readonly DerivedRow[];
}

/** The sheet Summary: work by kind of op, and the layers to look at first. */
export function summarySheet(result: RunResult, sources: SummarySources): ReturnType<typeof blocksSheet> {
  const ticks = ticksHeader(result);
  const byTicks = ({ layer }: DerivedRow): number => layer.profile?.ticks ?? 0;
  const byMacs = ({ layer }: DerivedRow): number => layer.analysis.macs;
  const weight = ticks === undefined ? byMacs : byTicks;
  const offenders = top(sources.rows, weight, MOST_OFFENDERS);
  const stalled = top(sources.rows, ({ values }) => numberOr0(values['Stall%']), MOST_OFFENDERS);
  const bound = sources.rows
    .filter(({ layer, values }) => layer.analysis.macs > 0 && typeof values.MACs_per_Byte === 'number')
    .sort((a, b) => numberOr0(a.values.MACs_per_Byte) - numberOr0(b.values.MACs_per_Byte))
    .slice(0, MOST_MEMORY_BOUND);
  const share =
    ticks === undefined
      ? []
      : [ticks, ticks === 'Cycles' ? 'Time_Share%' : 'Instruction_Share%', `${ticks}_per_MAC`];
  return blocksSheet(
    SUMMARY_SHEET,
    [
      byKind(ticks, sources),
      listing(
        `Top offenders by ${ticks?.toLowerCase() ?? 'MACs'}`,
        ['Event', 'Tag', 'Est MACs', ...share, 'Flag'],
        offenders,
        sources,
      ),
      ...(letterOf(sources.derived, 'Stall%') === undefined
        ? []
        : [
            listing(
              'Stall hotspots',
              ['Event', 'Tag', 'FE_Stall%', 'BE_Stall%', 'Stall%', ...share.slice(1, 2)],
              stalled,
              sources,
            ),
          ]),
      listing(
        'Fewest MACs per byte',
        ['Event', 'Tag', 'MACs_per_Byte', 'Est MACs', 'Read_Bytes', 'Write_Bytes'],
        bound,
        sources,
      ),
    ],
    [24, 24, 16, 20, 20, 20, 20],
  );
}

const numberOr0 = (value: Value | undefined): number => (typeof value === 'number' ? value : 0);

function top(rows: readonly DerivedRow[], weight: (row: DerivedRow) => number, most: number): DerivedRow[] {
  return [...rows]
    .filter((row) => weight(row) > 0)
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, most);
}

/** Sums of all layers of a kind. */
function byKind(
  ticks: 'Cycles' | 'Instructions' | undefined,
  { data, derived, rows }: SummarySources,
): Block {
  const last = rows.length + 1;
  const range = (sheet: string, letter: string | undefined): string =>
    `${sheet}!$${letter}$2:$${letter}$${last}`;
  const kinds = range(DERIVED_SHEET, letterOf(derived, 'OpKind'));
  const macs = range(DATA_SHEET, letterOf(data, 'Est MACs'));
  const counted = range(DATA_SHEET, letterOf(data, ticks ?? ''));
  const groups = [...Map.groupBy(rows, ({ layer }) => kindOf(layer.analysis.op))].map(([kind, members]) => ({
    kind,
    layers: members.length,
    macs: members.reduce((sum, { layer }) => sum + layer.analysis.macs, 0),
    ticks: members.reduce((sum, { layer }) => sum + (layer.profile?.ticks ?? 0), 0),
  }));
  const all_ticks = groups.reduce((sum, group) => sum + group.ticks, 0);
  groups.sort((a, b) => b.ticks - a.ticks || b.macs - a.macs);
  const lines = groups.map((group, i): Content[] => {
    // The block is the sheet's first: a title, the headers, then this.
    const line = i + 3;
    const sum = (of: string): string => `SUMIF(${kinds},$A${line},${of})`;
    return [
      group.kind,
      { formula: `COUNTIF(${kinds},$A${line})`, result: group.layers },
      { formula: sum(macs), result: group.macs },
      ...(ticks === undefined
        ? []
        : [
            { formula: sum(counted), result: group.ticks },
            {
              formula: `IF(SUM(${counted})>0,$D${line}/SUM(${counted}),"")`,
              result: all_ticks > 0 ? group.ticks / all_ticks : '',
            },
            {
              formula: `IF($C${line}>0,$D${line}/$C${line},"")`,
              result: group.macs > 0 ? group.ticks / group.macs : '',
            },
          ]),
    ];
  });
  return {
    title: 'Work by kind of op',
    headers: [
      'OpKind',
      'Layers',
      'Est MACs',
      ...(ticks === undefined ? [] : [ticks, 'Share%', `${ticks}_per_MAC`]),
    ],
    formats: [undefined, '#,##0', '#,##0', '#,##0', '0.0%', '0.000'],
    rows: lines,
  };
}

/** Some layers, each cell a reference to where its value is. */
function listing(
  title: string,
  headers: readonly string[],
  layers: readonly DerivedRow[],
  { data, derived, rows }: SummarySources,
): Block {
  const columns = headers.map((header) => {
    const own = derived.find((column) => column.header === header);
    const letter = letterOf(derived, header);
    if (own !== undefined) return { sheet: DERIVED_SHEET, letter, format: own.format, header };
    const other = data.find((column) => column.header === header);
    return { sheet: DATA_SHEET, letter: letterOf(data, header), format: other?.format, header };
  });
  return {
    title,
    headers,
    formats: columns.map(({ format }) => format),
    rows: layers.map((row) => {
      const line = rows.indexOf(row) + 2;
      return columns.map(({ sheet, letter, header }): Content => {
        const column = (sheet === DERIVED_SHEET ? derived : data).find(
          (candidate) => candidate.header === header,
        );
        const content =
          sheet === DERIVED_SHEET
            ? (column as Column<DerivedRow> | undefined)?.content(row, line)
            : (column as Column<LayerRow> | undefined)?.content(row.layer, line);
        const result = typeof content === 'object' ? content.result : content;
        return { formula: `${sheet}!$${letter}$${line}`, result: result ?? '' };
      });
    }),
  };
}
