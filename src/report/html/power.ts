import type { PowerResult, RunResult } from '../../result/schema.ts';
import { counted, fine, integer, short } from './format.ts';
import { type Content, html, join, type Markup, MODELLED, named } from './markup.ts';
import { section, simpleTable } from './section.ts';
import { waveformChart } from './waveform.ts';

type Spread = NonNullable<PowerResult['energy_uj_spread']>;

/** An emulator draws no power: whatever a result says of it comes from a model. */
export function isModelled(result: RunResult, power: PowerResult): boolean {
  return power.modelled || result.platform.emulated;
}

function title(power: PowerResult, all: readonly PowerResult[]): string {
  const engines = new Set(all.map(({ engine }) => engine)).size;
  return engines > 1 ? `${power.mode.toUpperCase()}, ${power.engine}` : power.mode.toUpperCase();
}

function spread(value: Spread | undefined, unit: string): string | undefined {
  return value === undefined ? undefined : `${fine(value.min)} to ${fine(value.max)} ${unit}`;
}

interface Quantity {
  readonly name: string;
  readonly of: (power: PowerResult) => string | undefined;
  /** Numbers of the setting, not of the measurement, are never modelled. */
  readonly setting?: true;
}

const QUANTITIES: readonly Quantity[] = [
  { name: 'Energy of one inference', of: (power) => `${fine(power.energy_uj)} µJ` },
  { name: '… over the windows', of: (power) => spread(power.energy_uj_spread, 'µJ') },
  {
    name: 'Uncertainty (k = 2)',
    of: ({ uncertainty_uj }) => (uncertainty_uj === undefined ? undefined : `± ${short(uncertainty_uj)} µJ`),
  },
  {
    name: 'Energy above idling',
    of: ({ dynamic_energy_uj }) =>
      dynamic_energy_uj === undefined ? undefined : `${fine(dynamic_energy_uj)} µJ`,
  },
  { name: 'Time of one inference', of: (power) => `${fine(power.time_ms)} ms` },
  { name: '… over the windows', of: (power) => spread(power.time_ms_spread, 'ms') },
  { name: 'Mean power', of: (power) => `${fine(power.power_mw)} mW` },
  {
    name: 'Idle power',
    of: ({ idle_power_mw }) => (idle_power_mw === undefined ? undefined : `${fine(idle_power_mw)} mW`),
  },
  { name: 'Windows', of: ({ windows }) => integer(windows), setting: true },
  { name: 'Inferences in a window', of: ({ inferences }) => integer(inferences), setting: true },
  { name: 'Dropped samples', of: ({ dropped_samples }) => integer(dropped_samples), setting: true },
];

function table(result: RunResult, all: readonly PowerResult[]): Markup {
  const rows = QUANTITIES.map(({ name, of, setting }) => ({
    name,
    cells: all.map((power): Content => {
      const text = of(power);
      if (text === undefined) return undefined;
      return setting !== true && isModelled(result, power) ? html`${text} ${MODELLED}` : text;
    }),
  })).filter(({ cells }) => cells.some((cell) => cell !== undefined));
  const last: readonly Content[] = ['Monitor', ...all.map(({ monitor }) => named(monitor, 80))];
  return simpleTable(
    'Energy by clock of the board',
    [
      { title: 'Clock of the board' },
      ...all.map((power) => ({
        title: html`${title(power, all)}${isModelled(result, power) ? html` ${MODELLED}` : ''}`,
        number: true,
      })),
    ],
    [
      ...rows.map(({ name, cells }) => [
        name,
        ...cells.map((cell) => cell ?? html`<span class="quiet">–</span>`),
      ]),
      last,
    ],
  );
}

function lede(result: RunResult, all: readonly PowerResult[]): Content {
  const parts = all.map((power) => {
    const mark = isModelled(result, power) ? ' (modelled)' : '';
    return `${short(power.energy_uj)} µJ${mark} in ${title(power, all)}`;
  });
  const modelled = all.some((power) => isModelled(result, power));
  const caution = modelled
    ? ' Modelled figures follow from a power model in the platform file; no instrument measured them.'
    : '';
  return html`One inference takes ${join(parts, ', ')}.${caution}`;
}

/** Energy of an inference by clock, and power over time with the gate. */
export function powerSection(result: RunResult): Markup | undefined {
  const all = result.power ?? [];
  if (all.length === 0) return undefined;
  const charts = all.map((power) => {
    const modelled = isModelled(result, power);
    return waveformChart(power, `Power, ${title(power, all)}${modelled ? ', modelled' : ''}`, modelled);
  });
  return section({
    id: 'power',
    title: 'Energy and power',
    lede: lede(result, all),
    body: [table(result, all), ...charts],
  });
}

/** Time of an inference by the board's own counter. */
export function onboardSection(result: RunResult): Markup | undefined {
  const all = result.onboard ?? [];
  if (all.length === 0) return undefined;
  return section({
    id: 'onboard',
    title: 'On the board, without instruments',
    lede: "One inference by the board's own counter, with no link running.",
    body: simpleTable(
      "Inference by the board's own counter",
      [
        { title: 'Clock of the board' },
        { title: 'One inference', number: true },
        { title: 'Time', number: true },
        { title: 'Measured over', number: true },
      ],
      all.map(({ mode, ticks, unit, time_us, inferences }) => [
        mode.toUpperCase(),
        `${integer(ticks)} ${unit}`,
        time_us === undefined || result.platform.emulated ? '–' : `${short(time_us / 1000)} ms`,
        counted(inferences, 'inference'),
      ]),
    ),
  });
}
