import { describe, expect, it } from 'vitest';
import type { Board } from '../bench/types.ts';
import type { Device, Transport } from '../link/types.ts';
import { HilbenchError } from '../support/errors.ts';
import { silentLog } from '../support/log.ts';
import { greet, selectFlashed } from './connect.ts';

const device = {} as Device;
const { signal } = new AbortController();

function failure(code: string): HilbenchError {
  return new HilbenchError({ kind: 'bench', code, message: code, hint: code });
}

/** Greets a board whose firmware fails with these codes first. */
async function greetAfter(codes: readonly string[], resettable: boolean) {
  const limits: (number | undefined)[] = [];
  const greeted: string[] = [];
  const port = (path: string) => ({ path }) as Transport;
  let resets = 0;
  const board = {
    id: 'evb-0',
    ...(resettable ? { reset: async () => port(`after reset ${++resets}`) } : {}),
  } as unknown as Board;
  const connect = async (transport: Transport, _: AbortSignal, greeting_ms?: number): Promise<Device> => {
    limits.push(greeting_ms);
    greeted.push(transport.path);
    const code = codes[greeted.length - 1];
    if (code !== undefined) throw failure(code);
    return device;
  };
  const outcome = await greet({ connect, log: silentLog }, board, port('after boot'), signal).then(
    () => 'connected',
    (error: HilbenchError) => error.code,
  );
  return { outcome, greeted, limits };
}

describe('the first greeting after a flash', () => {
  it.each(['LINK_SILENT', 'LINK_GARBAGE', 'LINK_CLOSED'])('may end with %s', async (code) => {
    expect(await greetAfter([code, code], true)).toEqual({
      outcome: 'connected',
      greeted: ['after boot', 'after reset 1', 'after reset 2'],
      limits: [3000, 3000, undefined],
    });
  });

  it('is repeated twice and no more', async () => {
    const codes = Array<string>(9).fill('LINK_SILENT');
    const { outcome, greeted } = await greetAfter(codes, true);
    expect(outcome).toBe('LINK_SILENT');
    expect(greeted).toHaveLength(3);
  });

  it('is the only one where firmware of another version answers', async () => {
    expect(await greetAfter(['LINK_PROTOCOL'], true)).toMatchObject({
      outcome: 'LINK_PROTOCOL',
      greeted: ['after boot'],
    });
  });

  it('has all the time on a board that cannot be reset', async () => {
    expect(await greetAfter(['LINK_SILENT'], false)).toEqual({
      outcome: 'LINK_SILENT',
      greeted: ['after boot'],
      limits: [undefined],
    });
  });
});

describe('a model that was flashed', () => {
  it('is stale where its checksum is another one', async () => {
    await expect(selectFlashed(() => Promise.reject(failure('DEVICE_MODEL_CORRUPT')))).rejects.toMatchObject({
      code: 'DEVICE_STALE_MODEL',
      kind: 'bench',
    });
  });

  it('fails otherwise as it fails', async () => {
    await expect(selectFlashed(() => Promise.reject(failure('LINK_CLOSED')))).rejects.toMatchObject({
      code: 'LINK_CLOSED',
    });
  });
});
