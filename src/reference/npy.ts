import type { TensorType } from '../model/types.ts';
import { HilbenchError } from '../support/errors.ts';

/**
 * NumPy's `.npy` format, versions 1 to 3, for plain little-endian arrays in C order.
 * Source: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
const MAGIC = '\x93NUMPY';
const MAX_HEADER_BYTES = 65_536;
const MAX_DIMENSIONS = 32;
const ALIGNMENT_BYTES = 64;

/** Kind and bytes of an element: `i` signed, `u` unsigned, `f` float, `c` complex, `b` bool. */
export interface NpyHeader {
  readonly dtype: string;
  readonly item_bytes: number;
  readonly shape: readonly number[];
  /** Where the elements begin. */
  readonly data_offset: number;
  /** Of all elements. */
  readonly data_bytes: number;
}

/** The most of a file that a header can take: read this much before `parseNpyHeader`. */
export const NPY_HEADER_LIMIT_BYTES = 12 + MAX_HEADER_BYTES;

const DTYPES: Partial<Record<TensorType, string>> = {
  FLOAT32: 'f4',
  FLOAT16: 'f2',
  FLOAT64: 'f8',
  INT8: 'i1',
  INT16: 'i2',
  INT32: 'i4',
  INT64: 'i8',
  UINT8: 'u1',
  UINT16: 'u2',
  UINT32: 'u4',
  UINT64: 'u8',
  BOOL: 'b1',
  COMPLEX64: 'c8',
  COMPLEX128: 'c16',
};

/** NumPy's name of a tensor type without the byte order, for example `i1`; undefined where it has none. */
export function npyDtype(type: TensorType): string | undefined {
  return DTYPES[type];
}

/**
 * Reads the header of a `.npy` file that may be damaged or hostile.
 *
 * @param start the first bytes of the file: all of it, or `NPY_HEADER_LIMIT_BYTES` of it
 * @param name of the file, for messages
 * @throws {HilbenchError} `NPY_INVALID` when it is not one; `NPY_UNSUPPORTED` when it is one that is not
 *   read: big-endian, Fortran order, objects, structures, strings, dates
 */
export function parseNpyHeader(start: Uint8Array, name: string): NpyHeader {
  const bytes = Buffer.from(start.buffer, start.byteOffset, start.byteLength);
  if (bytes.length < 10 || bytes.toString('latin1', 0, 6) !== MAGIC)
    throw invalid(name, 'it has no .npy signature');
  const version = bytes[6] ?? 0;
  if (version < 1 || version > 3 || bytes[7] !== 0) {
    throw invalid(name, `its version is ${version}.${bytes[7]}`);
  }
  const lengthBytes = version === 1 ? 2 : 4;
  const begin = 8 + lengthBytes;
  if (bytes.length < begin) throw invalid(name, 'it ends inside its header');
  const length = bytes.readUIntLE(8, lengthBytes);
  if (length > MAX_HEADER_BYTES) throw invalid(name, `its header claims ${length} bytes`);
  if (bytes.length < begin + length) throw invalid(name, 'it ends inside its header');
  const text =
    version === 3
      ? bytes.toString('utf8', begin, begin + length)
      : bytes.toString('latin1', begin, begin + length);
  return interpret(text, begin + length, name);
}

/** @throws {HilbenchError} `NPY_INVALID` unless the file has exactly the size that its header says */
export function checkNpySize(header: NpyHeader, file_bytes: number, name: string): void {
  const expected = header.data_offset + header.data_bytes;
  if (file_bytes === expected) return;
  throw invalid(name, `it has ${file_bytes} bytes, its header asks for ${expected}`);
}

/**
 * A tensor as a `.npy` file, version 1.0.
 * @throws {HilbenchError} `NPY_UNSUPPORTED` for a type NumPy does not have
 */
export function writeNpy(tensor: {
  readonly type: TensorType;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}): Uint8Array {
  const { type, shape, bytes } = tensor;
  const dtype = npyDtype(type);
  if (dtype === undefined) {
    throw new HilbenchError({
      kind: 'input',
      code: 'NPY_UNSUPPORTED',
      message: `A tensor of type ${type} cannot be written as .npy.`,
      hint: 'Leave out --save-outputs for this model.',
    });
  }
  const order = dtype.endsWith('1') ? '|' : '<';
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${order}${dtype}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const total = Math.ceil((10 + text.length + 1) / ALIGNMENT_BYTES) * ALIGNMENT_BYTES;
  const file = Buffer.alloc(total + bytes.byteLength);
  file.write(`${MAGIC}\x01\x00`, 'latin1');
  file.writeUInt16LE(total - 10, 8);
  file.write(`${text.padEnd(total - 11)}\n`, 10, 'latin1');
  file.set(bytes, total);
  return file;
}

