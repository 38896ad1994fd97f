import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTflmEngine } from '../../src/engine/tflm/index.ts';
import type { EngineBuild } from '../../src/engine/types.ts';
import { readLoadSegments } from '../../src/firmware/elf-segments.ts';
import { readElfSizes } from '../../src/firmware/elf-sizes.ts';
import { findSymbols } from '../../src/firmware/elf-symbols.ts';
import { createNeuralspotBuilder } from '../../src/firmware/neuralspot/build.ts';
import { chooseTensorflow } from '../../src/firmware/neuralspot/tensorflow.ts';
import { readModel } from '../../src/model/read.ts';
import { silentLog } from '../../src/support/log.ts';
import { noSignal, platformNamed, TEMPLATES_DIR } from '../helpers/emulated-device.ts';
import { haveNeuralSpot, NEURALSPOT } from '../helpers/neuralspot.ts';
import { standInSdk } from '../helpers/stand-in-sdk.ts';
import { testEngine } from '../helpers/test-engine.ts';
import { chainOf, haveCxx } from '../helpers/tflm-runtime.ts';

const NAME = 'apollo510_evb';
const ITCM_BYTES = 256 * 1024;
const MRAM = 0x41_0000;
const MINUTES_MS = 300_000;
const OURS = 'hb_profile_run';
const LIBRARY =
  '$(subdirectory)/lib/libtensorflow-microlite-$(TFP)-gcc-release$(if $(MLPROFILE),-with-logs).a';

interface Wanted {
  readonly root: string;
  readonly engine: EngineBuild;
  /** A function of the runtime. */
  readonly symbol: string;
}

/** A stand-in of the SDK with an archive for a runtime, whose object has a name that TFLM's own has. */
function standIn(): Wanted {
  const root = standInSdk();
  const dir = join(root, 'extern/tensorflow/stub_tf');
  mkdirSync(join(dir, 'lib'));
  const object = join(dir, 'micro_runtime.o');
  const source = join(dir, 'runtime.c');
  writeFileSync(source, 'int runtime_step(int n) { return n * 3; }\n');
  execFileSync('arm-none-eabi-gcc', ['-mcpu=cortex-m55', '-mfloat-abi=hard', '-c', source, '-o', object]);
  const archive = join(dir, 'lib', 'libtensorflow-microlite-cm55-gcc-release.a');
  execFileSync('arm-none-eabi-ar', ['rcsD', archive, object]);
  writeFileSync(join(dir, 'module.mk'), `lib_prebuilt += ${LIBRARY}\n`);
  const engine = testEngine('sum');
  // Kept by the linker, and so what it points to.
  const user = [
    'int runtime_step(int n);',
    '__attribute__((section(".isr_vector"), used)) static int (*const user)(int) = runtime_step;',
  ];
  const generated = [...engine.generated, { path: 'user.c', content: `${user.join('\n')}\n` }];
  return { root, engine: { ...engine, generated }, symbol: 'runtime_step' };
}

/** The same with TensorFlow Lite Micro and the linker script of a real checkout. */
async function real(): Promise<Wanted> {
  const root = standInSdk();
  const runtime = await chooseTensorflow(NEURALSPOT, 'auto', 'cortex-m55', 'gcc');
  const dir = join(root, 'extern/tensorflow', runtime.version);
  mkdirSync(dir);
  symlinkSync(join(runtime.dir, 'lib'), join(dir, 'lib'));
  writeFileSync(join(dir, 'module.mk'), `lib_prebuilt += ${LIBRARY}\n`);
  const script = 'neuralspot/ns-core/src/apollo510/gcc/linker_script_itcm_sbl.ld';
  copyFileSync(join(NEURALSPOT, script), join(root, script));
  appendFileSync(join(root, script), '\nhb_stand_in_stack_top = __heap_start__;\n');
  const engine = createTflmEngine({ ...runtime, identity: runtime.version });
  const build = engine.prepare(readModel(chainOf('RELU')), platformNamed(NAME));
  return { root, engine: build, symbol: '_ZN6tflite16MicroInterpreter6InvokeEv' };
}

/** Where the runtime and our code run, and all that is flashed. */
async function build({ root, engine, symbol }: Wanted, in_itcm: boolean) {
  const images = createNeuralspotBuilder({
    root,
    templatesDir: TEMPLATES_DIR,
    storeDir: mkdtempSync(join(tmpdir(), 'store-')),
    search_path: process.env.PATH ?? '',
    log: silentLog,
    ambiqsuite: 'auto',
    tensorflow: 'auto',
    in_itcm,
  });
  const platform = platformNamed(NAME);
  const image = await images.build({ platform, engine, toolchain: 'gcc', signal: noSignal() });
  const elf = readFileSync(image.elf_path);
  const symbols = findSymbols(elf, [symbol, OURS]);
  const segments = readLoadSegments(elf);
  return {
    runtime: symbols.get(symbol)?.address ?? Number.NaN,
    ours: symbols.get(OURS)?.address ?? Number.NaN,
    lowest: segments[0]?.address,
    end: Math.max(...segments.map(({ address, bytes }) => address + bytes.length)),
    room: image.memories?.MRAM?.address ?? 0,
    in_itcm: readElfSizes(elf).sections.filter(({ address, bytes }) => address < ITCM_BYTES && bytes > 0),
  };
}

async function expectInItcm(wanted: Wanted): Promise<void> {
  const there = await build(wanted, true);
  expect(there.runtime).toBeLessThan(ITCM_BYTES);
  expect(there.ours).toBeGreaterThan(MRAM);
  expect(there.in_itcm).toHaveLength(1);
  // It is flashed to MRAM with all else, and models lie behind it.
  expect(there.lowest).toBe(MRAM);
  expect(there.room).toBeGreaterThanOrEqual(there.end);
}

test(
  '--tflm-location ITCM: the runtime runs from the instruction TCM, and not without it',
  async () => {
    const wanted = standIn();
    await expectInItcm(wanted);
    const elsewhere = await build(wanted, false);
    expect(elsewhere.runtime).toBeGreaterThan(MRAM);
    expect(elsewhere.in_itcm).toEqual([]);
  },
  MINUTES_MS,
);

test.skipIf(!haveCxx || !haveNeuralSpot)(
  'TensorFlow Lite Micro and the linker script of a real checkout: the same',
  async () => expectInItcm(await real()),
  MINUTES_MS,
);
