import type { RunResult } from '../../result/schema.ts';
import { plainText } from '../../support/text.ts';
import type { SettingRefs, Settings } from './config.ts';
import { DATA_SHEET } from './data.ts';
import { kindOf, type LayerRow, ticksHeader } from './rows.ts';
import { type Column, type Formula, letterOf, type Value } from './sheet.ts';

export const DERIVED_SHEET = 'Derived';

const RATIO = '0.000';
const PERCENT = '0.0%';
const INTEGER = '#,##0';

/** A layer with what the formulas of its line give, by header; an empty text where there is nothing. */
export interface DerivedRow {
  readonly layer: LayerRow;
  readonly values: Readonly<Record<string, Value>>;
}

/** A column of the sheet Derived: the same computation twice, as a formula and here. */
interface Derivation {
  readonly header: string;
  readonly format?: string;
  readonly width?: number;
  formula(line: number): string;
  value(layer: LayerRow, values: Readonly<Record<string, Value>>): Value;
}

/** Sums and medians that the derivations need of all layers. */
interface Whole {
  readonly lines: number;
  readonly ticks: number;
}

/** Numerator and denominator of a ratio: a reference, and what is there. */
interface Operand {
  readonly ref: (line: number) => string | undefined;
  readonly value: (layer: LayerRow, values: Readonly<Record<string, Value>>) => Value | undefined;
}

/** The sheet Derived of a result: its columns, and its rows with every result computed. */
export function derive(
  result: RunResult,
  data: readonly Column<LayerRow>[],
  layers: readonly LayerRow[],
  settings: Settings,
  refs: SettingRefs,
): { columns: Column<DerivedRow>[]; rows: DerivedRow[] } {
  const whole: Whole = {
    lines: layers.length + 1,
    ticks: layers.reduce((sum, { profile }) => sum + (profile?.ticks ?? 0), 0),
  };
  const derivations = listDerivations(result, data, settings, refs, whole);
  const rows = layers.map((layer): DerivedRow => {
    const values: Record<string, Value> = {};
    for (const { header, value } of derivations) values[header] = value(layer, values);
    return { layer, values };
  });
  const flagged = flagRows(rows, settings, ticksHeader(result));
  const columns = [
    ...fixedColumns,
    ...derivations.map(
      ({ header, format, width, formula }): Column<DerivedRow> => ({
        header,
        width: width ?? Math.max(header.length + 2, 11),
        ...(format === undefined ? {} : { format }),
        content: ({ values }, line): Formula => ({ formula: formula(line), result: values[header] ?? '' }),
      }),
    ),
  ];
  return { columns: [...columns, flagColumn(columns, refs, whole, ticksHeader(result))], rows: flagged };
}

const fixedColumns: readonly Column<DerivedRow>[] = [
  { header: 'Event', width: 8, format: INTEGER, content: ({ layer }) => layer.analysis.index },
  { header: 'Tag', width: 24, content: ({ layer }) => plainText(layer.analysis.op, 1024) },
  { header: 'OpKind', width: 22, content: ({ layer }) => kindOf(layer.analysis.op) },
];

function listDerivations(
  result: RunResult,
  data: readonly Column<LayerRow>[],
  settings: Settings,
  refs: SettingRefs,
  whole: Whole,
): Derivation[] {
  const ticks = ticksHeader(result);
  const from = (header: string): Operand => {
    const column = data.find((candidate) => candidate.header === header);
    const letter = letterOf(data, header);
    return {
      ref: (line) => (letter === undefined ? undefined : `${DATA_SHEET}!$${letter}${line}`),
      value: (layer) => {
        const content = column?.content(layer, 0);
        return typeof content === 'object' ? content.result : content;
      },
    };
  };
  const has = (header: string): boolean => letterOf(data, header) !== undefined;
  const macs = from('Est MACs');
  const read = from('READ_BYTES');
  const write = from('WRITE_BYTES');
  const bytes: Operand = {
    ref: (line) => `(${read.ref(line)}+${write.ref(line)})`,
    value: ({ analysis }) => analysis.read_bytes + analysis.write_bytes,
  };
  const copy = (header: string, operand: Operand, format = INTEGER): Derivation => ({
    header,
    format,
    formula: (line) => `IF(ISNUMBER(${operand.ref(line)}),${operand.ref(line)},"")`,
    value: (layer, values) => operand.value(layer, values) ?? '',
  });
  const list: Derivation[] = [];
  if (ticks !== undefined) {
    const counted = from(ticks);
    list.push(copy(ticks, counted));
    list.push(ratio(`MACs_per_${ticks === 'Cycles' ? 'cycle' : 'instruction'}`, macs, counted, RATIO));
    list.push(ratio(`${ticks}_per_MAC`, counted, macs, RATIO));
    if (has('uSeconds')) {
      list.push(ratio('MACs_per_second', macs, from('uSeconds'), INTEGER, 1e6));
    }
    if (ticks === 'Cycles') list.push(...utilization(from('INPUT_DTYPE'), macs, counted, settings, refs));
    list.push(...fromCounters(from, has, ticks === 'Cycles' ? counted : undefined));
    list.push(shareColumn(data, ticks, whole));
  }
  list.push(copy('Read_Bytes', read), copy('Write_Bytes', write));
  if (has('uSeconds')) list.push(ratio('BW_Bytes_s', bytes, from('uSeconds'), INTEGER, 1e6));
  list.push(ratio('MACs_per_Byte', macs, bytes, RATIO));
  return list;
}

