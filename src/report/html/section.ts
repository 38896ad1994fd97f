import { type Content, html, type Markup } from './markup.ts';

export interface Section {
  readonly id: string;
  readonly title: string;
  /** What there is to know, in a sentence or two. */
  readonly lede?: Content;
  readonly body: Content;
}

export function section({ id, title, lede, body }: Section): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${lede === undefined ? '' : html`<p class="lede">${lede}</p>`}
${body}
</section>
`;
}

/** A table that scrolls inside its own box where the page is narrow. */
export function tableBox(label: string, table: Content): Markup {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}">${table}</div>
`;
}

/** Names and values, two columns. Pairs without a value are left out. */
export function facts(pairs: readonly (readonly [string, Content])[]): Markup {
  const rows = pairs
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  return html`<dl class="facts">${rows}</dl>
`;
}

export interface Column {
  readonly title: Content;
  readonly number?: boolean;
}

/** A plain table; the first cell of a row is its header. */
export function simpleTable(
  label: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
): Markup {
  const head = columns.map(
    ({ title, number }) => html`<th scope="col" class="${number === true ? 'number' : ''}">${title}</th>`,
  );
  const body = rows.map((cells) => {
    const marked = cells.map((cell, at) => {
      const kind = columns[at]?.number === true ? 'number' : '';
      return at === 0
        ? html`<th scope="row" class="${kind}">${cell}</th>`
        : html`<td class="${kind}">${cell}</td>`;
    });
    return html`<tr>${marked}</tr>
`;
  });
  return tableBox(
    label,
    html`<table><caption class="unseen">${label}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`,
  );
}
