import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planCounters, planPasses } from './plan.ts';
import { PMU_EVENTS } from './pmu-events.ts';
import { PRESETS } from './presets.ts';

const M55 = { name: 'apollo510_evb', core: 'cortex-m55', emulated: false } as const;
const M4 = { name: 'apollo4p_evb', core: 'cortex-m4', emulated: false } as const;
const EMULATED = { name: 'mps3_an547', core: 'cortex-m55', emulated: true } as const;
const PMU = { kind: 'pmu', slots: 4, max_counts: 6400 } as const;

/** A --pmu-config-file with that text. */
function file(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'pmu-')), 'pmu.yaml');
  writeFileSync(path, text);
  return path;
}

const names = async (choice: string): Promise<readonly string[]> =>
  (await planCounters({ choice, full: false }, M55)).events.map(({ name }) => name);

describe('what is counted', () => {
  it('with --full-pmu-capture is every event there is, in one image and as many passes as it takes', async () => {
    const plan = await planCounters({ choice: 'default', full: true }, M55);
    const passes = planPasses(plan, PMU, 31);
    expect(PMU_EVENTS).toHaveLength(70);
    expect(passes).toHaveLength(18);
    expect(passes.flat()).toEqual(PMU_EVENTS);
    expect(new Set(passes.flat().map(({ number }) => number)).size).toBe(70);
  });

  it.each(Object.keys(PRESETS))('of the choice %s fits into one pass', async (preset) => {
    const plan = await planCounters({ choice: preset, full: false }, M55);
    expect(planPasses(plan, PMU, 31)).toHaveLength(1);
  });

  it('of a file of ns_autodeploy is what it names, by its numbers, with or without the prefix', async () => {
    const path = file(
      'PMU_EVENT1: { name: ARM_PMU_STALL, size: 32 }\nPMU_EVENT0: { name: inst_retired, size: 32 }\n',
    );
    expect(await names(path)).toEqual(['ARM_PMU_INST_RETIRED', 'ARM_PMU_STALL']);
  });

  it.each([
    ['PMU_EVENT0: { name: ARM_PMU_INST_RETIERD, size: 32 }', 'PMU_UNKNOWN_EVENT', /ARM_PMU_INST_RETIRED/],
    ['PMU_EVENT0: { name: STALL, size: 64 }', 'PMU_FILE_INVALID', /PMU_EVENT0/],
    ['PMU_EVENT0: { name: STALL }\nPMU_EVENT1: { name: stall }', 'PMU_FILE_INVALID', /numbered/],
    ['EVENT: 5', 'PMU_FILE_INVALID', /PMU_EVENT0/],
    ['', 'PMU_FILE_INVALID', /PMU_EVENT0/],
    ['a: [', 'PMU_FILE_INVALID', /YAML/],
  ])('of a file that says %j is refused as %s', async (text, code, hint) => {
    await expect(names(file(text))).rejects.toMatchObject({
      code,
      kind: 'input',
      hint: expect.stringMatching(hint),
    });
  });

  it('of a file that is not there is refused with the choices that there are', async () => {
    await expect(names('/no/such/file')).rejects.toMatchObject({
      code: 'PMU_FILE_UNREADABLE',
      hint: expect.stringContaining('stalls'),
    });
  });

  it('on an emulated board is nothing, and asking for it is an error that says why', async () => {
    expect((await planCounters({ choice: 'default', full: false }, EMULATED)).events).toEqual([]);
    for (const asked of [
      { choice: 'default', full: true },
      { choice: 'caches', full: false },
    ]) {
      await expect(planCounters(asked, EMULATED)).rejects.toMatchObject({ code: 'COUNTERS_SILICON_ONLY' });
    }
  });

  it('on a Cortex-M4 is all that it has, and the PMU is refused there', async () => {
    const plan = await planCounters({ choice: 'default', full: false }, M4);
    const all = planPasses(plan, { kind: 'dwt_cache', slots: 4, max_counts: 6400 }, 10).flat();
    const core = planPasses(plan, { kind: 'dwt', slots: 4, max_counts: 6400 }, 10).flat();
    expect(all.map(({ name }) => name)).toContain('daccess');
    expect(core.map(({ name }) => name)).toEqual(['cpi', 'exc', 'sleep', 'lsu', 'fold']);
    await expect(planCounters({ choice: 'mve', full: false }, M4)).rejects.toMatchObject({
      code: 'COUNTERS_NO_PMU',
    });
  });

  it('is in more passes where a model has so many layers that their counts do not fit', async () => {
    const plan = await planCounters({ choice: 'default', full: true }, M55);
    expect(planPasses(plan, { ...PMU, max_counts: 3200 }, 1600)).toHaveLength(35);
  });

  it('asked for by name, on firmware that cannot, is an error; otherwise layers are only timed', async () => {
    const none = { kind: 'none', slots: 0, max_counts: 0 } as const;
    const asked = await planCounters({ choice: 'stalls', full: false }, M55);
    const usual = await planCounters({ choice: 'default', full: false }, M55);
    expect(() => planPasses(asked, none, 3)).toThrowError(
      expect.objectContaining({ code: 'DEVICE_NO_COUNTERS' }),
    );
    expect(planPasses(usual, none, 3)).toEqual([[]]);
  });
});
