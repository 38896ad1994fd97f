import { readFile } from 'node:fs/promises';
import type { Board } from '../bench/types.ts';
import { findSymbols } from '../firmware/elf-symbols.ts';
import type { Image } from '../firmware/types.ts';
import type { Device } from '../link/types.ts';
import { offChipOf } from '../platform/rules.ts';
import type { ResultIssue } from '../result/schema.ts';
import { throwIfAborted } from '../support/deadline.ts';
import { HilbenchError } from '../support/errors.ts';
import type { Scope } from '../support/scope.ts';
import { greet } from './connect.ts';
import type { PipelineDeps } from './deps.ts';
import { asIfDriven, beside, drives, type OnImage, placeOn } from './place-image.ts';
import { goesOverLink, uploadModel } from './place-model.ts';
import type { PlannedModel } from './plan.ts';
import type { RunRequest } from './request.ts';
import type { Stopwatch } from './stopwatch.ts';
import { firstPlacement } from './tune.ts';

/** A device that answers, and what runs on it. */
export interface RunningDevice extends OnImage {
  readonly image: Image;
  readonly device: Device;
}

export interface BoardTask {
  readonly deps: Pick<PipelineDeps, 'images' | 'connect' | 'progress' | 'log'>;
  readonly request: RunRequest;
  readonly plan: PlannedModel;
  readonly board: Board;
  readonly watch: Stopwatch;
  /** Gets the device. */
  readonly scope: Scope;
  readonly signal: AbortSignal;
}

/** What a reader of a result must know when nothing was built for it. */
export function boardImageIssues(request: RunRequest): ResultIssue[] {
  if (!request.nocompile) return [];
  return [
    {
      code: 'IMAGE_FROM_BOARD',
      severity: 'info',
      message:
        'Nothing was compiled or flashed (--nocompile-mode): image and model are what was on the board.',
      hint: 'Leave --nocompile-mode out to measure what the sources of today make.',
    },
  ];
}

/** Of templates/firmware: what HELLO tells as the build id. */
const BUILD_ID = 'hb_build_id';

/** Which image the board behind the probe holds; undefined: that cannot be told. */
async function heldImage(board: Board, image: Image, signal: AbortSignal): Promise<string | undefined> {
  if (board.readMemory === undefined) return undefined;
  const at = findSymbols(await readFile(image.elf_path), [BUILD_ID]).get(BUILD_ID);
  if (at === undefined) return undefined;
  try {
    return Buffer.from(await board.readMemory(at.address, at.bytes, signal)).toString('hex');
  } catch (error) {
    throwIfAborted(signal);
    // Asked only to explain a failure better: without an answer that is told as it is.
    if (error instanceof HilbenchError) return undefined;
    throw error;
  }
}

/**
 * The device must say that it runs what was just flashed: silent stale firmware is the commonest failure. Where it
 * does not, the probe tells whether it is the board that was flashed.
 */
async function checkFresh(device: Device, image: Image, { board, watch, signal }: BoardTask): Promise<void> {
  const { build_id } = device.hello;
  if (build_id === image.build_id) return;
  const held = await watch.external('probe', () => heldImage(board, image, signal));
  throw held === image.build_id
    ? new HilbenchError({
        kind: 'bench',
        code: 'DEVICE_OTHER_BOARD',
        message: `The device on the port of ${board.id} runs image ${build_id}, and the board behind its probe holds ${image.build_id}, which was just flashed: they are two boards.`,
        hint: 'Give the board its own port in bench.yml, by a path of /dev/serial/by-id or by usb_serial, or correct --tty; `hilbench boards` lists what is attached.',
      })
    : new HilbenchError({
        kind: 'bench',
        code: 'DEVICE_STALE_IMAGE',
        message: `The device runs image ${build_id}, but ${image.build_id} was flashed.`,
        hint: 'Flashing failed silently, or another board is behind this port: check `hilbench boards`, and run again.',
      });
}

/** Firmware that was not flashed just now must at least be of the engine and the port that the run is about. */
function checkFits(device: Device, { plan, request }: BoardTask): void {
  const { engine, engine_version, port, build_id } = device.hello;
  const { platform } = request;
  if (engine === plan.build.engine && (port === platform.port || port === platform.name)) return;
  const wanted = `engine ${plan.build.engine}, port ${platform.port ?? platform.name}`;
  const found = `engine ${engine}, port ${port}`;
  throw new HilbenchError({
    kind: 'bench',
    code: 'DEVICE_STALE_IMAGE',
    message: `The board runs image ${build_id} with ${found} (engine version ${engine_version}); this run is about ${wanted}.`,
    hint: 'Run once without --nocompile-mode, so that the right firmware is flashed.',
  });
}

