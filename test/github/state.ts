import { createHash } from 'node:crypto';

/** What the stand-in remembers; tests read and write it freely. */
export interface GithubState {
  owner: string;
  repo: string;
  token: string;
  /** Under which `token` writes. */
  login: string;
  default_branch: string;
  /** `pull_requests=write`, as GitHub names them; what needs one of them is answered with 403. */
  denied: Set<string>;
  pulls: Map<number, Pull>;
  commits: Map<string, { sha: string; parents: string[] }>;
  runs: Run[];
  artifacts: Artifact[];
  issues: Issue[];
  comments: Comment[];
  checks: Check[];
  caches: CacheEntry[];
  git: GitStore;
  /** Uploaded bytes by path: whole files, and blocks that wait for their list. */
  blobs: Map<string, { data: Buffer; blocks: Map<string, Buffer>; type: string }>;
  next_id: number;
}

export interface Pull {
  number: number;
  state: 'open' | 'closed';
  head: { sha: string; ref: string; repo: string | null };
  base: { sha: string; ref: string };
}

export interface Run {
  id: number;
  head_sha: string;
  event: string;
  conclusion: string | null;
  head_repository: string;
}

export interface Artifact {
  id: number;
  run_id: number;
  name: string;
  data: Buffer;
  expired: boolean;
  created_at: string;
  /** False between creation and the end of the upload. */
  done: boolean;
  blob?: string;
}

export interface Issue {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  labels: string[];
  login: string;
  pull_request: boolean;
}

export interface Comment {
  id: number;
  issue: number;
  body: string;
  login: string;
}

export interface Check {
  id: number;
  name: string;
  head_sha: string;
  conclusion: string;
  output: unknown;
  app: string;
}

export interface CacheEntry {
  key: string;
  version: string;
  blob: string;
  done: boolean;
  id: number;
}

/** A commit's sha for a name, so that tests can speak of commits by name. */
export function sha(name: string): string {
  return createHash('sha1').update(name).digest('hex');
}

/** Git objects by hash; a tree holds whole paths. */
export class GitStore {
  readonly blobs = new Map<string, Buffer>();
  readonly trees = new Map<string, Map<string, string>>();
  readonly commits = new Map<string, { tree: string; parents: string[]; message: string }>();
  readonly refs = new Map<string, string>();

  addBlob(data: Buffer): string {
    const id = createHash('sha1').update('blob').update(data).digest('hex');
    this.blobs.set(id, data);
    return id;
  }

  addTree(files: Map<string, string>): string {
    const id = sha(`tree ${JSON.stringify([...files].sort())}`);
    this.trees.set(id, files);
    return id;
  }

  addCommit(tree: string, parents: string[], message: string): string {
    const id = sha(`commit ${tree} ${parents.join(' ')} ${message} ${this.commits.size}`);
    this.commits.set(id, { tree, parents, message });
    return id;
  }

  isAncestor(ancestor: string, of: string): boolean {
    if (ancestor === of) return true;
    return (this.commits.get(of)?.parents ?? []).some((parent) => this.isAncestor(ancestor, parent));
  }

  /** Files of a branch as text. */
  files(ref: string): Map<string, string> {
    const commit = this.commits.get(this.refs.get(ref) ?? '');
    const tree = this.trees.get(commit?.tree ?? '') ?? new Map<string, string>();
    return new Map([...tree].map(([path, blob]) => [path, this.blobs.get(blob)?.toString('utf8') ?? '']));
  }

  /** Commits one more file to a branch, as another job would. */
  write(ref: string, path: string, text: string): void {
    const head = this.refs.get(ref);
    const files = new Map(this.trees.get(this.commits.get(head ?? '')?.tree ?? '') ?? []);
    files.set(path, this.addBlob(Buffer.from(text)));
    const tree = this.addTree(files);
    this.refs.set(ref, this.addCommit(tree, head === undefined ? [] : [head], `write ${path}`));
  }
}

export function createState(
  options: Partial<Pick<GithubState, 'owner' | 'repo' | 'token' | 'login'>>,
): GithubState {
  return {
    owner: options.owner ?? 'acme',
    repo: options.repo ?? 'models',
    token: options.token ?? 'ghs_0123456789abcdefghijklmnopqrstuvwxyzAB',
    login: options.login ?? 'github-actions[bot]',
    default_branch: 'main',
    denied: new Set(),
    pulls: new Map(),
    commits: new Map(),
    runs: [],
    artifacts: [],
    issues: [],
    comments: [],
    checks: [],
    caches: [],
    git: new GitStore(),
    blobs: new Map(),
    next_id: 1000,
  };
}
