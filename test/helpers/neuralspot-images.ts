import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readLoadSegments } from '../../src/firmware/elf-segments.ts';
import { findSymbols } from '../../src/firmware/elf-symbols.ts';
import {
  createNeuralspotBuilder,
  type NeuralspotBuilderOptions,
} from '../../src/firmware/neuralspot/build.ts';
import type { Image, ImageRequest } from '../../src/firmware/types.ts';
import { silentLog } from '../../src/support/log.ts';
import { noSignal, platformNamed, TEMPLATES_DIR } from './emulated-device.ts';
import { testEngine } from './test-engine.ts';

export const PATH = process.env.PATH ?? '';

export const folder = (prefix: string): string => mkdtempSync(join(tmpdir(), prefix));

export function builder(root: string, more: Partial<NeuralspotBuilderOptions> = {}) {
  return createNeuralspotBuilder({
    root,
    templatesDir: TEMPLATES_DIR,
    storeDir: folder('store-'),
    search_path: PATH,
    log: silentLog,
    ambiqsuite: 'auto',
    tensorflow: 'auto',
    in_itcm: false,
    ...more,
  });
}

export function request(name: string, more: Partial<ImageRequest> = {}): ImageRequest {
  return {
    platform: platformNamed(name),
    engine: testEngine('sum'),
    toolchain: 'gcc',
    signal: noSignal(),
    ...more,
  };
}

/** Nothing of an image is in another memory than its own, and models find room. */
export function expectRoom(image: Image, name: string): void {
  const platform = platformNamed(name);
  const { memories = {} } = image;
  const mram = memories.MRAM ?? { address: 0, bytes: 0 };
  const elf = readFileSync(image.elf_path);
  const segments = readLoadSegments(elf);
  const { probe, parameters } = platform;
  expect(segments[0]?.address).toBe(probe.kind === 'jlink' ? probe.load_address : undefined);
  for (const { address, bytes } of segments) expect(address + bytes.length).toBeLessThanOrEqual(mram.address);
  expect(mram.address + mram.bytes).toBe(parameters?.address);
  expect(memories.SRAM?.bytes).toBe(platform.memories.SRAM?.effective_bytes);
  expect(findSymbols(elf, ['hb_pool_sram']).get('hb_pool_sram')).toEqual(memories.SRAM);
}