/** numerator / denominator · factor, empty where either is missing or the denominator is not positive. */
function ratio(
  header: string,
  numerator: Operand,
  denominator: Operand,
  format: string,
  factor = 1,
): Derivation {
  return {
    header,
    format,
    formula: (line) => {
      const [a, b] = [numerator.ref(line), denominator.ref(line)];
      return `IF(AND(ISNUMBER(${a}),ISNUMBER(${b})),IF(${b}>0,${a}/${b}${factor === 1 ? '' : `*${factor}`},""),"")`;
    },
    value: (layer, values) => {
      const [a, b] = [numerator.value(layer, values), denominator.value(layer, values)];
      return typeof a === 'number' && typeof b === 'number' && b > 0 ? (a / b) * factor : '';
    },
  };
}

/** Peak of the operands' type, and how much of it a layer reaches. */
function utilization(
  dtype: Operand,
  macs: Operand,
  cycles: Operand,
  { peak }: Settings,
  refs: SettingRefs,
): Derivation[] {
  if (peak === undefined) return [];
  const by_type: readonly (readonly [string, number, string | undefined])[] = [
    ['INT8', peak.bits_8, refs.PeakMACs_8bit],
    ['UINT8', peak.bits_8, refs.PeakMACs_8bit],
    ['INT16', peak.bits_16, refs.PeakMACs_16bit],
    ['FLOAT32', peak.bits_32, refs.PeakMACs_32bit],
  ];
  const peakOf: Operand = {
    ref: (line) =>
      by_type.reduceRight(
        (otherwise, [type, , ref]) => `IF(${dtype.ref(line)}="${type}",${ref},${otherwise})`,
        '""',
      ),
    value: (layer, values) => {
      const type = dtype.value(layer, values);
      return by_type.find(([name]) => name === type)?.[1] ?? '';
    },
  };
  const best: Operand = {
    ref: (line) => `${peakOf.ref(line)}*${cycles.ref(line)}`,
    value: (layer, values) => {
      const [a, b] = [peakOf.value(layer, values), cycles.value(layer, values)];
      return typeof a === 'number' && typeof b === 'number' ? a * b : '';
    },
  };
  return [
    {
      header: 'PeakMACsPerCycle',
      formula: (line) => `${peakOf.ref(line)}`,
      value: (layer, values) => peakOf.value(layer, values) ?? '',
    },
    {
      header: 'Util_%',
      format: PERCENT,
      formula: (line) =>
        `IF(AND(ISNUMBER(${peakOf.ref(line)}),ISNUMBER(${cycles.ref(line)})),IF(${cycles.ref(line)}>0,${macs.ref(line)}/(${best.ref(line)}),""),"")`,
      value: (layer, values) => {
        const [a, b] = [macs.value(layer, values), best.value(layer, values)];
        return typeof a === 'number' && typeof b === 'number' && b > 0 ? a / b : '';
      },
    },
  ];
}

