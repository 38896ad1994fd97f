import { createHash } from 'node:crypto';
import { copyFile, lstat, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfAborted } from '../support/deadline.ts';
import type { Log } from '../support/log.ts';
import { plainText } from '../support/text.ts';
import type { GithubContext } from './context.ts';
import { reasonOf } from './errors.ts';
import { limited } from './limited.ts';

/** The parts of the official client that are used. */
export interface CacheService {
  isFeatureAvailable(): boolean;
  saveCache(paths: string[], key: string): Promise<number>;
  restoreCache(paths: string[], primaryKey: string): Promise<string | undefined>;
}

/** Where images are kept by the hash of what they were made from; it checks them on every use. */
export interface ImageStore {
  lookup(kind: 'images', key: string): Promise<{ readonly dir: string } | undefined>;
  put(kind: 'images', key: string, dir: string, files: readonly string[]): Promise<unknown>;
}

export interface ImageCacheDeps {
  readonly service: CacheService;
  readonly store: ImageStore;
  readonly log: Log;
  readonly context: Pick<GithubContext, 'trusted' | 'temp_dir' | 'event'>;
  /** What images must have in common to be of use: operating system, toolchain, platform. */
  readonly scope: string;
  readonly timeout_ms?: number;
}

const FORMAT = 'hilbench-images-v1';
const TIMEOUT_MS = 120_000;
const MAX_IMAGES = 200;
const MAX_FILES = 8;
const MAX_FILE_BYTES = 64 * 1024 * 1024;
const MAX_TOTAL_BYTES = 512 * 1024 * 1024;
const KEY = /^[0-9a-f]{64}$/;
const FILE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
/** The store writes its own. */
const STORE_MANIFEST = 'manifest.json';

/** At most 512 characters and no commas, as the cache demands; nothing else than visible ASCII. */
export function cachePrefix(scope: string): string {
  const safe = scope.replace(/[^A-Za-z0-9._-]+/g, '_').slice(0, 100);
  const hash = createHash('sha256').update(scope).digest('hex').slice(0, 12);
  return `${FORMAT}-${safe}-${hash}-`;
}

/** Every image with its files and their hashes, sorted. */
type Contents = Map<string, Map<string, string>>;

function contentHash(contents: Contents): string {
  const lines = [...contents].flatMap(([key, files]) =>
    [...files].map(([file, hash]) => `${key}/${file} ${hash}`),
  );
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}

/** Why a folder cannot be what saveImages stored, or what is in it. */
async function readContents(dir: string, signal: AbortSignal): Promise<Contents | string> {
  const contents: Contents = new Map();
  let total_bytes = 0;
  const keys = await readdir(dir);
  if (keys.length > MAX_IMAGES) return `it holds ${keys.length} images`;
  for (const key of keys.sort()) {
    if (!KEY.test(key)) return `${plainText(key, 80)} is not the name of an image`;
    if (!(await lstat(join(dir, key))).isDirectory()) return `${key} is not a folder`;
    const files = new Map<string, string>();
    const names = await readdir(join(dir, key));
    if (names.length === 0 || names.length > MAX_FILES) return `image ${key} has ${names.length} files`;
    for (const name of names.sort()) {
      throwIfAborted(signal);
      const path = join(dir, key, name);
      const info = await lstat(path);
      if (!FILE.test(name) || name === STORE_MANIFEST)
        return `${plainText(name, 80)} is not a file of an image`;
      if (!info.isFile()) return `${name} is a link or a device`;
      total_bytes += info.size;
      if (info.size > MAX_FILE_BYTES || total_bytes > MAX_TOTAL_BYTES) return 'it is too large';
      files.set(
        name,
        createHash('sha256')
          .update(await readFile(path))
          .digest('hex'),
      );
    }
    contents.set(key, files);
  }
  return contents;
}

/** The same address on every runner of a kind: it is part of what the cache compares. */
const stagingOf = (temp_dir: string): string => join(temp_dir, 'hilbench-images');

