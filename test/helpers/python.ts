import { spawnSync } from 'node:child_process';

/** Debian's, where another Python stands before it on PATH without the packages of Debian. */
const CANDIDATES = ['python3', '/usr/bin/python3'];

const canImport = (python: string, module: string): boolean =>
  spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore' }).status === 0;

/** A Python with numpy, which the bridge to a Joulescope takes beside the vendor's driver; undefined: there is none. */
export const NUMPY_PYTHON: string | undefined = CANDIDATES.find((python) => canImport(python, 'numpy'));

/** A Python with the vendor's driver. */
export const JOULESCOPE_PYTHON: string | undefined = CANDIDATES.find((python) =>
  canImport(python, 'pyjoulescope_driver'),
);

if (NUMPY_PYTHON === undefined && process.env.HILBENCH_REQUIRE_ALL === '1') {
  throw new Error('No python3 has numpy, and HILBENCH_REQUIRE_ALL=1 allows no skipped test.');
}
