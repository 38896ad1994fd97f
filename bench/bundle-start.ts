import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { bundle } from '../scripts/bundle.ts';
import { bestOf, type Figure, figure } from './measure.ts';

/** From nothing to the first thing that each bundle says: the actions about the missing event, the command its version. */
export async function bundleStartFigures(root: string, folder: string): Promise<Figure[]> {
  await bundle(join(folder, 'dist'));
  await copyFile(join(root, 'package.json'), join(folder, 'package.json'));
  const entries = [
    ['the action', 'action/main.js', []],
    ['the report action', 'report/main.js', []],
    ['the command', 'cli/main.js', ['--version']],
  ] as const;
  const figures: Figure[] = [];
  for (const [name, file, args] of entries) {
    const start = (): unknown =>
      execa(process.execPath, [join(folder, 'dist', file), ...args], {
        env: { PATH: process.env.PATH ?? '', HOME: folder },
        extendEnv: false,
        reject: false,
        stdin: 'ignore',
      });
    figures.push(figure(`start of ${name}`, await bestOf(5, start), 300, 'ms'));
  }
  return figures;
}
