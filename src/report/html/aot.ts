import type { RunResult } from '../../result/schema.ts';
import { againstMain, ticksRatio } from '../aot.ts';
import { byMode, energyText } from '../power.ts';
import { bytes, integer, times } from './format.ts';
import { type Content, html, type Markup, named } from './markup.ts';
import { section, simpleTable } from './section.ts';

/** The pass with an engine that compiles ahead of time, beside the main engine. */
export function aotSection(result: RunResult): Markup | undefined {
  const { aot, placement, profile, engine } = result;
  if (aot === undefined) return undefined;
  const same = againstMain(aot);
  const ratio = ticksRatio(result);
  const none = html`<span class="quiet">–</span>`;
  const rows: (readonly [Content, Content, Content])[] = [
    ['Code and constants (ROM)', bytes(aot.image.rom_bytes), bytes(placement.rom_bytes)],
    ['Data and stack (RAM)', bytes(aot.image.ram_bytes), bytes(placement.ram_bytes)],
    [
      'Arena used',
      aot.placement === undefined
        ? html`<span class="quiet">in the image</span>`
        : bytes(aot.placement.arena.used_bytes),
      bytes(placement.arena.used_bytes),
    ],
  ];
  if (aot.profile !== undefined) {
    const { total, unit } = aot.profile;
    rows.push([
      unit === 'cycles' ? 'Cycles' : 'Instructions',
      html`${integer(total.ticks)}${ratio === undefined ? '' : html` (${times(ratio)})`}`,
      profile === undefined ? none : integer(profile.total.ticks),
    ]);
  }
  for (const power of byMode(aot.power)) {
    const main = result.power?.find(({ mode }) => mode === power.mode);
    const mark = power.modelled ? ' (modelled)' : '';
    rows.push([
      `${power.mode.toUpperCase()} energy, µJ${mark}`,
      energyText(power),
      main === undefined ? none : energyText(main),
    ]);
  }
  return section({
    id: 'aot',
    title: 'Compiled ahead of time',
    lede: html`The same inputs on the same board with ${named(aot.engine.name, 40)} ${named(aot.engine.version, 40)}.${aot.validation === undefined ? '' : html` Against the host: <strong class="${aot.validation.verdict}">${aot.validation.verdict === 'pass' ? '✓ pass' : '✗ fail'}</strong>.`}${same === undefined ? '' : html` Against ${named(engine.name, 40)}: ${same}.`}`,
    body: simpleTable(
      'The engine compiled ahead of time beside the main one',
      [
        { title: 'Figure' },
        { title: named(aot.engine.name, 40), number: true },
        {
          title: named(engine.name === aot.engine.name ? `main ${engine.name}` : engine.name, 40),
          number: true,
        },
      ],
      rows.map((row) => [...row]),
    ),
  });
}
