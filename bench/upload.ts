import type { LinkedDevice } from '../src/link/device.ts';
import { HOST_CC, HOST_MEMORY, HostBoard, type Line, PortBoard } from '../test/helpers/host-harness.ts';
import { bestOf, type Figure } from './measure.ts';

const LEAST_PERCENT = 90;
/** The other side of the line is simulated on this machine, which has other things to do. */
const TRIES = 3;

/** A generator of numbers from 0 to below 1, the same every time. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Weights do not compress and have zeros among them. */
function weights(bytes: number): Uint8Array {
  const next = numbers(1);
  return Uint8Array.from({ length: bytes }, () => Math.floor(next() * 256));
}

/** Percent of `bytes_per_s` that arrived as bytes of the model, at the best of some tries. */
async function percentOf(
  device: Pick<LinkedDevice, 'upload'>,
  bytes_per_s: number,
  bytes: number,
): Promise<number> {
  const model = weights(bytes);
  let address = HOST_MEMORY;
  // To another place each time: what is there already is not sent.
  const ms = await bestOf(TRIES, () => {
    address += 64;
    return device.upload(address, model, () => undefined);
  });
  return (100 * bytes) / ((ms / 1000) * bytes_per_s);
}

/** Over a line that this process simulates. */
async function percentOfLine(line: Line & { readonly bytes_per_s: number }, bytes: number): Promise<number> {
  await using board = new HostBoard();
  await using device = await board.connect(line);
  return await percentOf(device, line.bytes_per_s, bytes);
}

/** Through a serial port of this machine, at the speed of USB's 12 Mbit/s. */
async function percentOfPort(bytes_per_s: number, bytes: number): Promise<number> {
  await using board = await PortBoard.start(bytes_per_s);
  await using device = await board.connect();
  return await percentOf(device, bytes_per_s, bytes);
}

/**
 * Uploads to the firmware's own C code, compiled for this machine, over lines that carry so many bytes a second,
 * take their time, and lose frames.
 */
export async function uploadFigures(): Promise<Figure[]> {
  if (HOST_CC === undefined) return [];
  const lose = (share: number): Pick<Line, 'toDevice'> => {
    const next = numbers(7);
    return { toDevice: (wire) => (wire.length > 1000 && next() < share ? undefined : wire) };
  };
  const cases = [
    ['115200 baud', { bytes_per_s: 11_520, latency_ms: 1 }, 30_000],
    ['1 MB/s, 1 ms away', { bytes_per_s: 1e6, latency_ms: 1 }, 1.5e6],
    ['1 MB/s, 1 ms away, 1 frame of 100 lost', { bytes_per_s: 1e6, latency_ms: 1, ...lose(0.01) }, 1.5e6],
    ['5 MB/s, 1 ms away', { bytes_per_s: 5e6, latency_ms: 1, port_buffer_bytes: 16_384 }, 2e7],
  ] as const;
  const upload = (name: string, percent: number): Figure => ({
    name: `upload at ${name}`,
    value: `${percent.toFixed(1)} % of the line`,
    limit: `≥ ${LEAST_PERCENT} % of the line`,
    within: percent >= LEAST_PERCENT,
  });
  const figures: Figure[] = [];
  for (const [name, line, bytes] of cases) figures.push(upload(name, await percentOfLine(line, bytes)));
  figures.push(upload('1 MB/s, 20 MB through a serial port', await percentOfPort(1e6, 2e7)));
  return figures;
}
