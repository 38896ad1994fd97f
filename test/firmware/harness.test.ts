import { crc32 } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeFrame, FRAME_KIND, FrameDecoder } from '../../src/link/frame.ts';
import { COMMAND, encode } from '../../src/link/messages.ts';
import { generateInputs, inputsCrc32 } from '../../src/reference/generator.ts';
import {
  bootEmulator,
  buildTestImage,
  cpuTicks,
  platformNamed,
  startTestDevice,
  type TestDevice,
  testAddresses,
} from '../helpers/emulated-device.ts';
import { TEST_ARENA_BYTES, testEngine } from '../helpers/test-engine.ts';

const BAD_ADDRESS = { code: 'DEVICE_BAD_ADDRESS' };

describe.each(['mps3_an547', 'mps2_an386'])('the harness on %s', (name) => {
  const platform = platformNamed(name);
  const engine = testEngine('sum');
  const addresses = testAddresses(platform);
  const model = { bytes: engine.blob.length, crc32: crc32(engine.blob) };
  let running: TestDevice;
  beforeAll(async () => {
    running = await startTestDevice(platform, engine);
    return () => running[Symbol.asyncDispose]();
  });

  test('says which image it runs', async () => {
    const image = await buildTestImage(platform, engine);
    expect(running.device.hello).toMatchObject({
      build_id: image.build_id,
      port: name,
      cpu: platform.core,
      engine: 'test',
      unit: 'instructions',
    });
  });

  test('makes the inputs that the host makes, runs the model on them, and gives the outputs back', async () => {
    await running.configure();
    const [inputs] = generateInputs([{ type: 'INT8', shape: [1, 16], bytes: 16 }], 42, 3);
    if (inputs === undefined) throw new Error('no input was made');
    expect(await running.device.seedInputs(42, 3)).toBe(inputsCrc32([inputs]));
    await running.device.invoke(10_000);
    expect(await running.device.readOutput(0)).toEqual(new Uint8Array(inputs.bytes));
    const sum = new Int8Array(inputs.bytes).reduce((total, value) => total + value, 0);
    expect(Buffer.from(await running.device.readOutput(1)).readInt32LE()).toBe(sum);
  });

  test('takes inputs from the host', async () => {
    await running.configure();
    await running.device.writeInput(
      0,
      Uint8Array.from({ length: 16 }, (_, i) => i * 16),
    );
    await running.device.invoke(10_000);
    expect(Buffer.from(await running.device.readOutput(1)).readInt32LE()).toBe(-128);
    await expect(running.device.writeInput(0, new Uint8Array(17))).rejects.toMatchObject({
      code: 'DEVICE_BAD_REQUEST',
    });
    await expect(running.device.writeInput(1, new Uint8Array(1))).rejects.toMatchObject({
      code: 'DEVICE_BAD_REQUEST',
    });
  });

  test.each(['SRAM', 'PSRAM', 'TCM'] as const)('copies the model to %s', async (location) => {
    const base = platform.memories[location]?.address ?? 0;
    const address = location === 'TCM' ? base + 65_536 : base;
    await running.device.selectModel({ source: addresses.model, address, ...model });
    const arena = { address: addresses.arena, bytes: TEST_ARENA_BYTES, resource_variables: 0 };
    expect((await running.device.configure(arena)).layers).toBe(3);
  });

  test('refuses a model that is not the one that was sent', async () => {
    const wrong = { source: addresses.model, address: addresses.model, ...model, crc32: 1 };
    await expect(running.device.selectModel(wrong)).rejects.toMatchObject({ code: 'DEVICE_MODEL_CORRUPT' });
    await expect(
      running.device.configure({ address: addresses.arena, bytes: TEST_ARENA_BYTES, resource_variables: 0 }),
    ).rejects.toMatchObject({ code: 'DEVICE_NOT_READY' });
  });

  test('says how large the arena would have to be', async () => {
    await running.configure();
    const small = { address: addresses.arena, bytes: TEST_ARENA_BYTES - 16, resource_variables: 0 };
    await expect(running.device.configure(small)).rejects.toMatchObject({
      code: 'DEVICE_ARENA_TOO_SMALL',
      message: expect.stringContaining(String(TEST_ARENA_BYTES)),
    });
  });

  test('touches nothing outside the memories for models and arenas', async () => {
    const { device } = running;
    const own_ram = addresses.arena + (platform.memories.TCM?.effective_bytes ?? 0);
    for (const address of [0, own_ram, own_ram - 1, 0x40000000, 0xffffffff]) {
      await expect(device.writeMemory(address, new Uint8Array(2)), `${address}`).rejects.toMatchObject(
        BAD_ADDRESS,
      );
    }
    await device.writeMemory(own_ram - 2, new Uint8Array(2));
    const select = (source: number, address: number, bytes: number) =>
      device.selectModel({ source, address, bytes, crc32: 0 });
    await expect(select(addresses.model, addresses.model, 0xffffffff)).rejects.toMatchObject(BAD_ADDRESS);
    await expect(select(addresses.model, own_ram - 16, 32)).rejects.toMatchObject(BAD_ADDRESS);
    await expect(select(addresses.model, addresses.model, 0)).rejects.toMatchObject(BAD_ADDRESS);
    await expect(select(0xfffffff0, addresses.model, 32)).rejects.toMatchObject(BAD_ADDRESS);
    await running.configure();
    for (const [address, bytes] of [
      [addresses.model, TEST_ARENA_BYTES],
      [addresses.arena + 4, TEST_ARENA_BYTES],
      [addresses.arena, 0xfffffff0],
    ] as const) {
      const arena = { address, bytes, resource_variables: 0 };
      await expect(device.configure(arena), `${address}, ${bytes}`).rejects.toMatchObject(BAD_ADDRESS);
    }
  });

  test('forgets a model that was written over', async () => {
    await running.configure();
    await running.device.writeMemory(addresses.model, engine.blob);
    await expect(running.device.invoke(10_000)).rejects.toMatchObject({ code: 'DEVICE_NOT_READY' });
  });

  test('takes a model over the link and runs it where it arrived', async () => {
    const { address = 0 } = platform.memories.PSRAM ?? {};
    const blob = Buffer.concat([engine.blob, Buffer.alloc(12_000, 'weights \0')]);
    let arrived = 0;
    await running.device.upload(address, blob, (done) => {
      arrived = done;
    });
    expect(arrived).toBe(blob.length);
    await running.device.selectModel({
      ...{ source: address, address },
      ...{ bytes: blob.length, crc32: crc32(blob) },
    });
    const arena = { address: addresses.arena, bytes: TEST_ARENA_BYTES, resource_variables: 0 };
    expect((await running.device.configure(arena)).layers).toBe(3);
    await running.device.invoke(10_000);
  });

  test('takes both CPU modes', async () => {
    await running.device.setCpuMode('lp');
    await running.device.setCpuMode('hp');
  });

  test('sleeps while nobody asks', async () => {
    expect(await cpuTicks(running.pid)).toBeLessThan(10);
  });

  test('answers a repeated request without executing it again', async () => {
    const toggling = testEngine('wrong_output'); // its inference changes the input, so that a second one shows
    const image = await buildTestImage(platform, toggling);
    const blob = { address: addresses.model, bytes: toggling.blob };
    await using emulator = await bootEmulator(platform, image, [blob]);
    const answers: Uint8Array[] = [];
    const waiting: (() => void)[] = [];
    const decoder = new FrameDecoder(({ payload }) => {
      answers.push(payload.slice());
      waiting.shift()?.();
    });
    emulator.transport.onData((bytes) => decoder.push(bytes));
    const ask = async (
      command: keyof typeof COMMAND,
      sequence: number,
      payload: Uint8Array = new Uint8Array(),
    ) => {
      const answered = new Promise<void>((resolve) => waiting.push(resolve));
      await emulator.transport.write(
        encodeFrame({ kind: FRAME_KIND.request, command: COMMAND[command], sequence, payload }),
      );
      await answered;
      return answers.at(-1);
    };
    const { address } = blob;
    await ask('HELLO', 1, encode.hello());
    await ask('MODEL_SELECT', 2, encode.modelSelect({ source: address, address, ...model }));
    const arena = { address: addresses.arena, bytes: TEST_ARENA_BYTES, resource_variables: 0 };
    await ask('CONFIGURE', 3, encode.configure(arena));
    await ask('INPUT_WRITE', 4, encode.inputWrite(0, 0, new Uint8Array(16)));
    const first = await ask('INVOKE', 5);
    expect(await ask('INVOKE', 5)).toEqual(first);
    expect((await ask('OUTPUT_READ', 6, encode.outputRead(0, 0, 1)))?.[0]).toBe(0x55);
    await ask('INVOKE', 7);
    expect((await ask('OUTPUT_READ', 8, encode.outputRead(0, 0, 1)))?.[0]).toBe(0);
  });
});
