import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { PackageFile } from './types.ts';

const MANIFEST_FILE = 'manifest.json';

const text = z.string().max(4096);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();
const command = z.array(text).min(1).max(256);

/** What `manifest.json` of a package says. */
export const manifestSchema = z.strictObject({
  schema: z.literal('hilbench.package/1'),
  kind: z.enum(['library', 'ambiqsuite-example']),
  name: text.describe('Prefix of everything in the package that has a name.'),
  tool: z.strictObject({ name: z.literal('hilbench'), version: text }),
  model: z.strictObject({ name: text, sha256 }),
  platform: text,
  core: text,
  engine: z.strictObject({ name: text, version: text }),
  ambiqsuite: text.optional().describe('Version of AmbiqSuite that the example is for.'),
  compiler: z
    .strictObject({ name: text, version: text })
    .optional()
    .describe('What compiled the library; absent where only sources are shipped.'),
  flags: z.strictObject({ compile: z.array(text).max(64), link: z.array(text).max(64) }),
  arena_bytes: count,
  weights_bytes: count,
  library: z
    .strictObject({
      build: z
        .array(command)
        .max(64)
        .describe('Commands that make the library anew, where there are sources.'),
    })
    .optional(),
  example: z
    .strictObject({
      board: text,
      build: z.array(command).max(16).describe('Commands that build it, from the folder of the package.'),
      run: command,
      pass_line: text.describe(
        'What it prints when the outputs are as captured; it also ends with status 0.',
      ),
    })
    .optional(),
  files: z
    .array(z.strictObject({ path: text, bytes: count, sha256 }))
    .max(4096)
    .describe('Every file of the package but this one.'),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** The manifest over `files` as the last file of a package, with its hash. */
export function withManifest(
  files: readonly PackageFile[],
  facts: Omit<Manifest, 'schema' | 'files'>,
): { readonly files: readonly PackageFile[]; readonly sha256: string; readonly bytes: number } {
  const listed = files
    .map(({ path, content }) => ({ path, bytes: Buffer.byteLength(content), sha256: hashOf(content) }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifest = manifestSchema.parse({ schema: 'hilbench.package/1', ...facts, files: listed });
  const content = `${JSON.stringify(manifest, null, 2)}\n`;
  const bytes = listed.reduce((sum, file) => sum + file.bytes, Buffer.byteLength(content));
  return { files: [...files, { path: MANIFEST_FILE, content }], sha256: hashOf(content), bytes };
}

function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
