import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { aotEngine } from '../../src/engine/aot/index.ts';
import { connectDevice } from '../../src/link/device.ts';
import { readModel } from '../../src/model/read.ts';
import type { Platform } from '../../src/platform/types.ts';
import { silentLog } from '../../src/support/log.ts';
import { canEmulate } from '../helpers/emulated-bench.ts';
import {
  bootEmulator,
  buildTestImage,
  noSignal,
  platformNamed,
  testAddresses,
} from '../helpers/emulated-device.ts';
import { ACTIVATION_CASES } from '../models/activation-cases.ts';
import { BINARY_CASES } from '../models/binary-cases.ts';
import { CONV_2D_CASES, DEPTHWISE_CONV_2D_CASES } from '../models/convolution-cases.ts';
import { FULLY_CONNECTED_CASES } from '../models/dense-cases.ts';
import { MEMORY_CASES } from '../models/memory-cases.ts';
import { MOVEMENT_CASES } from '../models/movement-cases.ts';
import { type OpCase, samplerModel } from '../models/op-case.ts';
import { PACK_CASES } from '../models/pack-cases.ts';
import { POOL_2D_CASES } from '../models/pool-cases.ts';
import { QUANTIZE_CASES } from '../models/quantize-cases.ts';
import { REDUCE_CASES } from '../models/reduce-cases.ts';
import { RESIZE_CASES } from '../models/resize-cases.ts';
import { SOFTMAX_CASES } from '../models/softmax-cases.ts';
import { TRANSPOSE_CONV_CASES } from '../models/transpose-conv-cases.ts';

/** Recorded outputs of TFLM's reference kernels. */
interface Golden {
  readonly model_crc32: number;
  readonly seed: number;
  /** One list a run, one CRC-32 an output. */
  readonly outputs_crc32: readonly (readonly number[])[];
}

const FAMILIES: readonly (readonly [family: string, cases: readonly OpCase[]])[] = [
  ['activations', ACTIVATION_CASES],
  ['binary', BINARY_CASES],
  ['conv-2d', CONV_2D_CASES],
  ['depthwise-conv-2d', DEPTHWISE_CONV_2D_CASES],
  ['fully-connected', FULLY_CONNECTED_CASES],
  ['memory', MEMORY_CASES],
  ['movement', MOVEMENT_CASES],
  ['pack', PACK_CASES],
  ['pool-2d', POOL_2D_CASES],
  ['quantize', QUANTIZE_CASES],
  ['reduce', REDUCE_CASES],
  ['resize', RESIZE_CASES],
  ['softmax', SOFTMAX_CASES],
  ['transpose-conv', TRANSPOSE_CONV_CASES],
];

/** How many of the recorded runs each board repeats. */
const RUNS = 2;

/** What the board computes: one list a run, one CRC-32 an output. */
async function compute(platform: Platform, file: Uint8Array, seed: number): Promise<number[][]> {
  const graph = readModel(file);
  const engine = aotEngine.prepare(graph, platform);
  const image = await buildTestImage(platform, engine);
  const { model, arena } = testAddresses(platform);
  const blob = { address: model, bytes: engine.blob };
  await using emulator = await bootEmulator(platform, image, [blob]);
  await using device = await connectDevice(emulator.transport, { signal: noSignal(), log: silentLog });
  await device.selectModel({
    source: model,
    address: model,
    bytes: engine.blob.length,
    crc32: crc32(engine.blob),
  });
  await device.configure({ address: arena, bytes: engine.arena_bytes ?? 0, resource_variables: 0 });
  const runs: number[][] = [];
  for (let run = 0; run < RUNS; run++) {
    await device.seedInputs(seed, run);
    await device.invoke(10_000);
    const outputs: number[] = [];
    for (const index of (graph.subgraphs[0]?.outputs ?? []).keys()) {
      outputs.push(crc32(await device.readOutput(index)));
    }
    runs.push(outputs);
  }
  return runs;
}

/** The case that each output of a sampler belongs to. */
const casesByOutput = (cases: readonly OpCase[]): string[] =>
  cases.flatMap(({ name, graph }) => graph.outputs.map(() => name));

describe.skipIf(!canEmulate).each(['mps3_an547', 'mps2_an386'])('kernels on %s', (name) => {
  const platform = platformNamed(name);

  it.each(FAMILIES)('compute %s as the reference kernels do, to the bit', async (family, cases) => {
    const golden: Golden = JSON.parse(
      readFileSync(new URL(`../golden/aot-${family}.json`, import.meta.url), 'utf8'),
    );
    const file = samplerModel(cases);
    expect(crc32(file), 'the model whose outputs are recorded').toBe(golden.model_crc32);
    const computed = await compute(platform, file, golden.seed);
    const names = casesByOutput(cases);
    const wrong = computed.flatMap((outputs, run) =>
      outputs.flatMap((crc, i) =>
        crc === golden.outputs_crc32[run]?.[i] ? [] : [`run ${run}: ${names[i]}`],
      ),
    );
    expect(wrong).toEqual([]);
    expect(computed.map((outputs) => outputs.length)).toEqual(new Array(RUNS).fill(names.length));
  });
});
