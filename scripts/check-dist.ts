// npm run check:dist: dist/ is what `npm run build` makes of src/, byte for byte.
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { bundle, ROOT } from './bundle.ts';

/** The files below a folder, by path relative to it; none when there is no folder. */
async function filesOf(folder: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  if (!existsSync(folder)) return files;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(relative(folder, path), await readFile(path));
  }
  return files;
}

const fresh = await mkdtemp(join(tmpdir(), 'hilbench-dist-'));
try {
  await bundle(fresh);
  const [expected, found] = [await filesOf(fresh), await filesOf(join(ROOT, 'dist'))];
  const stale = [...new Set([...expected.keys(), ...found.keys()])].filter((path) => {
    const bytes = found.get(path);
    return bytes === undefined || expected.get(path)?.equals(bytes) !== true;
  });
  if (stale.length > 0) {
    process.stderr.write(`dist/ is not what src/ builds: ${stale.sort().join(', ')}\nRun: npm run build\n`);
    process.exitCode = 1;
  }
} finally {
  await rm(fresh, { recursive: true, force: true });
}
