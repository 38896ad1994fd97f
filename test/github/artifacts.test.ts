import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefaultArtifactClient } from '@actions/artifact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readArchive } from '../../src/github/archive.ts';
import { artifactName } from '../../src/github/artifact-name.ts';
import { listRunArtifacts, readArtifactResults, uploadArtifact } from '../../src/github/artifacts.ts';
import { collectResults } from '../../src/github/collect.ts';
import { exampleResult } from '../../src/result/result.fixture.ts';
import { serializeResult } from '../../src/result/write.ts';
import { connect, recordLog } from './connect.ts';
import { pushEvent } from './env.ts';
import { type Github, startGithub } from './server.ts';
import { sha } from './state.ts';
import { SYMLINK, writeZip, type ZipEntry } from './zip.ts';

let github: Github;
let dir: string;
const { signal } = new AbortController();
const repository = { owner: 'acme', name: 'models' };
const service = new DefaultArtifactClient();
const results = serializeResult(exampleResult());

beforeEach(async () => {
  github = await startGithub();
  dir = await mkdtemp(join(tmpdir(), 'hilbench-test-'));
  const event = pushEvent(github.state, sha('base'), sha('head'));
  const env = await github.env({ dir, event_name: 'push', event, run_id: 42 });
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  // The client reports its progress on stdout.
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(dir, { recursive: true });
  await github[Symbol.asyncDispose]();
});

async function upload(name: string, text = results) {
  const folder = join(dir, 'out');
  await mkdir(join(folder, 'kws'), { recursive: true });
  const file = join(folder, 'kws', 'results.json');
  await writeFile(file, text);
  const deps = { service, log: recordLog(), repository, server_url: 'https://github.com', run_id: 42 };
  return uploadArtifact(deps, { name, files: [file], folder, retention_days: 7 }, signal);
}

