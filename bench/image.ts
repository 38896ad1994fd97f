import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { aotEngine } from '../src/engine/aot/index.ts';
import { createImageBuilder } from '../src/firmware/build.ts';
import { readModel } from '../src/model/read.ts';
import type { Platform } from '../src/platform/types.ts';
import { silentLog } from '../src/support/log.ts';
import { type Figure, figure, milliseconds } from './measure.ts';

/** The model as the C array that ns_autodeploy compiles. */
function asCArray(file: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < file.length; at += 16) {
    lines.push(
      `${Array.from(file.subarray(at, at + 16), (byte) => `0x${byte.toString(16).padStart(2, '0')}`).join(',')},`,
    );
  }
  return `const unsigned char model[] = {\n${lines.join('\n')}\n};\n`;
}

/**
 * A model into an image, with the objects of harness and kernels already in the store, beside the time
 * that compiling the same model as a C array takes.
 */
export async function imageFigures(
  file: Uint8Array,
  small: Uint8Array,
  platform: Platform,
  root: string,
  folder: string,
): Promise<Figure[]> {
  const images = createImageBuilder({
    templatesDir: join(root, 'templates', 'firmware'),
    storeDir: join(folder, 'store'),
    log: silentLog,
    search_path: process.env.PATH ?? '',
  });
  const { signal } = new AbortController();
  const build = async (model: Uint8Array): Promise<void> => {
    await images.build({
      platform,
      engine: aotEngine.prepare(readModel(model), platform),
      toolchain: 'gcc',
      signal,
    });
  };
  await build(small);
  const ours_ms = await milliseconds(() => build(file));
  const again_ms = await milliseconds(() => build(file));

  const source = join(folder, 'model.c');
  await writeFile(source, asCArray(file));
  const array_ms = await milliseconds(() =>
    execa('arm-none-eabi-gcc', ['-c', '-Os', '-mcpu=cortex-m55', source, '-o', join(folder, 'model.o')]),
  );
  const megabytes = (file.length / 1e6).toFixed(0);
  return [
    figure(`${megabytes} MB model into an image`, ours_ms / 1000, 1, 's'),
    figure('the same model again', again_ms / 1000, 1, 's'),
    {
      name: `the same model as a C array, compiled`,
      value: `${(array_ms / 1000).toFixed(2)} s`,
      limit: `${(array_ms / ours_ms).toFixed(0)} × ours`,
      within: array_ms > ours_ms,
    },
  ];
}
