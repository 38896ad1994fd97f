import { execa } from 'execa';
import { throwIfAborted } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';

/** As large as the largest model that is read. */
const MAX_BLOB_BYTES = 1024 ** 3;
const GIT_TIMEOUT_MS = 120_000;
const LFS_POINTER = 'version https://git-lfs.github.com/spec/';
const SHA = /^[0-9a-f]{40}$/;

/** The git repository of the workspace, read only. Arguments are never taken for options or ranges. */
export class Git {
  readonly #workspace: string;
  readonly #env: Readonly<Record<string, string>>;
  readonly #signal: AbortSignal;

  /** @param env of the child processes; must hold no token */
  constructor(workspace: string, env: Readonly<Record<string, string>>, signal: AbortSignal) {
    this.#workspace = workspace;
    this.#env = env;
    this.#signal = signal;
  }

  /** The commit that `revision` names, fetched when the checkout does not have it; undefined when nobody has. */
  async commit(revision: string): Promise<string | undefined> {
    const here = await this.#resolve(revision);
    if (here !== undefined) return here;
    const fetched = await this.#run([
      'fetch',
      '--quiet',
      '--depth=1',
      '--no-tags',
      '--end-of-options',
      'origin',
      revision,
    ]);
    return fetched.exitCode === 0
      ? ((await this.#resolve(revision)) ?? (await this.#resolve('FETCH_HEAD')))
      : undefined;
  }

  /** The parents of what is checked out, first to last; empty where there is no repository. */
  async parents(): Promise<readonly string[]> {
    // Not by revision: a shallow checkout hides parents there.
    const { exitCode, stdout } = await this.#run(['cat-file', 'commit', 'HEAD']);
    const [head = ''] = Buffer.from(stdout).toString('utf8').split('\n\n', 1);
    return exitCode === 0 ? [...head.matchAll(/^parent ([0-9a-f]{40})$/gm)].map(([, sha = '']) => sha) : [];
  }

  /** Where `head` left `base`; undefined where the checkout holds too little to be sure. */
  async mergeBase(base: string, head: string): Promise<string | undefined> {
    const shallow = await this.#run(['rev-parse', '--is-shallow-repository']);
    if (Buffer.from(shallow.stdout).toString('utf8').trim() !== 'false') return undefined;
    const [a, b] = [await this.#resolve(base), await this.#resolve(head)];
    if (a === undefined || b === undefined) return undefined;
    const { exitCode, stdout } = await this.#run(['merge-base', a, b]);
    const sha = Buffer.from(stdout).toString('utf8').trim();
    return exitCode === 0 && SHA.test(sha) ? sha : undefined;
  }

  /**
   * The bytes of a file at a commit; undefined when the commit does not have it.
   *
   * @throws {HilbenchError} `GIT_LFS` when it is a pointer whose content cannot be had
   */
  async show(sha: string, path: string): Promise<Uint8Array | undefined> {
    if (!SHA.test(sha)) throw new Error(`not a commit: ${sha}`);
    const { exitCode, stdout } = await this.#run(['cat-file', 'blob', `${sha}:${path}`]);
    if (exitCode !== 0) return undefined;
    if (!Buffer.from(stdout.subarray(0, LFS_POINTER.length)).equals(Buffer.from(LFS_POINTER))) return stdout;
    const smudged = await this.#run(['lfs', 'smudge', '--', path], stdout);
    if (smudged.exitCode === 0) return smudged.stdout;
    throw new HilbenchError({
      kind: 'bench',
      code: 'GIT_LFS',
      message: `${path} at ${sha.slice(0, 12)} is a Git LFS pointer, and git lfs could not get its content.`,
      hint: 'Install git-lfs on the runner and set "lfs: true" in the checkout step, or use "compare: stored".',
      detail: smudged.stderr,
    });
  }

  async #resolve(revision: string): Promise<string | undefined> {
    const { exitCode, stdout } = await this.#run([
      'rev-parse',
      '--verify',
      '--quiet',
      '--end-of-options',
      `${revision}^{commit}`,
    ]);
    const sha = Buffer.from(stdout).toString('utf8').trim();
    return exitCode === 0 && SHA.test(sha) ? sha : undefined;
  }

  async #run(args: readonly string[], input?: Uint8Array) {
    throwIfAborted(this.#signal);
    // In a container the checkout belongs to another user, which is no reason for Git to refuse it.
    const settings = ['core.hooksPath=/dev/null', `safe.directory=${this.#workspace}`];
    const options = settings.flatMap((setting) => ['-c', setting]);
    const done = await execa('git', [...options, ...args], {
      cwd: this.#workspace,
      env: { ...this.#env, GIT_TERMINAL_PROMPT: '0' },
      extendEnv: false,
      reject: false,
      encoding: 'buffer',
      maxBuffer: MAX_BLOB_BYTES,
      timeout: GIT_TIMEOUT_MS,
      cancelSignal: this.#signal,
      ...(input === undefined ? { stdin: 'ignore' as const } : { input }),
    });
    throwIfAborted(this.#signal);
    return {
      exitCode: done.exitCode,
      stdout: new Uint8Array(done.stdout),
      stderr: Buffer.from(done.stderr).toString('utf8'),
    };
  }
}
