import type { OnboardResult, PowerResult, RunResult } from '../result/schema.ts';

/** What a figure is and how it reads: the label and the value of one line. */
export type LabelledValue = readonly [label: string, value: string];

/** HP first, as engineers compare against it. */
export function byMode<T extends { readonly mode: 'hp' | 'lp' }>(
  results: readonly T[] | undefined,
): readonly T[] {
  return (results ?? []).toSorted((a, b) => a.mode.localeCompare(b.mode));
}

/** Microjoules of one inference, with their uncertainty. */
export function energyText(power: PowerResult): string {
  const uncertainty = power.uncertainty_uj === undefined ? '' : ` ± ${power.uncertainty_uj.toFixed(3)}`;
  return `${power.energy_uj.toFixed(3)}${uncertainty}`;
}

/** Lines on time, energy and power of an inference; each says so where it is modelled. */
export function powerFigures(result: RunResult): LabelledValue[] {
  return energyFigures(result.power, '');
}

function energyFigures(all: readonly PowerResult[] | undefined, pass: string): LabelledValue[] {
  return byMode(all).flatMap((power): LabelledValue[] => {
    const mode = `${pass}${power.mode.toUpperCase()}`;
    const mark = power.modelled ? ' (modelled)' : '';
    return [
      [`${mode} Inference Time (ms)`, `${power.time_ms.toFixed(3)}${mark}`],
      [`${mode} Inference Energy (uJ)`, `${energyText(power)}${mark}`],
      [`${mode} Inference Avg Power (mW)`, `${power.power_mw.toFixed(3)}${mark}`],
      ...(power.dynamic_energy_uj === undefined
        ? []
        : [[`${mode} Energy above Idle (uJ)`, `${power.dynamic_energy_uj.toFixed(3)}${mark}`] as const]),
    ];
  });
}

function ticksText(onboard: OnboardResult): string {
  return onboard.ticks.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** The same for the pass with an engine compiled ahead of time. */
export function aotPowerFigures({ aot }: RunResult): LabelledValue[] {
  return energyFigures(aot?.power, 'AOT ');
}

/** Lines on what the board counted by itself. */
export function onboardFigures(result: RunResult): LabelledValue[] {
  return byMode(result.onboard).flatMap((onboard): LabelledValue[] => {
    const mode = onboard.mode.toUpperCase();
    const unit = onboard.unit === 'cycles' ? 'Cycles' : 'Instructions';
    return [
      [`${mode} Inference ${unit}`, ticksText(onboard)],
      ...(onboard.time_us === undefined
        ? []
        : [[`${mode} Inference Time (ms)`, (onboard.time_us / 1000).toFixed(3)] as const]),
    ];
  });
}

/** The sentence under a count of instructions: what such a result cannot say. */
export function instructionsNote(result: RunResult): string {
  return result.power?.some(({ modelled }) => modelled)
    ? 'Counted in instructions: an emulator has no cycles. Time and energy are modelled from the assumptions in the platform file; nothing of them was measured.'
    : 'Counted in instructions: an emulator has no cycles, so there is no time and no energy here.';
}
