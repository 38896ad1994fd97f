// npm run demo: the example model, on the emulated Cortex-M55, through the same command line as any model.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dsCnnKeywordSpotter } from '../src/example/ds-cnn.ts';
import { DEMO_MODEL, DEMO_OPTIONS } from './demo-options.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const model = join('out', DEMO_MODEL);

mkdirSync(join(ROOT, 'out'), { recursive: true });
writeFileSync(join(ROOT, model), dsCnnKeywordSpotter());
process.stdout.write(
  `$ hilbench run ${model} ${DEMO_OPTIONS.join(' ')} ${process.argv.slice(2).join(' ')}\n`,
);
const { status } = spawnSync(
  process.execPath,
  ['src/cli/main.ts', 'run', model, ...DEMO_OPTIONS, ...process.argv.slice(2)],
  { cwd: ROOT, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
