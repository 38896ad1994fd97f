import type { TensorType } from '../model/types.ts';
import { HilbenchError } from '../support/errors.ts';

export type Elements =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

type ElementsConstructor = {
  readonly BYTES_PER_ELEMENT: number;
  new (buffer: ArrayBufferLike, offset: number, length: number): Elements;
};

const CONSTRUCTORS: Partial<Record<TensorType, ElementsConstructor>> = {
  INT8: Int8Array,
  UINT8: Uint8Array,
  BOOL: Uint8Array,
  INT16: Int16Array,
  UINT16: Uint16Array,
  INT32: Int32Array,
  UINT32: Uint32Array,
  INT64: BigInt64Array,
  UINT64: BigUint64Array,
  FLOAT32: Float32Array,
  FLOAT64: Float64Array,
};

/**
 * The elements of a tensor: a view where the bytes are aligned for it, a copy where they are not.
 * @throws {HilbenchError} `REFERENCE_UNSUPPORTED` for a type without a JavaScript equivalent
 */
export function elementsOf(type: TensorType, bytes: Uint8Array): Elements {
  const Constructor = CONSTRUCTORS[type];
  if (Constructor === undefined) {
    throw new HilbenchError({
      kind: 'input',
      code: 'REFERENCE_UNSUPPORTED',
      message: `Tensors of type ${type} cannot be compared.`,
      hint: 'Give the model inputs and outputs of an integer, bool or 32-bit float type.',
    });
  }
  const size = Constructor.BYTES_PER_ELEMENT;
  const aligned = bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
  return new Constructor(aligned.buffer, aligned.byteOffset, aligned.byteLength / size);
}
