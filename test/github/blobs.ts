import type { Answer, Request } from './router.ts';
import type { GithubState } from './state.ts';

/** Blob storage: block and whole uploads, downloads whole or by range. */

const error = (status: number, code: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml', 'x-ms-error-code': code },
  data: Buffer.from(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`),
});

const created = (): Answer => ({
  status: 201,
  headers: { etag: '"0x1"', 'last-modified': new Date().toUTCString() },
});

export function handleBlob(request: Request, state: GithubState): Answer {
  const blob = state.blobs.get(request.path);
  if (blob === undefined) return error(404, 'BlobNotFound');
  if (!request.query.has('sig')) return error(403, 'AuthenticationFailed');
  // Storage refuses a second credential beside the signature: a leaked token shows here.
  if (request.headers.authorization !== undefined) return error(400, 'InvalidAuthenticationInfo');
  if (request.method === 'PUT') {
    switch (request.query.get('comp')) {
      case 'block':
        blob.blocks.set(request.query.get('blockid') ?? '', request.body);
        return created();
      case 'blocklist': {
        const ids = [...request.body.toString('utf8').matchAll(/<Latest>([^<]+)<\/Latest>/g)];
        const parts = ids.map(([, id]) => blob.blocks.get(id ?? ''));
        if (parts.some((part) => part === undefined)) return error(400, 'InvalidBlockList');
        blob.data = Buffer.concat(parts.filter((part) => part !== undefined));
        return created();
      }
      default:
        if (request.headers['x-ms-blob-type'] !== 'BlockBlob') return error(400, 'InvalidHeaderValue');
        blob.data = request.body;
        return created();
    }
  }
  const headers = {
    'content-type': blob.type,
    etag: '"0x1"',
    'last-modified': new Date(0).toUTCString(),
    'accept-ranges': 'bytes',
    'x-ms-blob-type': 'BlockBlob',
  };
  const range = /^bytes=(\d+)-(\d*)$/.exec(
    String(request.headers['x-ms-range'] ?? request.headers.range ?? ''),
  );
  if (range === null) return { status: 200, headers, data: blob.data };
  const begin = Number(range[1]);
  const end = Math.min(range[2] === '' ? Number.POSITIVE_INFINITY : Number(range[2]), blob.data.length - 1);
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${begin}-${end}/${blob.data.length}` },
    data: blob.data.subarray(begin, end + 1),
  };
}
