import { HOST_CC, HOST_MEMORY, HostBoard, type Line } from '../test/helpers/host-harness.ts';
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

/** Percent of what the line carries that arrived as bytes of the model. */
async function percentOfLine(line: Line & { readonly bytes_per_s: number }, bytes: number): Promise<number> {
  await using board = new HostBoard();
  await using device = await board.connect(line);
  const model = weights(bytes);
  let address = HOST_MEMORY;
  // To another place each time: what is there already is not sent.
  const ms = await bestOf(TRIES, () => {
    address += 64;
    return device.upload(address, model, () => undefined);
  });
  return (100 * bytes) / ((ms / 1000) * line.bytes_per_s);
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
  const figures: Figure[] = [];
  for (const [name, line, bytes] of cases) {
    const percent = await percentOfLine(line, bytes);
    figures.push({
      name: `upload at ${name}`,
      value: `${percent.toFixed(1)} % of the line`,
      limit: `≥ ${LEAST_PERCENT} % of the line`,
      within: percent >= LEAST_PERCENT,
    });
  }
  return figures;
}
