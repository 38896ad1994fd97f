import type { Board } from '../bench/types.ts';
import type { Engine, PlannedArena } from '../engine/types.ts';
import type { Image } from '../firmware/types.ts';
import type { DeviceHello } from '../link/types.ts';
import { findHints } from '../model/hints/index.ts';
import type { HintTarget } from '../model/hints/types.ts';
import type { LayerAnalysis, Subgraph, Tensor } from '../model/types.ts';
import type { Platform } from '../platform/types.ts';
import { fingerprint } from '../result/fingerprint.ts';
import type {
  AnalysisResult,
  AotPassResult,
  LayerAnalysisResult,
  ModelResult,
  OnboardResult,
  PackageResult,
  PowerResult,
  ProfileResult,
  ResultIssue,
  RunResult,
  TensorResult,
  ValidationResult,
} from '../result/schema.ts';
import { LOCATIONS } from '../result/schema.ts';
import { arenaTimeline } from './arena-timeline.ts';
import type { PipelineDeps } from './deps.ts';
import type { PlannedModel } from './plan.ts';
import type { RunRequest } from './request.ts';
import type { Stopwatch } from './stopwatch.ts';
import type { Tuned } from './tune.ts';

export interface Measured {
  readonly deps: PipelineDeps;
  readonly request: RunRequest;
  readonly plan: PlannedModel;
  readonly started_at: Date;
  readonly tuned: Tuned;
  readonly watch: Stopwatch;
  readonly image: Image;
  readonly board: Board;
  readonly hello: DeviceHello;
  readonly validation?: ValidationResult;
  readonly profile?: ProfileResult;
  readonly aot?: AotPassResult;
  readonly packages: readonly PackageResult[];
  readonly issues: readonly ResultIssue[];
  readonly power: readonly PowerResult[];
  readonly onboard: readonly OnboardResult[];
}

function tensorResult(tensor: Tensor): TensorResult {
  const { quantization } = tensor;
  const [scale] = quantization?.scale ?? [];
  const [zero_point] = quantization?.zero_point ?? [];
  const perTensor = quantization?.scale.length === 1;
  return {
    name: tensor.name,
    dtype: tensor.type,
    shape: [...tensor.shape],
    ...(perTensor && scale !== undefined ? { scale } : {}),
    ...(perTensor && zero_point !== undefined ? { zero_point } : {}),
  };
}

function layerResult(layer: LayerAnalysis): LayerAnalysisResult {
  const { subgraph: _, input_shape, output_shape, filter_shape, ...rest } = layer;
  return {
    ...rest,
    ...(input_shape === undefined ? {} : { input_shape: [...input_shape] }),
    ...(output_shape === undefined ? {} : { output_shape: [...output_shape] }),
    ...(filter_shape === undefined ? {} : { filter_shape: [...filter_shape] }),
  };
}

/** The tensors of `indices`, in their order. */
function boundary(main: Subgraph, indices: readonly number[]): TensorResult[] {
  return indices.flatMap((index) => {
    const tensor = main.tensors[index];
    return tensor === undefined ? [] : [tensorResult(tensor)];
  });
}

/** The model of a result, from what planning found. */
export function modelResult(
  model: Pick<PlannedModel, 'name' | 'path' | 'sha256' | 'graph' | 'main' | 'analysis'>,
): ModelResult {
  return {
    name: model.name,
    path: model.path,
    sha256: model.sha256,
    bytes: model.graph.file.byteLength,
    layers: model.main.operators.length,
    macs: model.analysis.macs,
    inputs: boundary(model.main, model.main.inputs),
    outputs: boundary(model.main, model.main.outputs),
    ops: { ...model.analysis.ops },
  };
}

/** The analysis of a result, with the hints for a target; the arena over time where an engine planned it. */
export function analysisResult(
  { graph, analysis }: Pick<PlannedModel, 'graph' | 'analysis'>,
  target: HintTarget,
  planned?: PlannedArena,
): AnalysisResult {
  const arena = planned === undefined ? undefined : arenaTimeline(planned);
  return {
    weight_bytes: analysis.weight_bytes,
    layers: analysis.layers.map(layerResult),
    ...(arena === undefined ? {} : { arena }),
    hints: findHints(graph, analysis, target, arena),
  };
}

/** What hints need to know of a platform and an engine. */
export function hintTarget(
  platform: Pick<Platform, 'core' | 'features'>,
  engine: Pick<Engine, 'name' | 'ops'>,
): HintTarget {
  return {
    core: platform.core,
    mve: platform.features.includes('mve'),
    dsp: platform.features.includes('dsp'),
    engine: engine.name,
    ...(engine.ops === undefined ? {} : { supported_ops: engine.ops }),
  };
}

/** Puts together what the stages of one run found. */
export function assembleResult(measured: Measured): RunResult {
  const { deps, request, plan, tuned, image, board, hello, validation, profile, power, onboard } = measured;
  const { platform } = request;
  const engine = { name: plan.build.engine, version: plan.build.version };
  const toolchain = { name: image.toolchain.name, version: image.toolchain.version };
  // An interpreter has the kernels of its version: heliaRT more than TFLM.
  const runtime = engine.name === 'tflm' ? { engine: engine.version } : {};
  const { model, arena } = tuned.placement;
  return {
    schema: 'hilbench.run/1',
    id: request.id,
    started_at: measured.started_at.toISOString(),
    finished_at: deps.now().toISOString(),
    tool: { name: 'hilbench', version: deps.tool_version },
    model: modelResult(plan),
    platform: { name: platform.name, core: platform.core, emulated: platform.emulated },
    board: {
      id: board.id,
      ...(board.serial === undefined ? {} : { serial: board.serial }),
      silicon: hello.cpu,
    },
    engine,
    toolchain,
    image: { hash: image.hash, build_id: image.build_id },
    fingerprint: fingerprint({
      platform: platform.name,
      core: platform.core,
      silicon: hello.cpu,
      engine,
      toolchain,
      harness: deps.tool_version,
      ...(plan.build.generated.every(({ path }) => path.endsWith('.h')) ? { image_hash: image.hash } : {}),
      unit: hello.unit,
      timer_hz: hello.timer_hz,
    }),
    analysis: analysisResult(
      plan,
      { ...hintTarget(platform, deps.engine), ...runtime },
      plan.build.arena_plan,
    ),
    placement: {
      model: { location: model.location, bytes: model.bytes },
      arena: {
        location: arena.location,
        bytes: arena.bytes,
        used_bytes: tuned.used_bytes,
        ...(tuned.found_padding_bytes === undefined
          ? {}
          : { found_padding_bytes: tuned.found_padding_bytes }),
        ...(request.tune_and_validate
          ? { tuned_from: { location: tuned.first.arena.location, bytes: tuned.first.arena.bytes } }
          : {}),
      },
      rom_bytes: image.rom_bytes,
      ram_bytes: image.ram_bytes,
      sections: image.sections.map((section) => ({ ...section })),
      memories: LOCATIONS.flatMap((name) => {
        const memory = platform.memories[name];
        return memory === undefined ? [] : [{ location: name, bytes: memory.effective_bytes }];
      }),
    },
    ...(validation === undefined ? {} : { validation }),
    ...(profile === undefined ? {} : { profile }),
    ...(power.length === 0 ? {} : { power: [...power] }),
    ...(onboard.length === 0 ? {} : { onboard: [...onboard] }),
    ...(measured.aot === undefined ? {} : { aot: measured.aot }),
    ...(measured.packages.length === 0 ? {} : { packages: [...measured.packages] }),
    timing: measured.watch.timing(),
    issues: [...measured.issues],
  };
}
