import { isAbsolute, relative, sep } from 'node:path';
import type { AppliedRule, Verdict } from '../../regression/types.ts';
import { oneLine } from './escape.ts';
import { allowedText, changeText, deltaText, labelText, pairText, percentText } from './figures.ts';
import { type Regression, regressionsOf } from './regressions.ts';

/** GitHub shows ten of each level for a step. */
export const MOST_ANNOTATIONS = 10;

/** A remark beside a line of a file. Plain text, for `core.error` and `core.warning`. */
export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
  /** Relative to the workspace. */
  readonly file?: string;
  readonly line?: number;
}

const NAME = 60;

/** Figures are written for Markdown; here nothing reads it. */
const plain = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, point) => String.fromCodePoint(Number(point)));

function what(regression: Regression): string {
  switch (regression.kind) {
    case 'validation':
      return `outputs differ from the reference: ${oneLine(regression.violations[0] ?? '', 200)}`;
    case 'metric': {
      const { metric, verdict } = regression;
      const allowed = allowedText(metric);
      const change = metric.change === undefined || metric.change === 0 ? '' : ` ${changeText(metric)}`;
      return `${plain(labelText(metric, verdict))}${change} (${pairText(metric)})${allowed === undefined ? '' : `, ${allowed}`}`;
    }
    case 'layer': {
      const { layer, verdict } = regression;
      const side = layer.head ?? layer.base;
      const share = layer.change_percent === undefined ? '' : ` (${percentText(layer.change_percent)})`;
      return `layer ${side?.index ?? ''} ${oneLine(side?.op ?? '', NAME)} ${deltaText('ticks', layer.change_ticks ?? 0)} ${verdict.head.profile?.unit ?? ''}${share}`;
    }
  }
}

function placeOf(rule: AppliedRule | undefined): { file: string; line: number } | undefined {
  const [, file, line] = /^(.+):(\d{1,7}):\d{1,7}$/.exec(rule?.where ?? '') ?? [];
  return file === undefined || !isInside(file) ? undefined : { file, line: Number(line) };
}

const isInside = (path: string): boolean =>
  path !== '' && !isAbsolute(path) && path.split(/[\\/]/, 1)[0] !== '..';

function modelFile({ head }: Verdict, workspace: string): string | undefined {
  const { path } = head.model;
  const file = isAbsolute(path) ? relative(workspace, path).split(sep).join('/') : path;
  return isInside(file) ? file : undefined;
}

/**
 * The worst of what is worse than allowed, as remarks on the lines of the rules that were broken. The worst of
 * each model stands on its file, too, so that it shows where the pull request shows the file.
 *
 * @param workspace folder of the checkout, to which paths are made relative
 */
export function annotationsOf(verdicts: readonly Verdict[], workspace: string): Annotation[] {
  const onModel = new Set<string>();
  return regressionsOf(verdicts)
    .flatMap((regression): readonly Annotation[] => {
      const { verdict, severity, rule } = regression;
      const { model, platform } = verdict.head;
      const target = `${oneLine(model.name, NAME)} on ${oneLine(platform.name, NAME)}`;
      const note = rule?.note === undefined ? '' : `. ${oneLine(rule.note, 200)}`;
      const remark = (place: { readonly file?: string; readonly line?: number }, where = ''): Annotation => ({
        level: severity === 'fail' ? 'error' : 'warning',
        title: `hilbench: ${target}`,
        message: `${target}: ${what(regression)}${where}${note}`,
        ...place,
      });
      const place = placeOf(rule);
      const onLine = place === undefined ? [] : [remark(place)];
      const file = modelFile(verdict, workspace);
      if (file === undefined || onModel.has(file))
        return place === undefined ? [remark(file === undefined ? {} : { file })] : onLine;
      onModel.add(file);
      const where = rule?.where === undefined ? '' : ` (${oneLine(rule.where, 100)})`;
      return [remark({ file }, where), ...onLine];
    })
    .slice(0, MOST_ANNOTATIONS);
}
