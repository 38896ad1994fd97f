import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Discover } from '../../bench/discovery.ts';
import { proposeBenchFile } from '../../bench/propose.ts';
import { findPlatform } from '../../platform/load.ts';
import type { Platform } from '../../platform/types.ts';
import { HilbenchError } from '../../support/errors.ts';
import { fileError } from '../../support/files.ts';
import { systemErrorCode } from '../../support/system.ts';
import type { Output } from '../output.ts';

/** Where a proposal goes. */
export interface InitTarget {
  /** Absolute. */
  readonly path: string;
  readonly write: boolean;
  /** Of every board; absent: left for a person to choose. */
  readonly platform?: string;
}

/**
 * `hilbench boards init`: a bench.yml for what is plugged in. Prints it; writes it when told to, never over a file.
 *
 * @throws {HilbenchError} `BENCH_FILE_EXISTS`, those of `siliconPlatform` (kind `input`), and those of a file that cannot be written
 */
export async function boardsInitCommand(
  platforms: readonly Platform[],
  discover: Discover,
  target: InitTarget,
  output: Output,
  signal: AbortSignal,
): Promise<void> {
  const { path, write } = target;
  const platform = target.platform === undefined ? undefined : siliconPlatform(platforms, target.platform);
  const seen = await discover(signal);
  const text = proposeBenchFile(seen, platforms, platform);
  if (write) await create(path, text);
  const { probes, ports, joulescopes, probe_problem } = seen;
  const problems = [...seen.problems, ...(probe_problem === undefined ? [] : [probe_problem])];
  const next =
    platform === undefined && probes.length > 0 ? 'choose the platform of each board there, then ' : '';
  const said = write
    ? `Written to ${path}: ${next}try \`hilbench boards\`.`
    : `Nothing is written: --write puts this into ${path}.`;
  output.result({ path, written: write, text, probes, ports, joulescopes, problems }, () =>
    write ? `${said}\n` : `${text}\n${said}\n`,
  );
}

/** @throws {HilbenchError} `PLATFORM_UNKNOWN`, `BENCH_EMULATED_PLATFORM` (kind `input`) */
function siliconPlatform(platforms: readonly Platform[], name: string): Platform {
  const platform = findPlatform(platforms, name);
  if (!platform.emulated) return platform;
  throw new HilbenchError({
    kind: 'input',
    code: 'BENCH_EMULATED_PLATFORM',
    message: `${name} is emulated: its boards are there without a bench.yml.`,
    hint: 'Give --platform one of silicon; `hilbench platforms` lists them.',
  });
}

async function create(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text, { flag: 'wx' });
  } catch (cause) {
    if (systemErrorCode(cause) !== 'EEXIST') throw fileError(cause, 'write', path);
    throw new HilbenchError({
      kind: 'input',
      code: 'BENCH_FILE_EXISTS',
      message: `${path} is there already, and is not overwritten.`,
      hint: 'Compare it with the proposal that is printed without --write, or name another file with --out.',
      cause,
    });
  }
}
