import { notFound, ok, paged, type Route } from './router.ts';
import type { Artifact, GithubState } from './state.ts';

/** Runs and artifacts as REST shows them, and who the token belongs to. */

const ACTIONS = '/repos/:owner/:repo/actions';
const READ = ['actions=read'];

function artifactJson(artifact: Artifact, state: GithubState): unknown {
  const run = state.runs.find(({ id }) => id === artifact.run_id);
  return {
    id: artifact.id,
    name: artifact.name,
    size_in_bytes: artifact.data.length,
    expired: artifact.expired,
    created_at: artifact.created_at,
    workflow_run: { id: artifact.run_id, head_sha: run?.head_sha ?? '' },
  };
}

export const actionsRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: `${ACTIONS}/runs`,
    needs: READ,
    handle: (request, state) => {
      const wanted = (name: string, value: string): boolean => {
        const asked = request.query.get(name);
        return asked === null || asked === value;
      };
      const found = state.runs
        .filter((run) => wanted('head_sha', run.head_sha) && wanted('event', run.event))
        .filter((run) => wanted('status', run.conclusion ?? ''))
        .map((run) => ({ ...run, head_repository: { full_name: run.head_repository } }));
      return paged(request, found, (workflow_runs) => ({ total_count: found.length, workflow_runs }));
    },
  },
  {
    method: 'GET',
    pattern: `${ACTIONS}/runs/:run/artifacts`,
    needs: READ,
    handle: (request, state) => {
      const name = request.query.get('name');
      const found = state.artifacts
        .filter(({ run_id, done }) => done && run_id === Number(request.params.run))
        .filter((artifact) => name === null || artifact.name === name)
        .map((artifact) => artifactJson(artifact, state));
      return paged(request, found, (artifacts) => ({ total_count: found.length, artifacts }));
    },
  },
  {
    method: 'GET',
    pattern: `${ACTIONS}/artifacts/:id/zip`,
    needs: READ,
    handle: (request, state) => {
      const artifact = state.artifacts.find(({ id }) => id === Number(request.params.id));
      if (artifact === undefined) return notFound();
      if (artifact.expired) return { status: 410, json: { message: 'Artifact has expired' } };
      const path = `/account/artifacts/${artifact.id}.zip`;
      state.blobs.set(path, { data: artifact.data, blocks: new Map(), type: 'application/zip' });
      const { port } = new URL(request.origin);
      return { status: 302, headers: { location: `http://localhost:${port}${path}?sig=${artifact.id}` } };
    },
  },
  {
    method: 'POST',
    pattern: '/graphql',
    handle: (_, state) => ok({ data: { viewer: { login: state.login } } }),
  },
];
