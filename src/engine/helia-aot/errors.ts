import { HilbenchError } from '../../support/errors.ts';
import { howEnded } from '../../support/process.ts';
import { plainText } from '../../support/text.ts';

const MOST_CHARACTERS = 1200;
/** Colours and other terminal sequences: ESC [ … letter. */
const SEQUENCES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g');

/** What the tool said, as one line that is safe to show. */
export function wordsOf(output: string): string {
  const text = output.replaceAll(SEQUENCES, '').replaceAll(/\s+/g, ' ').trim();
  // Its reason is at the end: what comes before is progress.
  const begin = text.lastIndexOf('Error');
  return plainText(begin === -1 ? text.slice(-MOST_CHARACTERS) : text.slice(begin), MOST_CHARACTERS);
}

export function toolMissing(): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'HELIA_AOT_MISSING',
    message: 'There is neither helia-aot nor uvx on PATH.',
    hint: 'Install it (`uv tool install helia-aot`, or pip in Python 3.11 or later), or set HILBENCH_HELIA_AOT to its executable or to the Python that has it.',
  });
}

export function cannotStart(file: string, cause: unknown): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'HELIA_AOT_MISSING',
    message: `${plainText(file, 300)} cannot be started.`,
    hint: 'Check that HILBENCH_HELIA_AOT names an executable of this machine.',
    cause,
  });
}

export function tooOld(version: string): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'HELIA_AOT_TOO_OLD',
    message: `helia-aot is version ${plainText(version, 40)}; 0.5.0 or later is needed.`,
    hint: 'Upgrade it, for example with `uv tool upgrade helia-aot`.',
  });
}

export function noVersion(output: string): HilbenchError {
  const words = wordsOf(output);
  return new HilbenchError({
    kind: 'bench',
    code: 'HELIA_AOT_NO_VERSION',
    message: `helia-aot does not say its version${words === '' ? '.' : `: ${words}`}`,
    hint: 'Run `helia-aot version` by hand; if uvx installs it, check the network.',
  });
}

export function timedOut(what: string, timeout_ms: number): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'HELIA_AOT_TIMEOUT',
    message: `helia-aot did not ${what} within ${timeout_ms / 1000} s and was stopped.`,
    hint: 'Run `helia-aot convert` by hand with this model to see what it waits for.',
  });
}

export function cannotConvert(output: string, exit_code: number | undefined): HilbenchError {
  const words = wordsOf(output);
  return new HilbenchError({
    kind: 'input',
    code: 'HELIA_AOT_CANNOT_CONVERT',
    message: `helia-aot could not convert the model (it ${howEnded(exit_code)})${words === '' ? '.' : `: ${words}`}`,
    hint: 'Change the model or the file of --helios-aot-config as it says.',
  });
}

/** It reported success. `what` completes the sentence, `output` is what it printed. */
export function noOutput(what: string, output: string): HilbenchError {
  const words = wordsOf(output);
  return new HilbenchError({
    kind: 'bench',
    code: 'HELIA_AOT_NO_OUTPUT',
    message: `helia-aot ended with exit status 0, and ${what}${words === '' ? '.' : `: ${words}`}`,
    hint: 'Run `helia-aot convert` by hand with this model; another version of it may write what is missing.',
  });
}

/** What the tool wrote is nothing that goes into an image. */
export function badOutput(what: string): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'HELIA_AOT_BAD_OUTPUT',
    message: `What helia-aot wrote is not used: ${what}.`,
    hint: 'Check that this is the real tool; then report the version of helia-aot and the model.',
  });
}

export function noKernels(): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'HELIA_AOT_NO_KERNELS',
    message: 'The module of helia-aot calls kernels of ns-cmsis-nn, and there is none.',
    hint: 'Set HILBENCH_NS_CMSIS_NN to a checkout of https://github.com/AmbiqAI/ns-cmsis-nn.',
  });
}

export function licenseForbids(platform: string, why: string): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'HELIA_AOT_LICENSE',
    message: `The licence of the module that helia-aot makes allows it on hardware of Ambiq only, and ${platform} ${why}: it was not run.`,
    hint: 'Run this pass on an Ambiq board; --aot-engine aot compares with an engine that runs anywhere.',
  });
}

export function badKernels(dir: string, what: string, cause?: unknown): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'HELIA_AOT_BAD_KERNELS',
    message: `The kernels for helia-aot are not usable: ${plainText(dir, 300)} ${what}.`,
    hint: 'Set HILBENCH_NS_CMSIS_NN to a checkout of https://github.com/AmbiqAI/ns-cmsis-nn, in the version that the module asks for.',
    ...(cause === undefined ? {} : { cause }),
  });
}
