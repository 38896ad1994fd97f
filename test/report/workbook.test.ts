import type { WriteSheet } from 'hucre/xlsx';
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { layersWorkbook, workbookOf } from '../../src/report/xlsx/workbook.ts';
import { type RunResult, runResultSchema } from '../../src/result/schema.ts';
import { tempFolder } from '../helpers/cli.ts';
import {
  analysisOnlyResult,
  HOSTILE_NAMES,
  hostileResult,
  profiledResult,
  siliconResult,
} from '../helpers/results.ts';
import { type Converted, convertWorkbooks, haveSoffice } from '../helpers/soffice.ts';

/** A silicon result with the PMU events that the derived columns use. */
function countedResult(): RunResult {
  const result = siliconResult(12);
  const { profile } = result;
  if (profile === undefined) throw new Error('the result has no profile');
  const layers = profile.layers.map((layer, i) => ({
    ...layer,
    counters: {
      ARM_PMU_INST_RETIRED: Math.round(layer.ticks * 0.6),
      ARM_PMU_MVE_INST_RETIRED: Math.round(layer.ticks * 0.3),
      ARM_PMU_MVE_INT_MAC_RETIRED: Math.round(layer.ticks * 0.1),
      ARM_PMU_L1D_CACHE: i === 3 ? 0 : 1000 + i,
      ARM_PMU_L1D_CACHE_REFILL: i === 3 ? 0 : 10 * i,
      ARM_PMU_STALL_FRONTEND: 7 * i,
      ARM_PMU_STALL_BACKEND: 11 * i,
      ARM_PMU_STALL: 18 * i,
    },
  }));
  return runResultSchema.parse({ ...result, profile: { ...profile, layers } });
}

/** A layer without MACs, one that was not measured, and one of another type. */
function unevenResult(): RunResult {
  const result = siliconResult(6);
  const layers = result.analysis.layers.map((layer, i) => ({
    ...layer,
    ...(i === 1 ? { op: 'RESHAPE', macs: 0, read_bytes: 0, write_bytes: 0 } : {}),
    ...(i === 2 ? { input_dtype: 'FLOAT64' } : {}),
  }));
  const { profile } = result;
  return runResultSchema.parse({
    ...result,
    analysis: { ...result.analysis, layers },
    profile: { ...profile, layers: profile?.layers.filter(({ index }) => index !== 4) },
  });
}

const RESULTS: Readonly<Record<string, RunResult>> = {
  emulated: profiledResult(31),
  silicon: siliconResult(9),
  counted: countedResult(),
  uneven: unevenResult(),
  unprofiled: analysisOnlyResult(4),
  hostile: hostileResult(),
};

/** The sheet with no result beside any formula, so that whoever opens it has to compute. */
const withoutResults = (sheet: WriteSheet): WriteSheet => ({
  ...sheet,
  cells: new Map(
    [...(sheet.cells ?? [])].map(([at, { formulaResult: _, ...cell }]) => [
      at,
      cell.formula === undefined ? cell : { ...cell, value: null },
    ]),
  ),
});

/** What a cell should read as: what is written, or the result that is stored beside its formula. */
function expectedCells(sheet: WriteSheet): Map<string, string | number> {
  const expected = new Map<string, string | number>();
  sheet.rows?.forEach((row, r) => {
    row.forEach((value, c) => {
      if (typeof value === 'string' || typeof value === 'number') expected.set(`${r},${c}`, value);
    });
  });
  for (const [at, cell] of sheet.cells ?? []) {
    const value = cell.formula === undefined ? cell.value : cell.formulaResult;
    if (typeof value === 'string' || typeof value === 'number') expected.set(at, value);
  }
  return expected;
}

/** LibreOffice writes percentages as such, at full precision. */
const numberOf = (cell: string): number =>
  cell.endsWith('%') ? Number(cell.slice(0, -1)) / 100 : cell === '' ? Number.NaN : Number(cell);

const column = (sheet: readonly (readonly string[])[] | undefined, header: string): string[] => {
  const at = sheet?.[0]?.indexOf(header) ?? -1;
  if (sheet === undefined || at < 0) throw new Error(`no column ${header}`);
  return sheet.slice(1).map((row) => row[at] ?? '');
};

