import { join } from 'node:path';
import type { RunConfig } from '../config/run.ts';
import { aotEngine } from '../engine/aot/index.ts';
import { createTflmEngine } from '../engine/tflm/index.ts';
import type { Engine } from '../engine/types.ts';
import { contentIdentity } from '../firmware/content-identity.ts';
import { findCheckout, requireCheckout } from '../firmware/neuralspot/checkout.ts';
import { chooseTensorflow } from '../firmware/neuralspot/tensorflow.ts';
import type { Platform } from '../platform/types.ts';
import { HilbenchError } from '../support/errors.ts';

/** What of a run decides on its engine. */
export type EngineChoice = Pick<
  RunConfig,
  'engine' | 'neuralspot_rootdir' | 'tensorflow_version' | 'tflm_location' | 'toolchain'
>;

export interface EngineSurroundings {
  /** Absolute; where the search for a checkout begins. */
  readonly cwd: string;
  /** Where hashes of the checkout's files are remembered. */
  readonly cacheDir: string;
}

function conflict(message: string, hint: string): HilbenchError {
  return new HilbenchError({ kind: 'input', code: 'CONFIG_CONFLICT', message, hint });
}

/** Options of the interpreter say nothing to another engine, and nobody shall think that they did. */
function refuseUnused(choice: EngineChoice): void {
  const hint = 'Add --engine tflm, or remove the option.';
  if (choice.tensorflow_version !== 'auto')
    throw conflict('--tensorflow-version is given, and the engine of this run is aot.', hint);
  if (choice.tflm_location !== 'auto')
    throw conflict('--tflm-location is given, and the engine of this run is aot.', hint);
}

/** Emulated boards have one place for code, which the linker script of their port names. */
function checkLocation(wanted: EngineChoice['tflm_location'], platform: Platform): void {
  if (wanted === 'auto') return;
  if (wanted === 'ITCM' && platform.core !== 'cortex-m55') {
    throw new HilbenchError({
      kind: 'input',
      code: 'TFLM_LOCATION_UNSUPPORTED',
      message: `--tflm-location ITCM: ${platform.name} has a ${platform.core}, and only the Cortex-M55 has an ITCM for code.`,
      hint: 'Use --tflm-location MRAM or auto.',
    });
  }
  if (!platform.emulated) return;
  const there = platform.core === 'cortex-m55' ? 'ITCM' : 'MRAM';
  if (wanted === there) return;
  throw new HilbenchError({
    kind: 'input',
    code: 'TFLM_LOCATION_UNSUPPORTED',
    message: `--tflm-location ${wanted}: the firmware of the emulated board ${platform.name} runs from its ${there}.`,
    hint: `Use --tflm-location ${there} or auto.`,
  });
}

async function tflmEngine(
  choice: EngineChoice,
  platform: Platform,
  root: string,
  surroundings: EngineSurroundings,
): Promise<Engine> {
  checkLocation(choice.tflm_location, platform);
  const runtime = await chooseTensorflow(root, choice.tensorflow_version, platform.core, choice.toolchain);
  const archives = Object.values(runtime.archives).map((archive) => archive.slice(runtime.dir.length + 1));
  const identity = await contentIdentity(runtime.dir, archives, surroundings.cacheDir);
  return createTflmEngine({ ...runtime, identity });
}

/**
 * The engine of a run. `auto`: our own on emulated boards; on boards of silicon the interpreter where there is a
 * checkout of neuralSPOT, else our own.
 *
 * @throws {HilbenchError} `NEURALSPOT_…`, `ENGINE_RUNTIME_UNKNOWN`, `TFLM_LOCATION_UNSUPPORTED`, `CONFIG_CONFLICT`
 */
export async function chooseEngine(
  choice: EngineChoice,
  platform: Platform,
  surroundings: EngineSurroundings,
): Promise<Engine> {
  const { engine, neuralspot_rootdir } = choice;
  if (engine === 'tflm') {
    // Firmware of emulated boards is our own.
    const use = platform.emulated ? 'runtimes' : 'firmware';
    const root = await requireCheckout(neuralspot_rootdir, surroundings.cwd, 'The engine tflm', use);
    return tflmEngine(choice, platform, root, surroundings);
  }
  if (engine === 'auto' && !platform.emulated) {
    const root = await findCheckout(neuralspot_rootdir, surroundings.cwd);
    if (root !== undefined) return tflmEngine(choice, platform, root, surroundings);
  }
  refuseUnused(choice);
  return aotEngine;
}

/** Beside what the image store keeps of toolchains. */
export function runtimesCache(images: string): string {
  return join(images, 'runtimes');
}
