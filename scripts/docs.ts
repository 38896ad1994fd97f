// npm run docs: docs/reference.md from the table of options and the platform files, and the JSON Schema of
// results. With --check: fails when a file is not what would be written.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACTION_INPUTS, ACTION_OUTPUTS, inputNameOf } from '../src/action/input-table.ts';
import { actionYaml } from '../src/action/metadata.ts';
import { REPORT_INPUTS, reportActionYaml } from '../src/action/report-inputs.ts';
import { COMMON_OPTIONS } from '../src/config/options.ts';
import { loadPlatforms } from '../src/platform/load.ts';
import { gateFileJsonSchema } from '../src/regression/schema.ts';
import { EVERYTHING, reportMarkdown } from '../src/report/markdown/comment.ts';
import { runResultJsonSchema } from '../src/result/json-schema.ts';
import {
  changedGraph,
  HEAD_SHA,
  historiesOf,
  inconclusive,
  many,
  regression,
  unchanged,
} from '../test/helpers/verdicts.ts';
import { reference } from './reference.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const COMMENT_PAGE = `# The comment of a pull request

Made from the source by \`npm run docs\`: what a pull request gets, for a few invented results.

One comment for each configuration, updated in place. The verdict comes first, then why, then what moved; everything else is closed until asked for. Where nothing changed it is two lines. A comment that would be longer than GitHub allows shows changed layers only, then head lines only; the summary of the job and the report have everything.
`;

function exampleComments(): string {
  const examples = [
    ['A layer got wider', [regression()]],
    ['Nothing changed', [unchanged()]],
    ['Layers were added and removed', [changedGraph()]],
    ['Noise beyond what is allowed', [inconclusive()]],
    ['Several models on several boards', many()],
  ] as const;
  const links = { run: 'https://github.com/octo/keywords/actions/runs/1', artifacts: [] };
  const texts = examples.map(([title, verdicts]) => {
    const histories = verdicts.map(historiesOf);
    const text = reportMarkdown({ verdicts, histories, links, commit: HEAD_SHA }, EVERYTHING);
    return `## ${title}\n\n${text}\n`;
  });
  return [COMMENT_PAGE, ...texts].join('\n');
}

/** `|` ends a cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|');

function inputTable(
  inputs: readonly { readonly name: string; readonly description: string; readonly default: string }[],
): string {
  const rows = inputs.map(({ name, description, default: value }) => [
    `\`${name}\``,
    cell(description),
    value === '' ? '' : `\`${cell(value)}\``,
  ]);
  return [
    '| input | meaning | default |',
    '|---|---|---|',
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}

/** docs/action.md with what is between its marks made anew. */
async function actionPage(): Promise<string> {
  const options = COMMON_OPTIONS.map((option) => ({
    name: inputNameOf(option.name),
    description: option.description,
    default: String(option.default),
  }));
  const own = inputTable(ACTION_INPUTS);
  const parts: Readonly<Record<string, string>> = {
    inputs: `${own}\n\nAnd the options of \`hilbench run\`, described in [reference.md](reference.md):\n\n${inputTable(options)}`,
    outputs: [
      '| output | meaning |',
      '|---|---|',
      ...Object.entries(ACTION_OUTPUTS).map(([name, text]) => `| \`${name}\` | ${cell(text)} |`),
    ].join('\n'),
    'report-inputs': inputTable(REPORT_INPUTS),
  };
  const page = await readFile(join(ROOT, 'docs/action.md'), 'utf8');
  return page.replace(
    /(<!-- ([a-z-]+) -->\n)[\s\S]*?(<!-- \/\2 -->)/g,
    (_, begin: string, name: string, end: string) => `${begin}${parts[name] ?? ''}\n${end}`,
  );
}

/** Every file that is made from the source. */
const GENERATED: readonly { readonly path: string; readonly text: string }[] = [
  { path: 'docs/reference.md', text: reference(loadPlatforms(join(ROOT, 'platforms'))) },
  { path: 'action.yml', text: actionYaml() },
  { path: 'report/action.yml', text: reportActionYaml() },
  { path: 'docs/action.md', text: await actionPage() },
  { path: 'docs/comment.md', text: exampleComments() },
  { path: 'schemas/hilbench.schema.json', text: `${JSON.stringify(gateFileJsonSchema(), null, 2)}\n` },
  { path: 'schemas/run.schema.json', text: `${JSON.stringify(runResultJsonSchema(), null, 2)}\n` },
];

for (const { path, text } of GENERATED) {
  const file = join(ROOT, path);
  if (!process.argv.includes('--check')) {
    await writeFile(file, text);
  } else if ((await readFile(file, 'utf8')) !== text) {
    process.stderr.write(`${path} is not what the source says.\nRun: npm run docs\n`);
    process.exitCode = 1;
  }
}
