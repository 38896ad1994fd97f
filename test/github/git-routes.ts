import { bodyOf, notFound, ok, type Route, unprocessable } from './router.ts';

/** The Git Data API, and reading files by path. */

const GIT = '/repos/:owner/:repo/git';
const READ = ['contents=read'];
const WRITE = ['contents=write'];

interface TreeItem {
  readonly path: string;
  readonly sha: string | null;
}

export const gitRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: `${GIT}/ref/*ref`,
    needs: READ,
    handle: ({ params }, { git }) => {
      const sha = git.refs.get(params.ref ?? '');
      return sha === undefined ? notFound() : ok({ ref: `refs/${params.ref}`, object: { sha } });
    },
  },
  {
    method: 'POST',
    pattern: `${GIT}/refs`,
    needs: WRITE,
    handle: (request, { git }) => {
      const { ref, sha } = bodyOf(request);
      const name = String(ref).replace(/^refs\//, '');
      if (git.refs.has(name)) return unprocessable('Reference already exists');
      git.refs.set(name, String(sha));
      return ok({ ref, object: { sha } }, 201);
    },
  },
  {
    method: 'PATCH',
    pattern: `${GIT}/refs/*ref`,
    needs: WRITE,
    handle: (request, { git }) => {
      const name = request.params.ref ?? '';
      const { sha, force } = bodyOf(request);
      const current = git.refs.get(name);
      if (current === undefined) return unprocessable('Reference does not exist');
      if (force !== true && !git.isAncestor(current, String(sha))) {
        return unprocessable('Update is not a fast forward');
      }
      git.refs.set(name, String(sha));
      return ok({ ref: `refs/${name}`, object: { sha } });
    },
  },
  {
    method: 'GET',
    pattern: `${GIT}/commits/:sha`,
    needs: READ,
    handle: ({ params }, { git }) => {
      const commit = git.commits.get(params.sha ?? '');
      return commit === undefined ? notFound() : ok({ sha: params.sha, tree: { sha: commit.tree } });
    },
  },
  {
    method: 'POST',
    pattern: `${GIT}/commits`,
    needs: WRITE,
    handle: (request, { git }) => {
      const { tree, parents, message } = bodyOf(request);
      if (!git.trees.has(String(tree))) return unprocessable('Tree SHA does not exist');
      return ok({ sha: git.addCommit(String(tree), parents as string[], String(message)) }, 201);
    },
  },
  {
    method: 'GET',
    pattern: `${GIT}/trees/:sha`,
    needs: READ,
    handle: ({ params }, { git }) => {
      const tree = git.trees.get(params.sha ?? '');
      if (tree === undefined) return notFound();
      const files = [...tree].map(([path, sha]) => ({
        path,
        mode: '100644',
        type: 'blob',
        sha,
        size: git.blobs.get(sha)?.length ?? 0,
      }));
      const folders = new Set(files.flatMap(({ path }) => (path.includes('/') ? [path.split('/')[0]] : [])));
      const trees = [...folders].map((path) => ({ path, mode: '040000', type: 'tree', sha: params.sha }));
      return ok({ sha: params.sha, truncated: false, tree: [...trees, ...files] });
    },
  },
  {
    method: 'POST',
    pattern: `${GIT}/trees`,
    needs: WRITE,
    handle: (request, { git }) => {
      const { base_tree, tree } = bodyOf(request);
      const files = new Map(git.trees.get(String(base_tree)) ?? []);
      for (const item of tree as TreeItem[]) {
        if (item.sha === null) {
          if (!files.delete(item.path)) return unprocessable('GitRPC::BadObjectState');
        } else if (git.blobs.has(item.sha)) files.set(item.path, item.sha);
        else return unprocessable(`Blob ${item.sha} does not exist`);
      }
      return ok({ sha: git.addTree(files) }, 201);
    },
  },
  {
    method: 'POST',
    pattern: `${GIT}/blobs`,
    needs: WRITE,
    handle: (request, { git }) => {
      const { content, encoding } = bodyOf(request);
      const data = Buffer.from(String(content), encoding === 'base64' ? 'base64' : 'utf8');
      return ok({ sha: git.addBlob(data) }, 201);
    },
  },
  {
    method: 'GET',
    pattern: `${GIT}/blobs/:sha`,
    needs: READ,
    handle: ({ params, headers }, { git }) => {
      const data = git.blobs.get(params.sha ?? '');
      if (data === undefined) return notFound();
      if (String(headers.accept).includes('raw')) return { status: 200, data };
      return ok({ sha: params.sha, encoding: 'base64', content: data.toString('base64') });
    },
  },
  {
    method: 'GET',
    pattern: '/repos/:owner/:repo/contents/*path',
    needs: READ,
    handle: ({ params, query, headers }, { git, default_branch }) => {
      // Refs and shas of commits alike: tests put files of a commit under its sha.
      const ref = query.get('ref') ?? `heads/${default_branch}`;
      const text = git.files(ref).get(params.path ?? '');
      if (text === undefined) return notFound();
      const data = Buffer.from(text);
      if (String(headers.accept).includes('raw')) return { status: 200, data };
      return ok({ type: 'file', path: params.path, encoding: 'base64', content: data.toString('base64') });
    },
  },
];
