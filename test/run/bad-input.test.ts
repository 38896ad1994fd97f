import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { buildModel } from '../../src/model/build.ts';
import { hilbench, hilbenchHere, tempFolder } from '../helpers/cli.ts';

const folder = tempFolder();
const at = (name: string): string => join(folder.path, name);

/** One int8 layer of `op`, whose tensors are of `type`. */
function oneOp(
  op: string,
  type: 'INT8' | 'INT16' | 'FLOAT64',
  shape_signature?: readonly number[],
): Uint8Array {
  const tensor = { type, shape: [1, 4], quantization: { scale: 0.1 } } as const;
  return buildModel({
    tensors: [
      { name: 'in', ...tensor, ...(shape_signature ? { shape: [0, 4], shape_signature } : {}) },
      { name: 'out', ...tensor },
    ],
    inputs: ['in'],
    outputs: ['out'],
    operators: [{ op, inputs: ['in'], outputs: ['out'] }],
  });
}

/** A FULLY_CONNECTED of `megabytes` of weights. */
function heavy(megabytes: number): Uint8Array {
  const units = (megabytes * 1024 * 1024) / 1024;
  return buildModel({
    tensors: [
      { name: 'in', shape: [1, 1024], quantization: { scale: 0.1 } },
      { name: 'w', shape: [units, 1024], quantization: { scale: 0.01 }, data: new Int8Array(units * 1024) },
      { name: 'out', shape: [1, units], quantization: { scale: 0.1 } },
    ],
    inputs: ['in'],
    outputs: ['out'],
    operators: [{ op: 'FULLY_CONNECTED', inputs: ['in', 'w', -1], outputs: ['out'] }],
  });
}

beforeAll(() => {
  const kws = dsCnnKeywordSpotter();
  writeFileSync(at('kws.tflite'), kws);
  writeFileSync(at('empty.tflite'), '');
  writeFileSync(at('text.tflite'), 'this is no flatbuffer, whatever its name says');
  writeFileSync(at('truncated.tflite'), kws.subarray(0, kws.length >> 1));
  writeFileSync(at('unknown-op.tflite'), oneOp('GELU', 'INT8').slice());
  writeFileSync(at('dtype.tflite'), oneOp('LOGISTIC', 'FLOAT64').slice());
  writeFileSync(at('dynamic.tflite'), oneOp('LOGISTIC', 'INT8', [-1, 4]).slice());
  writeFileSync(at('heavy.tflite'), heavy(40));
  writeFileSync(at('short.bin'), new Uint8Array(100));
  writeFileSync(at('float.npy'), float64Npy());
  writeFileSync(at('file'), 'a file, not a folder');
  mkdirSync(at('folder.tflite'));
});

/** A `.npy` of the right shape for the example, in a type that no input takes. */
function float64Npy(): Uint8Array {
  const header = "{'descr': '<c8', 'fortran_order': False, 'shape': (1, 49, 10, 1), }"
    .padEnd(117)
    .concat('\n');
  const file = Buffer.alloc(10 + header.length + 490 * 8);
  file.write('\x93NUMPY\x01\x00', 'latin1');
  file.writeUInt16LE(header.length, 8);
  file.write(header, 10, 'latin1');
  return file;
}

const M55 = ['--platform', 'mps3_an547'];

