import type { Hint } from '../result/schema.ts';
import { plainText } from '../support/text.ts';

const TEXT = 600;
/** Of one code, at the end of a run: a model of many blocks has the same thing to say of each. */
const SHOWN_OF_A_CODE = 2;
const LAYERS_NAMED = 8;

/**
 * What the static analysis found, as lines; none without hints.
 *
 * @param extent `all`: every hint in full; `brief`: the costliest warnings of each code in full, and how many there
 *   are beside
 */
export function hintLines(hints: readonly Hint[] | undefined, extent: 'all' | 'brief'): string[] {
  if (hints === undefined) return [];
  if (extent === 'all') return hints.flatMap(lines);
  const remarks = hints.filter(({ severity }) => severity === 'info');
  const codes = Map.groupBy(
    hints.filter(({ severity }) => severity === 'warn'),
    ({ code }) => code,
  );
  return [
    ...[...codes.values()].flatMap(briefly),
    ...(remarks.length > 0
      ? [`${remarks.length} more remark${remarks.length === 1 ? '' : 's'}: see analysis.hints in the result.`]
      : []),
  ];
}

/** Hints of one code. */
function briefly(alike: readonly Hint[]): string[] {
  const sorted = alike.toSorted((a, b) => hintCost(b) - hintCost(a));
  const rest = sorted.slice(SHOWN_OF_A_CODE);
  const layers = rest.flatMap(({ layer }) => (layer === undefined ? [] : [layer])).toSorted((a, b) => a - b);
  const named = layers.slice(0, LAYERS_NAMED).join(', ');
  const where = named === '' ? '' : `: layers ${named}${layers.length > LAYERS_NAMED ? ' …' : ''}`;
  return [
    ...sorted.slice(0, SHOWN_OF_A_CODE).flatMap(lines),
    ...(rest.length > 0 ? [`  and ${rest.length} more of this kind${where}`] : []),
  ];
}

/** What a hint is about, to tell the costlier of two: multiply-accumulates, else bytes. */
export function hintCost({ macs, bytes }: Hint): number {
  return macs ?? bytes ?? 0;
}

function lines(hint: Hint): string[] {
  const where = hint.layer === undefined ? '' : `layer ${hint.layer}: `;
  return [
    `${hint.severity === 'warn' ? 'hint' : 'info'}: ${where}${plainText(hint.message, TEXT)} [${plainText(hint.code, 64)}]`,
    `  ${plainText(hint.instead, TEXT)}`,
    ...(hint.reference === undefined ? [] : [`  see ${plainText(hint.reference, 200)}`]),
  ];
}
