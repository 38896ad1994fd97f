import { HilbenchError } from '../../support/errors.ts';
import { plainText } from '../../support/text.ts';
import { printableTail } from './errors.ts';

export const INSTALL_JLINK =
  "Install SEGGER's J-Link Software and Documentation Pack (https://www.segger.com/downloads/jlink), or set HILBENCH_JLINK to the path of JLinkExe.";

/** A line of J-Link, to be put into a sentence. */
function inSentence(line: string): string {
  return plainText(line.trim().replace(/[.!]+$/u, ''), 200);
}

/** What J-Link said, kept for the detail of an error. */
function jlinkError(
  code: string,
  message: string,
  hint: string,
  output: string,
  cause?: unknown,
): HilbenchError {
  const detail = printableTail(output, 40);
  return new HilbenchError({
    kind: 'bench',
    code,
    message,
    hint,
    ...(detail === '' ? {} : { detail }),
    ...(cause === undefined ? {} : { cause }),
  });
}

/** @param given what HILBENCH_JLINK names */
export function noJLink(given: string | undefined, cause?: unknown): HilbenchError {
  const message =
    given === undefined || given === ''
      ? 'JLinkExe is not installed, or not in PATH.'
      : `HILBENCH_JLINK names ${plainText(given, 200)}, and no program is there.`;
  return jlinkError('PROBE_NO_JLINK', message, INSTALL_JLINK, '', cause);
}

/** @param how it ended, completes "JLinkExe … " */
export function jlinkNotStarted(how: string, output: string): HilbenchError {
  const said = inSentence(printableTail(output, 1));
  return jlinkError(
    'PROBE_JLINK_NOT_STARTED',
    `JLinkExe ${how} before it said anything of itself${said === '' ? '' : `: ${said}`}.`,
    `Start it by hand to see why; a file for another processor, a library that is missing, or a script that is not executable are the usual causes. ${INSTALL_JLINK}`,
    output,
  );
}

/** @param version what it calls itself; undefined: nothing that could be understood */
export function jlinkTooOld(version: string | undefined, least: string, output: string): HilbenchError {
  return jlinkError(
    'PROBE_JLINK_VERSION',
    version === undefined
      ? 'JLinkExe does not say which version it is.'
      : `JLinkExe is version ${version}; ${least} is the oldest that works.`,
    INSTALL_JLINK,
    output,
  );
}

/** @param found serial numbers of the probes that are attached, where J-Link listed them */
export function probeNotFound(
  serial: string | undefined,
  found: readonly string[] | undefined,
  output: string,
): HilbenchError {
  const others =
    found === undefined
      ? ''
      : found.length === 0
        ? ' None is attached.'
        : ` Attached: ${found.map((one) => plainText(one, 20)).join(', ')}.`;
  return jlinkError(
    'PROBE_NOT_FOUND',
    serial === undefined
      ? 'No J-Link is attached.'
      : `No J-Link with serial number ${serial} answers.${others}`,
    'Check cable, hub and power of the board, and its jlink in bench.yml; on Linux, the udev rules of the J-Link package must be installed. hilbench boards lists what is attached.',
    output,
  );
}

export function probeAmbiguous(found: readonly string[]): HilbenchError {
  return jlinkError(
    'PROBE_AMBIGUOUS',
    `${found.length} J-Links are attached (${found.map((one) => plainText(one, 20)).join(', ')}), and bench.yml does not say which one is this board's.`,
    'Give the board its jlink in bench.yml; hilbench boards init proposes it.',
    '',
  );
}

const TROUBLE: Readonly<
  Record<JLinkTrouble, { readonly code: string; readonly what: string; readonly hint: string }>
