import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OutputFolder } from './output-folder.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hilbench-out-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('files appear at the commit, in folders too', async () => {
  const path = join(root, 'a', 'b');
  {
    await using out = await OutputFolder.open(path, 'id1');
    expect(await out.write('outputs/run0.npy', new Uint8Array([1, 2]))).toBe(
      join(path, 'outputs', 'run0.npy'),
    );
    await out.write('results.json', '{}');
    expect(existsSync(join(path, 'results.json'))).toBe(false);
    await out.commit();
  }
  expect(readdirSync(path).sort()).toEqual(['outputs', 'results.json']);
  expect(readFileSync(join(path, 'results.json'), 'utf8')).toBe('{}');
});

test('without a commit nothing stays, not even the new folders', async () => {
  {
    await using out = await OutputFolder.open(join(root, 'a', 'b'), 'id2');
    await out.write('results.json', '{}');
  }
  expect(readdirSync(root)).toEqual([]);
});

test('a new folder that somebody else has used meanwhile stays', async () => {
  const path = join(root, 'c', 'd');
  {
    await using out = await OutputFolder.open(path, 'id6');
    await out.write('results.json', '{}');
    writeFileSync(join(root, 'c', 'note.txt'), 'mine');
  }
  expect(readdirSync(join(root, 'c'))).toEqual(['note.txt']);
});

test('what an earlier run left is kept when a run does not finish', async () => {
  const path = join(root, 'kept');
  mkdirSync(path);
  writeFileSync(join(path, 'results.json'), 'old');
  {
    await using out = await OutputFolder.open(path, 'id3');
    await out.write('results.json', 'new');
  }
  expect(readFileSync(join(path, 'results.json'), 'utf8')).toBe('old');
  expect(readdirSync(path)).toEqual(['results.json']);
});

test('what a killed run left long ago is taken away, what another run is writing is not', async () => {
  const path = join(root, 'shared');
  const gone = join(path, '.hilbench-old.4194305.partial');
  const alive = join(path, `.hilbench-other.${process.pid}.partial`);
  const young = join(path, '.hilbench-young.4194305.partial');
  for (const folder of [gone, alive, young]) mkdirSync(folder, { recursive: true });
  const long_ago = new Date(Date.now() - 3_600_000);
  for (const folder of [gone, alive]) utimesSync(folder, long_ago, long_ago);
  {
    await using _out = await OutputFolder.open(path, 'id5');
  }
  expect([gone, alive, young].map(existsSync)).toEqual([false, true, true]);
});

test('a file in the way is an error before anything runs', async () => {
  writeFileSync(join(root, 'file'), '');
  await expect(OutputFolder.open(join(root, 'file', 'out'), 'id4')).rejects.toMatchObject({
    code: 'FILE_IN_THE_WAY',
    exitStatus: 2,
  });
  expect(readdirSync(root)).toEqual(['file']);
});
