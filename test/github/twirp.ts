import { type Answer, bodyOf, ok, type Request } from './router.ts';
import type { Artifact, GithubState } from './state.ts';

/** The artifact service v4 and the cache service v2. */

type Method = (body: Record<string, unknown>, state: GithubState, request: Request) => Answer;

const failure = (status: number, code: string, msg: string): Answer => ({ status, json: { code, msg } });

function blobUrl(path: string, request: Request): string {
  return `http://localhost:${new URL(request.origin).port}${path}?sig=${encodeURIComponent(`s${path}`)}`;
}

/** Where an upload goes; the blob exists from now on, empty. */
function newBlob(kind: string, state: GithubState): string {
  const path = `/account/${kind}/${state.next_id++}`;
  state.blobs.set(path, { data: Buffer.alloc(0), blocks: new Map(), type: 'application/octet-stream' });
  return path;
}

const runOf = (body: Record<string, unknown>): number =>
  Number(String(body.workflow_run_backend_id).slice(4));

function artifactOf(body: Record<string, unknown>, state: GithubState): Artifact | undefined {
  return state.artifacts.find(({ name, run_id }) => name === body.name && run_id === runOf(body));
}

const artifactMethods: Record<string, Method> = {
  CreateArtifact(body, state, request) {
    if (body.version !== 7) return failure(400, 'invalid_argument', 'unsupported version');
    if (artifactOf(body, state) !== undefined) {
      const msg = 'an artifact with this name already exists on the workflow run';
      return failure(409, 'already_exists', msg);
    }
    const blob = newBlob('artifacts', state);
    state.artifacts.push({
      id: state.next_id++,
      run_id: runOf(body),
      name: String(body.name),
      data: Buffer.alloc(0),
      expired: false,
      created_at: new Date().toISOString(),
      done: false,
      blob,
    });
    return ok({ ok: true, signed_upload_url: blobUrl(blob, request) });
  },
  FinalizeArtifact(body, state) {
    const artifact = artifactOf(body, state);
    const blob = state.blobs.get(artifact?.blob ?? '');
    if (artifact === undefined || blob === undefined) return failure(404, 'not_found', 'no such artifact');
    if (String(blob.data.length) !== body.size) {
      return failure(400, 'invalid_argument', `size is ${blob.data.length}`);
    }
    artifact.data = blob.data;
    artifact.done = true;
    return ok({ ok: true, artifact_id: String(artifact.id) });
  },
  ListArtifacts(body, state) {
    const { name_filter, id_filter } = body;
    const artifacts = state.artifacts
      .filter(({ run_id, done }) => done && run_id === runOf(body))
      .filter(({ name }) => name_filter === undefined || name === name_filter)
      .filter(({ id }) => id_filter === undefined || String(id) === String(id_filter))
      .map(({ id, name, data, created_at }) => ({
        workflow_run_backend_id: body.workflow_run_backend_id,
        workflow_job_run_backend_id: body.workflow_job_run_backend_id,
        database_id: String(id),
        name,
        size: String(data.length),
        created_at,
      }));
    return ok({ artifacts });
  },
  GetSignedArtifactURL(body, state, request) {
    const artifact = artifactOf(body, state);
    if (artifact === undefined) return failure(404, 'not_found', 'no such artifact');
    const path = `/account/artifacts/${artifact.id}.zip`;
    state.blobs.set(path, { data: artifact.data, blocks: new Map(), type: 'application/zip' });
    return ok({ signed_url: blobUrl(path, request) });
  },
};

const cacheMethods: Record<string, Method> = {
  CreateCacheEntry(body, state, request) {
    const key = String(body.key);
    const version = String(body.version);
    if (state.caches.some((entry) => entry.key === key && entry.version === version)) {
      return failure(409, 'already_exists', 'cache entry with the same key and version already exists');
    }
    const blob = newBlob('caches', state);
    state.caches.push({ key, version, blob, done: false, id: state.next_id++ });
    return ok({ ok: true, signed_upload_url: blobUrl(blob, request), message: '' });
  },
  FinalizeCacheEntryUpload(body, state) {
    const entry = state.caches.find(({ key, version }) => key === body.key && version === body.version);
    const bytes = state.blobs.get(entry?.blob ?? '')?.data.length;
    if (entry === undefined || String(bytes) !== body.size_bytes) return ok({ ok: false, entry_id: '0' });
    entry.done = true;
    return ok({ ok: true, entry_id: String(entry.id), message: '' });
  },
  /** The exact key, then the key as a prefix, then each restore key as a prefix; newest first. */
  GetCacheEntryDownloadURL(body, state, request) {
    const usable = state.caches
      .filter(({ done, version }) => done && version === body.version)
      .sort((a, b) => b.id - a.id);
    const key = String(body.key);
    const prefixes = [key, ...((body.restore_keys as string[] | undefined) ?? [])];
    const found =
      usable.find((entry) => entry.key === key) ??
      prefixes.map((prefix) => usable.find((entry) => entry.key.startsWith(prefix))).find((entry) => entry);
    if (found === undefined) return ok({ ok: false, signed_download_url: '', matched_key: '' });
    return ok({ ok: true, signed_download_url: blobUrl(found.blob, request), matched_key: found.key });
  },
};

const services: Record<string, Record<string, Method>> = {
  ArtifactService: artifactMethods,
  CacheService: cacheMethods,
};

export function handleTwirp(request: Request, state: GithubState): Answer {
  const match = /^\/twirp\/github\.actions\.results\.api\.v1\.(\w+)\/(\w+)$/.exec(request.path);
  const method = services[match?.[1] ?? '']?.[match?.[2] ?? ''];
  if (method === undefined) return failure(404, 'bad_route', request.path);
  if (!/^Bearer ey/.test(String(request.headers.authorization))) {
    return failure(401, 'unauthenticated', 'the runtime token is needed');
  }
  return method(bodyOf(request), state, request);
}
