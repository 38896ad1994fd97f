import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { recall, remember } from './remembered.ts';
import { sha256 } from './store.ts';

/** By path: what the file was when it was hashed, and its hash. */
const rememberedSchema = z.record(z.string(), z.tuple([z.string(), z.string()]));

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function headersIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(h|hpp|inc)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
}

/**
 * A hash over the contents of every header below `dir` and of `files` in it (relative to it). Contents are read
 * once: while size and time of a file stay, its hash is the one remembered in `cacheDir`. Where `dir` is does not
 * count.
 */
export async function contentIdentity(
  dir: string,
  files: readonly string[],
  cacheDir: string,
): Promise<string> {
  const cache = join(cacheDir, `${sha256(dir)}.json`);
  const remembered = (await recall(cache, rememberedSchema)) ?? {};
  const paths = [...new Set([...(await headersIn(dir)), ...files])].sort();
  const known: Record<string, [string, string]> = {};
  let changed = false;
  for (const path of paths) {
    const full = join(dir, path);
    const { mtimeMs, ctimeMs, size } = await stat(full);
    const stamp = `${mtimeMs} ${ctimeMs} ${size}`;
    const before = remembered[path];
    if (before !== undefined && before[0] === stamp) {
      known[path] = before;
      continue;
    }
    known[path] = [stamp, await hashFile(full)];
    changed = true;
  }
  if (changed) {
    await remember(cache, { ...remembered, ...known });
  }
  return sha256(JSON.stringify(paths.map((path) => [path, known[path]?.[1]])));
}
