import { describe, expect, it } from 'vitest';
import { Stopwatch } from './stopwatch.ts';

describe('a stopwatch', () => {
  it('gives every moment to a stage, and what is not ours to its cause', async () => {
    let now = 0;
    const pass = async (ms: number): Promise<void> => {
      now += ms;
    };
    const watch = new Stopwatch(() => now);
    await watch.stage('start', async () => {
      await watch.external('compiler', () => pass(100));
      await watch.external('probe', () => pass(30));
      await watch.external('link', () => pass(7));
      await pass(2);
    });
    await watch.stage('release', () => pass(1));
    expect(watch.timing()).toEqual({
      in_compiler: 100,
      in_probe: 30,
      in_link: 7,
      start: 139,
      release: 1,
      hilbench: 3,
      total: 140,
    });
  });

  it('counts what overlaps once', async () => {
    let now = 0;
    const watch = new Stopwatch(() => now);
    const compiled = Promise.withResolvers<void>();
    const compiling = watch.external('compiler', () => compiled.promise);
    now = 10;
    await watch.external('lease', async () => {
      now = 40;
    });
    now = 50;
    compiled.resolve();
    await compiling;
    now = 60;
    expect(watch.timing()).toEqual({ in_lease: 30, in_compiler: 50, hilbench: 10, total: 60 });
  });

  it('gives the release of what was held a stage, also when it fails', async () => {
    let now = 0;
    const watch = new Stopwatch(() => now);
    const held = watch.releasing('release', {
      [Symbol.asyncDispose]: async () => {
        now += 5;
        throw new Error('stuck');
      },
    });
    await expect(held[Symbol.asyncDispose]()).rejects.toThrow('stuck');
    expect(watch.timing()).toMatchObject({ release: 5, in_probe: 5, hilbench: 0 });
  });
});
