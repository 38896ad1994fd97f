import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Version of this installation, from its package.json. */
export function toolVersion(root: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  if (
    typeof manifest === 'object' &&
    manifest !== null &&
    'version' in manifest &&
    typeof manifest.version === 'string'
  ) {
    return manifest.version;
  }
  throw new Error(`${join(root, 'package.json')} has no version`);
}
