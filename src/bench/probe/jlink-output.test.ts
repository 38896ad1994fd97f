import { describe, expect, it } from 'vitest';
import {
  type ExpectedRun,
  readProbeList,
  readRun,
  readSave,
  readVersion,
  sameSerial,
} from './jlink-output.ts';
import { jlinkArguments, jlinkReadScript, jlinkScript } from './jlink-script.ts';

const EXPECTED: ExpectedRun = {
  serial: '1160002204',
  core: 'cortex-m55',
  writes: [
    { file: 'write-0.bin', flash: true },
    { file: 'write-1.bin', flash: false },
  ],
  swpoi: false,
};

const HEAD = `SEGGER J-Link Commander V7.92o (Compiled Nov  8 2023 15:45:22)
DLL version V7.92o, compiled Nov  8 2023 15:45:02

J-Link Command File read successfully.
Processing script file...
`;
const CONNECT = `J-Link>connect
J-Link connection not established yet but required for command.
Connecting to J-Link via USB...O.K.
S/N: 1160002204
VTref=1.803V
Device "AP510NFA-CBR" selected.
Found Cortex-M55 r1p0, Little endian.
Secure debug: enabled
Cortex-M55 identified.
`;
const WRITES = `J-Link>loadbin write-0.bin,0x00410000
Downloading file [write-0.bin]...
J-Link: Flash download: Bank 0 @ 0x00410000: Skipped. Contents already match
O.K.
J-Link>loadbin write-1.bin,0x20000000
Downloading file [write-1.bin]...
O.K.
`;
const TAIL = `J-Link>r
Reset delay: 0 ms
J-Link>g
J-Link>exit

Script processing completed.
`;

describe('a run that did everything', () => {
  it('says what was unchanged and what is kept', () => {
    expect(readRun(HEAD + CONNECT + WRITES + TAIL, EXPECTED)).toEqual({
      version: '7.92o',
      vtref_v: 1.803,
      writes: [
        { unchanged: true, flash: true },
        { unchanged: false, flash: false },
      ],
    });
  });

  it('is understood with the line ends of Windows', () => {
    const output = (HEAD + CONNECT + WRITES + TAIL).replaceAll('\n', '\r\n');
    expect(readRun(output, EXPECTED).writes).toHaveLength(2);
  });

  it('that resets by the power-on register may lose the device after it', () => {
    const tail = 'J-Link>w4 0x40000004,0x0000001B\nWriting 0000001B -> 40000004\nCommunication timed out\n';
    expect(readRun(HEAD + CONNECT + WRITES + tail, { ...EXPECTED, swpoi: true }).version).toBe('7.92o');
  });
});

describe('no line is taken for granted', () => {
  const lines = (HEAD + CONNECT + WRITES + TAIL).split('\n');
  const needed = /SEGGER J-Link|^S\/N|identified|loadbin|^O\.K\.|Skipped|J-Link>(?:r|g)$/u;
  it.each(lines.map((line, index) => [line, index] as const).filter(([line]) => needed.test(line)))(
    'without "%s" the run has failed',
    (line, index) => {
      const found = line.includes('identified') ? [index, index - 2] : [index];
      const output = lines.filter((_, at) => !found.includes(at)).join('\n');
      expect(() => readRun(output, EXPECTED)).toThrow(expect.objectContaining({ kind: 'bench' }));
    },
  );
});

describe('J-Link says it in its own words', () => {
  it.each([
    [
      'PROBE_NOT_FOUND',
      CONNECT,
      'J-Link>connect\nConnecting to J-Link via USB...FAILED: Cannot connect to J-Link.\n',
    ],
    ['PROBE_NOT_FOUND', CONNECT, 'J-Link>connect\nCould not connect to J-Link\n'],
    ['PROBE_NO_TARGET', 'Cortex-M55 identified.', 'Could not find core in Coresight setup'],
    ['PROBE_NO_TARGET', 'Cortex-M55 identified.', 'Error occurred: Could not connect to the target device.'],
    ['PROBE_LOCKED', 'Cortex-M55 identified.', 'The device is secured.'],
    [
      'PROBE_VERIFY_FAILED',
      'O.K.\nJ-Link>loadbin write-1',
      '****** Error: Verification failed @ address 0x00410000\nO.K.\nJ-Link>loadbin write-1',
    ],
    [
      'PROBE_DOWNLOAD_FAILED',
      'O.K.\nJ-Link>loadbin write-1',
      'Error while determining flash info\nO.K.\nJ-Link>loadbin write-1',
    ],
    ['PROBE_DOWNLOAD_FAILED', 'O.K.\nJ-Link>loadbin write-1', 'Unspecified error -1\nJ-Link>loadbin write-1'],
    ['PROBE_UNKNOWN_OUTPUT', 'Reset delay: 0 ms', 'Could not halt the core'],
    ['PROBE_LOST', 'Reset delay: 0 ms', 'Connection to emulator has been lost'],
    ['PROBE_JLINK_VERSION', 'V7.92o', 'V6.34'],
    ['PROBE_JLINK_VERSION', 'V7.92o', 'Vnext'],
  ])('%s', (code, instead_of, words) => {
    const output = (HEAD + CONNECT + WRITES + TAIL).replace(instead_of, words);
    expect(() => readRun(output, EXPECTED)).toThrow(expect.objectContaining({ code }));
  });
});

