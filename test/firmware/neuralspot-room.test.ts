import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { requestOf } from '../../src/app/request.ts';
import { parseRun } from '../../src/config/run.ts';
import type { EngineBuild } from '../../src/engine/types.ts';
import { findSymbols } from '../../src/firmware/elf-symbols.ts';
import type { ImageRequest } from '../../src/firmware/types.ts';
import { analyze } from '../../src/model/analyze.ts';
import { readModel } from '../../src/model/read.ts';
import { buildPlaced, placeOn } from '../../src/pipeline/place-image.ts';
import type { PlannedModel } from '../../src/pipeline/plan.ts';
import { Stopwatch } from '../../src/pipeline/stopwatch.ts';
import { silentLog } from '../../src/support/log.ts';
import { platforms } from '../helpers/emulated-bench.ts';
import { noSignal, platformNamed } from '../helpers/emulated-device.ts';
import { builder } from '../helpers/neuralspot-images.ts';
import { standInSdk } from '../helpers/stand-in-sdk.ts';
import { testEngine } from '../helpers/test-engine.ts';
import { TEST_MODEL } from '../helpers/test-model.ts';

const KIB = 1024;
const MINUTES_MS = 600_000;

/** A model of so many bytes, whose engine takes so many bytes of MRAM. */
function planned(model_bytes: number, image_bytes: number): PlannedModel {
  const engine = testEngine('sum');
  const generated = engine.generated.map(({ path, content }) => ({
    path,
    // Read in every inference, so that the linker keeps it.
    content: content
      .replace(/^static const /m, `static const uint8_t table[${image_bytes}] = {1};\n$&`)
      .replace(/^ {2}misbehave\(\);/m, '  (void)*(const volatile uint8_t *)table;\n$&'),
  }));
  const build: EngineBuild = { ...engine, generated, blob: new Uint8Array(model_bytes) };
  const graph = readModel(TEST_MODEL);
  const [main] = graph.subgraphs;
  if (main === undefined) throw new Error('no graph');
  return { path: '', name: 'large', sha256: '', graph, main, analysis: analyze(graph), build };
}

const root = standInSdk();

async function build(name: string, plan: PlannedModel, flags: Readonly<Record<string, string>> = {}) {
  const config = await parseRun({
    model: 'm.tflite',
    flags: { platform: name, ...flags },
    env: {},
    cwd: '/',
  });
  const request = requestOf(config, platformNamed(name), platforms, 'id');
  const lines: string[] = [];
  const asked: ImageRequest['off_chip'][] = [];
  const images = builder(root);
  const built = buildPlaced({
    deps: {
      images: {
        build: (wanted) => {
          asked.push(wanted.off_chip);
          return images.build(wanted);
        },
      },
      log: { ...silentLog, info: (line) => lines.push(line) },
    },
    ...{ request, plan, signal: noSignal(), watch: new Stopwatch(() => performance.now()) },
  });
  return { built, request, lines, asked };
}

describe('beside an image that was linked for an Ambiq board', () => {
  test(
    'a model goes to MRAM where there is room, and to PSRAM where the image is too large for that',
    async () => {
      const small = planned(3000 * KIB, 100 * KIB);
      const fits = await build('apollo510_evb', small);
      const { image, issues } = await fits.built;
      expect(issues).toEqual([]);
      expect(fits.asked).toEqual([undefined]);
      expect(placeOn(fits.request, small, image).first.model.location).toBe('MRAM');

      const large = planned(3000 * KIB, 1100 * KIB);
      const moved = await build('apollo510_evb', large);
      const second = await moved.built;
      expect(moved.asked).toEqual([undefined, 'PSRAM']);
      expect([...findSymbols(readFileSync(second.image.elf_path), ['ns_psram_init']).keys()]).toHaveLength(1);
      const { first, flash_address } = placeOn(moved.request, large, second.image);
      expect(first.model.location).toBe('PSRAM');
      expect(flash_address).toBe(0x6000_0000 + 12_000 * KIB);
      expect(moved.lines).toEqual([second.issues[0]?.message]);
      expect(moved.lines[0]).toMatch(/MRAM 28\d\d KB: the model of 3000 KB is in PSRAM instead of MRAM\.$/);
    },
    MINUTES_MS,
  );

  test(
    'a model is refused where MRAM was asked for, or no other memory is there, with what is free',
    async () => {
      const large = planned(3000 * KIB, 1100 * KIB);
      const asked = await build('apollo510_evb', large, { model_location: 'MRAM' });
      await expect(asked.built).rejects.toMatchObject({
        code: 'PLACEMENT_MODEL_TOO_BIG',
        message: expect.stringMatching(/needs 3000 KB, .*MRAM \(.* 28\d\d(\.\d)? KB left\)/),
      });
      expect(asked.asked).toEqual([undefined]);

      const plan = planned(800 * KIB, 200 * KIB);
      const interpreted = { ...plan.build, interpreter: { op_methods: [], resource_variables: 0 } };
      const nowhere = await build('apollo3p_evb', { ...plan, build: interpreted });
      await expect(nowhere.built).rejects.toMatchObject({
        code: 'PLACEMENT_MODEL_TOO_BIG',
        message: expect.stringMatching(/needs 800 KB, .* leaves TCM 64 KB, SRAM 307 KB, MRAM 7\d\d KB\.$/),
        hint: expect.stringContaining('Images of --engine aot are smaller'),
      });
      expect(nowhere.lines).toEqual([]);
    },
    MINUTES_MS,
  );

  test(
    'an arena that the engine knows to be too large for SRAM goes to PSRAM, which the image sets up at once',
    async () => {
      const plan = planned(1 * KIB, 1 * KIB);
      const wide = { ...plan, build: { ...plan.build, arena_bytes: 3000 * KIB } };
      const { built, request, asked } = await build('apollo510_evb', wide);
      const { image, issues } = await built;
      expect(asked).toEqual(['PSRAM']);
      expect(issues).toEqual([]);
      expect(placeOn(request, wide, image).first.arena).toEqual({ location: 'PSRAM', bytes: 12_000 * KIB });
    },
    MINUTES_MS,
  );
});
