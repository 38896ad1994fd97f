import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { resolvePaths } from '../../src/app/paths.ts';
import { runToFolder } from '../../src/app/run-to-folder.ts';
import { createServices } from '../../src/app/services.ts';
import { parseRun } from '../../src/config/run.ts';
import { dsCnnKeywordSpotter } from '../../src/example/ds-cnn.ts';
import { withKnownImages } from '../../src/firmware/known-images.ts';
import type { ImageBuilder } from '../../src/firmware/types.ts';
import type { RunResult } from '../../src/result/schema.ts';
import { silentLog } from '../../src/support/log.ts';
import { canStandIn, type JLinkBench, jlinkBench, STAND_IN_PLATFORM } from '../helpers/jlink-bench.ts';

const KIB = 1024;

/**
 * Links as for an Ambiq board whose image leaves little: no memory inside the chip has room for the model, and there is
 * PSRAM only where the image sets it up.
 */
function narrow(builder: ImageBuilder): ImageBuilder {
  return {
    build: async (request) => ({
      ...(await builder.build(request)),
      memories: {
        TCM: { address: 0x2000_0000, bytes: 4 * KIB },
        SRAM: { address: 0x2100_0000, bytes: 24 * KIB },
        MRAM: { address: 0x0100_0000, bytes: 16 * KIB },
        ...(request.off_chip === 'PSRAM' ? {} : { PSRAM: { address: 0, bytes: 0 } }),
      },
    }),
  };
}

describe.skipIf(!canStandIn)('a model that the platform holds, and not beside the linked image', () => {
  let bench: JLinkBench;
  const lines: string[] = [];

  beforeAll(async () => {
    bench = await jlinkBench();
    writeFileSync(join(bench.dir, 'kws.tflite'), dsCnnKeywordSpotter());
    mkdirSync(join(bench.dir, 'known'));
  });
  afterAll(() => bench?.[Symbol.asyncDispose]());
  beforeEach(() => {
    lines.length = 0;
  });

  async function run(flags: Readonly<Record<string, string | boolean>>): Promise<RunResult> {
    const env = { ...process.env, ...bench.env, HILBENCH_CACHE_DIR: join(bench.dir, 'cache') };
    const display = {
      ...silentLog,
      info: (line: string) => lines.push(line),
      stage: (index: number, total: number, title: string) => lines.push(`[${index}/${total}] ${title}`),
      step: () => undefined,
    };
    const services = createServices(resolvePaths(env), env, display);
    const config = await parseRun({
      model: join(bench.dir, 'kws.tflite'),
      flags: { platform: STAND_IN_PLATFORM, runs: '1', out: join(bench.dir, 'out'), ...flags },
      env: {},
      cwd: bench.dir,
    });
    const imagesFor: typeof services.imagesFor = (choice) =>
      withKnownImages(narrow(services.imagesFor(choice)), join(bench.dir, 'known'), silentLog);
    return await runToFolder(config, { ...services, imagesFor }, new AbortController().signal);
  }

  test('goes on to PSRAM by itself, without the stages that cannot be there, and all of it is said', async () => {
    const result = await run({ create_profile: false, onboard_perf: true, create_library: true });
    expect(result.placement.model.location).toBe('PSRAM');
    expect(result.placement.arena.location).toBe('SRAM');
    expect(result.validation?.verdict).toBe('pass');
    expect(result.onboard ?? result.packages).toBeUndefined();
    const said =
      'The linked image leaves TCM 4 KB, SRAM 24 KB, MRAM 16 KB: the model of 27.7 KB is in PSRAM instead of TCM.';
    expect(lines.filter((line) => line.includes('PSRAM'))).toEqual([
      said,
      expect.stringMatching(/^Tuned: .* model in PSRAM$/),
    ]);
    expect(result.issues).toMatchObject([
      { code: 'PLACED_BESIDE_IMAGE', severity: 'info', message: said },
      { code: 'STAGES_OFF_IN_PSRAM', message: expect.stringContaining('no USB: power, library') },
    ]);
    expect(lines.filter((line) => line.startsWith('['))).toEqual([
      expect.stringMatching(/^\[1\/4\] Build/),
      expect.stringMatching(/^\[2\/2\] Compare/),
    ]);

    const again = await run({ create_profile: false, nocompile_mode: true });
    expect(again.placement).toEqual(result.placement);
    expect(again.validation).toEqual(result.validation);
  }, 60_000);

  test.each(['MRAM', 'SRAM'])(
    'stays an error in %s, which was chosen: the board is left alone',
    async (at) => {
      const flashed = join(bench.board.folder, 'flash');
      rmSync(flashed, { recursive: true, force: true });
      await expect(run({ model_location: at, create_profile: false })).rejects.toMatchObject({
        kind: 'input',
        code: 'PLACEMENT_MODEL_TOO_BIG',
        message: expect.stringMatching(
          new RegExp(`needs 27\\.7 KB, .* ${at} \\(.* left\\).* leaves TCM 4 KB, SRAM 24 KB, MRAM 16 KB\\.`),
        ),
        hint: expect.stringMatching(/--model-location to auto .*PSRAM \(.* 20000 KB of it for models\)/),
      });
      expect(existsSync(flashed)).toBe(false);
    },
  );
});
