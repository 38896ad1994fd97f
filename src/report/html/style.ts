import { CHART_STYLE } from './style-charts.ts';

const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fdfdfc; --ink: #1b1d20; --quiet: #5c6168; --line: #e4e4e0; --edge: #8a8f96;
  --accent: #2c5f8f; --fill: #3a6d9e; --soft: #b9cfe2; --wash: #eef3f7;
  --warn: #8f5200; --alert: #d9822b; --good: #1a6b3f; --bad: #b3261e;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --ink: #e4e6e8; --quiet: #9ba1a8; --line: #2b3035; --edge: #767d85;
    --accent: #7db1df; --fill: #5d95c8; --soft: #34536e; --wash: #1b232a;
    --warn: #e5b063; --alert: #d98a3a; --good: #74c99b; --bad: #f28b82;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { background: var(--paper); scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
body {
  margin: 0; color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif;
  font-variant-numeric: tabular-nums lining-nums; overflow-wrap: anywhere;
}
main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.5rem 5rem; }
h1, h2, h3, p, dl, dd, ul, figure { margin: 0; padding: 0; }
h1 { font-size: 1.9rem; line-height: 1.2; font-weight: 650; letter-spacing: -0.015em; margin: 0.15rem 0 0.9rem; }
h2 { font-size: 1.2rem; line-height: 1.3; font-weight: 650; letter-spacing: -0.005em; }
h3 { font-size: 1rem; font-weight: 650; margin: 2rem 0 0.5rem; }
section { margin-top: 3.25rem; padding-top: 1.1rem; border-top: 1px solid var(--line); }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
code { font-family: var(--mono); font-size: 0.86em; }
.name { font-family: inherit; }
.quiet, .where, .below, .unit, .limit, figcaption, .axis { color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.product { color: var(--quiet); font-size: 0.85rem; letter-spacing: 0.02em; }
.verdict { font-size: 1.1rem; max-width: 46rem; }
.verdict strong { margin-right: 0.35em; }
strong.pass { color: var(--good); } strong.fail, .bad { color: var(--bad); } strong.none { color: var(--quiet); }
.bad, .outlier { font-weight: 650; } td .outlier { color: var(--warn); }
.where { font-size: 0.9rem; margin-top: 0.3rem; }
.lede { margin-top: 0.35rem; max-width: 46rem; }
.tag {
  display: inline-block; border: 1px solid currentColor; border-radius: 3px; padding: 0 0.3em;
  font-size: 0.7rem; line-height: 1.35; color: var(--warn); font-weight: 500; vertical-align: 0.1em; white-space: nowrap;
}
.figures {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(min(11rem, 100%), 1fr)); gap: 1.4rem 2rem;
  margin-top: 2rem; padding: 1.3rem 0; border: solid var(--line); border-width: 1px 0;
}
.figures dt { font-size: 0.85rem; color: var(--quiet); }
.figures .value { font-size: 1.55rem; line-height: 1.25; font-weight: 600; letter-spacing: -0.015em; }
.figures .unit { font-size: 0.95rem; }
.figures .below { display: block; font-size: 0.82rem; line-height: 1.4; margin-top: 0.15rem; }
nav { display: flex; flex-wrap: wrap; gap: 0.2rem 1.3rem; margin-top: 1rem; font-size: 0.9rem; }
nav a { text-decoration: none; padding: 0.15rem 0; } nav a:hover { text-decoration: underline; }
.issues, .hints, .violations { list-style: none; margin-top: 1.2rem; }
.issues li, .hints li { position: relative; padding: 0.7rem 0 0.7rem 2rem; border-top: 1px solid var(--line); max-width: 50rem; }
.issues li:last-child, .hints li:last-child { border-bottom: 1px solid var(--line); }
li > .sign {
  position: absolute; left: 0; top: 0.85rem; width: 1.25rem; height: 1.25rem; border: 1.5px solid currentColor; border-radius: 50%;
  font-size: 0.75rem; line-height: 1.1rem; font-weight: 700; text-align: center; color: var(--quiet);
}
li.warn > .sign, li.warn strong { color: var(--warn); } li.error > .sign, li.error strong { color: var(--bad); }
.issues strong { display: inline-block; } .issues strong::first-letter { text-transform: uppercase; }
li strong { font-weight: 600; margin-right: 0.2em; }
.hints .quiet, .issues .quiet { font-size: 0.875rem; }
.hints p + p, .issues p + p { margin-top: 0.25rem; }
.violations li { color: var(--bad); margin-top: 0.3rem; font-size: 0.92rem; }
.facts { margin-top: 0.9rem; font-size: 0.92rem; }
.facts > div { display: grid; grid-template-columns: minmax(8rem, 15rem) 1fr; gap: 0 1.5rem; padding: 0.3rem 0; }
.facts dt { color: var(--quiet); } .facts dd { min-width: 0; }
.scroll { position: relative; overflow-x: auto; margin-top: 1rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; line-height: 1.4; overflow-wrap: normal; }
th, td { padding: 0.34rem 0 0.34rem 1.1rem; text-align: left; vertical-align: baseline; font-weight: 400; }
th:first-child, td:first-child { padding-left: 0; }
thead th { color: var(--quiet); border-bottom: 1px solid var(--edge); vertical-align: bottom; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
.number { text-align: right; white-space: nowrap; }
td .name, th .name { display: inline-block; max-width: 22rem; overflow-wrap: break-word; vertical-align: top; }
.prose { min-width: 12rem; max-width: 24rem; }
td code { white-space: nowrap; }
td .tag { border: 0; padding: 0; margin-left: 0.15em; font-weight: 400; }
.limit { white-space: nowrap; display: block; }
button, input, select { font: inherit; color: inherit; }
table button { background: none; border: 0; margin: 0; padding: 0.1rem 0; text-align: inherit; cursor: pointer; }
.sort { font-weight: inherit; white-space: nowrap; }
.text .sort::after, .number .sort::before { content: "↕"; opacity: 0.4; font-size: 0.85em; margin: 0 0.35em; }
.text[aria-sort="ascending"] .sort::after, .number[aria-sort="ascending"] .sort::before { content: "▲"; opacity: 1; font-size: 0.7em; }
.text[aria-sort="descending"] .sort::after, .number[aria-sort="descending"] .sort::before { content: "▼"; opacity: 1; font-size: 0.7em; }
[aria-sort="ascending"], [aria-sort="descending"] { color: var(--ink); }
.sort:hover, .disclose:hover .name { text-decoration: underline; text-underline-offset: 0.18em; }
.disclose { white-space: nowrap; }
.disclose::before { content: "▸"; display: inline-block; width: 1.1em; color: var(--quiet); vertical-align: top; }
.disclose[aria-expanded="true"]::before { content: "▾"; }
.disclose .name { white-space: normal; }
#layer-table > tbody > tr:hover > *, tr:target > * { background: var(--wash); }
#layer-table > tbody > tr.detail > td { background: none; border-top: 0; padding: 0 0 1rem 0; }
.detail .facts { margin: 0; padding: 0.4rem 1rem; border-left: 2px solid var(--soft); max-width: min(100%, 52rem); font-size: 0.85rem; }
.detail .facts .name { max-width: none; overflow-wrap: anywhere; }
tr:target { scroll-margin: 6rem; }
.filters { display: flex; flex-wrap: wrap; gap: 0.6rem 1.2rem; align-items: center; margin-top: 2rem; font-size: 0.9rem; }
.filters[hidden] { display: none; }
.filters input, .filters select {
  background: var(--paper); border: 1px solid var(--edge); border-radius: 4px; padding: 0.25rem 0.5rem; margin-left: 0.3rem; max-width: 100%; min-height: 2.1rem;
}
.filters input { width: 13rem; } .filters select { width: 13rem; }
.filters output { color: var(--quiet); margin-left: auto; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
@media (max-width: 40rem) {
  main { padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.5rem; }
  section { margin-top: 2.25rem; }
  .figures { grid-template-columns: 1fr 1fr; gap: 1.1rem 1rem; }
  .figures .value { font-size: 1.25rem; }
  .facts > div { grid-template-columns: 1fr; padding: 0.4rem 0; }
  .filters label { flex: 1 1 100%; min-width: 0; display: flex; align-items: center; gap: 0.5rem; }
  .filters input, .filters select { flex: 1; width: auto; min-width: 0; margin: 0; }
  .filters output { margin-left: 0; }
  .extra, #layer-table .share { display: none; }
  table { font-size: 0.8125rem; }
  #layer-table th, #layer-table td { padding-left: 0.6rem; } #layer-table tr > :first-child { padding-left: 0; }
  .detail .facts { width: calc(100vw - 2rem); position: sticky; left: 0; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media print {
  :root { --paper: #fff; }
  main { max-width: none; padding: 0; } nav, .filters { display: none; }
  .scroll { overflow: visible; } figure, tr { break-inside: avoid; }
}
`;

/** Of the whole page: one text, so that the policy of the page can name it by its hash. */
export const STYLE = `${PAGE_STYLE}${CHART_STYLE}`;
