import { homedir, tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';

/** Folders of this installation and this user. */
export interface Paths {
  /** Holds templates/, platforms/ and package.json: the same from `src/cli` and from `dist/cli`. */
  readonly root: string;
  /** Folders of platform files; a later one wins. */
  readonly platforms: readonly string[];
  /** May be emptied at any time. */
  readonly cache: string;
  /** The store of images and objects, inside the cache. */
  readonly images: string;
  /** Leases of boards: one folder for everybody on this host. */
  readonly leases: string;
  /** Temporary files of running emulators. */
  readonly runtime: string;
}

/** `HILBENCH_PLATFORMS` adds a folder; `HILBENCH_CACHE_DIR` and `HILBENCH_LEASE_DIR` override; otherwise the usual places of the system. */
export function resolvePaths(env: NodeJS.ProcessEnv): Paths {
  const given = (name: string): string | undefined =>
    env[name] === undefined || env[name] === '' ? undefined : resolve(env[name]);
  // With an empty HOME the cache would lie in whatever folder this is called from.
  const home = homedir() || userInfo().homedir;
  const cacheHome =
    process.platform === 'darwin'
      ? join(home, 'Library', 'Caches')
      : (given('LOCALAPPDATA') ?? given('XDG_CACHE_HOME') ?? join(home, '.cache'));
  const cache = given('HILBENCH_CACHE_DIR') ?? join(cacheHome, 'hilbench');
  const root = resolve(import.meta.dirname, '..', '..');
  const own_platforms = given('HILBENCH_PLATFORMS');
  return {
    root,
    platforms: [join(root, 'platforms'), ...(own_platforms === undefined ? [] : [own_platforms])],
    cache,
    images: join(cache, 'images'),
    leases: given('HILBENCH_LEASE_DIR') ?? join(tmpdir(), 'hilbench-leases'),
    runtime: tmpdir(),
  };
}
