// npm run demo: the example model, on the emulated Cortex-M55, through the same command line as any model.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dsCnnKeywordSpotter } from '../src/example/ds-cnn.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const model = join('out', 'keyword_spotter.tflite');

mkdirSync(join(ROOT, 'out'), { recursive: true });
writeFileSync(join(ROOT, model), dsCnnKeywordSpotter());
const options = ['--platform', 'mps3_an547', '--out', join('out', 'demo')];
process.stdout.write(`$ hilbench run ${model} ${options.join(' ')} ${process.argv.slice(2).join(' ')}\n`);
const { status } = spawnSync(
  process.execPath,
  ['src/cli/main.ts', 'run', model, ...options, ...process.argv.slice(2)],
  { cwd: ROOT, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
