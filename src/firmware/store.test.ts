import { mkdirSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Log } from '../support/log.ts';
import { createStore, type Store, sha256 } from './store.ts';
import { storeError } from './store-errors.ts';

const KEY = sha256('an entry');

describe('the store', () => {
  let dir: string;
  let from: string;
  let warnings: string[];
  let store: Store;
  const log: Log = { info: () => {}, debug: () => {}, warn: (line) => void warnings.push(line) };
  const temporary = (): string[] => readdirSync(join(dir, 'tmp'));

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'store-'));
    from = mkdtempSync(join(tmpdir(), 'from-'));
    warnings = [];
    store = createStore(dir, log);
    writeFileSync(join(from, 'image.elf'), 'the image');
  });

  test('gives back what was put, and nothing else', async () => {
    expect(await store.lookup('images', KEY)).toBeUndefined();
    await store.put('images', KEY, from, ['image.elf']);
    const entry = await store.lookup('images', KEY);
    expect(readFileSync(entry?.path('image.elf') ?? '', 'utf8')).toBe('the image');
    expect(await store.lookup('objects', KEY)).toBeUndefined();
    expect(temporary()).toEqual([]);
  });

  test.each([
    ['cut short', (path: string) => writeFileSync(path, 'the im')],
    ['one bit changed', (path: string) => writeFileSync(path, 'the imagd')],
    ['emptied', (path: string) => writeFileSync(path, '')],
  ])('a file %s is noticed, removed, and can be put again', async (_what, damage) => {
    const entry = await store.put('images', KEY, from, ['image.elf']);
    damage(entry.path('image.elf'));
    expect(await store.lookup('images', KEY)).toBeUndefined();
    expect(warnings).toHaveLength(1);
    await store.put('images', KEY, from, ['image.elf']);
    expect(await store.lookup('images', KEY)).toBeDefined();
    expect(temporary()).toEqual([]);
  });

  test.each(['', '{', '[]', '{}', 'null'])('a manifest that reads %j is damage too', async (manifest) => {
    const entry = await store.put('images', KEY, from, ['image.elf']);
    writeFileSync(entry.path('manifest.json'), manifest);
    expect(await store.lookup('images', KEY)).toBeUndefined();
  });

  test('of two that put at once, one wins and both can use it', async () => {
    const other = createStore(dir, log);
    const entries = await Promise.all(
      Array.from({ length: 8 }, (_, n) => (n % 2 ? store : other).put('images', KEY, from, ['image.elf'])),
    );
    for (const entry of entries) expect(readFileSync(entry.path('image.elf'), 'utf8')).toBe('the image');
    expect(temporary()).toEqual([]);
    expect(warnings).toEqual([]);
  });

  test('one that puts over a damaged entry replaces it', async () => {
    const entry = await store.put('images', KEY, from, ['image.elf']);
    writeFileSync(entry.path('image.elf'), 'damaged');
    await store.put('images', KEY, from, ['image.elf']);
    expect(readFileSync(entry.path('image.elf'), 'utf8')).toBe('the image');
  });

  test('removes what killed runs left, and nothing of running ones', async () => {
    const minutes_ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);
    const DEAD_PID = 0x3fffffff;
    const leave = (name: string, when: Date): void => {
      const path = join(dir, 'tmp', name);
      mkdirSync(path, { recursive: true });
      writeFileSync(join(path, 'half.o'), '');
      utimesSync(path, when, when);
    };
    leave(`${DEAD_PID}-aaaa`, minutes_ago(11));
    leave(`${DEAD_PID}-bbbb`, minutes_ago(1));
    leave(`${process.pid}-cccc`, minutes_ago(60));
    leave(`${process.pid}-dddd`, minutes_ago(25 * 60));
    {
      await using workspace = await store.workspace();
      expect(temporary().sort()).toEqual(
        [`${DEAD_PID}-bbbb`, `${process.pid}-cccc`, workspace.dir.split('/').at(-1)].sort(),
      );
    }
    expect(temporary()).toHaveLength(2);
  });

  test('keeps what was used within a month, and lets go of the rest', async () => {
    const long_ago = new Date(Date.now() - 31 * 24 * 60 * 60_000);
    const keys = ['used', 'unused'].map(sha256) as [string, string];
    const [used, unused] = keys;
    for (const key of [used, unused]) {
      utimesSync((await store.put('images', key, from, ['image.elf'])).dir, long_ago, long_ago);
    }
    expect(await store.lookup('images', used)).toBeDefined();
    await store.removeUnused('images');
    const kept = await Promise.all(keys.map((key) => store.lookup('images', key)));
    expect(kept.map((entry) => entry !== undefined)).toEqual([true, false]);
  });

  test('a store that cannot be a folder is reported by name', async () => {
    const file = join(from, 'image.elf');
    await expect(createStore(file, log).workspace()).rejects.toMatchObject({
      code: 'FIRMWARE_STORE_UNUSABLE',
      message: expect.stringContaining(file),
    });
  });

  test.each([
    ['ENOSPC', 'FIRMWARE_STORE_FULL'],
    ['EDQUOT', 'FIRMWARE_STORE_FULL'],
    ['EACCES', 'FIRMWARE_STORE_UNUSABLE'],
    ['EROFS', 'FIRMWARE_STORE_UNUSABLE'],
  ])('the refusal %s of the file system becomes %s', (code, expected) => {
    const refusal = Object.assign(new Error(code), { code });
    expect(storeError(refusal, dir)).toMatchObject({ kind: 'bench', code: expected, cause: refusal });
  });

  test('what is not a refusal of the file system passes through', () => {
    const defect = new TypeError('a defect');
    expect(storeError(defect, dir)).toBe(defect);
  });
});
