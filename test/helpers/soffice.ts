import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execa } from 'execa';

/** Every sheet to a file of its own, values as they are, not as they are shown. */
const ALL_SHEETS = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';

export const haveSoffice = spawnSync('soffice', ['--version'], { stdio: 'ignore' }).status === 0;

if (!haveSoffice) {
  if (process.env.HILBENCH_REQUIRE_ALL === '1') {
    throw new Error('soffice (LibreOffice Calc) is not installed, and HILBENCH_REQUIRE_ALL allows no skip');
  }
  process.stderr.write(
    'LibreOffice (soffice) is not installed: the tests of layers.xlsx in it are skipped.\n',
  );
}

export interface Converted {
  /** What LibreOffice said. */
  readonly output: string;
  /** Sheet name → rows of cells. */
  readonly sheets: ReadonlyMap<string, string[][]>;
}

/** Opens workbooks in one LibreOffice and reads every sheet of each, by the workbook's name. */
export async function convertWorkbooks(
  folder: string,
  workbooks: Readonly<Record<string, Uint8Array>>,
): Promise<Map<string, Converted>> {
  const out = join(folder, 'csv');
  mkdirSync(out, { recursive: true });
  const files = Object.entries(workbooks).map(([name, bytes]) => {
    const file = join(folder, `${name}.xlsx`);
    writeFileSync(file, bytes);
    return file;
  });
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const args = [profile, '--headless', '--convert-to', ALL_SHEETS, '--outdir', out, ...files];
  const { all } = await execa('soffice', args, {
    all: true,
    stdin: 'ignore',
    timeout: 110_000,
    killSignal: 'SIGKILL',
  });
  return new Map(
    files.map((file) => {
      const name = basename(file, '.xlsx');
      const mine = readdirSync(out).filter((csv) => csv.startsWith(`${name}-`));
      const sheets = mine.map(
        (csv) => [csv.slice(name.length + 1, -4), parseCsv(readFileSync(join(out, csv), 'utf8'))] as const,
      );
      return [name, { output: all ?? '', sheets: new Map(sheets) }];
    }),
  );
}

/** RFC 4180, as LibreOffice writes it. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^,\n]*))(,|\n|$)/gy;
  for (let match = cell.exec(text); match !== null && match[0] !== ''; match = cell.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