async function withStaging<T>(temp_dir: string, work: (dir: string) => Promise<T>): Promise<T> {
  const dir = stagingOf(temp_dir);
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/**
 * Puts cached images into the store. They are unpacked beside it, must be exactly what the key of the cache
 * says, and are then written anew, as plain data: nothing that was in the cache is ever run on the host,
 * and no link or mode survives. That no stranger wrote the cache is GitHub's part: what a pull request
 * saves is not visible to its base.
 *
 * A cache that is absent, broken or not what its key says is a miss, with a warning.
 *
 * @returns the key that was restored, and how many images were new to the store
 */
export async function restoreImages(
  deps: ImageCacheDeps,
  signal: AbortSignal,
): Promise<{ readonly key: string; readonly images: number } | undefined> {
  const { service, store, log } = deps;
  if (!service.isFeatureAvailable()) return undefined;
  const prefix = cachePrefix(deps.scope);
  return withStaging(deps.context.temp_dir, async (dir) => {
    const what = 'Restoring the cache of images';
    const key = await limited(what, deps.timeout_ms ?? TIMEOUT_MS, signal, () =>
      service.restoreCache([dir], prefix),
    ).catch((error) => {
      throwIfAborted(signal);
      log.warn(`The cache of images is not used: ${reasonOf(error)}`);
      return undefined;
    });
    if (key === undefined) return undefined;
    const contents = await readContents(dir, signal);
    if (typeof contents === 'string' || key !== `${prefix}${contentHash(contents)}`) {
      const why = typeof contents === 'string' ? contents : 'its content is not what its key says';
      log.warn(`The cache of images ${plainText(key, 200)} is not used: ${why}.`);
      return undefined;
    }
    let images = 0;
    for (const [image, files] of contents) {
      if ((await store.lookup('images', image)) !== undefined) continue;
      await store.put('images', image, join(dir, image), [...files.keys()]);
      images += 1;
    }
    log.info(`${images} images came from the cache.`);
    return { key, images };
  });
}

/**
 * Saves images of the store for later runs. Only after events that nobody but a writer of the repository
 * causes, and only when the cache does not hold exactly these already.
 *
 * @param keys of the images, as the store knows them
 * @param restored what restoreImages returned
 * @returns what was done; failures of the cache are warnings, for the run has its results
 */
export async function saveImages(
  deps: ImageCacheDeps,
  keys: readonly string[],
  restored: { readonly key: string } | undefined,
  signal: AbortSignal,
): Promise<'saved' | 'unchanged' | 'untrusted' | 'unavailable' | 'failed'> {
  const { service, store, log, context } = deps;
  if (!context.trusted) {
    log.debug(`Images are not cached: the event ${context.event} is not trusted.`);
    return 'untrusted';
  }
  if (!service.isFeatureAvailable()) return 'unavailable';
  return withStaging(context.temp_dir, async (dir) => {
    for (const key of [...new Set(keys)].slice(0, MAX_IMAGES)) {
      const entry = await store.lookup('images', key);
      if (entry === undefined) continue;
      await mkdir(join(dir, key));
      for (const file of await readdir(entry.dir)) {
        if (file !== STORE_MANIFEST) await copyFile(join(entry.dir, file), join(dir, key, file));
      }
    }
    const contents = await readContents(dir, signal);
    if (typeof contents === 'string') {
      log.warn(`Images are not cached: ${contents}.`);
      return 'failed';
    }
    const key = `${cachePrefix(deps.scope)}${contentHash(contents)}`;
    if (contents.size === 0 || key === restored?.key) return 'unchanged';
    try {
      const id = await limited('Saving the cache of images', deps.timeout_ms ?? TIMEOUT_MS, signal, () =>
        service.saveCache([dir], key),
      );
      // The client has said why; another job that saves the same is the usual reason.
      return id === -1 ? 'failed' : 'saved';
    } catch (error) {
      throwIfAborted(signal);
      log.warn(`Images are not cached: ${reasonOf(error)}`);
      return 'failed';
    }
  });
}
