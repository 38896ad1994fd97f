import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { htmlReport } from '../src/report/html/report.ts';
import { CHROMIUM, startBrowser } from '../test/helpers/chromium.ts';
import { fullResult } from '../test/helpers/results.ts';
import { bestOf, type Figure, figure } from './measure.ts';

/** From the start of navigation until the layer table can be sorted and filtered, in milliseconds. */
const INTERACTIVE = `performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd`;

async function interactiveMs(path: string): Promise<number> {
  await using browser = await startBrowser();
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 5; i += 1) {
    await using opened = await browser.open(path);
    await opened.page.locator('#layer-count').waitFor({ state: 'visible' });
    best = Math.min(best, Number(await opened.page.evaluate(INTERACTIVE)));
  }
  return best;
}

/** The page of a 31-layer result with everything a run can find: made, weighed, and opened in Chromium. */
export async function htmlReportFigures(): Promise<Figure[]> {
  const result = fullResult(31);
  const page = htmlReport(result);
  const figures = [
    figure('report.html of 31 layers, made in', await bestOf(5, () => htmlReport(result)), 100, 'ms'),
    figure('report.html of 31 layers, size', Buffer.byteLength(page) / 1000, 300, 'KB'),
  ];
  if (CHROMIUM === undefined) return figures;
  const folder = await mkdtemp(join(tmpdir(), 'hilbench-bench-html-'));
  try {
    const path = join(folder, 'report.html');
    await writeFile(path, page);
    return [
      ...figures,
      figure('report.html of 31 layers, interactive in', await interactiveMs(path), 200, 'ms'),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
