// npm run docs:report: puts the report of the demo into the README, between its markers, and a picture of
// its report.html beside it. Needs Chromium.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { dsCnnKeywordSpotter } from '../src/example/ds-cnn.ts';
import { DEMO_MODEL, DEMO_OPTIONS } from './demo-options.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const README = join(ROOT, 'README.md');
const PICTURE = join(ROOT, 'docs', 'images', 'report.png');
const BLOCK = /(<!-- demo-report -->\n)[\s\S]*?(\n<!-- \/demo-report -->)/;

const folder = mkdtempSync(join(tmpdir(), 'hilbench-report-'));
try {
  writeFileSync(join(folder, DEMO_MODEL), dsCnnKeywordSpotter());
  const args = [join(ROOT, 'src', 'cli', 'main.ts'), 'run', DEMO_MODEL, ...DEMO_OPTIONS];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`the demo ended with status ${status}\n${stderr}`);
  const report = stdout.replaceAll(`${folder}/`, '').trim();
  writeFileSync(
    README,
    readFileSync(README, 'utf8').replace(
      BLOCK,
      (_, begin, end) => `${begin}\n\`\`\`text\n${report}\n\`\`\`\n${end}`,
    ),
  );
  const browser = await chromium.launch({
    executablePath: process.env.HILBENCH_CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1100, height: 1250 }, colorScheme: 'light' });
    await page.goto(`file://${join(folder, 'out', 'demo', 'report.html')}`);
    await page.screenshot({ path: PICTURE });
  } finally {
    await browser.close();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
