import { crc32 } from 'node:zlib';
import type { FlashBlob } from '../../src/bench/types.ts';
import type { EngineBuild } from '../../src/engine/types.ts';
import type { Transport } from '../../src/link/types.ts';
import type { Platform } from '../../src/platform/types.ts';
import { encodeParameters, type PowerParameters } from '../../src/power/parameters.ts';
import { encodeRecord, RECORD, RecordDecoder, type WireRecord } from '../../src/power/wires.ts';
import { bootEmulator, buildTestImage, testAddresses } from './emulated-device.ts';

/** Parameters for a blob in MRAM and an arena at the start of the TCM. */
export function testParameters(
  platform: Platform,
  engine: EngineBuild,
  changed: Partial<PowerParameters> = {},
): PowerParameters {
  const { model, arena } = testAddresses(platform);
  return {
    model: { source: model, address: model, bytes: engine.blob.length, crc32: crc32(engine.blob) },
    arena: { address: arena, bytes: engine.arena_bytes ?? 0, resource_variables: 0 },
    cpu_mode: 'hp',
    inferences: 2,
    windows: 3,
    seed: 42,
    idle_ms: 0,
    run: 1,
    ...changed,
  };
}

/** A power image that runs, seen from its wires. */
export interface PowerDevice extends AsyncDisposable {
  readonly wires: Wires;
  readonly pid: number;
}

/** Builds the power image of an engine and boots it beside the engine's blob and a parameter block. */
export async function startPowerDevice(
  platform: Platform,
  engine: EngineBuild,
  block: Uint8Array | PowerParameters,
  icount_shift?: number,
): Promise<PowerDevice> {
  const { parameters } = platform;
  if (parameters === undefined) throw new Error(`${platform.name} has no place for parameters`);
  const bytes = block instanceof Uint8Array ? block : encodeParameters(block);
  const blobs: FlashBlob[] = [
    { address: testAddresses(platform).model, bytes: engine.blob },
    { address: parameters.address, bytes },
  ];
  const image = await buildTestImage(platform, engine, 'power');
  const emulator = await bootEmulator(platform, image, blobs, icount_shift, 'wires');
  return {
    wires: new Wires(emulator.transport),
    pid: emulator.pid,
    [Symbol.asyncDispose]: () => emulator[Symbol.asyncDispose](),
  };
}

type Wanted = (record: WireRecord) => boolean;
export const isReady: Wanted = (record) => record.kind === 'edge' && record.wire === 'state' && record.high;
export const isReport: Wanted = (record) => record.kind === 'report';
const isBegin: Wanted = (record) => record.kind === 'begin';

const RECORD_TIMEOUT_MS = 20_000;

/** The monitor's end of the wires of an emulated board. Every byte that comes must belong to a record. */
export class Wires {
  readonly records: WireRecord[] = [];
  readonly #transport: Transport;
  readonly #decoder = new RecordDecoder();
  #failed: unknown;
  #changed = Promise.withResolvers<void>();

  constructor(transport: Transport) {
    this.#transport = transport;
    transport.onData((bytes) => {
      try {
        this.records.push(...this.#decoder.push(bytes));
      } catch (error) {
        this.#failed ??= error;
      }
      this.#wake();
    });
    transport.onClose((reason) => {
      this.#failed ??= reason ?? new Error('the port was closed');
      this.#wake();
    });
  }

  /** Waits until `count` of the records that came from index `from` on are wanted. */
  async until(wanted: Wanted, from = 0, count = 1): Promise<void> {
    const late = AbortSignal.timeout(RECORD_TIMEOUT_MS);
    const { promise: timeout, reject } = Promise.withResolvers<never>();
    late.onabort = () => reject(new Error('what was waited for did not come'));
    while (this.records.slice(from).filter(wanted).length < count) {
      if (this.#failed !== undefined) throw this.#failed;
      await Promise.race([this.#changed.promise, timeout]);
    }
    late.onabort = null;
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
  }

  async go(high: boolean): Promise<void> {
    await this.write(encodeRecord(RECORD.go, Uint8Array.of(high ? 1 : 0)));
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#transport.write(bytes);
  }

  /** What a monitor does for one window, from ready to report. `from`: index of the first record of the window. */
  async window(from: number): Promise<void> {
    await this.until(isReady, from);
    await this.go(true);
    await this.until(isBegin, from);
    await this.go(false);
    await this.until(isReport, from);
  }

  async windows(count: number): Promise<void> {
    for (let from = 0; count > 0; count--) {
      await this.window(from);
      from = this.records.findLastIndex(isReport) + 1;
    }
  }

  /** Stamps of the edges of a wire: of every rise, and of the fall after it. */
  pulses(wire: 'gate' | 'state'): { readonly rise: number; readonly fall: number }[] {
    const edges = this.records.flatMap((record) =>
      record.kind === 'edge' && record.wire === wire ? [record] : [],
    );
    if (edges.some(({ high }, index) => high !== (index % 2 === 0)))
      throw new Error(`${wire} does not alternate`);
    return Array.from({ length: Math.floor(edges.length / 2) }, (_, index) => ({
      rise: Number(edges[2 * index]?.stamp),
      fall: Number(edges[2 * index + 1]?.stamp),
    }));
  }

  /** Units that gate was high in each window. */
  gateUnits(): number[] {
    return this.pulses('gate').map(({ rise, fall }) => fall - rise);
  }
}

/** Wire levels and what is said, one word a record: `state+`, `begin`, … */
export function storyOf(records: readonly WireRecord[]): string {
  return records
    .map((record) => (record.kind === 'edge' ? `${record.wire}${record.high ? '+' : '-'}` : record.kind))
    .join(' ');
}
