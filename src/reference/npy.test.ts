import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TensorType } from '../model/types.ts';
import { HilbenchError } from '../support/errors.ts';
import { checkNpySize, parseNpyHeader, writeNpy } from './npy.ts';

/** A file as NumPy writes it, with any header text. */
function npy(header: string, data: Uint8Array = new Uint8Array(), version = 1): Uint8Array {
  const text = Buffer.from(`${header}\n`, 'utf8');
  const length = Buffer.alloc(version === 1 ? 2 : 4);
  length.writeUIntLE(text.length, 0, length.length);
  return Buffer.concat([Buffer.from('\x93NUMPY', 'latin1'), Buffer.of(version, 0), length, text, data]);
}

const code = (value: string) => expect.objectContaining({ code: value, kind: 'input' });
const header = (descr: string, shape: string, order = 'False'): string =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;

/** Header and elements of a whole file, as a dataset reads it. */
function readNpy(file: Uint8Array) {
  const found = parseNpyHeader(file, 'x.npy');
  checkNpySize(found, file.byteLength, 'x.npy');
  return { ...found, data: file.subarray(found.data_offset) };
}

describe('what is written and read again', () => {
  const types: [TensorType, number][] = [
    ['INT8', 1],
    ['UINT8', 1],
    ['BOOL', 1],
    ['INT16', 2],
    ['UINT16', 2],
    ['INT32', 4],
    ['UINT32', 4],
    ['INT64', 8],
    ['FLOAT16', 2],
    ['FLOAT32', 4],
    ['FLOAT64', 8],
  ];

  it('keeps shape, dtype and bytes', () => {
    const shape = fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 5 });
    fc.assert(
      fc.property(shape, fc.constantFrom(...types), fc.integer(), (dims, [type, size], seed) => {
        const bytes = Uint8Array.from(
          { length: dims.reduce((product, dim) => product * dim, size) },
          (_, at) => (at * 31 + seed) & 255,
        );
        const file = writeNpy({ type, shape: dims, bytes });
        const back = readNpy(file);
        expect(back.shape).toEqual(dims);
        expect(back.item_bytes).toBe(size);
        expect(Buffer.from(back.data)).toEqual(Buffer.from(bytes));
        expect(back.data_offset % 64).toBe(0);
      }),
    );
  });

  it('writes the header that NumPy writes', () => {
    const file = Buffer.from(writeNpy({ type: 'FLOAT32', shape: [3], bytes: new Uint8Array(12) }));
    expect(file.toString('latin1', 0, 10)).toBe('\x93NUMPY\x01\x00\x76\x00');
    expect(file.toString('latin1', 10, 128)).toBe(
      `${"{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }".padEnd(117)}\n`,
    );
  });

  it('refuses a type NumPy does not have', () => {
    expect(() => writeNpy({ type: 'STRING', shape: [1], bytes: new Uint8Array() })).toThrow(
      code('NPY_UNSUPPORTED'),
    );
  });
});