describe('artifacts, with the official client', () => {
  it('are listed by the service of the run, and come back through REST', async () => {
    const uploaded = await upload('hilbench-kws');
    expect(uploaded.name).toBe('hilbench-kws');
    expect(uploaded.url).toBe(`https://github.com/acme/models/actions/runs/42/artifacts/${uploaded.id}`);
    expect((await service.listArtifacts()).artifacts).toMatchObject([
      { id: uploaded.id, size: uploaded.bytes },
    ]);
    const [artifact] = await listRunArtifacts(connect(github), repository, 42, signal);
    if (artifact === undefined) throw new Error('no artifact');
    expect(artifact).toMatchObject({ id: uploaded.id, name: 'hilbench-kws', bytes: uploaded.bytes });
    expect(await readArtifactResults(artifact, signal)).toEqual([exampleResult()]);
  });

  it('get a number when the name is taken', async () => {
    const names = [await upload('hilbench-kws'), await upload('hilbench-kws'), await upload('hilbench-kws')];
    expect(names.map(({ name }) => name)).toEqual(['hilbench-kws', 'hilbench-kws~2', 'hilbench-kws~3']);
  });

  it('have names that the service accepts, whatever the model is called', async () => {
    const name = artifactName('hilbench', 'a/b:c*?"<>|\r\n,d é', 'x'.repeat(500));
    expect((await upload(name)).name).toBe(name);
  });

  it('fail with a typed error when the service refuses them', async () => {
    const answer = { status: 403, json: { code: 'permission_denied', msg: 'no' } };
    github.misbehave({ path: /CreateArtifact/, does: { answer } });
    await expect(upload('hilbench-kws')).rejects.toMatchObject({ code: 'GITHUB_ARTIFACT_FAILED' });
  });

  it('do not hold up a run that is cancelled', async () => {
    github.misbehave({ path: /CreateArtifact/, does: { slow_ms: 30_000 } });
    const controller = new AbortController();
    const deps = { service, log: recordLog(), repository, server_url: 'https://github.com', run_id: 42 };
    const file = join(dir, 'event.json');
    const uploading = uploadArtifact(deps, { name: 'late', files: [file], folder: dir }, controller.signal);
    controller.abort();
    await expect(uploading).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('from another run never see the token of REST at the storage', async () => {
    await upload('hilbench-kws');
    const [artifact] = await listRunArtifacts(connect(github), repository, 42, signal);
    github.calm();
    await artifact?.download(signal);
    const blob = github.requests.find(({ path }) => path.startsWith('/account/'));
    expect(blob?.headers['user-agent']).toContain('hilbench');
    expect(blob?.headers.authorization).toBeUndefined();
  });
});

describe('the results of many jobs', () => {
  const add = (name: string, data: Buffer): void =>
    void github.state.artifacts.push({
      id: github.state.next_id++,
      run_id: 9,
      name,
      data,
      expired: false,
      created_at: '2026-01-01T00:00:00Z',
      done: true,
    });
  const zip = (id: string, changes: object = {}): Buffer =>
    writeZip([{ name: 'results.json', data: serializeResult({ ...exampleResult(), id, ...changes }) }]);
  const collect = async () =>
    collectResults(await listRunArtifacts(connect(github), repository, 9, signal), 'hilbench-', signal);

  it('are those of every artifact with the prefix, the last of a repeated job, without the poisoned', async () => {
    add('hilbench-kws', zip('first'));
    add('coverage', zip('not-ours'));
    add('hilbench-evil', writeZip([{ name: '../../results.json', data: results }]));
    add('hilbench-broken', writeZip([{ name: 'results.json', data: '{' }]));
    add('hilbench-kws~2', zip('again'));
    add('hilbench-board', zip('other-board', { fingerprint: 'f'.repeat(64) }));
    const collected = await collect();
    expect(collected.results.map(({ result }) => result.id)).toEqual(['again', 'other-board']);
    expect(collected.refused.map(({ artifact, error }) => [artifact.name, error.code])).toEqual([
      ['hilbench-evil', 'GITHUB_ARCHIVE_REFUSED'],
      ['hilbench-broken', 'RESULT_NOT_JSON'],
    ]);
  });

  it('are not half of them when GitHub fails on the way', async () => {
    add('hilbench-kws', zip('kws'));
    add('hilbench-vww', zip('vww', { fingerprint: 'f'.repeat(64) }));
    const answer = { status: 404, json: { message: 'Not Found' } };
    github.misbehave({ path: /zip$/, after: 1, does: { answer } });
    await expect(collect()).rejects.toMatchObject({ code: 'GITHUB_NOT_FOUND' });
  });
});

describe('a hostile artifact', () => {
  const bomb = new Uint8Array(8 * 1024 * 1024);
  const honest = { name: 'results.json', data: results };
  const cases: [string, readonly ZipEntry[], RegExp][] = [
    [
      'climbs out of its folder',
      [honest, { name: '../../etc/results.json', data: results }],
      /invalid relative path/,
    ],
    ['names an absolute path', [honest, { name: '/etc/results.json', data: results }], /absolute path/],
    ['uses backslashes', [honest, { name: '..\\results.json', data: results }], /invalid characters/],
    [
      'holds a symbolic link',
      [{ name: 'results.json', data: '/etc/passwd', mode: SYMLINK }],
      /link or a device/,
    ],
    ['unpacks to far more than it is', [honest, { name: 'x', data: bomb }], /times its size/],
    [
      'hides its true size',
      [{ name: 'results.json', data: bomb, claimed_bytes: 100 }],
      /too many bytes|more bytes/,
    ],
    [
      'claims a size it has not',
      [{ name: 'results.json', data: results, claimed_bytes: 90_000 }],
      /not enough bytes/,
    ],
    [
      'is one file of 70 MB',
      [{ name: 'x', data: '', claimed_bytes: 70_000_000 }],
      /at most 67108864 are read/,
    ],
    ['lies too deep', [{ name: `${'a/'.repeat(9)}results.json`, data: results }], /deeper than 8 folders/],
    ['has a name with controls', [{ name: 'a\u202eb', data: '' }], /control characters/],
    ['has two files of one name', [honest, honest], /twice/],
    [
      'has too many entries',
      Array.from({ length: 1001 }, (_, i) => ({ name: `${i}`, data: '' })),
      /1001 entries/,
    ],
  ];

  it.each(cases)('that %s is refused whole', async (_, entries, why) => {
    const bytes = writeZip(entries);
    await expect(readArchive(bytes, 'Artifact x', () => true, signal)).rejects.toMatchObject({
      code: 'GITHUB_ARCHIVE_REFUSED',
      kind: 'input',
      message: expect.stringMatching(why),
    });
  });

  it('whose entries share their bytes is refused', async () => {
    const limits = { entries: 10, entry_bytes: 1e6, total_bytes: 1e6, ratio: 200, depth: 8 };
    const one = writeZip([{ name: 'a', data: Buffer.from(crypto.getRandomValues(new Uint8Array(4000))) }]);
    // Directory entry again under another name, pointing at the same bytes.
    const at = one.indexOf('PK\x01\x02', 0, 'latin1');
    const entry = one.subarray(at, one.length - 22);
    const second = Buffer.from(entry);
    second.write('b', second.length - 1);
    const end = Buffer.from(one.subarray(one.length - 22));
    end.writeUInt16LE(2, 8);
    end.writeUInt16LE(2, 10);
    end.writeUInt32LE(entry.length * 2, 12);
    const bytes = Buffer.concat([one.subarray(0, at), entry, second, end]);
    await expect(readArchive(bytes, 'x', () => true, signal, limits)).rejects.toMatchObject({
      message: expect.stringContaining('overlap'),
    });
  });

  it('that is no zip at all, or cut off, is refused', async () => {
    const whole = writeZip([honest]);
    for (const bytes of [Buffer.from('hello'), Buffer.alloc(0), whole.subarray(0, -30), whole.subarray(50)]) {
      await expect(readArchive(bytes, 'x', () => true, signal)).rejects.toMatchObject({
        code: 'GITHUB_ARCHIVE_REFUSED',
      });
    }
  });

  it('that holds more results than anyone measures is refused', async () => {
    const data = writeZip([{ name: 'results.json', data: results }]);
    const artifact = { id: 1, name: 'x', bytes: data.length, expired: false, download: async () => data };
    await readArtifactResults(artifact, signal, { bytes: Buffer.byteLength(results) });
    await expect(
      readArtifactResults(artifact, signal, { bytes: Buffer.byteLength(results) - 1 }),
    ).rejects.toMatchObject({
      code: 'GITHUB_ARCHIVE_REFUSED',
    });
  });

  it('whose result is not a result is refused, without its text in the terminal', async () => {
    const forged = results.replace(
      '"schema": "hilbench.run/1"',
      '"schema": "hilbench.run/1", "extra\\u001b[2J": 1',
    );
    const data = writeZip([{ name: 'results.json', data: forged }]);
    github.state.artifacts.push({
      id: 5,
      run_id: 9,
      name: 'hilbench-kws',
      data,
      expired: false,
      created_at: '2026-01-01T00:00:00Z',
      done: true,
    });
    const [artifact] = await listRunArtifacts(connect(github), repository, 9, signal);
    if (artifact === undefined) throw new Error('no artifact');
    await expect(readArtifactResults(artifact, signal)).rejects.toMatchObject({ code: 'RESULT_INVALID' });
  });
});
