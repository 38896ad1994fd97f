import type { Platform } from '../../platform/types.ts';
import { HilbenchError } from '../../support/errors.ts';
import type { Environment } from '../../support/find-program.ts';
import { howEnded, runProcess } from '../../support/process.ts';
import { plainText } from '../../support/text.ts';
import type { BenchFile, BenchPath } from '../bench-file.ts';
import type { ScanJoulescopes } from '../discovery.ts';
import type { ListPorts } from '../ports.ts';
import type { BoardMonitor } from '../types.ts';

export interface Finding {
  /** Stable, for machines: `node`, `compiler`, `qemu`, … */
  readonly id: string;
  readonly status: 'ok' | 'warn' | 'fail';
  /** What was found, with versions and paths. */
  readonly message: string;
  /** What to do about it, as an instruction. Absent when all is well. */
  readonly fix?: string;
}

export interface DoctorDeps {
  readonly env: Environment;
  /** Where images and compiler versions are kept. */
  readonly cacheDir: string;
  readonly leaseDir: string;
  readonly runtimeDir: string;
  /** Of the Node.js that runs this: `process.versions.node`. */
  readonly node_version: string;
  readonly signal: AbortSignal;
  /** Where bench.yml is, and the platforms its boards may be of; absent: there are no boards of silicon. */
  readonly bench?: { readonly path: BenchPath; readonly platforms: readonly Platform[] };
  /** Where a run would look for a checkout of neuralSPOT. Absolute; default: the working folder. */
  readonly cwd?: string;
  /** A board of bench.yml to look at closely. */
  readonly board?: string;
  /** Default: those of this host. */
  readonly listPorts?: ListPorts;
  /** Absent: nobody looks for them. */
  readonly scanJoulescopes?: ScanJoulescopes;
  /** Opens the instrument of a board as a run does. Absent: it is only looked whether it is attached. */
  readonly openInstrument?: (
    board: BoardMonitor,
    signal: AbortSignal,
  ) => Promise<AsyncDisposable & { readonly name: string; readonly about?: string }>;
  /** Where rules of udev lie; default: the usual folders. */
  readonly udevDirs?: readonly string[];
}

/** What the checks know of the bench. */
export interface BenchSeen {
  readonly file: BenchFile;
  readonly platforms: readonly Platform[];
}

export const TOOL_TIMEOUT_MS = 10_000;

/** A finding for what was thrown; errors of ours say themselves how they are mended. */
export function failed(id: string, error: unknown, fix: string): Finding {
  if (error instanceof HilbenchError) return { id, status: 'fail', message: error.message, fix: error.hint };
  return {
    id,
    status: 'fail',
    message: plainText(error instanceof Error ? error.message : String(error), 400),
    fix,
  };
}

/**
 * What a tool prints on stdout.
 *
 * @throws {HilbenchError} `DOCTOR_TOOL_HUNG`, `DOCTOR_TOOL_FAILED` (kind `bench`), also for an exit status that is
 *   not 0; `CANCELLED`
 */
export async function toolOutput(
  path: string,
  args: readonly string[],
  { env, signal }: Pick<DoctorDeps, 'env' | 'signal'>,
): Promise<string> {
  const told = (code: string, what: string, cause?: unknown): HilbenchError =>
    new HilbenchError({
      kind: 'bench',
      code,
      message: plainText(`${path} ${what}.`, 400),
      hint: `Start it by hand to see why: ${[path, ...args].join(' ')}`,
      ...(cause === undefined ? {} : { cause }),
    });
  const done = await runProcess({
    ...{ file: path, args, cwd: process.cwd(), signal, timeout_ms: TOOL_TIMEOUT_MS },
    env: Object.fromEntries(
      Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ),
    onTimeout: () => told('DOCTOR_TOOL_HUNG', `did not end within ${TOOL_TIMEOUT_MS / 1000} s`),
    onCannotStart: (cause) =>
      told(
        'DOCTOR_TOOL_FAILED',
        `cannot be started (${cause instanceof Error ? cause.message : cause})`,
        cause,
      ),
  });
  if (done.exit_code === 0) return done.stdout;
  const how = howEnded(done.exit_code);
  const said = done.output.trim().split('\n').at(-1) ?? '';
  throw told('DOCTOR_TOOL_FAILED', said === '' ? how : `${how}: ${said}`);
}

/** Whether `version` (for example `7.2.22`) is at least `[major, minor]`. */
export function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [haveMajor = 0, haveMinor = 0] = version.split('.').map(Number);
  return haveMajor > major || (haveMajor === major && haveMinor >= minor);
}
