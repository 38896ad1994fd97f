import type { RunResult, TensorResult } from '../../result/schema.ts';
import { bytes, counted, duration, integer, moment, precise, shape } from './format.ts';
import { type Content, html, join, type Markup, named } from './markup.ts';
import { facts, section, simpleTable } from './section.ts';
import { shareBar } from './svg.ts';

const MAX_STAGES = 64;
const MAX_TENSORS = 16;

function tensors(all: readonly TensorResult[]): Markup {
  const shown = all.slice(0, MAX_TENSORS).map((tensor) => {
    const step =
      tensor.scale === undefined
        ? ''
        : `, scale ${precise(tensor.scale)}, zero point ${tensor.zero_point ?? 0}`;
    return html`<div>${named(tensor.name)} ${tensor.dtype} ${shape(tensor.shape)}${step}</div>`;
  });
  const more = all.length - shown.length;
  return html`${shown}${more > 0 ? html`<div class="quiet">and ${integer(more)} more</div>` : ''}`;
}

function ops(all: Readonly<Record<string, number>>): Markup {
  const sorted = Object.entries(all).sort(([, a], [, b]) => b - a);
  const shown = sorted.slice(0, 48).map(([op, count]) => html`${integer(count)}&nbsp;${named(op, 48)}`);
  return html`${join(shown, ', ')}${sorted.length > shown.length ? ` and ${sorted.length - shown.length} more` : ''}`;
}

/** The last part of a path: the folders before it are of the machine that ran, not of the model. */
function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** `in_device` → `in device`: stages as they are named in results.json. */
function timing(result: RunResult): Markup | undefined {
  const stages = Object.entries(result.timing).slice(0, MAX_STAGES);
  if (stages.length === 0) return undefined;
  const total = result.timing.total ?? Math.max(...stages.map(([, ms]) => ms));
  return html`<h3>Wall time of the run</h3><p class="quiet">Stages, and what of them was spent in other programs and on the board; hilbench is the rest.</p>${simpleTable(
    'Wall time by stage',
    [
      { title: 'Stage' },
      { title: 'Time', number: true },
      { title: html`<span class="unseen">Share of the total</span>` },
    ],
    stages.map(([stage, ms]) => [
      named(stage.replaceAll('_', ' '), 80),
      duration(ms),
      shareBar(total > 0 ? ms / total : 0),
    ]),
  )}`;
}

function missing(result: RunResult): (readonly [string, Content])[] {
  const { emulated } = result.platform;
  const kinds = new Set(result.packages?.map(({ kind }) => kind));
  return [
    ['Outputs against the host', result.validation === undefined && html`<code>--create-binary</code>`],
    ['Cost of every layer', result.profile === undefined && html`<code>--create-profile</code>`],
    [
      'Energy of an inference',
      (result.power ?? []).length === 0 &&
        (emulated
          ? html`<code>--power-monitor modelled</code>, from a model: an emulated board draws no power`
          : html`<code>--joulescope</code>`),
    ],
    [
      "Time by the board's own counter",
      (result.onboard ?? []).length === 0 && !emulated && html`<code>--onboard-perf</code>`,
    ],
    ['A static library of the model', !kinds.has('library') && html`<code>--create-library</code>`],
  ];
}

/** What this run did not do, and the option that does it. */
export function notMeasuredSection(result: RunResult): Markup | undefined {
  const pairs = missing(result).filter(([, option]) => option !== false);
  if (pairs.length === 0) return undefined;
  return section({
    id: 'not-measured',
    title: 'Not part of this run',
    lede: 'Options that add what is not here.',
    body: facts(pairs),
  });
}

/** What it was made with: all that has to be equal for two results to be compared. */
export function environmentSection(result: RunResult): Markup {
  const { model, platform, board, engine, toolchain, image, profile } = result;
  return section({
    id: 'environment',
    title: 'Environment',
    lede: 'Results are comparable only where the fingerprint is equal.',
    body: [
      facts([
        ['Fingerprint', html`<code>${result.fingerprint}</code>`],
        ['Run', html`<code>${result.id}</code>`],
        ['From, to', `${moment(result.started_at)}, ${moment(result.finished_at)}`],
        ['Tool', html`hilbench ${named(result.tool.version, 80)}`],
        [
          'Platform',
          html`${named(platform.name, 200)}, ${named(platform.core, 200)}${platform.emulated ? ', emulated' : ''}`,
        ],
        [
          'Board',
          join(
            [
              named(board.id, 200),
              board.serial === undefined ? undefined : html`serial ${named(board.serial, 200)}`,
              board.silicon === undefined ? undefined : html`silicon ${named(board.silicon, 200)}`,
            ],
            ', ',
          ),
        ],
        ['Engine', html`${named(engine.name, 200)} ${named(engine.version, 200)}`],
        ['Toolchain', html`${named(toolchain.name, 200)} ${named(toolchain.version, 200)}`],
        ['Image', html`<code>${image.hash}</code>`],
        [
          'Profile',
          profile &&
            `${counted(profile.runs, 'run')} after ${integer(profile.warmup)} to warm up, in ${profile.unit}`,
        ],
        [
          'Model file',
          html`${named(fileName(model.path), 400)}, ${bytes(model.bytes)} of which ${bytes(result.analysis.weight_bytes)} are constants`,
        ],
        ['SHA-256 of it', html`<code>${model.sha256}</code>`],
        ['Inputs', tensors(model.inputs)],
        ['Outputs', tensors(model.outputs)],
        ['Ops', ops(model.ops)],
      ]),
      timing(result),
    ],
  });
}