it('what the tool printed is fit to print in an error', () => {
  const output = (HEAD + CONNECT).replace('Cortex-M55 identified.', 'Cannot connect to target.\u001b[2J');
  expect(() => readRun(output, EXPECTED)).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('\u001b') }),
  );
});

it('probes are listed by their serial numbers', () => {
  const list = `${HEAD}J-Link>ShowEmuList USB
J-Link[0]: Connection: USB, Serial number: 1160002204, ProductName: J-Link OB
J-Link[1]: Connection: USB, Serial number: 683252646, ProductName: J-Link EDU
`;
  expect(readProbeList(list)).toEqual(['1160002204', '683252646']);
  expect(readProbeList(HEAD)).toEqual([]);
  expect(() => readProbeList('')).toThrow(expect.objectContaining({ code: 'PROBE_JLINK_VERSION' }));
});

it('versions have a letter or none', () => {
  expect(readVersion('SEGGER J-Link Commander V8.10 (Compiled')).toBe('8.10');
  expect(readVersion('SEGGER J-Link Commander V7.00a (Compiled')).toBe('7.00a');
});

it('serial numbers are compared as numbers', () => {
  expect(sameSerial('001160002204', '1160002204')).toBe(true);
  expect(sameSerial('0', '00')).toBe(true);
  expect(sameSerial('1160002204', '11600022040')).toBe(false);
});

describe('the command file', () => {
  const writes = [{ file: 'write-0.bin', address: 0x41_0000 }];
  it.each([
    [undefined, 'r\ng\n'],
    ['pin', 'RSetType 2\nr\ng\n'],
    ['core', 'RSetType 1\nr\ng\n'],
    ['swpoi', 'w4 0x40000004,0x0000001B\n'],
  ] as const)('resets by %s', (reset, commands) => {
    expect(jlinkScript(writes, reset)).toBe(`connect\nloadbin write-0.bin,0x00410000\n${commands}exit\n`);
  });

  it('goes to the probe of that serial number, without a window', () => {
    expect(jlinkArguments('AP510NFA-CBR', '1160002204', 'jlink.txt').join(' ')).toBe(
      '-nogui 1 -ExitOnError 1 -SelectEmuBySN 1160002204 -device AP510NFA-CBR -if SWD -speed 4000 -commandfile jlink.txt',
    );
  });
});

describe('memory that is read', () => {
  const read = { serial: '1160002204', core: 'cortex-m55', file: 'read.bin' };
  const SAVE = `J-Link>savebin read.bin,0x20001000,0x00000150
Opening binary file for writing... [read.bin]
Reading 336 bytes from addr 0x20001000 into file...O.K.
J-Link>exit
`;

  it('is asked for without touching the device', () => {
    expect(jlinkReadScript('read.bin', 0x2000_1000, 336).split('\n')).toEqual([
      'connect',
      'savebin read.bin,0x20001000,0x00000150',
      'exit',
      '',
    ]);
  });

  it('was read where J-Link says so', () => {
    expect(() => readSave(HEAD + CONNECT + SAVE, read)).not.toThrow();
  });

  it.each([
    ['Could not read memory.', 'PROBE_READ_FAILED'],
    [
      'Not all bytes could be read from target. 0x00000010 bytes successfully read.\nO.K.',
      'PROBE_READ_FAILED',
    ],
    ['Connection to emulator has been lost!', 'PROBE_LOST'],
    ['', 'PROBE_READ_FAILED'],
  ])('was not where it says: %s', (said, code) => {
    const output = HEAD + CONNECT + SAVE.replace('O.K.', said);
    expect(() => readSave(output, read)).toThrow(expect.objectContaining({ code }));
  });

  it('was not where the command was never run, or another probe answered', () => {
    expect(() => readSave(HEAD + CONNECT, read)).toThrow(
      expect.objectContaining({ code: 'PROBE_READ_FAILED' }),
    );
    const other = { ...read, serial: '1' };
    expect(() => readSave(HEAD + CONNECT + SAVE, other)).toThrow(
      expect.objectContaining({ code: 'PROBE_OTHER' }),
    );
  });
});
