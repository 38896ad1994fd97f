import { bodyOf, notFound, ok, paged, type Route, unprocessable } from './router.ts';
import type { GithubState, Issue, Pull } from './state.ts';

/** Pull requests, issues, comments, checks, commits: what lives in the repository. */

const REPO = '/repos/:owner/:repo';
const COMMENTING = ['issues=write', 'pull_requests=write'];

export function pullJson(pull: Pull, state: GithubState): Record<string, unknown> {
  const base_repo = `${state.owner}/${state.repo}`;
  return {
    number: pull.number,
    state: pull.state,
    head: {
      sha: pull.head.sha,
      ref: pull.head.ref,
      repo: pull.head.repo === null ? null : { full_name: pull.head.repo },
    },
    base: { ...pull.base, repo: { full_name: base_repo, default_branch: state.default_branch } },
  };
}

function commentJson(comment: GithubState['comments'][number], state: GithubState): unknown {
  return {
    id: comment.id,
    body: comment.body,
    user: { login: comment.login },
    html_url: `https://github.com/${state.owner}/${state.repo}/pull/${comment.issue}#issuecomment-${comment.id}`,
  };
}

function issueJson(issue: Issue, state: GithubState): unknown {
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    user: { login: issue.login },
    labels: issue.labels.map((name) => ({ name })),
    html_url: `https://github.com/${state.owner}/${state.repo}/issues/${issue.number}`,
    ...(issue.pull_request ? { pull_request: {} } : {}),
  };
}

const commitJson = (commit: { sha: string; parents: string[] }): unknown => ({
  sha: commit.sha,
  parents: commit.parents.map((sha) => ({ sha })),
});

function ancestry(start: string, state: GithubState): string[] {
  const seen = new Set<string>();
  const open = [start];
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(state.commits.get(next)?.parents ?? []));
  }
  return [...seen];
}

function resolve(ref: string, state: GithubState): string | undefined {
  return state.commits.has(ref) ? ref : state.git.refs.get(`heads/${ref}`);
}

