import type { Cell, CellValue, WriteSheet } from 'hucre/xlsx';
import { colToLetter } from 'hucre/xlsx';

export type Value = number | string;

/** A live formula, without the leading `=`, and what it gives: programs that do not compute show the result. */
export interface Formula {
  readonly formula: string;
  readonly result: Value;
}

/** What a cell holds; undefined: nothing. Text is always text, whatever it begins with. */
export type Content = Value | Formula | undefined;

export interface Column<Row> {
  readonly header: string;
  readonly width: number;
  /** Number format, as Excel writes it. */
  readonly format?: string;
  /** @param line the row's number in the sheet, from 1; the header is line 1 */
  content(row: Row, line: number): Content;
}

/** A part of a sheet: a title over a table. */
export interface Block {
  readonly title?: string;
  readonly headers: readonly string[];
  readonly formats: readonly (string | undefined)[];
  readonly rows: readonly (readonly Content[])[];
}

const BOLD = { font: { bold: true } } as const;

/** A sheet that is one table: a header, which stays in view and filters, and a line a row. */
export function tableSheet<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): WriteSheet {
  const block: Block = {
    headers: columns.map(({ header }) => header),
    formats: columns.map(({ format }) => format),
    rows: rows.map((row, i) => columns.map((column) => column.content(row, i + 2))),
  };
  const last = colToLetter(columns.length - 1);
  return {
    ...blocksSheet(
      name,
      [block],
      columns.map(({ width }) => width),
    ),
    freezePane: { rows: 1, columns: 2 },
    autoFilter: { range: `A1:${last}${rows.length + 1}` },
  };
}

/** A sheet of several tables below each other, an empty line between. */
export function blocksSheet(name: string, blocks: readonly Block[], widths: readonly number[]): WriteSheet {
  const rows: CellValue[][] = [];
  const cells = new Map<string, Partial<Cell>>();
  const put = (line: readonly { content: Content; style?: Cell['style'] }[]): void => {
    line.forEach(({ content, style }, column) => {
      const at = `${rows.length},${column}`;
      if (typeof content === 'object') {
        const { formula } = content;
        // A cell cannot hold what overflowed; the program that opens the file computes it anyway.
        const result =
          Number.isFinite(content.result) || typeof content.result === 'string' ? content.result : '';
        cells.set(at, {
          value: result,
          type: 'formula',
          formula,
          formulaResult: result,
          ...(style && { style }),
        });
      } else if (style !== undefined && content !== undefined) {
        cells.set(at, { value: content, style });
      }
    });
    rows.push(line.map(({ content }) => (typeof content === 'object' ? null : (content ?? null))));
  };
  blocks.forEach((block, i) => {
    if (i > 0) rows.push([]);
    if (block.title !== undefined) put([{ content: block.title, style: BOLD }]);
    put(block.headers.map((header) => ({ content: header, style: BOLD })));
    for (const row of block.rows) {
      put(
        row.map((content, column) => {
          const numFmt = block.formats[column];
          return { content, ...(numFmt === undefined ? {} : { style: { numFmt } }) };
        }),
      );
    }
  });
  return { name, columns: widths.map((width) => ({ width })), rows, cells };
}

/** The letter of the column with a header; undefined where the table has none. */
export function letterOf<Row>(columns: readonly Column<Row>[], header: string): string | undefined {
  const index = columns.findIndex((column) => column.header === header);
  return index < 0 ? undefined : colToLetter(index);
}