/**
 * Inferences are measured at the highest clock that the board has. The firmware starts so; asked for it, it also tells
 * whether the core has really got there.
 */
async function setClock(device: Device, { watch, request }: BoardTask): Promise<void> {
  const { hp } = request.platform.cpu_modes;
  await watch.external('link', () => device.setCpuMode(hp === undefined ? 'lp' : 'hp'));
}

/**
 * Flashes the image and the model, starts it and connects.
 *
 * @throws {HilbenchError} `PLACEMENT_…` (kind `input`) before the board is touched; `PROBE_…`, `PORT_…`, `LINK_…`,
 *   `DEVICE_…` (kind `bench`)
 */
export async function bootDevice(task: BoardTask, image: Image): Promise<RunningDevice> {
  const { deps, request, plan, board, watch, scope, signal } = task;
  const placed = placeOn(request, plan, image);
  const { first, flash_address } = placed;
  const over_link = goesOverLink(request.platform, first.model.location);
  const blobs = over_link ? [] : [{ address: flash_address, bytes: plan.build.blob }];
  const transport = await watch.external('probe', () => board.boot(image, blobs, signal));
  const device = await watch.external('link', async () =>
    scope.add(await greet(deps, board, transport, signal)),
  );
  await checkFresh(device, image, task);
  await setClock(device, task);
  if (over_link) {
    await uploadModel({ device, address: flash_address, plan, progress: deps.progress, watch });
  }
  return { image, device, ...placed };
}

/** Firmware that cannot be exchanged must set up the memory that the model or the arena is to be in. */
function checkDrives(image: Image, { request, plan }: BoardTask): void {
  const platform = asIfDriven(request.platform, image);
  const wanted = beside(platform, image, plan, () => firstPlacement({ ...request, platform }, plan));
  const off_chip = offChipOf(wanted);
  if (off_chip === undefined || drives(image, off_chip)) return;
  throw new HilbenchError({
    kind: 'input',
    code: 'DEVICE_NOT_DRIVEN',
    message: `The board runs image ${image.build_id}, which does not set up ${off_chip}, and this model goes there or its arena does.`,
    hint: 'Run once without --nocompile-mode, so that an image that does is flashed.',
  });
}

/**
 * Connects to the firmware that is on the board, compiling and flashing nothing. Its image must be one that was built
 * here once, because only that tells where it leaves room for a model. A model in a memory that the probe does not
 * write to is uploaded; any other must be where a run before has put it, which the device checks by its CRC-32.
 *
 * @throws {HilbenchError} `BOARD_KEEPS_NOTHING`, `DEVICE_NOT_DRIVEN`, `PLACEMENT_…` (kind `input`),
 *   `DEVICE_STALE_IMAGE`, `DEVICE_UNKNOWN_IMAGE`, `PORT_…`, `LINK_…` (kind `bench`)
 */
export async function attachDevice(task: BoardTask): Promise<RunningDevice> {
  const { deps, request, plan, board, watch, scope, signal } = task;
  const { attach } = board;
  if (attach === undefined) throw keepsNothing(request.platform.name);
  const transport = await watch.external('probe', () => attach.call(board, signal));
  // Not greeted anew after a reset: a debugger may hold the firmware.
  const device = await watch.external('link', async () => scope.add(await deps.connect(transport, signal)));
  checkFits(device, task);
  const { build_id } = device.hello;
  const image = await deps.images.find?.(build_id);
  if (image === undefined) {
    throw new HilbenchError({
      kind: 'bench',
      code: 'DEVICE_UNKNOWN_IMAGE',
      message: `The board runs image ${build_id}, which was not built on this machine.`,
      hint: 'Run once without --nocompile-mode on this machine, with the same HILBENCH_CACHE_DIR.',
    });
  }
  checkDrives(image, task);
  const placed = placeOn(request, plan, image);
  const { first, flash_address } = placed;
  await setClock(device, task);
  if (goesOverLink(request.platform, first.model.location)) {
    await uploadModel({ device, address: flash_address, plan, progress: deps.progress, watch });
  }
  return { image, device, ...placed };
}

/** `--nocompile-mode` on a board that is made anew for every run. */
export function keepsNothing(platform: string): HilbenchError {
  return new HilbenchError({
    kind: 'input',
    code: 'BOARD_KEEPS_NOTHING',
    message: `An emulated board of ${platform} keeps no firmware between runs, so there is nothing on it to use.`,
    hint: 'Leave --nocompile-mode out: an image that was built before is not compiled again.',
  });
}
