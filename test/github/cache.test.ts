import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as service from '@actions/cache';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createStore, type Store, sha256 } from '../../src/firmware/store.ts';
import { cachePrefix, type ImageCacheDeps, restoreImages, saveImages } from '../../src/github/cache.ts';
import { type RecordedLog, recordLog } from './connect.ts';
import { pushEvent } from './env.ts';
import { type Github, startGithub } from './server.ts';
import { sha } from './state.ts';

let github: Github;
let dir: string;
let log: RecordedLog;
const { signal } = new AbortController();
const key = sha256('an image');

beforeEach(async () => {
  github = await startGithub();
  dir = await mkdtemp(join(tmpdir(), 'hilbench-test-'));
  log = recordLog();
  const event = pushEvent(github.state, sha('base'), sha('head'));
  const env = await github.env({ dir, event_name: 'push', event, run_id: 42 });
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(dir, { recursive: true });
  await github[Symbol.asyncDispose]();
});

/** A machine with its own store. */
function machine(name: string, trusted = true): ImageCacheDeps & { readonly store: Store } {
  const context = { trusted, temp_dir: join(dir, 'temp'), event: trusted ? 'push' : 'pull_request' };
  return { service, store: createStore(join(dir, name), log), log, context, scope: 'linux, gcc 12/mps3' };
}

async function build(store: Store, text = 'firmware'): Promise<void> {
  await using workspace = await store.workspace();
  await writeFile(join(workspace.dir, 'firmware.elf'), text, { mode: 0o755 });
  await store.put('images', key, workspace.dir, ['firmware.elf']);
}

describe('the cache of images, with the official client', () => {
  it('brings an image from one machine to another, as plain data', async () => {
    const first = machine('first');
    await build(first.store);
    expect(await saveImages(first, [key], undefined, signal)).toBe('saved');
    const second = machine('second');
    const restored = await restoreImages(second, signal);
    expect(restored).toMatchObject({ images: 1 });
    const entry = await second.store.lookup('images', key);
    const file = join(entry?.dir ?? '', 'firmware.elf');
    expect(await readFile(file, 'utf8')).toBe('firmware');
    expect((await stat(file)).mode & 0o111).toBe(0);
    expect(await saveImages(second, [key], restored, signal)).toBe('unchanged');
    expect(github.state.caches).toHaveLength(1);
  });

  it('is not written after a pull request', async () => {
    const first = machine('first', false);
    await build(first.store);
    expect(await saveImages(first, [key], undefined, signal)).toBe('untrusted');
    expect(github.requests).toEqual([]);
  });

  it('has keys that the service accepts', () => {
    const prefix = cachePrefix(`a,b\n${'x'.repeat(1000)}`);
    expect(prefix.length + 64).toBeLessThanOrEqual(512);
    expect(prefix).toMatch(/^[A-Za-z0-9._-]+$/);
    expect(cachePrefix('a,b')).not.toBe(cachePrefix('a;b'));
  });

  it.each([
    ['does not hold what its key says', async (at: string) => writeFile(join(at, 'firmware.elf'), 'evil')],
    ['holds a link', async (at: string) => symlink('/etc/passwd', join(at, 'firmware.elf'))],
    ['brings its own list of hashes', async (at: string) => writeFile(join(at, 'manifest.json'), '{}')],
  ])('is a miss when it %s', async (_, poison) => {
    const staging = join(dir, 'temp', 'hilbench-images');
    await mkdir(join(staging, key), { recursive: true });
    await poison(join(staging, key));
    const name = `${cachePrefix('linux, gcc 12/mps3')}${'0'.repeat(64)}`;
    await service.saveCache([staging], name);
    const second = machine('second');
    expect(await restoreImages(second, signal)).toBeUndefined();
    expect(log.lines.join()).toMatch(/warn: The cache of images .* is not used/);
    expect(await second.store.lookup('images', key)).toBeUndefined();
  });

  it('is a miss when the service refuses', async () => {
    const answer = { status: 403, json: { code: 'permission_denied', msg: 'cache read denied: no' } };
    github.misbehave({ path: /GetCacheEntry/, does: { answer } });
    expect(await restoreImages(machine('second'), signal)).toBeUndefined();
  });

  it('is a miss when the service does not answer in time', async () => {
    github.misbehave({ path: /GetCacheEntry/, does: { slow_ms: 20_000 } });
    expect(await restoreImages({ ...machine('second'), timeout_ms: 300 }, signal)).toBeUndefined();
    expect(log.lines.join()).toContain('was not done within 300 ms');
  });
});
