import { dirname, join, resolve } from 'node:path';
import { HilbenchError } from '../../support/errors.ts';
import { exists } from './files.ts';

interface Part {
  readonly path: string;
  readonly kind: 'file' | 'folder';
  readonly what: string;
}

const RUNTIMES: Part = {
  path: 'extern/tensorflow',
  kind: 'folder',
  what: 'the TensorFlow Lite Micro builds',
};

/** What makes a folder a checkout of neuralSPOT, and what each is for. */
const PARTS: readonly Part[] = [
  { path: 'make/neuralspot_config.mk', kind: 'file', what: 'the settings of its Makefiles' },
  { path: 'neuralspot', kind: 'folder', what: 'its libraries' },
  RUNTIMES,
];

/** What a checkout is needed for. `runtimes`: for these alone, so that a folder with nothing else will do. */
export type CheckoutUse = 'firmware' | 'runtimes';

async function missingParts(root: string, use: CheckoutUse): Promise<readonly Part[]> {
  const parts = use === 'runtimes' ? [RUNTIMES] : PARTS;
  const present = await Promise.all(parts.map(({ path, kind }) => exists(join(root, path), kind)));
  return parts.filter((_, index) => present[index] !== true);
}

/**
 * The root of the checkout that `--neuralspot-rootdir` names. `auto`: the nearest folder from `cwd` upwards that is
 * one; undefined when there is none.
 *
 * @throws {HilbenchError} `NEURALSPOT_INCOMPLETE` (kind `input`), naming exactly what a given folder lacks
 */
export async function findCheckout(
  given: string,
  cwd: string,
  use: CheckoutUse = 'firmware',
): Promise<string | undefined> {
  if (given === 'auto') {
    for (let folder = resolve(cwd); ; folder = dirname(folder)) {
      if ((await missingParts(folder, use)).length === 0) return folder;
      if (dirname(folder) === folder) return undefined;
    }
  }
  const root = resolve(cwd, given);
  if (!(await exists(root, 'folder'))) {
    throw new HilbenchError({
      kind: 'input',
      code: 'NEURALSPOT_INCOMPLETE',
      message: `--neuralspot-rootdir ${root} is no folder.`,
      hint: 'Give the folder of a checkout of neuralSPOT: git clone https://github.com/AmbiqAI/neuralSPOT',
    });
  }
  const missing = await missingParts(root, use);
  if (missing.length === 0) return root;
  const list = missing.map(({ path, kind, what }) => `the ${kind} ${path} (${what})`).join(', ');
  throw new HilbenchError({
    kind: 'input',
    code: 'NEURALSPOT_INCOMPLETE',
    message: `${root} is no complete checkout of neuralSPOT: it lacks ${list}.`,
    hint: 'Give the root of a complete checkout; one that was cloned sparsely or without its submodules lacks parts.',
  });
}

/** As `findCheckout`, for those who cannot do without. @throws {HilbenchError} also `NEURALSPOT_NOT_FOUND` (kind `input`) */
export async function requireCheckout(
  given: string,
  cwd: string,
  who: string,
  use: CheckoutUse = 'firmware',
): Promise<string> {
  const root = await findCheckout(given, cwd, use);
  if (root !== undefined) return root;
  throw new HilbenchError({
    kind: 'input',
    code: 'NEURALSPOT_NOT_FOUND',
    message: `${who} needs a checkout of neuralSPOT, and neither ${resolve(cwd)} nor a folder above it is one.`,
    hint: 'Name one with --neuralspot-rootdir: git clone https://github.com/AmbiqAI/neuralSPOT',
  });
}
