import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Graph, Subgraph } from '../../model/types.ts';
import type { Platform } from '../../platform/types.ts';
import { HilbenchError } from '../../support/errors.ts';
import { fileError } from '../../support/files.ts';
import { systemErrorCode } from '../../support/system.ts';
import type { AsyncEngine, EngineBuild, SourceFile } from '../types.ts';
import { makeAdapter } from './adapter.ts';
import { configYaml, type HeliaConfig } from './config.ts';
import { badOutput, cannotConvert, licenseForbids, noKernels, noOutput } from './errors.ts';
import { tolerated } from './foreign.ts';
import { readKernels } from './kernels.ts';
import { type HeliaModule, NoModule, readModule } from './module.ts';
import { checkedVersion, type Environment, findTool, runHelia } from './tool.ts';

export { type HeliaConfig, readHeliaConfig } from './config.ts';

export interface HeliaAotOptions {
  readonly env: Environment;
  /** The absolute path of a program on PATH. */
  readonly find: (name: string) => string | undefined;
  readonly config: HeliaConfig;
  /** Saying the version; uvx may have to fetch the tool first. */
  readonly version_timeout_ms?: number;
  readonly convert_timeout_ms?: number;
}

const PREFIX = 'hbm';
const MODULE = 'hb_module';
const VERSION_TIMEOUT_MS = 180_000;
const CONVERT_TIMEOUT_MS = 600_000;

/** The name that helia-aot has for a platform; an emulated one is taken for a board with the same core. */
export function heliaPlatform({
  name,
  core,
  emulated,
}: Pick<Platform, 'name' | 'core' | 'emulated'>): string {
  if (emulated || !name.startsWith('apollo')) return core === 'cortex-m55' ? 'apollo510_evb' : 'apollo4p_evb';
  return name.toLowerCase().replace(/_eb$/, '_evb');
}

/** For each operator of the module the layer of the model whose output it makes; none if one is unknown. */
function layersOf(module: HeliaModule, main: Subgraph): readonly number[] {
  const model = module.files.find(({ path }) => path.endsWith(`/${PREFIX}_model.c`))?.content ?? '';
  if (!model.includes('op_state_run_started')) return [];
  if (module.operators === undefined) {
    // Versions before 1.0 write no plan: only their number can be compared.
    const count = Number(/_op_table\[(\d{1,6})\]/.exec(model)?.[1]);
    return count === main.operators.length ? main.operators.map(({ index }) => index) : [];
  }
  const byOutput = new Map<string, number>();
  for (const { index, outputs } of main.operators) {
    const name = main.tensors[outputs[0] ?? -1]?.name;
    if (name !== undefined) byOutput.set(name, index);
  }
  const layers = module.operators.map((name) => byOutput.get(name));
  const known = layers.every((layer) => layer !== undefined) && new Set(layers).size === layers.length;
  return known ? layers.filter((layer) => layer !== undefined) : [];
}

/**
 * Ambiq's compiler ahead of time as an engine: the tool runs in its own process, and the module it makes goes into
 * the image behind an adapter. The module keeps its constants and its arena in the image.
 *
 * `prepare` throws {@link HilbenchError}s with the codes `HELIA_AOT_…`.
 */
export function createHeliaAotEngine(options: HeliaAotOptions): AsyncEngine {
  const { env, config } = options;
  return {
    name: 'helia-aot',
    async prepare(graph: Graph, platform: Platform, signal: AbortSignal): Promise<EngineBuild> {
      const [main] = graph.subgraphs;
      if (main === undefined) throw new Error('a graph has at least one subgraph');
      const tool = findTool(env, options.find);
      const dir = await workFolder();
      try {
        const common = { tool, cwd: dir, env, signal };
        const version = await checkedVersion({
          ...common,
          timeout_ms: options.version_timeout_ms ?? VERSION_TIMEOUT_MS,
        });
        const module_path = join(dir, 'out');
        const yaml = join(dir, 'helia.yaml');
        const overrides = {
          ...{ model_path: join(dir, 'model.tflite'), module_path, module_name: MODULE, prefix: PREFIX },
          platform: heliaPlatform(platform),
        };
        await write(overrides.model_path, graph.file);
        await write(yaml, configYaml(config, overrides));
        const { exit_code, output } = await runHelia({
          ...common,
          args: ['convert', '--path', yaml],
          timeout_ms: options.convert_timeout_ms ?? CONVERT_TIMEOUT_MS,
          what: 'convert the model',
        });
        if (exit_code !== 0) throw cannotConvert(output, exit_code);
        const module = await moduleIn(join(module_path, MODULE), output);
        checkLicense(module, platform);
        return buildOf(module, await kernelsOf(module, env.HILBENCH_NS_CMSIS_NN), version, main);
      } finally {
        await rm(dir, { recursive: true, force: true, maxRetries: 3 });
      }
    },
  };
}

async function workFolder(): Promise<string> {
  try {
    return await mkdtemp(join(tmpdir(), 'hilbench-helia-'));
  } catch (cause) {
    throw fileError(cause, 'make a folder in', tmpdir());
  }
}

async function write(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(path, content);
  } catch (cause) {
    throw fileError(cause, 'write', path);
  }
}

/** A tool that reports success without a module has failed; its own words say so, or nothing does. */
async function moduleIn(dir: string, output: string): Promise<HeliaModule> {
  try {
    return await readModule(dir, PREFIX);
  } catch (error) {
    if (error instanceof HilbenchError) throw error;
    const reason = systemErrorCode(error);
    if (reason !== undefined) throw badOutput(`its files cannot be read (${reason})`);
    if (!(error instanceof NoModule)) throw error;
    if (/\b(error|traceback)\b/i.test(output)) throw cannotConvert(output, 0);
    throw noOutput(error.message, output);
  }
}

/** Modules of the real tool may be executed on hardware of Ambiq only. */
function checkLicense({ licenses }: HeliaModule, { name, emulated, ambiqsuite }: Platform): void {
  const of_ambiq = !emulated && ambiqsuite !== undefined;
  if (!of_ambiq && licenses.some((text) => /\bAmbiq\b/i.test(text)))
    throw licenseForbids(name, emulated ? 'is emulated' : 'is not one of Ambiq');
}

/**
 * What the module calls and does not bring: kernels of ns-cmsis-nn.
 *
 * @throws {HilbenchError} `HELIA_AOT_NO_KERNELS`, `HELIA_AOT_BAD_KERNELS` (kind `bench`)
 */
async function kernelsOf(
  { files }: HeliaModule,
  checkout: string | undefined,
): Promise<readonly SourceFile[]> {
  const own = new Set(files.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)));
  const calls = files.some(({ content }) => content.includes('"arm_nnfunctions.h"'));
  if (!calls || own.has('arm_nnfunctions.h')) return [];
  if (checkout === undefined || checkout === '') throw noKernels();
  return readKernels(resolve(checkout), files);
}

function buildOf(
  module: HeliaModule,
  kernels: readonly SourceFile[],
  version: string,
  main: Subgraph,
): EngineBuild {
  const layers = layersOf(module, main);
  const { files } = module;
  const { source, blob } = makeAdapter({ prefix: PREFIX, version, main, layers: layers.length, files });
  return {
    engine: 'helia-aot',
    version,
    template_folders: [],
    template_sources: [],
    generated: [...[...files, ...kernels].map(tolerated), source],
    blob,
    arena_bytes: 0,
    layers,
  };
}
