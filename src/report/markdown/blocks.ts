import { markdownTable } from 'markdown-table';

/** Every table of the room: unpadded, because the padding of 1600 rows would cost more than their text. */
export function table(head: readonly string[], align: string, rows: readonly (readonly string[])[]): string {
  return markdownTable([head, ...rows], { align: [...align], alignDelimiters: false, padding: true });
}

/** A part that opens on demand. `summary` is HTML already. */
export function details(summary: string, body: readonly string[]): string {
  return ['<details>', `<summary>${summary}</summary>`, '', body.join('\n\n'), '', '</details>'].join('\n');
}
