import type { Hint } from '../result/schema.ts';
import { plainText } from '../support/text.ts';

const TEXT = 600;

/** Warnings in full, and how many remarks there are beside; no lines without hints. */
export function hintLines(hints: readonly Hint[] | undefined, infos: 'listed' | 'counted'): string[] {
  if (hints === undefined || hints.length === 0) return [];
  const remarks = hints.filter(({ severity }) => severity === 'info');
  const shown = infos === 'listed' ? hints : hints.filter(({ severity }) => severity === 'warn');
  return [
    ...shown.flatMap(lines),
    ...(infos === 'counted' && remarks.length > 0
      ? [`${remarks.length} more remark${remarks.length === 1 ? '' : 's'}: see analysis.hints in the result.`]
      : []),
  ];
}

function lines(hint: Hint): string[] {
  const where = hint.layer === undefined ? '' : `layer ${hint.layer}: `;
  return [
    `${hint.severity === 'warn' ? 'hint' : 'info'}: ${where}${plainText(hint.message, TEXT)} [${plainText(hint.code, 64)}]`,
    `  ${plainText(hint.instead, TEXT)}`,
    ...(hint.reference === undefined ? [] : [`  see ${plainText(hint.reference, 200)}`]),
  ];
}
