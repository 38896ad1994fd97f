import { LOCATIONS, type RunResult } from '../../result/schema.ts';
import { address, bytes, integer, percent } from './format.ts';
import { html, join, type Markup, named } from './markup.ts';
import { section, simpleTable } from './section.ts';
import { percentOf, shareBar } from './svg.ts';

type Location = (typeof LOCATIONS)[number];

interface Occupied {
  readonly location: Location;
  readonly model_bytes: number;
  readonly arena_bytes: number;
  /** Absent where the result does not say how large the memory is. */
  readonly bytes?: number;
}

const KINDS = { rom: 'ROM', ram: 'RAM', both: 'ROM and RAM' } as const;

function memoriesOf({ placement }: RunResult): Occupied[] {
  const { model, arena, memories = [] } = placement;
  const sizes = new Map(memories.map((memory) => [memory.location, memory.bytes]));
  return LOCATIONS.flatMap((location) => {
    const size = sizes.get(location);
    const model_bytes = model.location === location ? model.bytes : 0;
    const arena_bytes = arena.location === location ? arena.bytes : 0;
    if (size === undefined && model_bytes + arena_bytes === 0) return [];
    return [{ location, model_bytes, arena_bytes, ...(size === undefined ? {} : { bytes: size }) }];
  });
}

function memory(occupied: Occupied, widest: number): Markup {
  const { location, model_bytes, arena_bytes } = occupied;
  const used = model_bytes + arena_bytes;
  const whole = occupied.bytes ?? widest;
  const words = join(
    [
      model_bytes > 0 ? html`<span class="key model"></span>model ${bytes(model_bytes)}` : undefined,
      arena_bytes > 0 ? html`<span class="key arena"></span>arena ${bytes(arena_bytes)}` : undefined,
      occupied.bytes === undefined ? undefined : `${percent(used / Math.max(1, whole))} of ${bytes(whole)}`,
    ],
    ' · ',
  );
  return html`<div class="memory"><dt>${location}</dt><dd><svg class="${occupied.bytes === undefined ? 'open' : 'bounded'}" aria-hidden="true"><rect class="model" width="${percentOf(model_bytes, whole)}" height="100%"/><rect class="arena" x="${percentOf(model_bytes, whole)}" width="${percentOf(arena_bytes, whole)}" height="100%"/></svg><span>${words}</span></dd></div>
`;
}

function sections(result: RunResult): Markup | undefined {
  const { sections } = result.placement;
  if (sections === undefined || sections.length === 0) return undefined;
  const most = sections.reduce((greatest, section) => Math.max(greatest, section.bytes), 1);
  return simpleTable(
    'Sections of the image',
    [
      { title: 'Section' },
      { title: 'In' },
      { title: 'Address', number: true },
      { title: 'Bytes', number: true },
      { title: html`<span class="unseen">Share of the largest</span>` },
    ],
    sections.map((entry) => [
      named(entry.name, 120),
      KINDS[entry.kind],
      html`<code>${address(entry.address)}</code>`,
      integer(entry.bytes),
      shareBar(entry.bytes / most),
    ]),
  );
}

/** What the model and the arena take of each memory, and what the image is made of. */
export function placementSection(result: RunResult): Markup {
  const { arena, rom_bytes, ram_bytes } = result.placement;
  const memories = memoriesOf(result);
  const widest = memories.reduce(
    (most, { model_bytes, arena_bytes }) => Math.max(most, model_bytes + arena_bytes),
    1,
  );
  const used = memories.filter((memory) => memory.model_bytes + memory.arena_bytes > 0);
  const free = memories.filter((memory) => memory.model_bytes + memory.arena_bytes === 0);
  const padding = arena.bytes - arena.used_bytes;
  return section({
    id: 'memory',
    title: 'Memory',
    lede: html`The model needs ${integer(arena.used_bytes)} bytes of arena${padding > 0 ? `; ${integer(padding)} more are set aside by rounding and padding` : ''}. The image takes ${integer(rom_bytes)} bytes of ROM without the model, and ${integer(ram_bytes)} of RAM without the arena.`,
    body: [
      html`<dl class="memories">${used.map((occupied) => memory(occupied, widest))}</dl>`,
      free.length === 0
        ? ''
        : html`<p class="quiet">Not used: ${join(
            free.map(({ location, bytes: size }) => `${location}, ${bytes(size ?? 0)}`),
            '; ',
          )}.</p>`,
      sections(result),
    ],
  });
}
