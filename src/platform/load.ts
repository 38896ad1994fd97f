import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { HilbenchError } from '../support/errors.ts';
import { didYouMean } from '../support/suggest.ts';
import { plainText } from '../support/text.ts';
import { parseYaml } from '../support/yaml.ts';
import { platformSchema } from './schema.ts';
import type { Platform } from './types.ts';

/**
 * Reads one platform from the text of its file.
 *
 * @param file - path, whose base name without `.yaml` is the platform's name
 * @throws {HilbenchError} `PLATFORM_INVALID` (kind `input`), naming file, line and column
 */
export function parsePlatform(text: string, file: string): Platform {
  const source = parseYaml(text, file, 'PLATFORM_INVALID');
  const parsed = platformSchema.safeParse(source.value);
  if (parsed.success) return { name: basename(file, '.yaml'), ...parsed.data };
  // A misspelt key also shows as a missing one: say the cause first.
  const issues = parsed.error.issues.toSorted(
    (a, b) => Number(b.code === 'unrecognized_keys') - Number(a.code === 'unrecognized_keys'),
  );
  const lines = issues.map((issue) => {
    const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    return `${source.locate(path)}: ${path.map(String).join('.')}: ${issue.message}`;
  });
  throw new HilbenchError({
    kind: 'input',
    code: 'PLATFORM_INVALID',
    message: plainText(lines[0] ?? `${file}: not a platform`, 500),
    hint: 'Mend the platform file at that place; docs/platforms.md describes every field.',
    ...(lines.length > 1 ? { detail: lines.slice(1, 20).join('\n') } : {}),
    cause: parsed.error,
  });
}

/**
 * All platforms of a folder, by name.
 *
 * @param folder - the `platforms` folder of the installation, or one of the user
 * @throws {HilbenchError} `PLATFORM_INVALID` (kind `input`), `PLATFORM_FOLDER` (kind `bench`)
 */
export function loadPlatforms(folder: string): readonly Platform[] {
  try {
    return readdirSync(folder)
      .filter((file) => file.endsWith('.yaml'))
      .sort()
      .map((file) => parsePlatform(readFileSync(join(folder, file), 'utf8'), join(folder, file)));
  } catch (cause) {
    if (cause instanceof HilbenchError) throw cause;
    throw new HilbenchError({
      kind: 'bench',
      code: 'PLATFORM_FOLDER',
      message: `The platform files in ${folder} cannot be read: ${cause instanceof Error ? cause.message : cause}`,
      hint: 'Check the folder that HILBENCH_PLATFORMS names; without that, install hilbench again: its own files are incomplete.',
      cause,
    });
  }
}

/**
 * All platforms of several folders, by name. A file of a later folder wins over one of the same name.
 *
 * @throws {HilbenchError} those of `loadPlatforms`
 */
export function loadPlatformFolders(folders: readonly string[]): readonly Platform[] {
  const all = folders.flatMap((folder) => loadPlatforms(folder));
  const by_name = new Map(all.map((platform) => [platform.name, platform]));
  return [...by_name.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** @throws {HilbenchError} `PLATFORM_UNKNOWN` (kind `input`), listing the names there are */
export function findPlatform(platforms: readonly Platform[], name: string): Platform {
  const found = platforms.find((platform) => platform.name === name);
  if (found !== undefined) return found;
  const names = platforms.map((platform) => platform.name);
  throw new HilbenchError({
    kind: 'input',
    code: 'PLATFORM_UNKNOWN',
    message: `There is no platform "${plainText(name, 64)}".`,
    hint: `${didYouMean(name, names)}Set --platform to one of: ${names.join(', ')}.`,
  });
}