export const repositoryRoutes: readonly Route[] = [
  {
    method: 'GET',
    pattern: `${REPO}/pulls/:number`,
    handle: ({ params }, state) => {
      const pull = state.pulls.get(Number(params.number));
      return pull === undefined ? notFound() : ok(pullJson(pull, state));
    },
  },
  {
    method: 'GET',
    pattern: `${REPO}/pulls`,
    handle: (request, state) => {
      const head = request.query.get('head');
      const found = [...state.pulls.values()]
        .filter((pull) => pull.state === (request.query.get('state') ?? 'open'))
        .filter((pull) => head === null || `${pull.head.repo?.split('/')[0]}:${pull.head.ref}` === head);
      return paged(
        request,
        found.map((pull) => pullJson(pull, state)),
      );
    },
  },
  {
    method: 'GET',
    pattern: `${REPO}/issues/:number/comments`,
    handle: (request, state) => {
      const all = state.comments.filter(({ issue }) => issue === Number(request.params.number));
      return paged(
        request,
        all.map((comment) => commentJson(comment, state)),
      );
    },
  },
  {
    method: 'POST',
    pattern: `${REPO}/issues/:number/comments`,
    needs: COMMENTING,
    handle: (request, state) => {
      const body = String(bodyOf(request).body);
      if (body.length > 65_536) return unprocessable('Body is too long (maximum is 65536 characters)');
      const id = state.next_id++;
      const comment = { id, issue: Number(request.params.number), body, login: state.login };
      state.comments.push(comment);
      return ok(commentJson(comment, state), 201);
    },
  },
  {
    method: 'GET',
    pattern: `${REPO}/issues/comments/:id`,
    handle: ({ params }, state) => {
      const comment = state.comments.find(({ id }) => id === Number(params.id));
      return comment === undefined ? notFound() : ok(commentJson(comment, state));
    },
  },
  {
    method: 'PATCH',
    pattern: `${REPO}/issues/comments/:id`,
    needs: COMMENTING,
    handle: (request, state) => {
      const comment = state.comments.find(({ id }) => id === Number(request.params.id));
      if (comment === undefined) return notFound();
      const body = String(bodyOf(request).body);
      if (body.length > 65_536) return unprocessable('Body is too long (maximum is 65536 characters)');
      comment.body = body;
      return ok(commentJson(comment, state));
    },
  },
  {
    method: 'DELETE',
    pattern: `${REPO}/issues/comments/:id`,
    needs: COMMENTING,
    handle: ({ params }, state) => {
      const index = state.comments.findIndex(({ id }) => id === Number(params.id));
      if (index < 0) return notFound();
      state.comments.splice(index, 1);
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    pattern: `${REPO}/issues`,
    handle: (request, state) => {
      const labels = (request.query.get('labels') ?? '').split(',').filter((label) => label !== '');
      const found = state.issues
        .filter((issue) => issue.state === (request.query.get('state') ?? 'open'))
        .filter((issue) => labels.every((label) => issue.labels.includes(label)));
      return paged(
        request,
        found.map((issue) => issueJson(issue, state)),
      );
    },
  },
  {
    method: 'POST',
    pattern: `${REPO}/issues`,
    needs: ['issues=write'],
    handle: (request, state) => {
      const { title, body, labels } = bodyOf(request);
      const issue: Issue = {
        number: state.next_id++,
        title: String(title),
        body: String(body),
        state: 'open',
        labels: labels as string[],
        login: state.login,
        pull_request: false,
      };
      state.issues.push(issue);
      return ok(issueJson(issue, state), 201);
    },
  },
  {
    method: 'PATCH',
    pattern: `${REPO}/issues/:number`,
    needs: ['issues=write'],
    handle: (request, state) => {
      const issue = state.issues.find(({ number }) => number === Number(request.params.number));
      if (issue === undefined) return notFound();
      const { title, body, state: next } = bodyOf(request);
      if (typeof title === 'string') issue.title = title;
      if (typeof body === 'string') issue.body = body;
      if (next === 'open' || next === 'closed') issue.state = next;
      return ok(issueJson(issue, state));
    },
  },
  {
    method: 'GET',
    pattern: `${REPO}/compare/:range`,
    needs: ['contents=read'],
    handle: ({ params }, state) => {
      const [base, head] = (params.range ?? '').split('...').map((ref) => resolve(ref, state));
      if (base === undefined || head === undefined) return notFound();
      const reachable = new Set(ancestry(base, state));
      const found = ancestry(head, state).find((commit) => reachable.has(commit));
      return found === undefined ? notFound() : ok({ merge_base_commit: { sha: found } });
    },
  },
  {
    method: 'GET',
    pattern: `${REPO}/commits`,
    needs: ['contents=read'],
    handle: (request, state) => {
      const start = resolve(request.query.get('sha') ?? state.default_branch, state);
      if (start === undefined) return notFound();
      const commits = ancestry(start, state).flatMap((sha) => state.commits.get(sha) ?? []);
      return paged(request, commits.map(commitJson));
    },
  },
  {
    method: 'GET',
    pattern: `${REPO}/commits/:sha`,
    needs: ['contents=read'],
    handle: ({ params }, state) => {
      const commit = state.commits.get(params.sha ?? '');
      return commit === undefined ? notFound() : ok(commitJson(commit));
    },
  },
  {
    method: 'GET',
    pattern: `${REPO}/commits/:sha/check-runs`,
    needs: ['checks=read'],
    handle: (request, state) => {
      const name = request.query.get('check_name');
      const found = state.checks
        .filter((check) => check.head_sha === request.params.sha)
        .filter((check) => name === null || check.name === name)
        .map((check) => ({ ...check, app: { slug: check.app }, html_url: null }));
      return paged(request, found, (check_runs) => ({ total_count: found.length, check_runs }));
    },
  },
  {
    method: 'POST',
    pattern: `${REPO}/check-runs`,
    needs: ['checks=write'],
    handle: (request, state) => {
      const { name, head_sha, conclusion, output } = bodyOf(request);
      const id = state.next_id++;
      const check = { id, name: String(name), head_sha: String(head_sha), conclusion: String(conclusion) };
      state.checks.push({ ...check, output, app: 'github-actions' });
      return ok({ ...check, html_url: `https://github.com/${state.owner}/${state.repo}/runs/${id}` }, 201);
    },
  },
  {
    method: 'PATCH',
    pattern: `${REPO}/check-runs/:id`,
    needs: ['checks=write'],
    handle: (request, state) => {
      const check = state.checks.find(({ id }) => id === Number(request.params.id));
      if (check === undefined) return notFound();
      const { conclusion, output } = bodyOf(request);
      check.conclusion = String(conclusion);
      check.output = output;
      return ok({ id: check.id, name: check.name, head_sha: check.head_sha, html_url: null });
    },
  },
];
