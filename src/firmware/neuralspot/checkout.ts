import { dirname, join, resolve } from 'node:path';
import { HilbenchError } from '../../support/errors.ts';
import { exists } from './files.ts';

/** What makes a folder a checkout of neuralSPOT, and what each is for. */
const PARTS: readonly { readonly path: string; readonly kind: 'file' | 'folder'; readonly what: string }[] = [
  { path: 'make/neuralspot_config.mk', kind: 'file', what: 'the settings of its Makefiles' },
  { path: 'neuralspot', kind: 'folder', what: 'its libraries' },
  { path: 'extern/tensorflow', kind: 'folder', what: 'the TensorFlow Lite Micro builds' },
];

async function missingParts(root: string): Promise<typeof PARTS> {
  const present = await Promise.all(PARTS.map(({ path, kind }) => exists(join(root, path), kind)));
  return PARTS.filter((_, index) => present[index] !== true);
}

/**
 * The root of the checkout that `--neuralspot-rootdir` names. `auto`: the nearest folder from `cwd` upwards that is
 * one; undefined when there is none.
 *
 * @throws {HilbenchError} `NEURALSPOT_INCOMPLETE` (kind `input`), naming exactly what a given folder lacks
 */
export async function findCheckout(given: string, cwd: string): Promise<string | undefined> {
  if (given === 'auto') {
    for (let folder = resolve(cwd); ; folder = dirname(folder)) {
      if ((await missingParts(folder)).length === 0) return folder;
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
  const missing = await missingParts(root);
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
export async function requireCheckout(given: string, cwd: string, who: string): Promise<string> {
  const root = await findCheckout(given, cwd);
  if (root !== undefined) return root;
  throw new HilbenchError({
    kind: 'input',
    code: 'NEURALSPOT_NOT_FOUND',
    message: `${who} needs a checkout of neuralSPOT, and neither ${resolve(cwd)} nor a folder above it is one.`,
    hint: 'Name one with --neuralspot-rootdir: git clone https://github.com/AmbiqAI/neuralSPOT',
  });
}
