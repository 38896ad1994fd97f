import { isAbsolute } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { resolvePaths } from './paths.ts';

afterEach(() => vi.unstubAllEnvs());

it('the cache is never in the folder that one happens to be in', () => {
  vi.stubEnv('HOME', '');
  const cache = resolvePaths({ HOME: '', XDG_CACHE_HOME: '' }).cache;
  expect(isAbsolute(cache)).toBe(true);
  expect(cache.startsWith(process.cwd())).toBe(false);
});

it('the environment says where the cache and the leases are', () => {
  const given = { HILBENCH_CACHE_DIR: '/a', HILBENCH_LEASE_DIR: '/b' };
  expect(resolvePaths(given)).toMatchObject({ cache: '/a', images: '/a/images', leases: '/b' });
  expect(resolvePaths({ XDG_CACHE_HOME: '/c' }).cache).toMatch(/^\/c|Caches/);
});

it('the platforms of the user come after those of the installation', () => {
  expect(resolvePaths({}).platforms).toHaveLength(1);
  expect(resolvePaths({ HILBENCH_PLATFORMS: '/p' }).platforms.at(-1)).toBe('/p');
});
