import { join } from 'node:path';
import type { Platform } from '../../platform/types.ts';
import { HilbenchError } from '../../support/errors.ts';
import type { ImageVariant } from '../types.ts';
import { missingPart, namesIn, textOf } from './files.ts';

/** One build of the TensorFlow Lite Micro runtime in a checkout, for one kind of core. */
export interface TensorflowRuntime {
  /** Name of its folder: `ns_tflm_v1_7_0`, `helia_rt_v1_7_0`. */
  readonly version: string;
  readonly dir: string;
  /** Absolute, in the order to search them. */
  readonly include_dirs: readonly string[];
  /** Static library by what an image is for: only the one of `link` reports layers and reasons of failures. */
  readonly archives: Readonly<Record<ImageVariant, string>>;
  /** Text of the header that declares the ops. */
  readonly op_resolver: string;
}

const VERSIONS_DIR = 'extern/tensorflow';
const OP_RESOLVER = 'tensorflow/lite/micro/micro_mutable_op_resolver.h';
const INCLUDE_DIRS = ['.', 'third_party', 'third_party/flatbuffers/include', 'third_party/gemmlowp'];
const BUILDS: Record<ImageVariant, string> = { link: 'release-with-logs', power: 'release' };
/** Which families `auto` prefers; within one the newest. */
const FAMILIES = [/^ns_tflm_/, /^helia_rt_/];

/** Numbers in a name compare as numbers: v1_10_0 is newer than v1_9_0. */
const byAge = new Intl.Collator('en', { numeric: true }).compare;

function archiveName(core: Platform['core'], toolchain: 'gcc' | 'arm', variant: ImageVariant): string {
  const short = core === 'cortex-m55' ? 'cm55' : 'cm4';
  return `libtensorflow-microlite-${short}-${toolchain === 'arm' ? 'armclang' : 'gcc'}-${BUILDS[variant]}.a`;
}

/** Names of the runtimes in a checkout, oldest first within a family. */
export async function tensorflowVersions(root: string): Promise<readonly string[]> {
  const names = await namesIn(join(root, VERSIONS_DIR));
  const libraries = await Promise.all(names.map((name) => namesIn(join(root, VERSIONS_DIR, name, 'lib'))));
  return names.filter((_, index) => (libraries[index] ?? []).length > 0).sort(byAge);
}

/** The newest of the first family that has a library for this core and toolchain. */
async function newest(
  root: string,
  versions: readonly string[],
  wanted_libraries: readonly string[],
): Promise<string | undefined> {
  const families = [...FAMILIES, /^/];
  for (const family of families) {
    for (const version of versions.filter((name) => family.test(name)).toReversed()) {
      const libraries = await namesIn(join(root, VERSIONS_DIR, version, 'lib'));
      if (wanted_libraries.every((library) => libraries.includes(library))) return version;
    }
  }
  return undefined;
}

/**
 * The runtime that `--tensorflow-version` names. `auto`: the newest `ns_tflm_…` that is compiled for the core, or
 * else the newest `helia_rt_…`.
 *
 * @throws {HilbenchError} `NEURALSPOT_INCOMPLETE`, `NEURALSPOT_NO_TENSORFLOW` (kind `input`)
 */
export async function chooseTensorflow(
  root: string,
  wanted: string,
  core: Platform['core'],
  toolchain: 'gcc' | 'arm',
): Promise<TensorflowRuntime> {
  const archives = {
    link: archiveName(core, toolchain, 'link'),
    power: archiveName(core, toolchain, 'power'),
  };
  const versions = await tensorflowVersions(root);
  const version =
    wanted === 'auto'
      ? await newest(root, versions, Object.values(archives))
      : versions.find((name) => name === wanted);
  if (version === undefined) {
    const there = versions.length === 0 ? 'none at all' : versions.join(', ');
    throw new HilbenchError({
      kind: 'input',
      code: 'NEURALSPOT_NO_TENSORFLOW',
      message:
        wanted === 'auto'
          ? `${join(root, VERSIONS_DIR)} has no runtime with ${archives.link} and ${archives.power}; it has ${there}.`
          : `${join(root, VERSIONS_DIR)} has no runtime ${wanted} with libraries; it has ${there}.`,
      hint: 'Choose one of these with --tensorflow-version, or leave it at auto.',
    });
  }
  const dir = join(root, VERSIONS_DIR, version);
  const libraries = await namesIn(join(dir, 'lib'));
  const missing = Object.values(archives).filter((archive) => !libraries.includes(archive));
  if (missing.length > 0)
    throw missingPart(
      `The TensorFlow runtime ${version} of ${root} lacks ${missing.join(' and ')} in its lib.`,
    );
  const op_resolver = await textOf(join(dir, OP_RESOLVER));
  if (op_resolver === undefined) {
    throw missingPart(`The TensorFlow runtime ${version} of ${root} lacks its header ${OP_RESOLVER}.`);
  }
  return {
    version,
    dir,
    include_dirs: INCLUDE_DIRS.map((folder) => join(dir, folder)),
    archives: { link: join(dir, 'lib', archives.link), power: join(dir, 'lib', archives.power) },
    op_resolver,
  };
}