describe('parseNpyHeader', () => {
  it.each([1, 2, 3])('reads version %i', (version) => {
    const file = npy(header("'<i2'", '(2, 3)'), new Uint8Array(12), version);
    expect(parseNpyHeader(file, 'x.npy')).toMatchObject({ dtype: 'i2', shape: [2, 3], data_bytes: 12 });
  });

  it('takes keys in any order, and Fortran order where it makes no difference', () => {
    const file = npy(`{"shape": (4,), "fortran_order": True, "descr": "|i1"}`, new Uint8Array(4));
    expect(parseNpyHeader(file, 'x.npy')).toMatchObject({ dtype: 'i1', shape: [4] });
  });

  it.each([
    ['no file of NumPy', Buffer.from('PK\x03\x04 something else')],
    ['nothing', new Uint8Array()],
    ['version 4', npy(header("'|i1'", '(1,)'), new Uint8Array(1), 4)],
    ['a negative size', npy(header("'|i1'", '(-1,)'))],
    ['a shape beyond counting', npy(header("'|i1'", '(99999999999999999999, 2)'))],
    ['a product beyond counting', npy(header("'<i8'", '(9007199254740991, 9007199254740991)'))],
    ['a shape that is a number', npy(header("'|i1'", '(4)'))],
    ['too many dimensions', npy(header("'|i1'", `(${'1,'.repeat(40)})`))],
    ['a key twice', npy("{'descr': '|i1', 'descr': '|i1', 'fortran_order': False, 'shape': (1,)}")],
    ['a key missing', npy("{'descr': '|i1', 'shape': (1,)}")],
    ['a key of its own', npy("{'descr': '|i1', 'fortran_order': False, 'shape': (1,), 'more': True}")],
    ['code instead of a literal', npy("{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,)}")],
    ['no dictionary', npy('[1, 2, 3]')],
  ])('refuses %s as invalid', (_, file) => {
    expect(() => parseNpyHeader(file, 'x.npy')).toThrow(code('NPY_INVALID'));
  });

  it.each([
    ['big-endian', npy(header("'>i4'", '(1,)')), /big-endian/],
    ['Fortran order', npy(header("'|i1'", '(2, 2)', 'True')), /Fortran order/],
    ['objects', npy(header("'|O'", '(1,)')), /Python objects/],
    ['structures', npy("{'descr': [('a', '<i4')], 'fortran_order': False, 'shape': (1,)}"), /structures/],
    ['strings', npy(header("'<U8'", '(1,)')), /dtype '<U8'/],
    ['long doubles', npy(header("'<f16'", '(1,)')), /dtype '<f16'/],
  ])('says that %s are not read', (_, file, message) => {
    expect(() => parseNpyHeader(file, 'x.npy')).toThrow(code('NPY_UNSUPPORTED'));
    expect(() => parseNpyHeader(file, 'x.npy')).toThrow(message);
  });

  it('says when the data are shorter or longer than the header says', () => {
    const start = header("'<f4'", '(4,)');
    expect(() => readNpy(npy(start, new Uint8Array(15)))).toThrow(code('NPY_INVALID'));
    expect(() => readNpy(npy(start, new Uint8Array(17)))).toThrow(/its header asks for/);
  });

  it('answers every truncation and mutation with a header or a typed error, quickly', () => {
    const whole = npy(header("'<i4'", '(2, 3)'), new Uint8Array(24));
    const check = (bytes: Uint8Array): void => {
      try {
        const { data_bytes, shape, item_bytes } = parseNpyHeader(bytes, 'x.npy');
        expect(data_bytes).toBe(shape.reduce((product, size) => product * size, item_bytes));
      } catch (error) {
        expect(error).toBeInstanceOf(HilbenchError);
      }
    };
    for (let length = 0; length < whole.length; length += 1) check(whole.subarray(0, length));
    const edit = fc.record({ at: fc.nat(whole.length - 1), value: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const bytes = new Uint8Array(whole);
        for (const { at, value } of edits) bytes[at] = value;
        check(bytes);
      }),
      { numRuns: 3000 },
    );
    const punctuation = fc.string({ unit: fc.constantFrom(...`{}()[]'",: 01descrTrueFalse\n`) });
    fc.assert(
      fc.property(punctuation, (text) => check(npy(text))),
      { numRuns: 2000 },
    );
  });

  it.each(['{', '}', ' ', '1', '(', '1,', "'", '} '])('is not slowed down by 64 KB of %j', (text) => {
    const began = performance.now();
    for (const body of [text, `{'shape': (${text}`, `{'descr': '${text}`]) {
      const long = body + text.repeat(Math.floor(64_000 / text.length));
      expect(() => parseNpyHeader(npy(long), 'x.npy')).toThrow(HilbenchError);
    }
    expect(performance.now() - began).toBeLessThan(1000);
  });
});
