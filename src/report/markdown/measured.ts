import type { Verdict } from '../../regression/types.ts';
import type { OutputComparison, PowerResult } from '../../result/schema.ts';
import { againstMain, ticksRatio } from '../aot.ts';
import { counted, fine, precise, times } from '../html/format.ts';
import { details, table } from './blocks.ts';
import { code, prose } from './escape.ts';
import { NBSP, valueText } from './figures.ts';

const MOST_OUTPUTS = 16;
const MOST_VIOLATIONS = 5;

function energyCell({ energy_uj, uncertainty_uj, modelled }: PowerResult): string {
  return uncertainty_uj === undefined || modelled
    ? valueText('energy_uj', energy_uj)
    : `${fine(energy_uj)}${NBSP}±${NBSP}${precise(Number(uncertainty_uj.toPrecision(2)))}${NBSP}µJ`;
}

/** Energy of one inference in each mode, and whether an instrument or a model says so. */
export function powerSection({ head }: Verdict): string[] {
  const power = head.power ?? [];
  if (power.length === 0) return [];
  const modelled = power.filter((each) => each.modelled);
  const title =
    modelled.length === power.length
      ? '**Energy of one inference, modelled** from the assumptions in the platform file; no instrument measured it.'
      : `**Energy of one inference**, measured by ${[...new Set(power.filter((each) => !each.modelled).map(({ monitor }) => code(monitor, 60)))].join(', ')}${modelled.length === 0 ? '' : '; rows that say so are modelled'}.`;
  const lost = power.reduce((sum, { dropped_samples }) => sum + dropped_samples, 0);
  return [
    title,
    table(
      ['Mode', 'Energy', 'Power', 'Time'],
      'lrrr',
      power.map((each) => [
        `${each.mode.toUpperCase()}${each.modelled ? ' modelled' : ''}`,
        energyCell(each),
        valueText('power_mw', each.power_mw),
        valueText('time_us', each.time_ms * 1000),
      ]),
    ),
    ...(lost === 0 ? [] : [`${counted(lost, 'sample')} lost.`]),
  ];
}

function outputText(output: OutputComparison, several: boolean): string {
  const parts = [
    output.max_abs_lsb === undefined
      ? undefined
      : `worst difference ${counted(output.max_abs_lsb, 'quantization step')}`,
    output.max_abs === undefined ? undefined : `worst difference ${precise(output.max_abs)}`,
    output.non_finite === undefined || output.non_finite === 0
      ? undefined
      : `${counted(output.non_finite, 'element')} not finite`,
    output.cosine === undefined ? undefined : `cosine ${precise(output.cosine)}`,
    output.argmax_agreement === undefined
      ? undefined
      : `same winner in ${valueText('argmax_agreement', output.argmax_agreement)}`,
  ].filter((part) => part !== undefined);
  return `${several ? `output ${output.index} ${code(output.name, 40)}: ` : ''}${parts.join(', ')}`;
}

/** Whether the outputs are right, and how far they are from the reference. */
export function validationSection({ head }: Verdict): string[] {
  const { validation } = head;
  if (validation === undefined) return [];
  const inputs = validation.source === 'dataset' ? 'inputs of the dataset' : 'random inputs';
  const passed = validation.verdict === 'pass';
  const lead = `**Outputs ${passed ? 'agree' : 'do not agree'}** with ${prose(validation.reference, 60)} (${counted(validation.runs, 'run')}, ${inputs})`;
  const several = validation.outputs.length > 1;
  const shown = validation.outputs.slice(0, MOST_OUTPUTS);
  const texts = shown.map((output) => outputText(output, several));
  const more = validation.outputs.length - shown.length;
  const rest = more === 0 ? [] : [`- ${counted(more, 'more output')} in the report`];
  return [
    `${passed ? '✅' : '❌'} ${several ? `${lead}:` : `${lead}: ${texts[0] ?? ''}.`}`,
    ...(several ? [[...texts.map((text) => `- ${text}`), ...rest].join('\n')] : []),
    ...(passed
      ? []
      : [
          validation.violations
            .slice(0, MOST_VIOLATIONS)
            .map((violation) => `- ${prose(violation, 200)}`)
            .join('\n'),
        ]),
  ].filter((part) => part !== '');
}

/** How an engine compiled ahead of time did on the same board. */
export function aotSection({ head }: Verdict): string[] {
  const { aot } = head;
  if (aot === undefined) return [];
  const same = againstMain(aot);
  const ratio = ticksRatio(head);
  const parts = [
    aot.validation === undefined
      ? undefined
      : `outputs ${aot.validation.verdict === 'pass' ? 'agree' : 'do not agree'} with the host`,
    same === undefined ? undefined : `against ${code(head.engine.name, 40)} ${same}`,
    ratio === undefined ? undefined : `${times(ratio)} its ${head.profile?.unit ?? 'ticks'}`,
  ].filter((part) => part !== undefined);
  return [
    `**Compiled ahead of time** by ${code(aot.engine.name, 40)} ${code(aot.engine.version, 40)}${parts.length === 0 ? '' : `: ${parts.join('; ')}`}.`,
  ];
}

const MOST_ISSUES = 10;
const ISSUE_SYMBOLS = { error: '❌', warn: '⚠️', info: 'ℹ️' } as const;

/** What the run itself complained about. */
export function issuesSection({ head }: Verdict): string[] {
  const issues = head.issues.filter(({ severity }) => severity !== 'info');
  if (issues.length === 0) return [];
  const shown = issues.slice(0, MOST_ISSUES);
  const more = issues.length - shown.length;
  const lines = shown.map(
    ({ severity, message, hint }) =>
      `- ${ISSUE_SYMBOLS[severity]} ${severity === 'error' ? 'error' : 'warning'}: ${prose(message, 200)} ${prose(hint, 200)}`,
  );
  return [
    details(counted(issues.length, 'remark of the run', 'remarks of the run'), [
      [...lines, ...(more === 0 ? [] : [`- ${more} more in the report`])].join('\n'),
    ]),
  ];
}
