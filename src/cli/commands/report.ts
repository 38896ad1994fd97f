import { join, resolve } from 'node:path';
import { modelNameOf } from '../../config/run.ts';
import { reportFiles } from '../../report/files.ts';
import { readResult } from '../../result/read.ts';
import { writeFileAtomic } from '../../support/files.ts';
import type { Output } from '../output.ts';

/**
 * `hilbench report RESULT…`: what a run writes beside results.json, from results that may come from another
 * machine. One result goes into `out` itself, several into a folder each, named by platform and model, and
 * by its id where the name is taken.
 *
 * @throws {HilbenchError} `RESULT_…`, and those of writing
 */
export async function reportCommand(
  paths: readonly string[],
  out: string,
  cwd: string,
  output: Output,
): Promise<void> {
  const written: string[] = [];
  const taken = new Set<string>();
  for (const path of paths) {
    const result = await readResult(resolve(cwd, path));
    const plain = modelNameOf(`${result.platform.name}-${result.model.name}`);
    const name = taken.has(plain) ? modelNameOf(`${result.id}-${plain}`) : plain;
    taken.add(name);
    const folder = paths.length === 1 ? out : join(out, name);
    for (const file of await reportFiles(result)) {
      const target = join(folder, file.name);
      await writeFileAtomic(target, file.content);
      written.push(target);
    }
  }
  output.result({ files: written }, () => `${written.join('\n')}\n`);
}
