import type { Board } from '../bench/types.ts';
import type { Device, Transport } from '../link/types.ts';
import { HilbenchError } from '../support/errors.ts';
import type { PipelineDeps } from './deps.ts';

/** How long each greeting may take, but for the last, which has as long as the link gives. */
const EARLY_GREETING_MS = 3000;
const GREETINGS = 3;

/** What a reset can mend: the firmware was not ready, or the port was that of before the reset. */
const WORTH_A_RESET: readonly string[] = ['LINK_SILENT', 'LINK_GARBAGE', 'LINK_CLOSED'];

/**
 * Greets the firmware of a board that was just started. On boards that can be reset a greeting that is not answered is
 * repeated after a reset, three times at most in all: the first one after a flash sometimes does not take.
 *
 * @throws {HilbenchError} those of the link, and of `Board.reset` (kind `bench`)
 */
export async function greet(
  deps: Pick<PipelineDeps, 'connect' | 'log'>,
  board: Board,
  started: Transport,
  signal: AbortSignal,
): Promise<Device> {
  let transport = started;
  for (let greeting = 1; ; greeting++) {
    const last = board.reset === undefined || greeting === GREETINGS;
    try {
      return await deps.connect(transport, signal, last ? undefined : EARLY_GREETING_MS);
    } catch (error) {
      const worth = error instanceof HilbenchError && WORTH_A_RESET.includes(error.code);
      if (board.reset === undefined || last || !worth) throw error;
      deps.log.info(`${board.id} does not answer (${error.code}): it is reset and greeted again`);
      transport = await board.reset(signal).catch((failure: unknown) => {
        // The port went away and stays away: the first error says more.
        throw failure instanceof HilbenchError && failure.code === 'PORT_NOT_FOUND' ? error : failure;
      });
    }
  }
}

/**
 * Selects a model that should lie where the probe has written it.
 *
 * @throws {HilbenchError} `DEVICE_STALE_MODEL` (kind `bench`) where the device finds another checksum there
 */
export async function selectFlashed(select: () => Promise<void>): Promise<void> {
  try {
    await select();
  } catch (error) {
    if (!(error instanceof HilbenchError) || error.code !== 'DEVICE_MODEL_CORRUPT') throw error;
    throw new HilbenchError({
      kind: 'bench',
      code: 'DEVICE_STALE_MODEL',
      message: `The board does not hold the model of this run. ${error.message}`,
      hint: 'Flashing failed silently, or that memory does not keep what is written: run again, and if it stays, check the probe and --model-location.',
      cause: error,
    });
  }
}
