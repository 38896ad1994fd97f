import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { HilbenchError } from '../support/errors.ts';
import { plainText } from '../support/text.ts';
import { githubError, reasonOf } from './errors.ts';

/** What an archive may hold before it is refused as a whole. */
export interface ArchiveLimits {
  readonly entries: number;
  /** Of one entry, unpacked. */
  readonly entry_bytes: number;
  /** Of all entries, unpacked. */
  readonly total_bytes: number;
  /** Unpacked over packed size, for entries larger than 1 MiB; JSON stays far below. */
  readonly ratio: number;
  /** Folders in a path. */
  readonly depth: number;
}

const ARTIFACT_LIMITS: ArchiveLimits = {
  entries: 1000,
  entry_bytes: 64 * 1024 * 1024,
  total_bytes: 256 * 1024 * 1024,
  ratio: 200,
  depth: 8,
};

const MAX_NAME_CHARACTERS = 512;
const RATIO_FROM_BYTES = 1024 * 1024;
const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;
const DIRECTORY = 0o040000;
const STORED = 0;
const DEFLATED = 8;

function hostile(archive: string, what: string, cause?: unknown): HilbenchError {
  return githubError(
    'GITHUB_ARCHIVE_REFUSED',
    `${plainText(archive, 200)} is refused: ${what}.`,
    'It was not written by hilbench, or was changed: look at the run that uploaded it, and do not unpack it.',
    { kind: 'input', cause },
  );
}

/** Why an entry cannot be what hilbench wrote, or undefined. Names are checked by yauzl, too. */
function objection(entry: Entry, limits: ArchiveLimits): string | undefined {
  const name = entry.fileName;
  const shown = plainText(name, 80);
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  if (name.length > MAX_NAME_CHARACTERS) return `an entry's name has ${name.length} characters`;
  if (/[\p{Cc}\p{Cf}]/u.test(name)) return `an entry's name holds control characters (${shown})`;
  if (name.split('/').length - 1 > limits.depth) return `${shown} lies deeper than ${limits.depth} folders`;
  if (type !== 0 && type !== REGULAR && type !== DIRECTORY) return `${shown} is a link or a device`;
  if (entry.isEncrypted()) return `${shown} is encrypted`;
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    return `${shown} has the unknown compression method ${entry.compressionMethod}`;
  }
  if (entry.uncompressedSize > limits.entry_bytes) {
    return `${shown} has ${entry.uncompressedSize} bytes; at most ${limits.entry_bytes} are read`;
  }
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > RATIO_FROM_BYTES && ratio > limits.ratio) {
    return `${shown} unpacks to ${Math.round(ratio)} times its size`;
  }
  return undefined;
}

async function listEntries(
  zip: ZipFile,
  archive: string,
  archive_bytes: number,
  limits: ArchiveLimits,
): Promise<Entry[]> {
  if (zip.entryCount > limits.entries) {
    throw hostile(archive, `it has ${zip.entryCount} entries; at most ${limits.entries} are read`);
  }
  const entries = new Map<string, Entry>();
  let total_bytes = 0;
  let packed_bytes = 0;
  for await (const entry of zip.eachEntry()) {
    const why = objection(entry, limits);
    if (why !== undefined) throw hostile(archive, why);
    if (entries.has(entry.fileName))
      throw hostile(archive, `${plainText(entry.fileName, 80)} is in it twice`);
    entries.set(entry.fileName, entry);
    total_bytes += entry.uncompressedSize;
    packed_bytes += entry.compressedSize;
    if (total_bytes > limits.total_bytes) {
      throw hostile(archive, `it unpacks to more than ${limits.total_bytes} bytes`);
    }
    // Entries that share the same packed bytes are a way around every other limit.
    if (packed_bytes > archive_bytes) throw hostile(archive, 'its entries overlap');
  }
  return [...entries.values()];
}

async function readEntry(zip: ZipFile, entry: Entry, signal: AbortSignal): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  const stop = (): void => void stream.destroy(new Error('aborted'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    const chunks: Buffer[] = [];
    // yauzl ends the stream with an error at the first byte beyond the size that was checked.
    for await (const chunk of stream) chunks.push(chunk);
    return Buffer.concat(chunks);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/**
 * Reads the wanted files of a zip that anyone may have written. Nothing is written to disk. All entries are
 * checked before the first is read: a hostile archive is refused whole.
 *
 * @param archive what to call it in errors
 * @param wanted by its path in the archive, with `/` between folders
 * @returns the files by path
 * @throws {HilbenchError} `GITHUB_ARCHIVE_REFUSED` (kind `input`)
 */
export async function readArchive(
  bytes: Buffer,
  archive: string,
  wanted: (path: string) => boolean,
  signal: AbortSignal,
  limits: ArchiveLimits = ARTIFACT_LIMITS,
): Promise<Map<string, Buffer>> {
  try {
    const zip = await fromBufferPromise(bytes, { strictFileNames: true, lazyEntries: true });
    const entries = await listEntries(zip, archive, bytes.length, limits);
    const files = new Map<string, Buffer>();
    for (const entry of entries) {
      if (entry.fileName.endsWith('/') || !wanted(entry.fileName)) continue;
      files.set(entry.fileName, await readEntry(zip, entry, signal));
    }
    return files;
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof HilbenchError) throw cause;
    throw hostile(archive, reasonOf(cause), cause);
  }
}
