import { join, resolve } from 'node:path';
import { modelNameOf } from '../../config/run.ts';
import { OutputFolder } from '../../pipeline/output-folder.ts';
import { reportFiles } from '../../report/files.ts';
import { readResult } from '../../result/read.ts';
import type { RunResult } from '../../result/schema.ts';
import type { Output } from '../output.ts';

/** As `hilbench-out` of a run: a name that nobody has for something else. */
export const REPORT_FOLDER = 'hilbench-report';

/**
 * A folder for each of several results, named by platform and model, by its id too where that name is taken, and by a
 * number where a result was given twice. Case does not tell names apart: there are disks that do not either.
 */
function foldersOf(results: readonly RunResult[]): readonly string[] {
  const taken = new Set<string>();
  return results.map(({ id, platform, model }) => {
    const plain = modelNameOf(`${platform.name}-${model.name}`);
    const long = modelNameOf(`${id}-${plain}`);
    let name = plain;
    for (let turn = 1; taken.has(name.toLowerCase()); turn++) name = turn === 1 ? long : `${long}-${turn}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

/**
 * `hilbench report RESULT…`: what a run writes beside results.json, from results that may come from another
 * machine. One result goes into `out` itself, several into a folder each. All of it appears at once, when every
 * result was read; files of an earlier report are replaced.
 *
 * @throws {HilbenchError} `RESULT_…`, and those of writing
 */
export async function reportCommand(
  paths: readonly string[],
  out: string,
  cwd: string,
  output: Output,
): Promise<void> {
  const results: RunResult[] = [];
  for (const path of paths) results.push(await readResult(resolve(cwd, path)));
  const folders = results.length === 1 ? [''] : foldersOf(results);
  await using folder = await OutputFolder.open(out, 'report');
  const written: string[] = [];
  for (const [index, result] of results.entries()) {
    for (const { name, content } of await reportFiles(result)) {
      written.push(await folder.write(join(folders[index] ?? '', name), content));
    }
  }
  await folder.commit();
  output.result({ files: written }, () => `${written.join('\n')}\n`);
}
