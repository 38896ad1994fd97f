import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { LOCATIONS } from '../result/schema.ts';
import type { Log } from '../support/log.ts';
import { recall, remember } from './remembered.ts';
import type { Image, ImageBuilder } from './types.ts';

const BUILD_ID = /^[0-9a-f]{32}$/;
const count = z.number().int().nonnegative();
const range = z.strictObject({ address: count, bytes: count });

/** What is kept of an image, so that a board that runs it can be used without building it. */
const knownImageSchema = z.strictObject({
  hash: z.string(),
  build_id: z.string().regex(BUILD_ID),
  elf_path: z.string(),
  toolchain: z.strictObject({ name: z.enum(['gcc', 'arm']), version: z.string() }),
  from_store: z.boolean(),
  rom_bytes: count,
  ram_bytes: count,
  sections: z.array(
    z.strictObject({ name: z.string(), address: count, bytes: count, kind: z.enum(['rom', 'ram', 'both']) }),
  ),
  memories: z.partialRecord(z.enum(LOCATIONS), range).optional(),
});

/** So that years of builds do not fill a disk; a board rarely runs what is older than that many images. */
const MOST_IMAGES = 500;

/**
 * Wraps a builder so that it knows the images it built: `find` gives one back by the build id that a device says.
 * A folder that cannot be written to only costs that knowledge, never the build.
 */
export function withKnownImages(builder: ImageBuilder, folder: string, log: Log): ImageBuilder {
  return {
    build: async (request) => {
      const image = await builder.build(request);
      if ((request.variant ?? 'link') === 'link') {
        await keep(folder, image).catch((error: unknown) =>
          log.debug(`images: ${folder} is not written to: ${String(error)}`),
        );
      }
      return image;
    },
    find: (build_id) => find(folder, build_id),
  };
}

async function keep(folder: string, image: Image): Promise<void> {
  const known = knownImageSchema.parse(image);
  const path = join(folder, `${image.build_id}.json`);
  if ((await readFile(path, 'utf8').catch(() => undefined)) === JSON.stringify(known)) return;
  await remember(path, known);
  const names = await readdir(folder);
  for (const name of names.slice(MOST_IMAGES)) {
    if (name !== `${image.build_id}.json`) await rm(join(folder, name), { force: true });
  }
}

async function find(folder: string, build_id: string): Promise<Image | undefined> {
  if (!BUILD_ID.test(build_id)) return undefined;
  const known = await recall(join(folder, `${build_id}.json`), knownImageSchema).catch(() => undefined);
  if (known?.build_id !== build_id) return undefined;
  const { memories, ...image } = known;
  return { ...image, from_store: true, ...(memories === undefined ? {} : { memories: ranges(memories) }) };
}

/** Without the keys that the schema allows to be undefined. */
function ranges(memories: Readonly<Partial<Record<string, { address: number; bytes: number } | undefined>>>) {
  return Object.fromEntries(
    Object.entries(memories).filter(([, memory]) => memory !== undefined),
  ) as NonNullable<Image['memories']>;
}
