import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, link, mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { PowerResult, RunResult } from '../result/schema.ts';
import { HilbenchError } from '../support/errors.ts';
import { fileError } from '../support/files.ts';
import { systemErrorCode } from '../support/system.ts';
import { plainText } from '../support/text.ts';

/** The header of ns_autodeploy's result log, so that both tools can write to one file. */
export const RESULT_LOG_HEADER =
  'Model Filename, Platform, Compiler, TF Version, Model Size (KB), Arena Size (KB), Model Location, ' +
  'Arena Location, Est MACs, HP(ms), HP(uJ), HP(mW), LP(ms), LP(uJ), LP(mW), AOT HP(ms), AOT HP(uJ), ' +
  'AOT HP(mW), AOT LP(ms), AOT LP(uJ), AOT LP(mW), AOT Version, TFLM ROM (KB), TFLM RAM (KB), ' +
  'AOT ROM (KB), AOT RAM (KB), AS Version, Date Run, ID';

export interface ResultLogLine {
  /** `--run-log-id`; absent: the run has none. */
  readonly id?: string;
  /** Version of AmbiqSuite, where the platform has one. */
  readonly ambiqsuite?: string;
}

/**
 * A run as one line of the log, newline included. What was not measured is empty; energy from a model says
 * `(modelled)` behind every number. An engine that compiles ahead of time fills the columns named AOT; with a second
 * pass they are the pass's, and the main engine has the others whatever it is.
 */
export function resultLogLine(result: RunResult, { id, ambiqsuite }: ResultLogLine = {}): string {
  const { model, platform, toolchain, engine, placement, aot } = result;
  const compiled = engine.name.includes('aot') && aot === undefined;
  const memory = [kilobytes(placement.rom_bytes), kilobytes(placement.ram_bytes)];
  const energies = (all: RunResult['power']): string[] =>
    ['hp', 'lp'].flatMap((mode) => energy(all?.find((entry) => entry.mode === mode)));
  const power = energies(result.power);
  const nothing = (columns: number): string[] => new Array<string>(columns).fill('');
  const second =
    aot === undefined
      ? { power: nothing(7), memory: nothing(2) }
      : {
          power: [...energies(aot.power), plainText(aot.engine.version, 64)],
          memory: [kilobytes(aot.image.rom_bytes), kilobytes(aot.image.ram_bytes)],
        };
  const cells = [
    plainText(model.name, 256),
    plainText(platform.name, 64),
    plainText(`${toolchain.name} ${toolchain.version}`, 128),
    engine.name.includes('aot') ? '' : plainText(engine.version, 64),
    kilobytes(model.bytes),
    kilobytes(placement.arena.bytes),
    placement.model.location,
    placement.arena.location,
    String(model.macs),
    ...(compiled ? [...nothing(6), ...power, plainText(engine.version, 64)] : [...power, ...second.power]),
    ...(compiled ? [...nothing(2), ...memory] : [...memory, ...second.memory]),
    plainText(ambiqsuite ?? '', 64),
    day(result.started_at),
    plainText(id ?? '', 64),
  ];
  return stringify([cells], { escape_formulas: true, record_delimiter: '\n' });
}

function energy(power: PowerResult | undefined): string[] {
  if (power === undefined) return ['', '', ''];
  const mark = power.modelled ? ' (modelled)' : '';
  return [power.time_ms, power.energy_uj, power.power_mw].map(
    (value) => `${Number(value.toPrecision(7))}${mark}`,
  );
}

function kilobytes(bytes: number): string {
  return String(Number((bytes / 1024).toFixed(3)));
}

/** dd/mm/yyyy, as ns_autodeploy writes it; in UTC. */
function day(timestamp: string): string {
  const [year, month, date] = timestamp.slice(0, 10).split('-');
  return `${date}/${month}/${year}`;
}

/**
 * Makes sure that a line can be added: the file is there, with the header. Several runs may do so at once.
 *
 * @throws {HilbenchError} `RESULT_LOG_OTHER_FILE` (kind `input`) when it begins with something else;
 *   `FILE_NOT_PERMITTED`, `FILE_IN_THE_WAY`, `DISK_FULL`, `FILE_FAILED`
 */
export async function prepareResultLog(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await createWithHeader(path);
    const file = await open(path, constants.O_RDWR | constants.O_APPEND);
    try {
      await checkHeader(file, path);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw asFileError(cause, path);
  }
}

/**
 * Adds a line to a log that {@link prepareResultLog} has seen. One write at the end of the file: lines of
 * runs that end at the same time do not mix. A line that did not fit on the disk is taken back.
 *
 * @param line newline included
 * @throws {HilbenchError} as {@link prepareResultLog}
 */
export async function appendResultLog(path: string, line: string): Promise<void> {
  try {
    const file = await open(path, constants.O_RDWR | constants.O_APPEND);
    try {
      await checkHeader(file, path);
      await appendWhole(file, line);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw asFileError(cause, path);
  }
}

async function appendWhole(file: FileHandle, line: string): Promise<void> {
  const { size } = await file.stat();
  const last = Buffer.alloc(1);
  await file.read(last, 0, 1, Math.max(size - 1, 0));
  // Somebody may have edited the file, or died while writing to it.
  const text = Buffer.from(last.toString() === '\n' ? line : `\n${line}`);
  const { bytesWritten } = await file.write(text);
  if (bytesWritten === text.length) return;
  if ((await file.stat()).size === size + bytesWritten) await file.truncate(size);
  throw Object.assign(new Error(`only ${bytesWritten} of ${text.length} bytes were written`), {
    code: 'ENOSPC',
  });
}

/** Creates the log unless it exists. It appears with its header, never without. */
async function createWithHeader(path: string): Promise<void> {
  const partial = `${path}.${randomUUID()}.partial`;
  try {
    const file = await open(partial, 'wx');
    try {
      await file.writeFile(`${RESULT_LOG_HEADER}\n`);
    } finally {
      await file.close();
    }
    await link(partial, path);
  } catch (cause) {
    if (systemErrorCode(cause) !== 'EEXIST') throw cause;
  } finally {
    await rm(partial, { force: true });
  }
}

async function checkHeader(file: FileHandle, path: string): Promise<void> {
  const begin = Buffer.alloc(4096);
  const { bytesRead } = await file.read(begin, 0, begin.length, 0);
  const text = begin.toString('utf8', 0, bytesRead);
  const header = (text.split('\n', 1)[0] ?? '').replace(/^\uFEFF/, '').trimEnd();
  if (header === RESULT_LOG_HEADER) return;
  throw new HilbenchError({
    kind: 'input',
    code: 'RESULT_LOG_OTHER_FILE',
    message:
      bytesRead === 0
        ? `${path} is empty: it has no header.`
        : `${path} is not a result log: it begins with "${plainText(header, 80)}".`,
    hint: 'Name a new file for --resultlog-file, or one that hilbench or ns_autodeploy has written; remove an empty one.',
  });
}

function asFileError(cause: unknown, path: string): HilbenchError {
  return cause instanceof HilbenchError ? cause : fileError(cause, 'write the result log', path);
}