/** What is wrong, the arguments, the code, the exit status, and what the message must name. */
const CASES: readonly [string, () => string[], string, number, RegExp][] = [
  ['no model', () => ['run', ...M55], 'CONFIG_NO_MODEL', 2, /model/i],
  ['no file', () => ['run', at('none.tflite'), ...M55], 'MODEL_NOT_FOUND', 2, /none\.tflite/],
  ['a folder', () => ['run', at('folder.tflite'), ...M55], 'MODEL_IS_DIRECTORY', 2, /folder\.tflite/],
  ['an empty file', () => ['run', at('empty.tflite'), ...M55], 'MODEL_EMPTY_FILE', 2, /empty/],
  ['not a flatbuffer', () => ['run', at('text.tflite'), ...M55], 'MODEL_NOT_TFLITE', 2, /TFL3|tflite/i],
  [
    'a truncated file',
    () => ['run', at('truncated.tflite'), ...M55],
    'MODEL_TRUNCATED',
    2,
    /truncated|ends/i,
  ],
  [
    'an op without a kernel',
    () => ['run', at('unknown-op.tflite'), ...M55],
    'ENGINE_UNSUPPORTED_OP',
    2,
    /GELU.*0.*INT8/,
  ],
  [
    'a type without a kernel',
    () => ['run', at('dtype.tflite'), ...M55],
    'ENGINE_UNSUPPORTED_DTYPE',
    2,
    /LOGISTIC.*0.*FLOAT64/,
  ],
  ['a dynamic shape', () => ['run', at('dynamic.tflite'), ...M55], 'MODEL_DYNAMIC_SHAPE', 2, /in/],
  [
    'a model too big for every memory',
    () => ['run', at('heavy.tflite'), ...M55],
    'PLACEMENT_MODEL_TOO_BIG',
    2,
    /KB/,
  ],
  [
    'an unknown platform',
    () => ['run', at('kws.tflite'), '--platform', 'mps3_an574'],
    'PLATFORM_UNKNOWN',
    2,
    /mps3_an547/,
  ],
  ['a platform without a board', () => ['run', at('kws.tflite')], 'BENCH_NO_BOARD', 2, /mps3_an547/],
  [
    'an unknown board',
    () => ['run', at('kws.tflite'), ...M55, '--board', 'mps3_an547-99'],
    'BENCH_UNKNOWN_BOARD',
    2,
    /mps3_an547-0/,
  ],
  [
    'an unknown option',
    () => ['run', at('kws.tflite'), '--arena-locaton', 'TCM'],
    'CONFIG_UNKNOWN_OPTION',
    2,
    /arena-location/,
  ],
  [
    'an unknown location',
    () => ['run', at('kws.tflite'), ...M55, '--arena-location', 'FLASH'],
    'CONFIG_NOT_A_CHOICE',
    2,
    /arena.location/,
  ],
  [
    'an arena in memory that is not written to',
    () => ['run', at('kws.tflite'), ...M55, '--arena-location', 'MRAM'],
    'CONFIG_NOT_A_CHOICE',
    2,
    /MRAM/,
  ],
  [
    'a memory the platform lacks',
    () => ['run', at('kws.tflite'), ...M55, '--model-location', 'NVM'],
    'PLACEMENT_NO_MEMORY',
    2,
    /NVM/,
  ],
  [
    'an arena limit too small',
    () => ['run', at('kws.tflite'), ...M55, '--max-arena-size', '4'],
    'PLACEMENT_ARENA_LIMIT',
    2,
    /max-arena-size/,
  ],
  [
    'a dataset of the wrong size',
    () => ['run', at('kws.tflite'), ...M55, '--dataset', at('short.bin')],
    'DATASET_SIZE',
    2,
    /100/,
  ],
  [
    'a dataset of the wrong type',
    () => ['run', at('kws.tflite'), ...M55, '--dataset', at('float.npy')],
    'DATASET_DTYPE',
    2,
    /c8/,
  ],
  [
    'a missing dataset',
    () => ['run', at('kws.tflite'), ...M55, '--dataset', at('none.npy')],
    'DATASET_MISSING',
    2,
    /none\.npy/,
  ],
  [
    'an output folder that is a file',
    () => ['run', at('kws.tflite'), ...M55, '--out', at('file')],
    'FILE_IN_THE_WAY',
    2,
    /file/,
  ],
  [
    'the second pass with the engine of the first',
    () => ['run', at('kws.tflite'), ...M55, '--create-aot-profile'],
    'CONFIG_SAME_ENGINE',
    2,
    /aot/,
  ],
  [
    'nothing to do',
    () => ['run', at('kws.tflite'), ...M55, '--no-create-binary', '--no-create-profile'],
    'CONFIG_NOTHING_TO_DO',
    2,
    /no-create/,
  ],
  ['a misspelt command', () => ['anlyze', at('kws.tflite')], 'CONFIG_UNKNOWN_OPTION', 2, /analyze/],
];

describe('bad input is an error with a code and a next step', () => {
  test.each(CASES)('%s', async (what, args, code, status, names) => {
    const out = at(`out-${what.replaceAll(' ', '-')}`);
    const given = args();
    const outcome = await hilbenchHere(
      given.includes('--out') || given[0] !== 'run' ? given : [...given, '--out', out],
    );
    expect(outcome.stderr).toContain(`[${code}]`);
    expect(outcome.status).toBe(status);
    expect(outcome.stderr).toMatch(names);
    expect(outcome.stderr, 'says what to do next').toMatch(/\n {2}→ \S/);
    expect(outcome.stderr, 'no stack trace').not.toMatch(/\n\s+at /);
    expect(outcome.stdout).toBe('');
    expect(existsSync(out), 'nothing is left').toBe(false);
  });

  test('with --json the error is on stdout, whole, and says the same', async () => {
    const outcome = await hilbench(['run', at('none.tflite'), ...M55, '--json']);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ error: { code: 'MODEL_NOT_FOUND', kind: 'input' } });
    expect(outcome.status).toBe(2);
  });

  test.each([['no compiler', '/nowhere', 'FIRMWARE_NO_COMPILER']])('%s', async (_what, search_path, code) => {
    const outcome = await hilbench(['run', at('kws.tflite'), ...M55, '--out', at('out-tools')], {
      env: { PATH: search_path, HILBENCH_CACHE_DIR: at('cache-empty') },
    });
    expect(outcome.stderr).toContain(`[${code}]`);
    expect(outcome.stderr).toMatch(/apt-get install/);
    expect(outcome.status).toBe(3);
    expect(existsSync(at('out-tools'))).toBe(false);
    expect(readdirSync(folder.path).filter((name) => name.includes('partial'))).toEqual([]);
  });
});
