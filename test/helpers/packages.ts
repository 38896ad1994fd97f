import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { execa } from 'execa';
import { aotEngine } from '../../src/engine/aot/index.ts';
import type { Engine } from '../../src/engine/types.ts';
import { connectDevice } from '../../src/link/device.ts';
import { readModel } from '../../src/model/read.ts';
import type { Tensor } from '../../src/model/types.ts';
import type { PackageDeps, PackagedModel, PackageFile } from '../../src/package/types.ts';
import type { Platform } from '../../src/platform/types.ts';
import { generateInputs } from '../../src/reference/generator.ts';
import { silentLog } from '../../src/support/log.ts';
import { ROOT } from './cli.ts';
import { bootEmulator, buildTestImage, noSignal, testAddresses } from './emulated-device.ts';

const SEED = 42;

export function packageDeps(changes: Partial<PackageDeps> = {}): PackageDeps {
  return {
    templates_dir: join(ROOT, 'templates'),
    license_path: join(ROOT, 'LICENSE'),
    toolchain_cache_dir: join(tmpdir(), 'test-images', 'toolchains'),
    search_path: process.env.PATH ?? '',
    log: silentLog,
    tool_version: '0.0.0-test',
    ...changes,
  };
}

const KIB = 1024;
/** For engines that find out on the device what they need. */
const ROOMY_ARENA_BYTES = 128 * KIB;

/** A model with what an emulated board computes on seeded inputs. */
export async function capturedModel(
  name: string,
  file: Uint8Array,
  emulated: Platform,
  engine: Pick<Engine, 'prepare'> = aotEngine,
): Promise<PackagedModel> {
  const graph = readModel(file);
  const [main] = graph.subgraphs;
  if (main === undefined) throw new Error('a model has a subgraph');
  const pick = (indices: readonly number[]): Tensor[] =>
    indices.map((index) => main.tensors[index]).filter((tensor) => tensor !== undefined);
  const build = engine.prepare(graph, emulated);
  const image = await buildTestImage(emulated, build);
  const { model, arena } = testAddresses(emulated);
  await using emulator = await bootEmulator(emulated, image, [{ address: model, bytes: build.blob }]);
  await using device = await connectDevice(emulator.transport, { signal: noSignal(), log: silentLog });
  const crc = crc32(build.blob);
  await device.selectModel({ source: model, address: model, bytes: build.blob.length, crc32: crc });
  const room = build.arena_bytes ?? ROOMY_ARENA_BYTES;
  const found = await device.configure({ address: arena, bytes: room, resource_variables: 0 });
  // As tuning rounds it.
  const arena_bytes = build.arena_bytes ?? (Math.floor(found.arena_used_bytes / KIB) + 1) * KIB;
  await device.seedInputs(SEED, 0);
  await device.invoke(60_000);
  const outputs: Uint8Array[] = [];
  for (const index of main.outputs.keys()) outputs.push(await device.readOutput(index));
  return {
    name,
    sha256: createHash('sha256').update(file).digest('hex'),
    inputs: pick(main.inputs),
    outputs: pick(main.outputs),
    build: { ...build, arena_bytes },
    captured: { inputs: generateInputs(pick(main.inputs), SEED, 0).map(({ bytes }) => bytes), outputs },
  };
}

/** Files on disk, gone at the end of `using`. */
export function unpacked(files: readonly PackageFile[]): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'hilbench-test-package-'));
  for (const file of files) {
    const target = join(path, file.path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, file.content);
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Runs a tool in a folder; throws with what it printed when it fails. */
export async function tool(cwd: string, file: string, args: readonly string[]): Promise<string> {
  const done = await execa(file, args, { cwd, timeout: 60_000, all: true });
  return done.all;
}