> = {
  other_probe: {
    code: 'PROBE_OTHER',
    what: 'is not the probe that answered: another serial number did',
    hint: 'Check the serial number of the board in bench.yml; nothing was written.',
  },
  busy: {
    code: 'PROBE_BUSY',
    what: 'is in use by another program',
    hint: 'Close the debugger, the GDB server or the J-Link tool that holds the probe, and run again.',
  },
  no_power: {
    code: 'PROBE_NO_POWER',
    what: 'sees no supply voltage on the target',
    hint: 'Switch the board on, and check its jumpers: the reference voltage must reach the probe.',
  },
  unknown_device: {
    code: 'PROBE_UNKNOWN_DEVICE',
    what: "does not know the platform's device",
    hint: `Update J-Link: newer versions know more devices. ${INSTALL_JLINK}`,
  },
  wrong_device: {
    code: 'PROBE_WRONG_DEVICE',
    what: 'found another core than the platform has',
    hint: "Check that the board behind this probe is of the platform given: bench.yml or the cable names another one's.",
  },
  locked: {
    code: 'PROBE_LOCKED',
    what: 'may not debug the device: it is locked or secured',
    hint: "Unlock it with the vendor's tool (that may erase it), or use another board.",
  },
  no_target: {
    code: 'PROBE_NO_TARGET',
    what: 'cannot connect to the device',
    hint: 'Check that the board is awake and the debug cable is in; press its reset button and run again.',
  },
  verify: {
    code: 'PROBE_VERIFY_FAILED',
    what: 'wrote the flash, but it reads back different',
    hint: 'Run again; if it stays, the flash is worn or protected there, or the supply is too weak.',
  },
  download: {
    code: 'PROBE_DOWNLOAD_FAILED',
    what: 'could not write the device',
    hint: 'Read what J-Link says below. Its exit status says nothing: it can fail and exit with 0.',
  },
  read: {
    code: 'PROBE_READ_FAILED',
    what: 'could not read the memory of the device',
    hint: 'Run again; if it stays, read what J-Link says below. A device in deep sleep lets no probe in.',
  },
  lost: {
    code: 'PROBE_LOST',
    what: 'was lost while it worked',
    hint: 'Check the USB cable and the hub, and run again.',
  },
  unknown: {
    code: 'PROBE_UNKNOWN_OUTPUT',
    what: 'ended without saying that everything was done',
    hint: 'Read what J-Link says below; if nothing looks wrong, report it with the version of J-Link.',
  },
};

export type JLinkTrouble =
  | 'other_probe'
  | 'busy'
  | 'no_power'
  | 'unknown_device'
  | 'wrong_device'
  | 'locked'
  | 'no_target'
  | 'verify'
  | 'download'
  | 'read'
  | 'lost'
  | 'unknown';

/** @param said completes the message: the line of J-Link that shows it, or what is missing */
export function jlinkFailed(
  trouble: JLinkTrouble,
  serial: string,
  said: string,
  output: string,
): HilbenchError {
  const { code, what, hint } = TROUBLE[trouble];
  const line = inSentence(said);
  return jlinkError(code, `J-Link ${serial} ${what}${line === '' ? '' : `: ${line}`}.`, hint, output);
}

export function jlinkHung(serial: string, timeout_ms: number): HilbenchError {
  return jlinkError(
    'PROBE_TIMEOUT',
    `JLinkExe did not finish within ${timeout_ms / 1000} s on J-Link ${serial}, and was ended.`,
    'Unplug the probe and plug it in again; a window that waits for an answer is another cause: start JLinkExe once by hand. HILBENCH_JLINK_TIMEOUT allows more seconds.',
    '',
  );
}

/** @param address where the image begins */
export function wrongAddress(platform: string, address: number, expected: number): HilbenchError {
  const hex = (value: number): string => `0x${value.toString(16)}`;
  return new HilbenchError({
    kind: 'bench',
    code: 'PROBE_WRONG_ADDRESS',
    message: `The image begins at ${hex(address)}, but an image for ${platform} begins at ${hex(expected)}; nothing was written.`,
    hint: 'It would overwrite the bootloader, or never be started: check load_address in the platform file and the linker script of the SDK.',
  });
}
