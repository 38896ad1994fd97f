import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { z } from 'zod';
import { unlessAbsent } from '../support/system.ts';

/** What a run has remembered in a file of JSON; undefined where there is none, or it was damaged. */
export async function recall<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await unlessAbsent(readFile(file, 'utf8'));
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined; // not JSON
  }
}

/** Makes the folder too. By one rename: another run may read the file at this moment. */
export async function remember(file: string, record: unknown): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const staged = `${file}.${randomUUID()}`;
  await writeFile(staged, JSON.stringify(record));
  await rename(staged, file);
}
