import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip, honest or not. */
export interface ZipEntry {
  readonly name: string;
  readonly data: Uint8Array | string;
  /** Unix mode with the file's type; default a regular file. */
  readonly mode?: number;
  /** What the directory says about the unpacked size, when that is a lie. */
  readonly claimed_bytes?: number;
}

export const SYMLINK = 0o120777;
const REGULAR = 0o100644;

/** Writes a zip byte by byte, so that it can hold what no packer would write. */
export function writeZip(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const data = typeof entry.data === 'string' ? Buffer.from(entry.data) : Buffer.from(entry.data);
    const packed = deflateRawSync(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version needed
    common.writeUInt16LE(0x0800, 2); // names are UTF-8
    common.writeUInt16LE(8, 4); // deflate
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.claimed_bytes ?? data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.mode ?? REGULAR) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    const by_unix = Buffer.from([0x14, 3]);
    directory.push(Buffer.from('PK\x01\x02', 'latin1'), by_unix, common, tail, name);
    locals.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, central, end]);
}
