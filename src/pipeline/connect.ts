import type { Board, FlashBlob } from '../bench/types.ts';
import type { Image } from '../firmware/types.ts';
import type { Device } from '../link/types.ts';
import { HilbenchError } from '../support/errors.ts';
import type { PipelineDeps } from './deps.ts';

/** How long each greeting may take, but for the last, which has as long as the link gives. */
const EARLY_GREETING_MS = 3000;
const GREETINGS = 3;

/** What a reset can mend: the firmware was not ready, or the port was that of before the reset. */
const WORTH_A_RESET: readonly string[] = ['LINK_TIMEOUT', 'LINK_GARBAGE', 'LINK_CLOSED'];

/**
 * Boots a board and greets its firmware. On boards that can be reset a greeting that is not answered is repeated
 * after a reset, three times at most: the first one after a flash sometimes does not take.
 *
 * @throws {HilbenchError} those of `boot` and of the link, `DEVICE_STALE_IMAGE` (kind `bench`)
 */
export async function bootAndConnect(
  deps: Pick<PipelineDeps, 'connect' | 'log'>,
  board: Board,
  image: Image,
  blobs: readonly FlashBlob[],
  signal: AbortSignal,
): Promise<Device> {
  let transport = await board.boot(image, blobs, signal);
  for (let greeting = 1; ; greeting++) {
    const last = board.reset === undefined || greeting === GREETINGS;
    try {
      const device = await deps.connect(transport, signal, last ? undefined : EARLY_GREETING_MS);
      await checkFresh(device, image);
      return device;
    } catch (error) {
      if (last || !(error instanceof HilbenchError) || !WORTH_A_RESET.includes(error.code)) throw error;
      deps.log.info(`${board.id} does not answer (${error.code}); it is reset and greeted again`);
      transport = await board.reset(signal);
    }
  }
}

/** The device must say that it runs what was just flashed: silent stale firmware is the commonest failure. */
async function checkFresh(device: Device, image: Image): Promise<void> {
  const { build_id } = device.hello;
  if (build_id === image.build_id) return;
  await device[Symbol.asyncDispose]();
  throw new HilbenchError({
    kind: 'bench',
    code: 'DEVICE_STALE_IMAGE',
    message: `The device runs image ${build_id}, but ${image.build_id} was flashed.`,
    hint: 'Another board may be behind this port, or flashing failed silently: check `hilbench boards` and run again.',
  });
}

/**
 * The first use of a model that a probe has just written: where its checksum is another one, the board holds an older
 * model.
 *
 * @throws {HilbenchError} `DEVICE_STALE_MODEL` (kind `bench`) instead of `DEVICE_MODEL_CORRUPT`
 */
export async function withFlashedModel<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HilbenchError) || error.code !== 'DEVICE_MODEL_CORRUPT') throw error;
    throw new HilbenchError({
      kind: 'bench',
      code: 'DEVICE_STALE_MODEL',
      message: `The board does not hold the model that was flashed: ${error.message}`,
      hint: 'Flashing failed silently, or the memory does not keep it: run again, and if it stays, check --model-location and the probe.',
      cause: error,
    });
  }
}
