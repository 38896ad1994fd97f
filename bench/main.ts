// npm run bench: what the project promises about its own speed and memory. Machines are noisy, so nothing
// here is a test; ratios are of times measured in the same run.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { dsCnnKeywordSpotter } from '../src/example/ds-cnn.ts';
import { findPlatform, loadPlatforms } from '../src/platform/load.ts';
import { textTable } from '../src/report/table.ts';
import { readResult } from '../src/result/read.ts';
import type { RunResult } from '../src/result/schema.ts';
import { bundleStartFigures } from './bundle-start.ts';
import { htmlReportFigures } from './html-report.ts';
import { imageFigures } from './image.ts';
import { largeModel } from './large-model.ts';
import { type Figure, figure } from './measure.ts';
import { powerIntegrationFigures } from './power-integration.ts';
import { uploadFigures } from './upload.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LARGE_MB = 20;
const folder = await mkdtemp(join(tmpdir(), 'hilbench-bench-'));

/** Reading and analysing in a process of its own, whose peak of memory is then this work's. */
async function readFigures(model: string): Promise<Figure[]> {
  const { stdout } = await execa(process.execPath, [join(ROOT, 'bench', 'read-memory.ts'), model]);
  const { read_ms, peak_bytes, file_bytes }: { read_ms: number; peak_bytes: number; file_bytes: number } =
    JSON.parse(stdout);
  const name = `${(file_bytes / 1e6).toFixed(0)} MB model, read and analysed`;
  return [
    figure(name, read_ms / 1000, 0.3, 's'),
    figure(`${name}: memory`, peak_bytes / file_bytes, 2.5, '× its size'),
  ];
}

async function run(model: string, out: string): Promise<RunResult> {
  const args = ['run', model, '--platform', 'mps3_an547', '--out', join(folder, out), '--verbosity', '0'];
  await execa(process.execPath, [join(ROOT, 'src', 'cli', 'main.ts'), ...args]);
  return await readResult(join(folder, out));
}

/** A whole run, twice, on an empty cache: what is ours of the second, and whether it counted the same. */
async function runFigures(model: string): Promise<Figure[]> {
  process.env.HILBENCH_CACHE_DIR = join(folder, 'cache');
  const first = await run(model, 'first');
  const second = await run(model, 'second');
  const same = JSON.stringify(first.profile) === JSON.stringify(second.profile);
  const { hilbench = 0, total = 0, in_compiler = 0 } = second.timing;
  return [
    figure('a run, but for compiler, device and LiteRT', hilbench / 1000, 1, 's'),
    figure('a run, all of it, compiled before', total / 1000, 10, 's'),
    {
      name: 'compiled in the second run',
      value: `${in_compiler.toFixed(0)} ms in the store`,
      limit: 'same image',
      within: first.image.hash === second.image.hash,
    },
    {
      name: 'instructions of every layer in two runs',
      value: same ? 'identical' : 'different',
      limit: 'identical',
      within: same,
    },
  ];
}

try {
  const platform = findPlatform(loadPlatforms(join(ROOT, 'platforms')), 'mps3_an547');
  const large = join(folder, 'large.tflite');
  const small = join(folder, 'kws.tflite');
  await writeFile(large, largeModel(LARGE_MB));
  await writeFile(small, dsCnnKeywordSpotter());
  const figures = [
    ...(await readFigures(large)),
    ...(await imageFigures(await readFile(large), await readFile(small), platform, ROOT, folder)),
    ...(await runFigures(small)),
    ...(await uploadFigures()),
    ...(await powerIntegrationFigures()),
    ...(await htmlReportFigures()),
    ...(await bundleStartFigures(ROOT, join(folder, 'bundle'))),
  ];
  const rows = figures.map(({ name, value, limit, within }) => [name, value, limit, within ? 'yes' : 'NO']);
  const columns = [
    { title: 'figure' },
    { title: 'measured', align: 'right' },
    { title: 'wanted', align: 'right' },
    { title: 'holds' },
  ] as const;
  process.stdout.write(`${textTable(columns, rows)}\n`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
