import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../scripts/bundle.ts';
import { ROOT } from '../helpers/cli.ts';

/** What a runner has of the action besides `dist`; no node_modules, there and in all folders above. */
const SHIPPED = ['action.yml', 'templates', 'platforms', 'package.json', 'LICENSE'];

/** The folder that the runner would have downloaded, with the bundle of these sources; made once per run of the tests. */
export async function installAction(): Promise<string> {
  const folder = join(tmpdir(), 'installed-action');
  if (existsSync(folder)) return folder;
  const staging = await mkdtemp(join(tmpdir(), 'installing-action-'));
  await bundle(join(staging, 'dist'));
  for (const name of SHIPPED) await cp(join(ROOT, name), join(staging, name), { recursive: true });
  await mkdir(join(tmpdir(), 'action-cache'), { recursive: true });
  try {
    await rename(staging, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    await rm(staging, { recursive: true, force: true }); // another file of tests was faster
  }
  return folder;
}

/** Images and objects that all runs share, so that each is compiled once. */
export const sharedCache = (): string => join(tmpdir(), 'action-cache');
