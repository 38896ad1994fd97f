import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, 'main.ts');

/** Runs `hilbench platforms --json` in a shell, with its streams `redirected`. */
async function platforms(redirected: string): Promise<{ status: number; stderr: string }> {
  const script = `"$0" "$1" platforms --json ${redirected}`;
  const done = promisify(execFile)('bash', ['-c', `set -o pipefail; ${script}`, process.execPath, MAIN]);
  return done.then(
    ({ stderr }) => ({ status: 0, stderr }),
    (error: { code: number; stderr: string }) => ({ status: error.code, stderr: error.stderr }),
  );
}

describe('the command line', () => {
  it('ends well when nobody reads on', async () => {
    expect(await platforms('| true')).toEqual({ status: 0, stderr: '' });
    expect(await platforms('2>&1 >/dev/null | true')).toEqual({ status: 0, stderr: '' });
  });

  it.skipIf(!existsSync('/dev/full'))('says so when its output cannot be written', async () => {
    const { status, stderr } = await platforms('> /dev/full');
    expect(status).toBe(3);
    expect(stderr).toMatch(/Cannot write to stdout: ENOSPC.*\[OUTPUT_FAILED\]/);
    expect(stderr).not.toContain('    at ');
  });

  it('is not stopped by a full disk under its messages', async () => {
    const script = `"$0" "$1" platfroms 2> /dev/full`;
    const done = promisify(execFile)('bash', ['-c', script, process.execPath, MAIN]);
    await expect(done).rejects.toMatchObject({ code: 2 });
  });
});
