import { resolve } from 'node:path';
import { benchPathOf } from '../../app/bench-path.ts';
import { createInstruments } from '../../app/instruments.ts';
import type { Paths } from '../../app/paths.ts';
import { diagnose, type Finding } from '../../bench/doctor.ts';
import { loadPlatformFolders } from '../../platform/load.ts';
import { plainText } from '../../support/text.ts';
import type { Output } from '../output.ts';

const EXIT_BENCH_FAILED = 3;
const WORDS: Readonly<Record<Finding['status'], string>> = { ok: 'ok  ', warn: 'WARN', fail: 'FAIL' };

function findingText({ status, id, message, fix }: Finding): string {
  const line = `${WORDS[status]}  ${id}: ${plainText(message, 400)}`;
  return fix === undefined ? line : `${line}\n      → ${plainText(fix, 400)}`;
}

export interface DoctorOptions {
  readonly bench?: string;
  readonly board?: string;
}

export interface DoctorSurroundings {
  readonly paths: Paths;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly output: Output;
}

/** `hilbench doctor`: what a run needs of this machine. @returns exit status 0, or 3 when something fails */
export async function doctorCommand(
  options: DoctorOptions,
  { paths, env, cwd, output }: DoctorSurroundings,
  signal: AbortSignal,
): Promise<number> {
  const { bench, board } = options;
  const findings = await diagnose({
    env,
    bench: {
      path: benchPathOf(env, bench === undefined ? undefined : resolve(cwd, bench)),
      platforms: loadPlatformFolders(paths.platforms),
    },
    ...(board === undefined ? {} : { board }),
    cacheDir: paths.images,
    leaseDir: paths.leases,
    runtimeDir: paths.runtime,
    node_version: process.versions.node,
    ...createInstruments(paths, env),
    signal,
  });
  const failed = findings.some(({ status }) => status === 'fail');
  const verdict = failed
    ? 'Something a run needs is missing: see above.'
    : board === undefined
      ? 'A run on an emulated board will work here.'
      : `A run on ${plainText(board, 64)} will work here.`;
  output.result(findings, () => `${findings.map(findingText).join('\n')}\n\n${verdict}\n`);
  return failed ? EXIT_BENCH_FAILED : 0;
}
