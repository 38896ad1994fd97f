import type { EngineBuild } from '../engine/types.ts';
import type { Device } from '../link/types.ts';
import { createAmbiqSuiteExample } from '../package/ambiqsuite.ts';
import { ambiqSuiteOf } from '../package/ambiqsuite-parts.ts';
import { notForEmulators, onlyGcc } from '../package/errors.ts';
import { createLibrary } from '../package/library.ts';
import { isForAmbiqOnly, readLicenses } from '../package/runtime.ts';
import type { CapturedTensors, CreatedPackage, PackagedModel } from '../package/types.ts';
import type { Placement } from '../platform/types.ts';
import type { PackageResult, ResultIssue } from '../result/schema.ts';
import { throwIfAborted } from '../support/deadline.ts';
import type { PipelineDeps } from './deps.ts';
import type { OutputFolder } from './output-folder.ts';
import type { PlannedModel } from './plan.ts';
import type { PackagingRequest, RunRequest } from './request.ts';
import { configure } from './tune.ts';
import { feed, type Inputs, readOutputs, tensorsOf } from './validate.ts';

/** Whether any stage measures the platform's own board. */
function needsBoard(request: RunRequest): boolean {
  const { tune_and_validate, profile, power_monitor, onboard_perf } = request;
  return tune_and_validate || profile || power_monitor !== undefined || onboard_perf;
}

/**
 * The request with the platform whose board runs the model: an emulated one with the same core where nothing
 * is measured, and only packages are made.
 */
export function onBench(request: RunRequest): RunRequest {
  if (needsBoard(request) || request.packaging === undefined) return request;
  return {
    ...request,
    platform: request.packaging.emulated,
    model_location: 'auto',
    arena_location: 'auto',
    max_arena_bytes: 0,
  };
}

/** What the reader of a result must know when a run had no board of its platform. */
export function packagingIssues(request: RunRequest): ResultIssue[] {
  const { platform } = onBench(request);
  if (platform.name === request.platform.name) return [];
  return [
    {
      code: 'PACKAGE_WITHOUT_BOARD',
      severity: 'info',
      message: `No board of ${request.platform.name} took part: the tensors were captured on ${platform.name}, an emulated board with the same core, and image and sections are of that one.`,
      hint: `Build and run the packages on ${request.platform.title} itself before relying on them there.`,
    },
  ];
}

/** The build of the run, with the arena that it was tuned to where the engine did not know it before. */
function packagedBuild({ build }: PlannedModel, placement: Placement): EngineBuild {
  return build.interpreter === undefined ? build : { ...build, arena_bytes: placement.arena.bytes };
}

/**
 * Refuses packages with a runtime that has no licence with it, or one that keeps the tensors from being captured,
 * before anything is started.
 *
 * @throws {HilbenchError} `PACKAGE_LICENSE`, `FIRMWARE_TOOLCHAIN_UNSUPPORTED` (kind `input`)
 */
export async function checkPackagedRuntime(request: RunRequest, { build }: PlannedModel): Promise<void> {
  const { packaging, platform, toolchain } = request;
  if (packaging === undefined || build.external === undefined) return;
  if (toolchain === 'arm') throw onlyGcc('--create-ambiqsuite-example');
  const licenses = await readLicenses(build.external.power.dir);
  const bench = onBench(request).platform;
  if (bench.name !== platform.name && isForAmbiqOnly(licenses)) {
    throw notForEmulators(build.version, platform.name, bench.name);
  }
}

/** Refuses what cannot be made, before anything is started. @throws {HilbenchError} `PACKAGE_…` (kind `input`) */
export function checkPackaging(request: RunRequest): void {
  const { packaging, platform, toolchain } = request;
  if (packaging?.library && toolchain === 'arm') throw onlyGcc('--create-library');
  if (packaging?.ambiqsuite_example) ambiqSuiteOf(platform, packaging.ambiqsuite_version);
}

/**
 * Runs the first inputs of the run once more, from a fresh start, so that an example can repeat it.
 *
 * @param placement where the device has the model and its arena
 */
export async function captureTensors(task: {
  readonly device: Device;
  readonly flash_address: number;
  readonly placement: Placement;
  readonly request: RunRequest;
  readonly plan: PlannedModel;
  readonly inputs: Inputs;
  readonly timeout_ms: number;
}): Promise<CapturedTensors> {
  const { device, plan, request, inputs } = task;
  await configure(device, task.flash_address, task.placement, plan, request);
  const data = await inputs.read(0);
  await feed(device, inputs, 0, data, request);
  await device.invoke(task.timeout_ms);
  const outputs = await readOutputs(device, tensorsOf(plan, plan.main.outputs));
  return { inputs: data.map(({ bytes }) => bytes), outputs: outputs.map(({ bytes }) => bytes) };
}

/** Makes what was asked for, and stages it in the output folder. @throws {HilbenchError} `PACKAGE_…`, `DISK_FULL` */
export async function makePackages(task: {
  readonly deps: PipelineDeps;
  readonly request: RunRequest;
  readonly packaging: PackagingRequest;
  readonly plan: PlannedModel;
  readonly placement: Placement;
  readonly captured: CapturedTensors;
  readonly out: OutputFolder;
  readonly signal: AbortSignal;
}): Promise<PackageResult[]> {
  const { request, packaging, plan, out, signal } = task;
  const deps = { ...task.deps.packages, log: task.deps.log, tool_version: task.deps.tool_version };
  const model: PackagedModel = {
    name: packaging.name,
    sha256: plan.sha256,
    inputs: tensorsOf(plan, plan.main.inputs),
    outputs: tensorsOf(plan, plan.main.outputs),
    build: packagedBuild(plan, task.placement),
    captured: task.captured,
  };
  const { platform, toolchain } = request;
  const captured_on = onBench(request).platform;
  const common = { model, platform, emulated: packaging.emulated, captured_on, toolchain, signal };
  const made: CreatedPackage[] = [];
  if (packaging.library) made.push(await createLibrary(deps, common));
  throwIfAborted(signal);
  if (packaging.ambiqsuite_example) {
    const { ambiqsuite_version } = packaging;
    const { placement } = task;
    made.push(await createAmbiqSuiteExample(deps, { ...common, placement, ambiqsuite_version }));
  }
  for (const { folder, files } of made) {
    for (const { path, content } of files) await out.write(`${folder}/${path}`, content);
  }
  return made.map(({ result }) => result);
}
