import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NUMPY_PYTHON } from '../helpers/python.ts';

test.skipIf(NUMPY_PYTHON === undefined)(
  'what the bridge gives out of signals with losses is what all of them cover (needs python3 with numpy)',
  { timeout: 60_000 },
  () => {
    const script = join(import.meta.dirname, 'recording_fuzz.py');
    const { status, stdout, stderr } = spawnSync(NUMPY_PYTHON ?? '', [script, '400'], { encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    expect(Number(stdout), 'samples given out').toBeGreaterThan(10_000);
  },
);
