import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../../src/support/find-program.ts';
import { ROOT } from './cli.ts';

/** The C compiler of this machine; without it the drivers of counters cannot run here. */
export const MODEL_CC = findProgram('cc', process.env);

const FIRMWARE = join(ROOT, 'templates', 'firmware');
export const DRIVER_DIR = join(FIRMWARE, 'pmu');
export const DRIVER_FLAGS = [
  ...['-std=c11', '-O2', '-Wall', '-Wextra', '-Werror'],
  ...[`-I${DRIVER_DIR}`, `-I${join(FIRMWARE, 'common')}`],
];

let built: string | undefined;

function program(): string {
  if (built !== undefined) return built;
  const path = join(mkdtempSync(join(tmpdir(), 'register-model-')), 'model');
  const sources = [
    ...['register_model.c', 'register_commands.c'].map((name) => join(ROOT, 'test', 'firmware', name)),
    ...['hb_pmu_v81m.c', 'hb_dwt.c'].map((name) => join(DRIVER_DIR, name)),
  ];
  execFileSync(MODEL_CC ?? 'cc', [...DRIVER_FLAGS, '-DHB_REGISTERS_MODEL', ...sources, '-o', path]);
  built = path;
  return path;
}

/** Runs the drivers on the registers of test/firmware/register_commands.c: the answer to each command; numbers in hex. */
export function onRegisters(...commands: readonly string[]): string[] {
  const output = execFileSync(program(), {
    input: `${commands.join('\n')}\n`,
    encoding: 'utf8',
    timeout: 10_000,
  });
  return output.split('\n').slice(0, -1);
}

/** The last answer. */
export function finallyOnRegisters(...commands: readonly string[]): string | undefined {
  return onRegisters(...commands).at(-1);
}
