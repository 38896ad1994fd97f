import { rendered } from './gfm.ts';

/** What matters of GitHub's own style for whether a comment can be read: widths, wrapping, tables that scroll. */
const STYLE = `
body { margin: 0; padding: 16px; font: 14px/1.5 -apple-system, "Segoe UI", "Noto Sans", Helvetica, Arial, sans-serif; color: #1f2328; overflow-wrap: break-word; }
h3 { font-size: 1.25em; line-height: 1.25; margin: 0 0 16px; font-weight: 600; }
p, ul, table, details { margin: 0 0 16px; }
ul { padding-left: 2em; }
table { display: block; width: max-content; max-width: 100%; overflow: auto; border-spacing: 0; border-collapse: collapse; font-variant: tabular-nums; }
th, td { padding: 6px 13px; border: 1px solid #d1d9e0; }
th { font-weight: 600; }
tr:nth-child(2n) { background: #f6f8fa; }
code { padding: .2em .4em; font: 85% ui-monospace, "Liberation Mono", monospace; white-space: break-spaces; background: #818b981f; border-radius: 6px; }
summary { cursor: pointer; }
a { color: #0969da; }
`;

/** Markdown as a page that looks as a comment on GitHub does. */
export function githubPage(markdown: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>comment</title><style>${STYLE}</style><body>${rendered(markdown)}</body></html>`;
}
