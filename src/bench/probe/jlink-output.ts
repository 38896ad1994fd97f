import type { HilbenchError } from '../../support/errors.ts';
import { type JLinkTrouble, jlinkFailed, jlinkTooOld, probeNotFound } from './jlink-errors.ts';

/** The first line of J-Link Commander 7 and later; 6 knows neither `-nogui` nor `-ExitOnError` everywhere. */
export const LEAST_VERSION = '7.00';

export interface ExpectedTarget {
  readonly serial: string;
  /** As for `-mcpu`: cortex-m55. */
  readonly core: string;
}

export interface ExpectedRun extends ExpectedTarget {
  /** Files of the script in its order; `flash`: the device keeps it without power. */
  readonly writes: readonly { readonly file: string; readonly flash: boolean }[];
  readonly swpoi: boolean;
}

/** What became of one `loadbin`. */
export interface WriteOutcome {
  /** The device held these bytes already. */
  readonly unchanged: boolean;
  /** J-Link spoke of flash: what it wrote stays over a reset. */
  readonly flash: boolean;
}

export interface JLinkRun {
  readonly version: string;
  readonly vtref_v?: number;
  readonly writes: readonly WriteOutcome[];
}

const VERSION = /SEGGER J-Link Commander V(\d{1,3})\.(\d{2})([a-z]?)\b/u;
const NO_PROBE =
  /Connecting to J-Link.{0,60}FAILED|(?:Cannot|Could not) connect to (?:the )?J-Link|No (?:emulators?|probes?|J-Links?) (?:found|connected)/iu;
const IN_USE = /already in use|in use by|used by another|locked by another|currently being used/iu;
const LOST =
  /connection (?:to .{0,30})?(?:has been |was )?lost|lost connection|has been disconnected|Communication timed out/iu;
const UNKNOWN_DEVICE = /is unknown to this|Unknown (?:device|core)|Device .{0,60} not (?:found|supported)/iu;
const LOCKED =
  /\b(?:is|are|device|chip|core) (?:permanently )?(?:secured|locked|read[- ]protected)|Secured device|debug (?:access|port|authentication|interface).{0,30}(?:locked|denied|disabled|failed)|needs? to be unlocked/iu;
const NO_TARGET =
  /(?:Cannot|Could not) (?:connect to|find|halt|attach to) .{0,40}|Failed to (?:halt|power up|attach|connect|initialize DAP)|Connect(?:ion)? failed|Communication error/iu;
const VERIFY = /verif\w*.{0,60}\b(?:failed|error|mismatch)|\b(?:failed|error)\b.{0,60}verif/iu;
const FAILED =
  /Error while|Failed to|Writing target memory failed|Could not|Cannot|Unspecified error|^\W*ERROR\b/imu;
const UNREAD = /Not all bytes could be read/iu;
const CORE = /(?:Found\s+)?(Cortex-M\d{1,2}\+?)(?:\s+identified|\s+r\d+p\d+)/iu;
const SWPOI_DONE = /Writing 0*1B -> 0*40000004/iu;

/** Each command that was read, with all it printed. The first entry is what came before any. */
function commandsOf(output: string): readonly string[] {
  return output.split(/^J-Link>/mu);
}

/** The whole line that a pattern is found in. */
function lineOf(text: string, pattern: RegExp): string | undefined {
  return text.split(/\r\n|\r|\n/u).find((line) => pattern.test(line));
}

/**
 * Judges the output of J-Link Commander, whose exit status proves nothing: it succeeded only where every line that
 * success prints is there.
 *
 * @throws {HilbenchError} `PROBE_…` (kind `bench`)
 */
export function readRun(output: string, expected: ExpectedRun): JLinkRun {
  const { version, commands, connecting, fail } = readConnected(output, expected);
  const writes = expected.writes.map((write) => readWrite(commands, write, fail));
  if (expected.swpoi) {
    // What follows is about the probe having lost the device, as it must.
    if (!SWPOI_DONE.test(output)) throw fail('unknown', 'the power-on reset was not written');
    return { version, ...vtref(connecting), writes };
  }
  const rest = commands.filter((text) => !/^(?:connect|loadbin)/u.test(text)).join('\n');
  const lost = lineOf(rest, LOST);
  if (lost !== undefined) throw fail('lost', lost);
  const failed = lineOf(rest, FAILED);
  if (failed !== undefined) throw fail('unknown', failed);
  for (const command of ['r', 'g']) {
    if (!commands.some((text) => text.trimEnd().split(/\s/u, 1)[0] === command)) {
      throw fail('unknown', `it never came to the command ${command}`);
    }
  }
  return { version, ...vtref(connecting), writes };
}

/**
 * Judges the output of J-Link Commander that read memory into `file`. How much is in the file it does not say: it calls
 * a part of it O.K., too.
 *
 * @throws {HilbenchError} `PROBE_…` (kind `bench`)
 */
export function readSave(output: string, expected: ExpectedTarget & { readonly file: string }): void {
  const { commands, fail } = readConnected(output, expected);
  const said = commands.find((text) => text.startsWith(`savebin ${expected.file},`));
  if (said === undefined) throw fail('read', `it never came to ${expected.file}`);
  for (const [trouble, pattern] of [
    ['lost', LOST],
    ['read', UNREAD],
    ['read', FAILED],
  ] as const) {
    const line = lineOf(said, pattern);
    if (line !== undefined) throw fail(trouble, line);
  }
  if (!/\bO\.K\./u.test(said)) throw fail('read', `nothing says that ${expected.file} was filled`);
}

