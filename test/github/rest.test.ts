import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { anything } from '../../src/github/rest.ts';
import { connect, recordLog } from './connect.ts';
import { type Github, startGithub } from './server.ts';
import { sha } from './state.ts';

let github: Github;
const { signal } = new AbortController();
const path = '/repos/acme/models/pulls/7';

beforeAll(async () => {
  github = await startGithub();
  github.state.pulls.set(7, {
    number: 7,
    state: 'open',
    head: { sha: sha('head'), ref: 'topic', repo: 'acme/models' },
    base: { sha: sha('base'), ref: 'main' },
  });
});
afterEach(() => github.calm());
afterAll(() => github[Symbol.asyncDispose]());

const read = (client = connect(github)) =>
  client.call('GET', path, z.object({ number: z.number() }), { signal });

describe('the REST client', () => {
  it('names itself and authorizes, and reads an answer as checked data', async () => {
    expect(await read()).toEqual({ number: 7 });
    expect(github.requests[0]?.headers).toMatchObject({
      'user-agent': 'hilbench/0.0.0-test',
      authorization: `Bearer ${github.state.token}`,
    });
  });

  it.each([
    ['a 500', { answer: { status: 500, json: { message: 'oops' } } }],
    ['a 502 that is an HTML page', { answer: { status: 502, data: Buffer.from('<html>bad gateway') } }],
    ['a cut connection', { cut: 'before' as const }],
    ['a 429', { answer: { status: 429, headers: { 'retry-after': '0' }, json: { message: 'slow down' } } }],
    [
      'a secondary rate limit',
      { answer: { status: 403, json: { message: 'You have exceeded a secondary rate limit.' } } },
    ],
  ])('tries again after %s', async (_, does) => {
    github.misbehave({ path: /pulls/, times: 2, does });
    expect(await read()).toEqual({ number: 7 });
    expect(github.requests).toHaveLength(3);
  });

  it('waits as long as Retry-After asks', async () => {
    const does = { answer: { status: 429, headers: { 'retry-after': '1' }, json: { message: 'slow' } } };
    github.misbehave({ path: /pulls/, times: 1, does });
    const begin = performance.now();
    await read();
    expect(performance.now() - begin).toBeGreaterThan(950);
  });

  it('does not begin to wait for longer than its deadline', async () => {
    const does = { answer: { status: 429, headers: { 'retry-after': '300' }, json: { message: 'slow' } } };
    github.misbehave({ path: /pulls/, does });
    await expect(read()).rejects.toMatchObject({
      code: 'GITHUB_RATE_LIMITED',
      message: expect.stringContaining('300 s'),
    });
    expect(github.requests).toHaveLength(1);
  });

  it('gives up on an API that stays broken', async () => {
    github.misbehave({ path: /pulls/, does: { answer: { status: 503, json: { message: 'down' } } } });
    await expect(read()).rejects.toMatchObject({ code: 'GITHUB_UNAVAILABLE', kind: 'bench' });
    expect(github.requests).toHaveLength(5);
  });

  it('ends at its deadline when nothing is answered', async () => {
    github.misbehave({ path: /pulls/, does: { slow_ms: 5000 } });
    const client = connect(github, { timeout_ms: 200, attempt_timeout_ms: 5000 });
    await expect(read(client)).rejects.toMatchObject({ code: 'GITHUB_TIMEOUT' });
  });

  it('stops at once when the run is cancelled, also between attempts', async () => {
    github.misbehave({ path: /pulls/, does: { answer: { status: 500, json: {} } } });
    const controller = new AbortController();
    const client = connect(github, { backoff_ms: 60_000, timeout_ms: 600_000 });
    const reading = client.call('GET', path, anything, { signal: controller.signal });
    while (github.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
    const begin = performance.now();
    controller.abort();
    await expect(reading).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(performance.now() - begin).toBeLessThan(500);
  });

  it.each([
    ['a lost answer', { cut: 'after' as const }, 'GITHUB_UNREACHABLE'],
    ['a 502', { answer: { status: 502, json: { message: 'gateway' } } }, 'GITHUB_UNAVAILABLE'],
  ])('does not repeat after %s what may have been done already', async (_, does, code) => {
    github.misbehave({ method: 'POST', path: /comments/, times: 1, does });
    const posting = connect(github).call('POST', '/repos/acme/models/issues/7/comments', anything, {
      signal,
      body: { body: 'once' },
    });
    await expect(posting).rejects.toMatchObject({ code });
    expect(github.requests).toHaveLength(1);
  });

  it('says which permission is missing', async () => {
    github.state.denied.add('contents=read');
    const reading = connect(github).call('GET', '/repos/acme/models/commits', anything, { signal });
    await expect(reading).rejects.toMatchObject({
      code: 'GITHUB_FORBIDDEN',
      message: expect.stringContaining('contents=read'),
      hint: expect.stringContaining('`contents: read`'),
    });
    github.state.denied.clear();
  });

  it('reads every page, and never follows one to another host', async () => {
    for (let count = 0; count < 230; count += 1) {
      github.state.comments.push({ id: 5000 + count, issue: 8, body: `${count}`, login: 'someone' });
    }
    const listPath = '/repos/acme/models/issues/8/comments';
    const list = () =>
      connect(github).list(listPath, z.array(z.object({ id: z.number() })), (page) => page, { signal });
    expect(await list()).toHaveLength(230);
    expect(github.requests).toHaveLength(3);
    const link = { link: '<https://elsewhere.example/steal>; rel="next"' };
    github.misbehave({
      path: /comments/,
      does: { answer: { status: 200, headers: link, json: [{ id: 1 }] } },
    });
    expect(await list()).toEqual([{ id: 1 }]);
  });

  it('refuses an answer that is not as documented', async () => {
    github.misbehave({ path: /pulls/, does: { answer: { status: 200, json: { number: 'seven' } } } });
    await expect(read()).rejects.toMatchObject({ code: 'GITHUB_ANSWER_INVALID' });
  });

  it('never shows the token', async () => {
    const log = recordLog();
    github.misbehave({ path: /pulls/, does: { cut: 'before' } });
    const error: Error = await read(connect(github, { log })).catch((cause) => cause);
    expect(`${error.stack} ${JSON.stringify(error)} ${log.lines.join()}`).not.toContain(github.state.token);
    expect(log.lines.length).toBeGreaterThan(0);
  });
});
