import type { RunResult } from '../../result/schema.ts';
import { bytes, counted, integer, moment, short } from './format.ts';
import { type Content, html, join, type Markup, MODELLED, named } from './markup.ts';
import { isModelled } from './power.ts';

type Verdict = { readonly kind: 'pass' | 'fail' | 'none'; readonly word: string; readonly sentence: Content };

function verdictOf(result: RunResult): Verdict {
  const { validation } = result;
  if (validation === undefined) {
    return {
      kind: 'none',
      word: '– Not validated',
      sentence: html`The outputs were not compared with the host; <code>--create-binary</code> does that.`,
    };
  }
  const inputs = validation.source === 'dataset' ? 'inputs of the dataset' : 'random inputs';
  if (validation.verdict === 'pass') {
    return {
      kind: 'pass',
      word: '✓ Pass',
      sentence: html`Outputs for ${integer(validation.runs)} ${inputs} agree with ${named(validation.reference, 80)} within the limits.`,
    };
  }
  return {
    kind: 'fail',
    word: '✗ Fail',
    sentence: html`Outputs for ${integer(validation.runs)} ${inputs} differ from ${named(validation.reference, 80)} by more than the limits allow: ${counted(validation.violations.length, 'violation')}.`,
  };
}

function unitSentence(result: RunResult): Content {
  const { profile, platform } = result;
  const modelled = result.power?.some((power) => isModelled(result, power)) === true;
  const energy = modelled ? ' Energy and its times are modelled, not measured.' : '';
  if (platform.emulated && profile?.unit === 'cycles') {
    return `This result claims cycles of an emulated board, which has none: do not rely on its numbers.${energy}`;
  }
  if (platform.emulated) {
    return `An emulated board counts instructions: there are no cycles, and no time, in what it measured.${energy}`;
  }
  if (profile === undefined) return energy.trim();
  const rate = profile.timer_hz === undefined ? '' : ` at ${short(profile.timer_hz / 1e6)} MHz`;
  const time = profile.time_is_modelled ? ' Times are modelled from them, not measured.' : '';
  return `Counted in ${profile.unit}${rate}.${time}${energy}`;
}

/** Name of the model, verdict, and where it ran. */
export function header(result: RunResult): Markup {
  const { platform, board, engine } = result;
  const verdict = verdictOf(result);
  const where = join(
    [
      html`${named(platform.name, 64)} (${named(platform.core, 64)}${platform.emulated ? ', emulated' : ''})`,
      platform.emulated ? undefined : html`board ${named(board.id, 64)}`,
      html`engine ${named(engine.name, 64)} ${named(engine.version, 64)}`,
      html`<time datetime="${result.started_at}">${moment(result.started_at)}</time>`,
    ],
    ' · ',
  );
  return html`<header>
<p class="product">hilbench</p>
<h1>${named(result.model.name, 200)}</h1>
<p class="verdict"><strong class="${verdict.kind}">${verdict.word}</strong> ${verdict.sentence}</p>
<p class="where">${where}</p>
<p class="where">${unitSentence(result)}</p>
</header>
`;
}

function figure(name: Content, value: Content, unit: Content, below: Content): Markup {
  return html`<div><dt>${name}</dt><dd><span class="value">${value}</span> <span class="unit">${unit}</span><span class="below">${below}</span></dd></div>`;
}

function inference(result: RunResult): Markup | undefined {
  const { profile, platform, model } = result;
  if (profile === undefined) return undefined;
  const { ticks, ticks_min, ticks_max, time_us } = profile.total;
  const perMac = model.macs === 0 ? undefined : `${short(ticks / model.macs)} per MAC`;
  const spread =
    ticks_min === ticks_max
      ? `the same in ${counted(profile.runs, 'run')}`
      : `${integer(ticks_min)} to ${integer(ticks_max)} in ${counted(profile.runs, 'run')}`;
  const below = join([perMac, spread], ', ');
  if (platform.emulated || time_us === undefined) {
    return figure('Inference', integer(ticks), profile.unit, below);
  }
  return figure(
    'Inference',
    short(time_us / 1000),
    html`ms${profile.time_is_modelled ? html` ${MODELLED}` : ''}`,
    html`${integer(ticks)} ${profile.unit}, ${below}`,
  );
}

function energies(result: RunResult): Markup[] {
  return (result.power ?? []).slice(0, 4).map((power) => {
    const modelled = isModelled(result, power);
    return figure(
      `Energy, ${power.mode.toUpperCase()}`,
      short(power.energy_uj),
      html`µJ${modelled ? html` ${MODELLED}` : ''}`,
      `${short(power.power_mw)} mW for ${short(power.time_ms)} ms${modelled ? ', modelled' : ''}`,
    );
  });
}

/** The few numbers that a run is for. */
export function keyFigures(result: RunResult): Markup {
  const { model, placement } = result;
  const { arena } = placement;
  return html`<dl class="figures">${[
    inference(result),
    ...energies(result),
    figure(
      'Arena',
      ...split(bytes(arena.used_bytes)),
      `in ${arena.location}${arena.tuned_from === undefined ? '' : `, tuned from ${bytes(arena.tuned_from.bytes)} in ${arena.tuned_from.location}`}`,
    ),
    figure(
      'Model',
      ...split(bytes(placement.model.bytes)),
      `in ${placement.model.location}; ${bytes(model.bytes)} as a file`,
    ),
    figure('Image', ...split(bytes(placement.rom_bytes)), `ROM, and ${bytes(placement.ram_bytes)} RAM`),
    figure('MACs', integer(model.macs), '', `in ${counted(model.layers, 'layer')}`),
  ]}</dl>
`;
}

/** `54.0 KB` as value and unit. */
function split(text: string): [string, string] {
  const at = text.lastIndexOf(' ');
  return [text.slice(0, at), text.slice(at + 1)];
}

const SIGNS = { error: '✗', warn: '!', info: 'i' } as const;

/** What went wrong or needs attention, before anything else. */
export function issues(result: RunResult): Markup | undefined {
  if (result.issues.length === 0) return undefined;
  const items = result.issues
    .slice(0, 100)
    .map(
      (issue) =>
        html`<li class="${issue.severity}"><span class="sign" aria-hidden="true">${SIGNS[issue.severity]}</span><p><strong>${issue.severity}</strong> ${issue.message} <code>${issue.code}</code></p><p class="quiet">${issue.hint}</p></li>`,
    );
  const more = result.issues.length - items.length;
  return html`<ul class="issues" aria-label="Issues of this run">${items}</ul>
${more > 0 ? html`<p class="quiet">${integer(more)} more are in results.json.</p>` : ''}`;
}
