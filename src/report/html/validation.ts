import type { OutputComparison, RunResult, ValidationResult } from '../../result/schema.ts';
import { counted, integer, percent, precise } from './format.ts';
import { type Content, html, type Markup, named, unseen } from './markup.ts';
import { section, simpleTable } from './section.ts';

interface Measure {
  readonly title: string;
  readonly limit?: string;
  readonly value: (output: OutputComparison) => number | undefined;
  readonly exceeds: (value: number) => boolean;
  readonly text: (value: number) => string;
}

function measuresOf({ limits }: ValidationResult): Measure[] {
  const never = (): boolean => false;
  return [
    {
      title: 'Worst, steps',
      limit: `≤ ${precise(limits.max_lsb)}`,
      value: ({ max_abs_lsb }) => max_abs_lsb,
      exceeds: (value) => value > limits.max_lsb,
      text: precise,
    },
    {
      title: 'Mean, steps',
      limit: `≤ ${precise(limits.mean_lsb)}`,
      value: ({ mean_abs_lsb }) => mean_abs_lsb,
      exceeds: (value) => value > limits.mean_lsb,
      text: precise,
    },
    { title: 'Worst', value: ({ max_abs }) => max_abs, exceeds: never, text: precise },
    { title: 'Mean', value: ({ mean_abs }) => mean_abs, exceeds: never, text: precise },
    { title: 'Relative distance', value: ({ relative_l2 }) => relative_l2, exceeds: never, text: precise },
    {
      title: 'Not finite',
      limit: '0',
      value: ({ non_finite }) => non_finite,
      exceeds: (value) => value > 0,
      text: integer,
    },
    {
      title: 'Cosine',
      limit: `≥ ${precise(limits.min_cosine)}`,
      value: ({ cosine }) => cosine,
      exceeds: (value) => value < limits.min_cosine,
      text: precise,
    },
    {
      title: 'Same winner',
      limit: `≥ ${percent(limits.min_argmax_agreement)}`,
      value: ({ argmax_agreement }) => argmax_agreement,
      exceeds: (value) => value < limits.min_argmax_agreement,
      text: percent,
    },
  ];
}

function cell({ value, exceeds, text }: Measure, output: OutputComparison): Content {
  const found = value(output);
  if (found === undefined) return html`<span class="quiet">–</span>`;
  return exceeds(found)
    ? html`<span class="bad"><span aria-hidden="true">✗ </span>${text(found)}${unseen(', beyond the limit')}</span>`
    : text(found);
}

/** How far the outputs are from those of the host, and how far they may be. */
export function validationSection(result: RunResult): Markup | undefined {
  const { validation } = result;
  if (validation === undefined) return undefined;
  const measures = measuresOf(validation).filter(({ value }) =>
    validation.outputs.some((output) => value(output) !== undefined),
  );
  const source =
    validation.source === 'dataset'
      ? 'inputs of the dataset'
      : `random inputs${validation.seed === undefined ? '' : ` (seed ${validation.seed})`}`;
  const shown = validation.violations.slice(0, 100);
  const more = validation.violations.length - shown.length;
  return section({
    id: 'validation',
    title: 'Validation',
    lede: html`${counted(validation.runs, 'inference')} with ${source} on the board and on the host, with ${named(validation.reference, 80)}: <strong class="${validation.verdict}">${validation.verdict === 'pass' ? '✓ pass' : '✗ fail'}</strong>.`,
    body: [
      validation.accuracy === undefined
        ? ''
        : html`<p>Right on ${percent(validation.accuracy)} of the labelled samples${validation.host_accuracy === undefined ? '' : html`; the host on ${percent(validation.host_accuracy)}`}.</p>`,
      simpleTable(
        'Outputs compared with the host',
        [
          { title: 'Output' },
          { title: 'Type' },
          { title: 'Elements', number: true },
          ...measures.map(({ title, limit }) => ({
            title: html`${title}${limit === undefined ? '' : html` <span class="limit">${limit}</span>`}`,
            number: true,
          })),
        ],
        validation.outputs.map((output) => [
          html`${output.index} ${named(output.name)}`,
          output.dtype,
          integer(output.elements),
          ...measures.map((measure) => cell(measure, output)),
        ]),
      ),
      shown.length === 0
        ? ''
        : html`<ul class="violations" aria-label="Limits exceeded">${shown.map((violation) => html`<li>${violation}</li>`)}</ul>`,
      more > 0 ? html`<p class="quiet">${integer(more)} more are in results.json.</p>` : '',
    ],
  });
}
