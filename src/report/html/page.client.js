/**
 * Sorting, filtering and details of the layer table. The report carries this function as text: it runs in
 * the page, alone, and puts no data into the page as HTML.
 */
export function client() {
  const table = document.querySelector('#layer-table');
  const source = document.querySelector('#layer-data');
  const find = document.querySelector('#layer-find');
  const op = document.querySelector('#layer-op');
  const count = document.querySelector('#layer-count');
  const filters = document.querySelector('#layer-filters');
  const body = table?.querySelector('tbody');
  if (
    !(source && table && body && count) ||
    !(filters instanceof HTMLElement) ||
    !(find instanceof HTMLInputElement) ||
    !(op instanceof HTMLSelectElement)
  ) {
    return;
  }
  /** @type {{ unit?: string, kinds: string[], rows: { index: number, op: number, text: string, share?: number, keys: (number | string | null)[] }[] }} */
  const data = JSON.parse(source.textContent ?? '');
  /** @type {(word: string) => boolean} */
  const isWord = (word) => word !== '';
  const rows = data.rows.map((row) => ({
    ...row,
    line: document.getElementById(`layer-${row.index}`),
    detail: document.getElementById(`detail-${row.index}`),
    marks: document.querySelectorAll(`[data-layer="${row.index}"]`),
    shown: true,
    open: false,
  }));

  const show = () => {
    const words = find.value.toLowerCase().split(/\s+/).filter(isWord);
    for (const row of rows) {
      row.shown =
        (op.value === '' || row.op === Number(op.value)) && words.every((word) => row.text.includes(word));
      if (row.line) row.line.hidden = !row.shown;
      if (row.detail) row.detail.hidden = !(row.shown && row.open);
      for (const mark of row.marks) mark.classList.toggle('dim', !row.shown);
    }
    const shown = rows.filter((row) => row.shown);
    const share = shown.reduce((sum, row) => sum + (row.share ?? 0), 0);
    const some = shown.length === rows.length ? '' : `${shown.length} of `;
    const cost =
      data.unit === undefined || some === '' ? '' : `, ${(share * 100).toFixed(1)} % of ${data.unit}`;
    count.textContent = `${some}${rows.length} ${rows.length === 1 ? 'layer' : 'layers'}${cost}`;
  };

  /** @type {(column: number, ascending: boolean) => void} */
  const sort = (column, ascending) => {
    const sign = ascending ? 1 : -1;
    const sorted = rows.toSorted((a, b) => {
      const [x, y] = [a.keys[column] ?? null, b.keys[column] ?? null];
      if (x === y) return a.index - b.index;
      if (x === null || y === null) return x === null ? 1 : -1;
      return x < y ? -sign : sign;
    });
    body.append(
      ...sorted.flatMap(({ line, detail }) => [line, detail].filter((element) => element !== null)),
    );
  };

  const heads = [...table.querySelectorAll('thead th')];
  for (const [column, head] of heads.entries()) {
    head.querySelector('button')?.addEventListener('click', () => {
      const before = head.getAttribute('aria-sort');
      // What is measured is of interest from its top; names and indices are from their beginning.
      const first = column === 0 || data.kinds[column] === 'text' ? 'ascending' : 'descending';
      const other = first === 'ascending' ? 'descending' : 'ascending';
      const order = before === first ? other : first;
      for (const each of heads) each.setAttribute('aria-sort', each === head ? order : 'none');
      sort(column, order === 'ascending');
    });
  }
  for (const row of rows) {
    const button = row.line?.querySelector('button');
    button?.addEventListener('click', () => {
      row.open = !row.open;
      button.setAttribute('aria-expanded', String(row.open));
      if (row.detail) row.detail.hidden = !row.open;
    });
    for (const mark of row.marks) {
      mark.addEventListener('click', () => {
        location.hash = `#layer-${row.index}`;
      });
    }
  }
  // A link to a row that the filter hides has to show it.
  window.addEventListener('hashchange', () => {
    const target = rows.find(({ index }) => location.hash === `#layer-${index}`);
    if (!target) return;
    if (!target.shown) {
      find.value = '';
      op.value = '';
      show();
    }
    target.line?.scrollIntoView({ block: 'center' });
  });
  find.addEventListener('input', show);
  op.addEventListener('input', show);
  filters.hidden = false;
  show();
}
