import { ByteBuffer } from 'flatbuffers';
import { modelError } from './model-error.ts';

/**
 * Memory that what is read may take, whatever the file says: three times the file, and for small files
 * room for a few thousand layers. Tables may overlap or be shared, so the file's size alone bounds nothing.
 */
const BUDGET_PER_FILE_BYTE = 3;
const BUDGET_FLOOR_BYTES = 4 * 1024 * 1024;

const TEXT = new TextDecoder();

/** In UTF-16 units. Names go into results and reports, which have to end. */
const LONGEST_NAME = 1024;

const TABLE_COST_BYTES = 32;
const ARRAY_COST_BYTES = 48;

/**
 * A flatbuffer of unknown origin. Every access through it and its tables is checked against the bytes
 * that exist, and counted against a budget of memory.
 */
export class FlatFile {
  readonly bytes: Uint8Array;
  readonly #buffer: ByteBuffer;
  #budget_bytes: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#buffer = new ByteBuffer(bytes);
    this.#budget_bytes = BUDGET_FLOOR_BYTES + BUDGET_PER_FILE_BYTE * bytes.length;
  }

  get buffer(): ByteBuffer {
    return this.#buffer;
  }

  /** The root table. The caller has checked the identifier. */
  root(what: string): Table {
    return new Table(this, this.follow(0, what), what);
  }

  /** Counts `cost_bytes` of memory that is about to be taken. @throws `MODEL_TOO_COMPLEX` */
  charge(cost_bytes: number): void {
    this.#budget_bytes -= cost_bytes;
    if (this.#budget_bytes >= 0) return;
    throw modelError(
      'TOO_COMPLEX',
      `The file of ${this.bytes.length} bytes describes more tables and lists than a model of its size holds.`,
    );
  }

  /** @throws `MODEL_TRUNCATED` when `length` bytes at `position` are not all there. */
  require(position: number, length: number, what: string): void {
    if (position >= 0 && position + length <= this.bytes.length) return;
    throw modelError(
      'TRUNCATED',
      `The file has ${this.bytes.length} bytes, but ${what} takes the bytes ${position} to ${position + length}.`,
      'Copy the file again and compare its size with the original; it was cut short or is damaged.',
    );
  }

  /** @throws `MODEL_MALFORMED` when `position` is not a multiple of `alignment`. */
  requireAligned(position: number, alignment: number, what: string): void {
    if (position % alignment === 0) return;
    throw modelError(
      'MALFORMED',
      `In the file, ${what} stands at byte ${position}, which is not aligned to ${alignment}.`,
    );
  }

  /** The position that the unsigned offset at `position` points to. */
  follow(position: number, what: string): number {
    this.require(position, 4, what);
    const offset = this.#buffer.readUint32(position);
    if (offset === 0)
      throw modelError('MALFORMED', `In the file, the offset of ${what} at byte ${position} is 0.`);
    return position + offset;
  }
}

/** A vector inside the file whose elements are all there. */
interface VectorRange {
  /** Position of the first element. */
  readonly start: number;
  readonly length: number;
}

/** A table whose vtable and extent lie inside the file. Fields are given by their slot in the schema. */
export class Table {
  readonly position: number;
  readonly what: string;
  readonly #file: FlatFile;
  readonly #vtable: number;
  readonly #vtable_bytes: number;
  readonly #table_bytes: number;

  constructor(file: FlatFile, position: number, what: string) {
    file.charge(TABLE_COST_BYTES);
    file.requireAligned(position, 4, what);
    file.require(position, 4, what);
    const vtable = position - file.buffer.readInt32(position);
    const vtableName = `the layout of ${what}`;
    file.requireAligned(vtable, 2, vtableName);
    file.require(vtable, 4, vtableName);
    // The package reads signed 16 bits; both sizes are unsigned.
    const vtable_bytes = file.buffer.readUint16(vtable);
    const table_bytes = file.buffer.readUint16(vtable + 2);
    if (vtable_bytes < 4 || vtable_bytes % 2 !== 0 || table_bytes < 4) {
      throw modelError(
        'MALFORMED',
        `In the file, ${vtableName} at byte ${vtable} has a size that cannot be.`,
      );
    }
    file.require(vtable, vtable_bytes, vtableName);
    file.require(position, table_bytes, what);
    this.position = position;
    this.what = what;
    this.#file = file;
    this.#vtable = vtable;
    this.#vtable_bytes = vtable_bytes;
    this.#table_bytes = table_bytes;
  }

  bool(slot: number, absent: boolean): boolean {
    const at = this.field(slot, 1);
    return at === undefined ? absent : this.#file.buffer.readUint8(at) !== 0;
  }

  uint8(slot: number): number {
    const at = this.field(slot, 1);
    return at === undefined ? 0 : this.#file.buffer.readUint8(at);
  }

  int8(slot: number): number {
    const at = this.field(slot, 1);
    return at === undefined ? 0 : this.#file.buffer.readInt8(at);
  }

  int32(slot: number, absent = 0): number {
    const at = this.field(slot, 4);
    return at === undefined ? absent : this.#file.buffer.readInt32(at);
  }

