import type { MetricId } from '../regression/types.ts';
import type { RunResult } from '../result/schema.ts';
import { artifactName } from './artifact-name.ts';

/** What two results must share to be about the same thing; comparable they are with the same fingerprint. */
export interface Subject {
  readonly model: string;
  readonly platform: string;
  readonly engine: string;
}

export function subjectOf(result: RunResult): Subject {
  return { model: result.model.name, platform: result.platform.name, engine: result.engine.name };
}

export function sameSubject(a: Subject, b: Subject): boolean {
  return a.model === b.model && a.platform === b.platform && a.engine === b.engine;
}

/** A name for files about the subject; no two subjects share one. */
export function subjectSlug(subject: Subject): string {
  return artifactName(subject.platform, subject.engine, subject.model);
}

/** What a history is kept of. */
export const HISTORY_METRICS = [
  'ticks',
  'time_us',
  'energy_uj',
  'power_mw',
  'arena_bytes',
  'model_bytes',
  'rom_bytes',
  'ram_bytes',
  'macs',
] as const satisfies readonly MetricId[];

/** One number of a result, for its history. */
export interface Figure {
  readonly metric: (typeof HISTORY_METRICS)[number];
  readonly mode?: 'hp' | 'lp' | undefined;
  readonly value: number;
}

/** The numbers of a result that a history is kept of. What was not measured is absent. */
export function figuresOf(result: RunResult): Figure[] {
  const figures: (Omit<Figure, 'value'> & { readonly value: number | undefined })[] = [
    { metric: 'ticks', value: result.profile?.total.ticks },
    { metric: 'time_us', value: result.profile?.total.time_us },
    { metric: 'arena_bytes', value: result.placement.arena.used_bytes },
    { metric: 'model_bytes', value: result.model.bytes },
    { metric: 'rom_bytes', value: result.placement.rom_bytes },
    { metric: 'ram_bytes', value: result.placement.ram_bytes },
    { metric: 'macs', value: result.model.macs },
    ...(result.power ?? [])
      // One entry a mode: with several engines the first is the one that was asked for.
      .filter((power, index, all) => all.findIndex(({ mode }) => mode === power.mode) === index)
      .flatMap(({ mode, energy_uj, power_mw }) => [
        { metric: 'energy_uj' as const, mode, value: energy_uj },
        { metric: 'power_mw' as const, mode, value: power_mw },
      ]),
  ];
  return figures.flatMap(({ value, ...figure }) => (value === undefined ? [] : [{ ...figure, value }]));
}
