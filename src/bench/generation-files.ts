import { readdir, unlink } from 'node:fs/promises';
import { unlessAbsent } from '../support/system.ts';

/**
 * Files `<board>.<generation>.<ending>` in a folder that every user of a host writes to; the one with the highest
 * generation counts, and nothing is ever overwritten.
 */
const NAME = /^(.+)\.([1-9]\d{0,14})\.([a-z]+)$/u;

/** Everybody must see what stands there, whatever the writer's umask is. */
export const FILE_MODE = 0o644;

export function generationName(board: string, generation: number, ending: string): string {
  return `${board}.${generation}.${ending}`;
}

/** All generations of a board in the folder `dir`, ascending. */
export async function generationsOf(dir: string, board: string, ending: string): Promise<readonly number[]> {
  const generations: number[] = [];
  for (const name of await readdir(dir)) {
    const match = NAME.exec(name);
    if (match?.[1] === board && match[3] === ending) generations.push(Number(match[2]));
  }
  return generations.sort((a, b) => a - b);
}

/** Clears a file away; those of other users stay until they do it themselves. */
export async function removeOurs(path: string): Promise<void> {
  // Not rm, which takes a file that it may not remove for a folder.
  await unlessAbsent(unlink(path), 'EPERM', 'EACCES');
}