describe.runIf(haveSoffice)('layers.xlsx in LibreOffice', () => {
  let converted: Map<string, Converted>;

  beforeAll(async () => {
    using folder = tempFolder();
    const workbooks: Record<string, Uint8Array> = {};
    for (const [name, result] of Object.entries(RESULTS)) {
      const { sheets, ...rest } = workbookOf(result);
      workbooks[name] = await writeXlsx({ ...rest, sheets: sheets.map(withoutResults) });
      workbooks[`${name}_cached`] = await layersWorkbook(result);
    }
    converted = await convertWorkbooks(folder.path, workbooks);
  }, 120_000);

  test.each(Object.keys(RESULTS))('every formula of the %s result is computed, and as stored', (name) => {
    const result = RESULTS[name];
    const book = converted.get(name);
    if (result === undefined || book === undefined) throw new Error(`${name} was not converted`);
    expect(book.output).not.toMatch(/error|repair|corrupt/i);
    const { sheets } = workbookOf(result);
    expect([...book.sheets.keys()].sort()).toEqual(['Config', 'Data', 'Derived', 'Summary']);
    for (const sheet of sheets) {
      const cells = book.sheets.get(sheet.name) ?? [];
      expect(cells.flat().filter((cell) => /^(#[A-Z]|Err:)/.test(cell))).toEqual([]);
      for (const [at, expected] of expectedCells(sheet)) {
        const [r = 0, c = 0] = at.split(',').map(Number);
        const actual = cells[r]?.[c] ?? '';
        if (typeof expected === 'string')
          expect(`${sheet.name} ${at} ${actual}`).toBe(`${sheet.name} ${at} ${expected}`);
        else
          expect(
            Math.abs(numberOf(actual) - expected),
            `${sheet.name} ${at}: ${actual} for ${expected}`,
          ).toBeLessThanOrEqual(Math.abs(expected) * 1e-9);
      }
    }
    expect(converted.get(`${name}_cached`)?.sheets).toEqual(book.sheets);
  });

  test('its values are those of the result', () => {
    const result = RESULTS.silicon;
    const data = converted.get('silicon')?.sheets.get('Data');
    const derived = converted.get('silicon')?.sheets.get('Derived');
    const layers = result?.profile?.layers ?? [];
    expect(layers).toHaveLength(9);
    expect(column(data, 'Cycles').map(Number)).toEqual(layers.map(({ ticks }) => ticks));
    expect(column(data, 'Est MACs').map(Number)).toEqual(layers.map(({ macs }) => macs));
    column(derived, 'Time_Share%').forEach((share, i) => {
      expect(numberOf(share)).toBeCloseTo(layers[i]?.share ?? -1, 12);
    });
    column(derived, 'MACs_per_cycle').forEach((value, i) => {
      expect(numberOf(value)).toBeCloseTo((layers[i]?.macs ?? 0) / (layers[i]?.ticks ?? 0), 9);
    });
  });
});

describe('layers.xlsx', () => {
  const headers = (name: string, sheet: string): string[] => {
    const result = RESULTS[name];
    if (result === undefined) throw new Error(`no result ${name}`);
    const { sheets } = workbookOf(result);
    const cells = sheets.find((candidate) => candidate.name === sheet);
    return (cells?.rows?.[0] ?? []).map(String);
  };

  test('names its unit, and has no columns for what an emulated board has not', () => {
    expect(headers('emulated', 'Derived')).toEqual([
      'Event',
      'Tag',
      'OpKind',
      'Instructions',
      'MACs_per_instruction',
      'Instructions_per_MAC',
      'Instruction_Share%',
      'Read_Bytes',
      'Write_Bytes',
      'MACs_per_Byte',
      'Flag',
    ]);
    expect(headers('emulated', 'Data')).not.toContain('uSeconds');
    expect(headers('emulated', 'Data')).toContain('Instructions');
  });

  test('has the columns of silicon where there are cycles, time and events', () => {
    expect(headers('counted', 'Derived')).toEqual([
      'Event',
      'Tag',
      'OpKind',
      'Cycles',
      'MACs_per_cycle',
      'Cycles_per_MAC',
      'MACs_per_second',
      'PeakMACsPerCycle',
      'Util_%',
      'IPC',
      '%Vectorized',
      'MVE_MAC_ratio',
      'L1D_Hit',
      'FE_Stall%',
      'BE_Stall%',
      'Stall%',
      'Time_Share%',
      'Read_Bytes',
      'Write_Bytes',
      'BW_Bytes_s',
      'MACs_per_Byte',
      'Flag',
    ]);
  });

  test('a run that did not profile has what is known without', () => {
    expect(headers('unprofiled', 'Derived')).toEqual([
      'Event',
      'Tag',
      'OpKind',
      'Read_Bytes',
      'Write_Bytes',
      'MACs_per_Byte',
      'Flag',
    ]);
  });

  test('text that begins like a formula stays text', async () => {
    const book = await readXlsx(await layersWorkbook(hostileResult()));
    const data = book.sheets.find(({ name }) => name === 'Data');
    const formulas = [...(data?.cells ?? [])].filter(([, cell]) => cell.formula !== undefined);
    expect(formulas).toEqual([]);
    expect(data?.rows.flat()).toContain(HOSTILE_NAMES.formula);
  });

  test('the same result gives the same bytes', async () => {
    const [first, second] = [await layersWorkbook(profiledResult()), await layersWorkbook(profiledResult())];
    expect(Buffer.from(first).equals(second)).toBe(true);
  });

  test('a layer that was not measured has no ticks, not 0', async () => {
    const book = await readXlsx(await layersWorkbook(unevenResult()));
    const data = book.sheets.find(({ name }) => name === 'Data')?.rows ?? [];
    const at = data[0]?.indexOf('Cycles') ?? -1;
    expect(data[5]?.[at] ?? null).toBeNull();
    expect(data[4]?.[at]).toBeGreaterThan(0);
  });
});