/**
 * Judges the output of J-Link Commander that is to connect and stay, while it comes.
 *
 * @returns whether it has said that it is connected
 * @throws {HilbenchError} `PROBE_…` (kind `bench`) where it has ended without
 */
export function readHold(output: string, ended: boolean, expected: ExpectedTarget): boolean {
  if (!ended && !CORE.test(output)) return false;
  const { fail } = readConnected(output, expected);
  if (ended) throw fail('unknown', 'it ended by itself');
  return true;
}

interface Connected {
  readonly version: string;
  /** Each with all it printed. */
  readonly commands: readonly string[];
  readonly connecting: string;
  readonly fail: (trouble: JLinkTrouble, said: string) => HilbenchError;
}

/** What every call begins with: the version, the probe, the target. */
function readConnected(output: string, expected: ExpectedTarget): Connected {
  const { serial } = expected;
  const fail = (trouble: JLinkTrouble, said: string): HilbenchError =>
    jlinkFailed(trouble, serial, said, output);
  const version = readVersion(output);
  const [before = '', ...commands] = commandsOf(output);
  const connecting = `${before}\n${commands.find((text) => text.startsWith('connect')) ?? ''}`;
  const busy = lineOf(connecting, IN_USE);
  if (busy !== undefined) throw fail('busy', busy);
  if (NO_PROBE.test(connecting)) throw probeNotFound(serial, undefined, output);
  checkConnection(connecting, expected, fail);
  return { version, commands, connecting, fail };
}

/** Whether J-Link Commander was it that ran: it names itself and its version first. */
export function namesItself(output: string): boolean {
  return VERSION.test(output);
}

/** @throws {HilbenchError} `PROBE_JLINK_VERSION` (kind `bench`) */
export function readVersion(output: string): string {
  const found = VERSION.exec(output);
  if (found === null) throw jlinkTooOld(undefined, LEAST_VERSION, output);
  const [, major = '', minor = '', letter = ''] = found;
  const version = `${major}.${minor}${letter}`;
  if (Number(`${major}.${minor}`) < Number(LEAST_VERSION)) throw jlinkTooOld(version, LEAST_VERSION, output);
  return version;
}

/** The supply of the target, as J-Link Commander says when it connects. */
export function vtref(connecting: string): { readonly vtref_v?: number } {
  const found = /VTref\s*=\s*(\d{1,2}\.\d{1,4})\s*V/iu.exec(connecting)?.[1];
  return found === undefined ? {} : { vtref_v: Number(found) };
}

/** Below this no device runs. */
const LEAST_VTREF_V = 1;

function checkConnection(
  text: string,
  expected: ExpectedTarget,
  fail: (trouble: JLinkTrouble, said: string) => HilbenchError,
): void {
  const answered = /S\/N:\s*(\d{1,20})/u.exec(text)?.[1];
  const lost = lineOf(text, LOST);
  if (lost !== undefined) throw fail('lost', lost);
  if (answered === undefined) throw fail('unknown', 'it does not say which probe it talks to');
  if (!sameSerial(answered, expected.serial)) throw fail('other_probe', answered);
  const { vtref_v } = vtref(text);
  if (vtref_v !== undefined && vtref_v < LEAST_VTREF_V) throw fail('no_power', `VTref = ${vtref_v} V`);
  for (const [trouble, pattern] of [
    ['unknown_device', UNKNOWN_DEVICE],
    ['locked', LOCKED],
    ['no_target', NO_TARGET],
  ] as const) {
    const line = lineOf(text, pattern);
    if (line !== undefined) throw fail(trouble, line);
  }
  const core = CORE.exec(text)?.[1];
  if (core === undefined) throw fail('no_target', 'it names no core');
  if (core.toLowerCase() !== expected.core) throw fail('wrong_device', `a ${core}, not a ${expected.core}`);
}

/** Serial numbers are numbers: some tools write them with zeros in front. */
export function sameSerial(a: string, b: string): boolean {
  const plain = (serial: string): string => serial.trim().replace(/^0+(?=\d)/u, '');
  return plain(a) === plain(b);
}

function readWrite(
  commands: readonly string[],
  write: ExpectedRun['writes'][number],
  fail: (trouble: JLinkTrouble, said: string) => HilbenchError,
): WriteOutcome {
  const said = commands.find((text) => text.startsWith(`loadbin ${write.file},`));
  if (said === undefined) throw fail('download', `it never came to ${write.file}`);
  for (const [trouble, pattern] of [
    ['lost', LOST],
    ['verify', VERIFY],
    ['download', FAILED],
  ] as const) {
    const line = lineOf(said, pattern);
    if (line !== undefined) throw fail(trouble, line);
  }
  if (!/\bO\.K\./u.test(said)) throw fail('download', `nothing says that ${write.file} was written`);
  const unchanged = /Skipped\. Contents already match/iu.test(said);
  const flash = unchanged || /Flash download: (?:Total|Program)/iu.test(said);
  if (write.flash && !flash) throw fail('download', `${write.file} did not go to flash`);
  return { unchanged, flash };
}

/** Serial numbers in the answer to `ShowEmuList`. */
export function readProbeList(output: string): readonly string[] {
  readVersion(output);
  return [...output.matchAll(/^J-Link\[\d+\]:.{0,80}?Serial number:\s*(\d{1,20})/gimu)].map(
    ([, serial = '']) => serial,
  );
}
