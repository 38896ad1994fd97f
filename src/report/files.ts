import type { RunResult } from '../result/schema.ts';
import { htmlReport } from './html/report.ts';
import { layersCsv } from './layers-csv.ts';
import { modelExplorerFiles } from './model-explorer.ts';
import { layersWorkbook } from './xlsx/workbook.ts';

export const LAYERS_FILE = 'layers.csv';
export const WORKBOOK_FILE = 'layers.xlsx';
export const HTML_FILE = 'report.html';

/** One file beside results.json. */
export interface ReportFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** Every form of a result that a run leaves in its output folder, beside results.json itself. */
export async function reportFiles(result: RunResult): Promise<readonly ReportFile[]> {
  return [
    { name: LAYERS_FILE, content: layersCsv(result) },
    { name: WORKBOOK_FILE, content: await layersWorkbook(result) },
    { name: HTML_FILE, content: htmlReport(result) },
    ...modelExplorerFiles(result),
  ];
}
