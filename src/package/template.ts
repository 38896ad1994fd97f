import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { templateMissing } from './errors.ts';

/**
 * Fills in a template: `@name@` becomes the value of that name. A name without a value is a defect of the
 * template.
 */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/@([A-Za-z_0-9]+)@/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`a template names @${name}@, which has no value`);
    return value;
  });
}

/** @throws {HilbenchError} `PACKAGE_TEMPLATE_MISSING` (kind `bench`) */
export async function readTemplate(templates_dir: string, path: string): Promise<string> {
  try {
    return await readFile(join(templates_dir, path), 'utf8');
  } catch (cause) {
    throw templateMissing(path, cause);
  }
}

/** Text of a model made safe for comments of C, make, CMake and for Markdown: a few ASCII characters. */
export function commentText(text: string): string {
  const safe = text.slice(0, 80).replace(/[^A-Za-z0-9_ .:;,()+=-]/g, '_');
  return safe.trim() === '' ? 'unnamed' : safe;
}
