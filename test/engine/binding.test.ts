import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aotEngine } from '../../src/engine/aot/index.ts';
import { connectDevice, type LinkedDevice } from '../../src/link/device.ts';
import { readModel } from '../../src/model/read.ts';
import { silentLog } from '../../src/support/log.ts';
import { canEmulate } from '../helpers/emulated-bench.ts';
import {
  bootEmulator,
  buildTestImage,
  type Emulator,
  noSignal,
  platformNamed,
  testAddresses,
} from '../helpers/emulated-device.ts';
import { FULLY_CONNECTED_CASES } from '../models/dense-cases.ts';
import { caseModel, type OpCase } from '../models/op-case.ts';

const platform = platformNamed('mps3_an547');
const { model: address, arena } = testAddresses(platform);
const prepare = (index: number) =>
  aotEngine.prepare(readModel(caseModel(FULLY_CONNECTED_CASES[index] as OpCase)), platform);

const engine = prepare(0);
const arena_bytes = engine.arena_bytes ?? 0;

const edited = (edit: (header: DataView) => void): Uint8Array => {
  const blob = engine.blob.slice();
  edit(new DataView(blob.buffer));
  return blob;
};

const BLOBS = {
  right: engine.blob,
  of_another_model: prepare(1).blob,
  without_magic: edited((header) => header.setUint32(0, 0, true)),
  of_another_format: edited((header) => header.setUint32(4, 2, true)),
  that_claims_more: edited((header) => header.setUint32(8, engine.blob.length + 16, true)),
  with_constants_elsewhere: edited((header) => header.setUint32(12, engine.blob.length - 16, true)),
  with_crooked_constants: edited((header) => header.setUint32(12, 33, true)),
  cut_in_its_header: engine.blob.slice(0, 24),
} as const;

type BlobName = keyof typeof BLOBS;

/** Each blob has this much room. */
const STEP_BYTES = 0x20000;
const names = Object.keys(BLOBS) as BlobName[];
const addressOf = (name: BlobName): number => address + names.indexOf(name) * STEP_BYTES;

describe.skipIf(!canEmulate)('binding a blob to an image', () => {
  let emulator: Emulator;
  let device: LinkedDevice;

  beforeAll(async () => {
    const blobs = names.map((name) => ({ address: addressOf(name), bytes: BLOBS[name] }));
    emulator = await bootEmulator(platform, await buildTestImage(platform, engine), blobs);
    device = await connectDevice(emulator.transport, { signal: noSignal(), log: silentLog });
  });

  afterAll(async () => {
    await device?.[Symbol.asyncDispose]();
    await emulator?.[Symbol.asyncDispose]();
  });

  const bind = async (name: BlobName, bytes = arena_bytes) => {
    const blob = BLOBS[name];
    const at = addressOf(name);
    await device.selectModel({ source: at, address: at, bytes: blob.length, crc32: crc32(blob) });
    return await device.configure({ address: arena, bytes, resource_variables: 0 });
  };

  it('accepts the blob that was made with the image', async () => {
    const bound = await bind('right');
    expect(bound).toMatchObject({ arena_used_bytes: arena_bytes, layers: 1 });
    expect(bound.inputs).toMatchObject([{ type: 'INT8', shape: [1, 64], bytes: 64 }]);
    expect(bound.outputs).toMatchObject([{ type: 'INT8', shape: [1, 12], bytes: 12 }]);
  });

  it.each<[BlobName, string]>([
    ['of_another_model', 'DEVICE_MODEL_MISMATCH'],
    ['of_another_format', 'DEVICE_MODEL_MISMATCH'],
    ['without_magic', 'DEVICE_MODEL_CORRUPT'],
    ['that_claims_more', 'DEVICE_MODEL_CORRUPT'],
    ['with_constants_elsewhere', 'DEVICE_MODEL_CORRUPT'],
    ['with_crooked_constants', 'DEVICE_MODEL_CORRUPT'],
    ['cut_in_its_header', 'DEVICE_MODEL_CORRUPT'],
  ])('refuses a blob %s: %s', async (name, code) => {
    await expect(bind(name)).rejects.toMatchObject({ kind: 'bench', code });
    await expect(device.invoke(5000)).rejects.toMatchObject({ code: 'DEVICE_NOT_READY' });
  });

  it('says how much arena it needs when there is too little', async () => {
    await expect(bind('right', arena_bytes - 16)).rejects.toMatchObject({
      code: 'DEVICE_ARENA_TOO_SMALL',
      needed_bytes: arena_bytes,
    });
  });
});