/** What PMU events tell, for those that were counted. */
function fromCounters(
  from: (header: string) => Operand,
  has: (header: string) => boolean,
  cycles: Operand | undefined,
): Derivation[] {
  const pmu = (name: string): string => `ARM_PMU_${name}`;
  const over = (header: string, a: string, b: string, format = PERCENT): Derivation[] =>
    has(pmu(a)) && has(pmu(b)) ? [ratio(header, from(pmu(a)), from(pmu(b)), format)] : [];
  const perCycle = (header: string, event: string, format = PERCENT): Derivation[] =>
    cycles !== undefined && has(pmu(event)) ? [ratio(header, from(pmu(event)), cycles, format)] : [];
  const hits = (header: string, accesses: string, refills: string): Derivation[] => {
    if (!has(pmu(accesses)) || !has(pmu(refills))) return [];
    const [all, missed] = [from(pmu(accesses)), from(pmu(refills))];
    const hit: Operand = {
      ref: (line) => `(${all.ref(line)}-${missed.ref(line)})`,
      value: (layer, values) => {
        const [a, b] = [all.value(layer, values), missed.value(layer, values)];
        return typeof a === 'number' && typeof b === 'number' ? a - b : undefined;
      },
    };
    return [ratio(header, hit, all, PERCENT)];
  };
  return [
    ...perCycle('IPC', 'INST_RETIRED', RATIO),
    ...over('%Vectorized', 'MVE_INST_RETIRED', 'INST_RETIRED'),
    ...over('MVE_MAC_ratio', 'MVE_INT_MAC_RETIRED', 'MVE_INST_RETIRED'),
    ...hits('L1D_Hit', 'L1D_CACHE', 'L1D_CACHE_REFILL'),
    ...hits('L1I_Hit', 'L1I_CACHE', 'L1I_CACHE_REFILL'),
    ...perCycle('FE_Stall%', 'STALL_FRONTEND'),
    ...perCycle('BE_Stall%', 'STALL_BACKEND'),
    ...perCycle('Stall%', 'STALL'),
  ];
}

export const shareHeader = (ticks: 'Cycles' | 'Instructions'): string =>
  ticks === 'Cycles' ? 'Time_Share%' : 'Instruction_Share%';

function shareColumn(
  data: readonly Column<LayerRow>[],
  ticks: 'Cycles' | 'Instructions',
  whole: Whole,
): Derivation {
  const letter = letterOf(data, ticks) ?? '';
  const all = `SUM(${DATA_SHEET}!$${letter}$2:$${letter}$${whole.lines})`;
  return {
    header: shareHeader(ticks),
    format: PERCENT,
    formula: (line) =>
      `IF(AND(ISNUMBER(${DATA_SHEET}!$${letter}${line}),${all}>0),${DATA_SHEET}!$${letter}${line}/${all},"")`,
    value: ({ profile }) => (profile === undefined || whole.ticks === 0 ? '' : profile.ticks / whole.ticks),
  };
}

const FLAG = 'Flag';

/** The middle of the ticks per MAC; undefined where no layer has any. */
function median(values: readonly Value[]): number | undefined {
  const sorted = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function flagRows(
  rows: readonly DerivedRow[],
  { hot_share, slow_factor, memory_bound }: Settings,
  ticks: 'Cycles' | 'Instructions' | undefined,
): DerivedRow[] {
  const at = ({ values }: DerivedRow, header: string): Value => values[header] ?? '';
  const middle = ticks === undefined ? undefined : median(rows.map((row) => at(row, `${ticks}_per_MAC`)));
  return rows.map((row) => {
    const share = ticks === undefined ? '' : at(row, shareHeader(ticks));
    const per_mac = ticks === undefined ? '' : at(row, `${ticks}_per_MAC`);
    const per_byte = at(row, 'MACs_per_Byte');
    const { macs } = row.layer.analysis;
    const flags = [
      typeof share === 'number' && share >= hot_share ? 'hot' : '',
      typeof per_mac === 'number' && middle !== undefined && per_mac >= slow_factor * middle ? 'slow' : '',
      typeof per_byte === 'number' && macs > 0 && per_byte < memory_bound ? 'memory-bound' : '',
    ];
    return { ...row, values: { ...row.values, [FLAG]: flags.filter(Boolean).join(' ') } };
  });
}

function flagColumn(
  columns: readonly Column<DerivedRow>[],
  refs: SettingRefs,
  whole: Whole,
  ticks: 'Cycles' | 'Instructions' | undefined,
): Column<DerivedRow> {
  const cell = (header: string, line: number): string => `$${letterOf(columns, header)}${line}`;
  const flag = (line: number): string => {
    const per_byte = cell('MACs_per_Byte', line);
    const memory = `IF(ISNUMBER(${per_byte}),IF(AND(${per_byte}>0,${per_byte}<${refs.MemoryBound}),"memory-bound",""),"")`;
    if (ticks === undefined) return memory;
    const share = cell(shareHeader(ticks), line);
    const per_mac = cell(`${ticks}_per_MAC`, line);
    const letter = letterOf(columns, `${ticks}_per_MAC`);
    const all = `$${letter}$2:$${letter}$${whole.lines}`;
    const hot = `IF(ISNUMBER(${share}),IF(${share}>=${refs.HotShare},"hot ",""),"")`;
    const slow = `IF(ISNUMBER(${per_mac}),IF(${per_mac}>=${refs.SlowFactor}*MEDIAN(${all}),"slow ",""),"")`;
    return `TRIM(${hot}&${slow}&${memory})`;
  };
  return {
    header: FLAG,
    width: 22,
    content: ({ values }, line) => ({ formula: flag(line), result: values[FLAG] ?? '' }),
  };
}
