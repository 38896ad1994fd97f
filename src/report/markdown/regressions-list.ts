import type { AppliedRule, Verdict } from '../../regression/types.ts';
import { integer } from '../html/format.ts';
import { code, prose } from './escape.ts';
import { allowedText, changeText, deltaText, labelText, pairText, percentText, status } from './figures.ts';
import { layerText } from './headline.ts';
import type { Regression } from './regressions.ts';

function ruleText(rule: AppliedRule | undefined): string {
  if (rule === undefined) return '';
  const where = rule.where === undefined ? '' : `, rule ${code(rule.where, 60)}`;
  return `${where}${rule.note === undefined ? '' : `. ${prose(rule.note, 200)}`}`;
}

function body(regression: Regression): string {
  switch (regression.kind) {
    case 'validation':
      return `outputs differ from the reference. ${prose(regression.violations[0] ?? '', 200)}`.trim();
    case 'metric': {
      const { metric, verdict } = regression;
      const allowed = allowedText(metric);
      const change = metric.change === undefined || metric.change === 0 ? '' : ` ${changeText(metric)}`;
      return `**${labelText(metric, verdict)}${change}** (${pairText(metric)})${allowed === undefined ? '' : `, ${allowed}`}${ruleText(metric.rule)}`;
    }
    case 'layer': {
      const { layer, verdict } = regression;
      const unit = verdict.head.profile?.unit ?? 'ticks';
      const relative = layer.change_percent === undefined ? '' : ` (${percentText(layer.change_percent)})`;
      const max = layer.rule?.max;
      const increase = layer.rule?.max_increase;
      const allowed =
        increase !== undefined
          ? `, allowed ${'percent' in increase ? percentText(increase.percent) : `+${integer(increase.absolute)}`}`
          : max === undefined
            ? ''
            : `, limit ${integer(max)}`;
      return `**${layerText(layer)} ${deltaText('ticks', layer.change_ticks ?? 0)} ${unit}**${relative}${allowed}${ruleText(layer.rule)}`;
    }
  }
}

/**
 * What is worse than allowed, an item each, with the rule that says so and what its author wrote beside it.
 *
 * @param most items beyond it are counted, not shown
 */
export function regressionsList(
  regressions: readonly Regression[],
  targets: ReadonlyMap<Verdict, string>,
  most: number,
): string | undefined {
  if (regressions.length === 0 || most === 0) return undefined;
  const shown = regressions.slice(0, most).map((regression) => {
    const target = targets.size > 1 ? `${targets.get(regression.verdict)}: ` : '';
    return `- ${status(regression.severity)}: ${target}${body(regression)}`;
  });
  const more = regressions.length - shown.length;
  return [...shown, ...(more === 0 ? [] : [`- and ${integer(more)} more in the report`])].join('\n');
}
