import { byOutcome } from '../../regression/outcomes.ts';
import type { History, Verdict } from '../../regression/types.ts';
import { counted } from '../html/format.ts';
import { details } from './blocks.ts';
import { baselineText, differencesSection, environmentSection } from './environment.ts';
import { htmlCode, link, prose, shortHash } from './escape.ts';
import { status } from './figures.ts';
import { headline, reason } from './headline.ts';
import { figuresLine, keyFigures, overview } from './key-figures.ts';
import { layersSection } from './layers.ts';
import { aotSection, issuesSection, powerSection, validationSection } from './measured.ts';
import { isUnchanged, outcomeOf, regressionsOf } from './regressions.ts';
import { regressionsList } from './regressions-list.ts';
import { targetsOf } from './targets.ts';

/** What GitHub takes as one comment, in characters. */
export const COMMENT_LIMIT = 65_536;
/** No limit may be below this: the shortest form, with the longest names and addresses, stays below it. */
export const LEAST_LIMIT = 16_384;

export interface Links {
  readonly run?: string;
  readonly report?: string;
  readonly logs?: string;
  readonly artifacts: readonly { readonly name: string; readonly url: string }[];
}

export interface ReportInput {
  readonly verdicts: readonly Verdict[];
  /** Of each verdict, in the same order; shorter where there is none. */
  readonly histories: readonly (readonly History[])[];
  readonly links: Links;
  /** The commit that was measured, in full; empty where there is none. */
  readonly commit: string;
}

export interface CommentInput extends ReportInput {
  /** Characters; at least `LEAST_LIMIT`. */
  readonly limit?: number;
}

/** How much is shown. */
export interface Stage {
  readonly layers: 'all' | 'changed' | 'none';
  /** A closed part for each result, or head lines only. */
  readonly parts: boolean;
  /** Rows and items of each table and list outside the layers. */
  readonly rows: number;
}

export const EVERYTHING: Stage = { layers: 'all', parts: true, rows: 100 };

/** From everything to head lines; the first that fits is taken. */
const STAGES: readonly Stage[] = [
  EVERYTHING,
  { layers: 'changed', parts: true, rows: 40 },
  { layers: 'none', parts: false, rows: 100 },
  { layers: 'none', parts: false, rows: 20 },
  { layers: 'none', parts: false, rows: 5 },
];

const MOST_ARTIFACTS = 20;
const LONGEST_ADDRESS = 1000;

function linksLine({ links, commit, verdicts }: ReportInput, brief: boolean): string {
  const named: (readonly [string, string | undefined])[] = [
    ['report', links.report],
    ['run', links.run],
    ['logs', links.logs],
    ...(brief
      ? []
      : links.artifacts.slice(0, MOST_ARTIFACTS).map(({ name, url }) => [prose(name, 60), url] as const)),
  ];
  const parts = named.flatMap(([text, url]) =>
    url === undefined || url.length > LONGEST_ADDRESS ? [] : [link(text, url)],
  );
  const against = new Set(verdicts.map(({ baseline }) => shortHash(baseline?.sha)));
  const [base] = against;
  const measured = shortHash(commit);
  if (measured === undefined) return parts.join(' · ');
  return [`${measured}${base === undefined || against.size > 1 ? '' : ` against ${base}`}`, ...parts].join(
    ' · ',
  );
}

/** Everything of one result but its verdict and its figures, in the order in which a reviewer asks. */
function evidence(verdict: Verdict, stage: Stage): string[] {
  if (!stage.parts) return [`Baseline: ${baselineText(verdict)}.`];
  const layers = stage.layers === 'none' ? undefined : layersSection(verdict, stage.layers);
  return [
    ...(layers === undefined ? [] : [layers]),
    ...powerSection(verdict),
    ...validationSection(verdict),
    ...aotSection(verdict),
    ...issuesSection(verdict),
    environmentSection(verdict),
  ];
}

function whyLine(verdict: Verdict | undefined): string[] {
  const why = verdict === undefined ? undefined : reason(verdict);
  return why === undefined ? [] : [`**Why:** ${why}`];
}

