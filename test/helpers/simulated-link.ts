import { afterEach, beforeEach, expect, vi } from 'vitest';
import { connectDevice } from '../../src/link/device.ts';
import { HilbenchError } from '../../src/support/errors.ts';
import { silentLog } from '../../src/support/log.ts';
import { FakeDevice, type FakeDeviceOptions } from './fake-device.ts';

/** Time that passes when `outcome` says so, for every test of a file; none may leave a timer behind. */
export function useSimulatedTime(): void {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    expect(vi.getTimerCount(), 'timers left behind').toBe(0);
    vi.useRealTimers();
  });
}

/** Lets time pass until `promise` is settled; returns its outcome and how long it took. */
export async function outcome<T>(promise: Promise<T>) {
  const start_ms = Date.now();
  let settled = false;
  const result = promise.then(
    (value) => ({ value, error: undefined }),
    (error: unknown) => ({ value: undefined, error: error as HilbenchError }),
  );
  void result.then(() => {
    settled = true;
  });
  for (let turn = 0; turn < 100_000 && !settled; turn++) await vi.advanceTimersByTimeAsync(5);
  return { ...(await result), elapsed_ms: Date.now() - start_ms };
}

export async function value<T>(promise: Promise<T>): Promise<T> {
  const { value: result, error } = await outcome(promise);
  if (error !== undefined) throw error;
  return result as T;
}

export async function error(promise: Promise<unknown>): Promise<HilbenchError> {
  const { error: thrown } = await outcome(promise);
  expect(thrown).toBeInstanceOf(HilbenchError);
  return thrown as HilbenchError;
}

export interface Setup extends FakeDeviceOptions {
  readonly signal?: AbortSignal;
  readonly handshake_timeout_ms?: number;
}

export async function connect(setup: Setup = {}) {
  const fake = new FakeDevice(setup);
  const lines: string[] = [];
  const log = {
    ...silentLog,
    info: (line: string) => lines.push(`info ${line}`),
    warn: (line: string) => lines.push(`warn ${line}`),
  };
  const { signal = new AbortController().signal, handshake_timeout_ms = 2000 } = setup;
  const device = await value(connectDevice(fake.transport, { signal, log, handshake_timeout_ms }));
  return { fake, device, lines };
}

export function connecting(fake: FakeDevice, signal = new AbortController().signal) {
  return connectDevice(fake.transport, { signal, log: silentLog, handshake_timeout_ms: 2000 });
}
