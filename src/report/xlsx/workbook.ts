import { type WriteOptions, writeXlsx } from 'hucre/xlsx';
import type { RunResult } from '../../result/schema.ts';
import { plainText } from '../../support/text.ts';
import { configSheet, settingRefs, settingsOf } from './config.ts';
import { DATA_SHEET, dataColumns } from './data.ts';
import { DERIVED_SHEET, derive } from './derived.ts';
import { layerRows } from './rows.ts';
import { tableSheet } from './sheet.ts';
import { summarySheet } from './summary.ts';

/** The sheets Data, Derived, Summary and Config of a result, as they are written. */
export function workbookOf(result: RunResult): WriteOptions {
  const settings = settingsOf(result);
  const layers = layerRows(result);
  const data = dataColumns(result);
  const derived = derive(result, data, layers, settings, settingRefs(settings));
  const finished = new Date(result.finished_at);
  return {
    sheets: [
      tableSheet(DATA_SHEET, data, layers),
      tableSheet(DERIVED_SHEET, derived.columns, derived.rows),
      summarySheet(result, { data, derived: derived.columns, rows: derived.rows }),
      configSheet(result, settings),
    ],
    properties: {
      creator: plainText(`${result.tool.name} ${result.tool.version}`, 64),
      created: finished,
      modified: finished,
    },
  };
}

/**
 * The per-layer workbook (`.xlsx`): live formulas with their results beside the numbers they use. Columns
 * that this run has no numbers for are left out. The same result gives the same bytes.
 */
export async function layersWorkbook(result: RunResult): Promise<Uint8Array> {
  return writeXlsx(workbookOf(result));
}
