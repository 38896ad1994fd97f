import { chmodSync, cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const STAND_IN = fileURLToPath(new URL('../stand-ins/neuralspot-sdk', import.meta.url));

/** A folder for PATH with a stand-in for Arm Compiler 6. */
export const ARM_COMPILER = fileURLToPath(new URL('../stand-ins/arm-compiler', import.meta.url));

/** What an archive without members is. Libraries of the vendor are binaries, and none are kept in the repository. */
const EMPTY_ARCHIVE = '!<arch>\n';
const LIBRARIES = [
  'extern/AmbiqSuite/R3.1.1/lib/apollo3p/libam_hal.a',
  'extern/AmbiqSuite/R3.1.1/lib/apollo3p/evb/libam_bsp.a',
  'extern/AmbiqSuite/R5.3.0/lib/apollo510/libam_hal.a',
  'extern/AmbiqSuite/R5.3.0/lib/apollo510/evb/libam_bsp.a',
];

/** A checkout of a stand-in for neuralSPOT in a folder of its own. */
export function standInSdk(): string {
  const root = mkdtempSync(join(tmpdir(), 'neuralspot-'));
  cpSync(STAND_IN, root, { recursive: true });
  for (const library of LIBRARIES) {
    mkdirSync(dirname(join(root, library)), { recursive: true });
    writeFileSync(join(root, library), EMPTY_ARCHIVE);
    writeFileSync(join(root, library.replace(/a$/, 'lib')), EMPTY_ARCHIVE);
  }
  return root;
}

/** A folder for PATH with a `make` that is a shell script. */
export function scriptedMake(script: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'make-'));
  writeFileSync(join(dir, 'make'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(dir, 'make'), 0o755);
  return dir;
}