/** The header is a Python dictionary with these three keys, each once, in any order. */
function interpret(text: string, data_offset: number, name: string): NpyHeader {
  const body = /^\s*\{(.*)\}\s*$/s.exec(text)?.[1];
  if (body === undefined) throw invalid(name, 'its header is not a dictionary');
  const entries = new Map<string, string>();
  let rest = body;
  while (rest.trim() !== '') {
    const entry =
      /^\s*(['"])(descr|fortran_order|shape)\1\s*:\s*('[^']*'|"[^"]*"|True|False|\([\d\s,]*\)|\[)/.exec(rest);
    const [all, , key, value] = entry ?? [];
    if (all === undefined || key === undefined || value === undefined || entries.has(key)) {
      throw invalid(name, 'its header is not the dictionary NumPy writes');
    }
    if (value === '[') throw unsupported(name, 'it holds structures', 'arr[field]');
    entries.set(key, value);
    const tail = /^\s*(?:,|$)/.exec(rest.slice(all.length));
    if (tail === null) throw invalid(name, 'its header is not the dictionary NumPy writes');
    rest = rest.slice(all.length + tail[0].length);
  }
  const shape = readShape(entries.get('shape'), name);
  const { dtype, item_bytes } = readDtype(entries.get('descr'), name);
  const order = entries.get('fortran_order');
  if (order !== 'True' && order !== 'False') throw invalid(name, 'its header has no fortran_order');
  if (order === 'True' && shape.length > 1) {
    throw unsupported(name, 'it is in Fortran order', 'np.ascontiguousarray(arr)');
  }
  const data_bytes = shape.reduce((product, size) => product * size, item_bytes);
  if (!Number.isSafeInteger(data_bytes)) throw invalid(name, `its shape [${shape.join(', ')}] is absurd`);
  return { dtype, item_bytes, shape, data_offset, data_bytes };
}

function readShape(value: string | undefined, name: string): number[] {
  const inner = /^\(\s*(|\d+\s*,|\d+(?:\s*,\s*\d+)+\s*,?)\s*\)$/.exec(value ?? '')?.[1];
  if (inner === undefined) throw invalid(name, 'its header has no shape');
  const shape = inner.split(',').flatMap((part) => (part.trim() === '' ? [] : Number(part)));
  if (shape.length > MAX_DIMENSIONS) throw invalid(name, `it has ${shape.length} dimensions`);
  if (!shape.every(Number.isSafeInteger)) throw invalid(name, `its shape [${shape.join(', ')}] is absurd`);
  return shape;
}

function readDtype(value: string | undefined, name: string): { dtype: string; item_bytes: number } {
  const descr = /^(['"])(.*)\1$/.exec(value ?? '')?.[2];
  if (descr === undefined) throw invalid(name, 'its header has no descr');
  const plain = /^([<>|])([iufcb])(\d{1,2})$/.exec(descr);
  const [, order, kind = '', width = ''] = plain ?? [];
  const dtype = `${kind}${width}`;
  if (plain === null || !Object.values(DTYPES).includes(dtype)) {
    const what = descr.startsWith('|O') ? 'Python objects' : `elements of dtype '${descr.slice(0, 40)}'`;
    throw unsupported(name, `it holds ${what}`, 'arr.astype(np.int8)');
  }
  const item_bytes = Number(width);
  if (order === '>' && item_bytes > 1) {
    throw unsupported(name, 'it is big-endian', "arr.astype(arr.dtype.newbyteorder('<'))");
  }
  if (order === '|' && item_bytes > 1) throw invalid(name, `its dtype '${descr}' has no byte order`);
  return { dtype, item_bytes };
}

function invalid(name: string, why: string): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'NPY_INVALID',
    message: `${name} is not a valid .npy file: ${why}.`,
    hint: 'Write it again with np.save; give raw bytes the ending .bin.',
  });
}

function unsupported(name: string, why: string, conversion: string): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'NPY_UNSUPPORTED',
    message: `${name} cannot be read: ${why}.`,
    hint: `Convert it in Python: np.save(path, ${conversion}).`,
  });
}
