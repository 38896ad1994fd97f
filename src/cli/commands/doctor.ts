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

/** What the findings mean for who wants to run something here. */
function verdict(findings: readonly Finding[], board: string | undefined): string {
  const having = (status: Finding['status']) =>
    findings.filter((finding) => finding.status === status).map(({ id }) => id);
  const failing = having('fail');
  if (failing.length > 0) {
    return `${failing.length} of ${findings.length} checks failed: ${failing.join(', ')}. The arrows say what to do.`;
  }
  const warned = new Set(having('warn'));
  if (board === undefined) {
    return warned.has('emulator') || warned.has('qemu')
      ? 'Nothing failed, but emulated boards do not work here.'
      : 'A run on an emulated board will work here.';
  }
  const name = plainText(board, 64);
  if (warned.has('board-port')) return `${name} is in use and was not tried.`;
  return warned.has(`quarantine:${board}`)
    ? `Nothing is in the way of a run on ${name} but its quarantine.`
    : `Nothing is in the way of a run on ${name}.`;
}

/** `hilbench doctor`: what a run needs of this machine. @returns exit status 0, or 3 when something fails */
export async function doctorCommand(
  options: DoctorOptions,
  { paths, env, cwd, output }: DoctorSurroundings,
  signal: AbortSignal,
): Promise<number> {
  const { bench, board } = options;
  const findings = await diagnose(
    {
      ...{ env, cwd },
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
    },
    (finding) => output.say(`${findingText(finding)}\n`),
  );
  output.result(findings, () => `\n${verdict(findings, board)}\n`);
  return findings.some(({ status }) => status === 'fail') ? EXIT_BENCH_FAILED : 0;
}
