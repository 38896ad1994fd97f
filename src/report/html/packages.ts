import type { PackageResult, RunResult } from '../../result/schema.ts';
import { bytes } from './format.ts';
import { type Content, html, type Markup, named } from './markup.ts';
import { section, simpleTable } from './section.ts';

const KINDS = { library: 'Static library', 'ambiqsuite-example': 'AmbiqSuite example' } as const;

function proof({ proved }: PackageResult): Content {
  if (proved === undefined) return html`<span class="quiet">not built from the folder</span>`;
  if (proved.verdict === 'built') return html`<span class="quiet">only built</span>: ${proved.how}`;
  const pass = proved.verdict === 'pass';
  return html`<strong class="${proved.verdict}">${pass ? '✓ pass' : '✗ fail'}</strong> on ${named(proved.platform, 64)}: ${proved.how}`;
}

/** What can be taken away, and whether it was shown to work on its own. */
export function packagesSection(result: RunResult): Markup | undefined {
  const all = result.packages ?? [];
  if (all.length === 0) return undefined;
  return section({
    id: 'packages',
    title: 'Packages',
    body: simpleTable(
      'Packages made of the model',
      [
        { title: 'Package' },
        { title: 'Folder' },
        { title: 'Size', number: true },
        { title: 'Proof' },
        { title: 'SHA-256 of its manifest' },
      ],
      all.map((entry) => [
        KINDS[entry.kind],
        named(entry.path, 400),
        bytes(entry.bytes),
        html`<div class="prose">${proof(entry)}</div>`,
        html`<code title="${entry.sha256}">${entry.sha256.slice(0, 16)}…</code>`,
      ]),
    ),
  });
}