function worseThanAllowed(
  verdicts: readonly Verdict[],
  targets: ReadonlyMap<Verdict, string>,
  stage: Stage,
): string[] {
  const list = regressionsList(regressionsOf(verdicts), targets, stage.rows);
  return list === undefined ? [] : ['**Worse than allowed**', list];
}

function single(verdict: Verdict, input: ReportInput, stage: Stage): string[] {
  const targets = targetsOf([verdict]);
  const line = headline([verdict], targets);
  if (isUnchanged(verdict)) {
    const figures = figuresLine(verdict);
    return [
      `${line}${figures === '' ? '' : `: ${figures}`}.`,
      ...(stage.parts ? [environmentSection(verdict)] : []),
    ];
  }
  return [
    line,
    ...whyLine(verdict),
    ...differencesSection(verdict, stage.rows),
    ...keyFigures(verdict, input.histories[0] ?? [], stage.rows),
    ...worseThanAllowed([verdict], targets, stage),
    ...evidence(verdict, stage),
  ];
}

function several(input: ReportInput, stage: Stage): string[] {
  const { verdicts } = input;
  const targets = targetsOf(verdicts);
  const forHtml = targetsOf(verdicts, htmlCode);
  const histories = new Map(verdicts.map((verdict, at) => [verdict, input.histories[at] ?? []]));
  const sorted = verdicts.toSorted((a, b) => byOutcome(outcomeOf(a), outcomeOf(b)));
  const rows = sorted.slice(0, stage.rows);
  const more = sorted.length - rows.length;
  const table = [
    overview(rows, histories, targets),
    ...(more === 0 ? [] : [`${counted(more, 'more result')} in the report.`]),
  ];
  if (verdicts.every(isUnchanged)) return [headline(verdicts, targets), details('Figures', table)];
  const shown = stage.parts
    ? sorted.filter((verdict) => stage.layers === 'all' || !isUnchanged(verdict))
    : [];
  const closed = shown.map((verdict) =>
    details(`${status(outcomeOf(verdict))}: ${forHtml.get(verdict)}`, [
      ...whyLine(verdict),
      ...differencesSection(verdict, stage.rows),
      ...keyFigures(verdict, histories.get(verdict) ?? [], stage.rows),
      ...evidence(verdict, stage),
    ]),
  );
  return [
    headline(verdicts, targets),
    ...whyLine(regressionsOf(verdicts)[0]?.verdict),
    ...(rows.length === 0 ? [] : table),
    ...worseThanAllowed(verdicts, targets, stage),
    ...closed,
  ];
}

/** No closed part of a result is shorter; what can only be too long need not be written to find out. */
const LEAST_PART = 400;

/** The stages that may fit so many results. */
export function stagesFor(stages: readonly Stage[], results: number, limit: number): readonly Stage[] {
  return stages.filter(({ parts }) => !parts || results * LEAST_PART <= limit);
}

/** The report at one stage, without marker. */
export function reportMarkdown(input: ReportInput, stage: Stage): string {
  const [only] = input.verdicts;
  const body =
    only !== undefined && input.verdicts.length === 1 ? single(only, input, stage) : several(input, stage);
  const note =
    stage.parts || input.verdicts.every(isUnchanged)
      ? []
      : ['Everything else is too long for a comment: see the report.'];
  const links = linksLine(input, !stage.parts);
  return [...body, ...note, ...(links === '' ? [] : [links])].join('\n\n');
}

/**
 * The text of a pull request's comment, without the hidden marker that it is found by: the verdict first, then what moved, why, and everything
 * else closed until asked for. Complete at the first of three stages that fits: everything, only what changed,
 * head lines.
 */
export function commentMarkdown(input: CommentInput): string {
  const limit = input.limit ?? COMMENT_LIMIT;
  if (limit < LEAST_LIMIT) throw new RangeError(`A comment of ${limit} characters cannot be complete.`);
  for (const stage of stagesFor(STAGES, input.verdicts.length, limit)) {
    const text = `${reportMarkdown(input, stage)}\n`;
    if (text.length <= limit) return text;
  }
  throw new RangeError(`The shortest comment is longer than ${limit} characters.`);
}
