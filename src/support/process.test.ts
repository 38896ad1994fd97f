import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { HilbenchError } from './errors.ts';
import { howEnded, runProcess } from './process.ts';

const failure = (code: string) => new HilbenchError({ kind: 'bench', code, message: code, hint: code });

function sh(script: string, changes: { timeout_ms?: number; signal?: AbortSignal; file?: string } = {}) {
  return runProcess({
    file: '/bin/sh',
    args: ['-c', script],
    cwd: tmpdir(),
    env: { PATH: process.env.PATH ?? '' },
    timeout_ms: 60_000,
    signal: new AbortController().signal,
    onTimeout: () => failure('LATE'),
    onCannotStart: () => failure('ABSENT'),
    ...changes,
  });
}

describe('a process', () => {
  it('has its streams apart and together, and its status', async () => {
    const { exit_code, stdout, stderr, output } = await sh('echo out; echo err >&2; exit 3');
    expect({ exit_code, stdout, stderr }).toEqual({ exit_code: 3, stdout: 'out\n', stderr: 'err\n' });
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
    expect(howEnded(exit_code)).toBe('ended with exit status 3');
    expect(howEnded((await sh('kill -9 $$')).exit_code)).toBe('was ended by a signal');
  });

  it('may print any amount: the end is kept', async () => {
    const { exit_code, stdout } = await sh('yes word | head -c 5000000; echo the end');
    expect(exit_code).toBe(0);
    expect(stdout).toHaveLength(1_000_000);
    expect(stdout.endsWith('the end\n')).toBe(true);
  });

  it('is not waited for when what it left in another session keeps its streams', async () => {
    const { stdout } = await sh('setsid sleep 20 & echo done');
    expect(stdout).toBe('done\n');
  }, 15_000);

  it('takes its group down at the deadline, on cancellation and at its end', async () => {
    await expect(sh('sleep 600 & wait', { timeout_ms: 200 })).rejects.toMatchObject({ code: 'LATE' });
    const stop = new AbortController();
    const running = sh('sleep 600 & wait', { signal: stop.signal });
    stop.abort();
    await expect(running).rejects.toMatchObject({ code: 'CANCELLED' });
    expect((await sh('sleep 600 & echo left')).stdout).toBe('left\n');
  });

  it('that cannot be started says so', async () => {
    await expect(sh('', { file: '/nowhere/tool' })).rejects.toMatchObject({ code: 'ABSENT' });
  });
});
