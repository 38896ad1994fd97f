import { createHash } from 'node:crypto';
import type { RunResult } from '../../result/schema.ts';
import { plainText } from '../../support/text.ts';
import { aotSection } from './aot.ts';
import { arenaSection } from './arena.ts';
import { environmentSection, notMeasuredSection } from './environment.ts';
import { hintsSection } from './hints.ts';
import { layersSection } from './layers.ts';
import { html, type Markup, trusted } from './markup.ts';
import { packagesSection } from './packages.ts';
import { client } from './page.client.js';
import { placementSection } from './placement.ts';
import { onboardSection, powerSection } from './power.ts';
import { STYLE } from './style.ts';
import { header, issues, keyFigures } from './summary.ts';
import { validationSection } from './validation.ts';

const SCRIPT = `(${client.toString()})();`;

function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Our own style and script by their hashes, and nothing else: nothing is loaded, nothing is sent. */
const POLICY = [
  "default-src 'none'",
  `style-src ${sourceHash(STYLE)}`,
  `script-src ${sourceHash(SCRIPT)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

function contents(result: RunResult): Markup {
  const links = (
    [
      ['layers', 'Layers', result.analysis.layers.length > 0 || result.profile !== undefined],
      ['arena', 'Arena', (result.analysis.arena?.tensors.length ?? 0) > 0],
      ['power', 'Energy', (result.power?.length ?? 0) > 0],
      ['validation', 'Validation', result.validation !== undefined],
      ['aot', 'Ahead of time', result.aot !== undefined],
      ['memory', 'Memory', true],
      ['hints', 'Hints', result.analysis.hints !== undefined],
      ['packages', 'Packages', (result.packages?.length ?? 0) > 0],
      ['environment', 'Environment', true],
    ] as const
  )
    .filter(([, , there]) => there)
    .map(([id, title]) => html`<a href="#${id}">${title}</a>`);
  return html`<nav aria-label="Sections">${links}</nav>
`;
}

/**
 * One result as a page that stands alone: no network, light and dark, on paper and on a narrow screen.
 * Nothing of the result is trusted; names and texts stay text.
 *
 * @returns HTML, UTF-8, to be written as it is
 */
export function htmlReport(result: RunResult): string {
  const title = plainText(`${result.model.name} on ${result.platform.name}`, 200);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<main>
${header(result)}${issues(result)}${keyFigures(result)}${contents(result)}${layersSection(result)}${arenaSection(result)}${powerSection(result)}${onboardSection(result)}${validationSection(result)}${aotSection(result)}${placementSection(result)}${hintsSection(result)}${packagesSection(result)}${notMeasuredSection(result)}${environmentSection(result)}</main>
<script>${trusted(SCRIPT)}</script>
</body>
</html>
`;
  return page.text;
}