  uint32(slot: number): number {
    const at = this.field(slot, 4);
    return at === undefined ? 0 : this.#file.buffer.readUint32(at);
  }

  float32(slot: number): number {
    const at = this.field(slot, 4);
    return at === undefined ? 0 : this.#file.buffer.readFloat32(at);
  }

  /** Above 2⁵³ the value is rounded; whoever checks it against the file's size sees it all the same. */
  uint64(slot: number): number {
    const at = this.field(slot, 8);
    if (at === undefined) return 0;
    return this.#file.buffer.readUint32(at + 4) * 2 ** 32 + this.#file.buffer.readUint32(at);
  }

  /** Text; bytes that are not UTF-8 become U+FFFD. */
  string(slot: number): string {
    const range = this.#vector(slot, 1);
    if (range === undefined) return '';
    const end = range.start + range.length;
    this.#file.require(end, 1, `a text of ${this.what}`);
    if (this.#file.bytes[end] !== 0) {
      throw modelError('MALFORMED', `In the file, a text of ${this.what} is not terminated at byte ${end}.`);
    }
    this.#file.charge(ARRAY_COST_BYTES + 2 * range.length);
    return TEXT.decode(this.#file.bytes.subarray(range.start, end));
  }

  /** Text that names something: its beginning, when it is longer than any name that is one. */
  name(slot: number): string {
    const text = this.string(slot);
    return text.length > LONGEST_NAME ? text.slice(0, LONGEST_NAME).toWellFormed() : text;
  }

  int32s(slot: number): number[] {
    return this.#numbers(slot, 4, (at) => this.#file.buffer.readInt32(at));
  }

  float32s(slot: number): number[] {
    return this.#numbers(slot, 4, (at) => this.#file.buffer.readFloat32(at));
  }

  /** Beyond ±2⁵³ the values are rounded. */
  int64s(slot: number): number[] {
    const { buffer } = this.#file;
    return this.#numbers(slot, 8, (at) => buffer.readInt32(at + 4) * 2 ** 32 + buffer.readUint32(at));
  }

  /** A view of the vector's bytes, not a copy. */
  bytes(slot: number): Uint8Array | undefined {
    const range = this.#vector(slot, 1);
    return range && this.#file.bytes.subarray(range.start, range.start + range.length);
  }

  has(slot: number): boolean {
    return this.field(slot, 1) !== undefined;
  }

  /** Where the object that an offset field refers to stands; undefined when the field is absent. */
  target(slot: number): number | undefined {
    const at = this.field(slot, 4);
    return at === undefined ? undefined : this.#file.follow(at, `a field of ${this.what}`);
  }

  table(slot: number, what: string): Table | undefined {
    const target = this.target(slot);
    return target === undefined ? undefined : new Table(this.#file, target, what);
  }

  /** A vector of tables; each is checked when it is asked for. An absent vector has none. */
  tables(slot: number, what: string): TableVector {
    const range = this.#vector(slot, 4);
    return new TableVector(this.#file, range?.start ?? 0, range?.length ?? 0, what);
  }

  #numbers(slot: number, element_bytes: number, read: (at: number) => number): number[] {
    const range = this.#vector(slot, element_bytes);
    if (range === undefined) return [];
    this.#file.charge(ARRAY_COST_BYTES + 8 * range.length);
    // Growing by push would reserve room for 17 numbers where most lists have four.
    const values = new Array<number>(range.length);
    for (let i = 0; i < range.length; i++) values[i] = read(range.start + i * element_bytes);
    return values;
  }

  /** Where a field of `width_bytes` stands in the file; undefined when it is absent and has its default. */
  field(slot: number, width_bytes: number): number | undefined {
    const entry = 4 + 2 * slot;
    if (entry + 2 > this.#vtable_bytes) return undefined;
    const offset = this.#file.buffer.readUint16(this.#vtable + entry);
    if (offset === 0) return undefined;
    if (offset < 4 || offset + width_bytes > this.#table_bytes) {
      throw modelError('MALFORMED', `In the file, field ${slot} of ${this.what} lies outside of its table.`);
    }
    return this.position + offset;
  }

  #vector(slot: number, element_bytes: number): VectorRange | undefined {
    const target = this.target(slot);
    if (target === undefined) return undefined;
    const what = `a list of ${this.what}`;
    this.#file.requireAligned(target, 4, what);
    this.#file.require(target, 4, what);
    const length = this.#file.buffer.readUint32(target);
    this.#file.require(target + 4, length * element_bytes, what);
    return { start: target + 4, length };
  }
}

export class TableVector {
  readonly length: number;
  readonly what: string;
  readonly #file: FlatFile;
  readonly #start: number;

  constructor(file: FlatFile, start: number, length: number, what: string) {
    this.length = length;
    this.what = what;
    this.#file = file;
    this.#start = start;
  }

  /** The table at `index`, which the caller has checked against `length`. */
  at(index: number): Table {
    const what = `${this.what} ${index}`;
    return new Table(this.#file, this.#file.follow(this.#start + 4 * index, what), what);
  }

  map<T>(convert: (table: Table, index: number) => T): T[] {
    const results: T[] = [];
    for (let i = 0; i < this.length; i++) results.push(convert(this.at(i), i));
    return results;
  }
}
