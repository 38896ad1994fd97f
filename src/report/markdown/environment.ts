import type { BaselineInfo, Verdict } from '../../regression/types.ts';
import { counted, moment } from '../html/format.ts';
import { details, table } from './blocks.ts';
import { code, prose, shortHash } from './escape.ts';

const SOURCES: Readonly<Record<BaselineInfo['source'], string>> = {
  paired: 'measured in this job, alternately on the same board',
  artifact: 'from the artifact of an earlier run',
  'data-branch': 'from the data branch',
  file: 'from a file',
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** `3 hours`, `12 days`; undefined where it would be negative or not a time. */
function age(from: string, until: string): string | undefined {
  const length = Date.parse(until) - Date.parse(from);
  if (Number.isNaN(length) || length < 0) return undefined;
  if (length < HOUR_MS) return 'less than an hour';
  return length < 2 * DAY_MS
    ? counted(Math.floor(length / HOUR_MS), 'hour')
    : counted(Math.floor(length / DAY_MS), 'day');
}

/** Which commit the figures were held against, how old it is and how far away; always told. */
export function baselineText({ baseline, base, head }: Verdict): string {
  if (baseline === undefined || base === undefined) return 'no baseline';
  const sha = shortHash(baseline.sha);
  const created = baseline.created_at;
  const old = created === undefined ? undefined : age(created, head.started_at);
  const distance =
    baseline.distance === undefined
      ? undefined
      : baseline.distance === 0
        ? 'the merge base'
        : `${counted(baseline.distance, 'commit')} before the merge base`;
  return [
    ...(sha === undefined ? [] : [sha]),
    ...(distance === undefined ? [] : [distance]),
    ...(old === undefined || baseline.source === 'paired' ? [] : [`${old} old`]),
    SOURCES[baseline.source],
  ].join(', ');
}

/** What differs from the environment of the baseline; nothing where it is the same. */
export function differencesSection({ differences: fields }: Verdict, mostRows: number): string[] {
  if (fields.length === 0) return [];
  return [
    'The baseline was measured differently, so nothing is judged against it:',
    table(
      ['Differs', 'Baseline', 'Head'],
      'lll',
      fields
        .slice(0, mostRows)
        .map(({ field, base, head }) => [prose(field, 40), code(base, 60), code(head, 60)]),
    ),
  ];
}

/** What was measured on what, with what, and against what. */
export function environmentSection(verdict: Verdict): string {
  const { head, pairs } = verdict;
  const { board, platform, engine, toolchain, profile, placement } = head;
  const silicon =
    board.silicon === undefined || board.silicon === platform.core ? '' : `, ${code(board.silicon, 40)}`;
  const lines = [
    `- Baseline: ${baselineText(verdict)}`,
    `- Board: ${code(board.id, 40)}, ${code(platform.name, 40)} (${code(platform.core, 40)}${silicon}${platform.emulated ? ', emulated: it counts instructions, not cycles' : ''})`,
    `- Engine: ${code(engine.name, 40)} ${code(engine.version, 40)}, built with ${code(toolchain.name, 40)} ${code(toolchain.version, 40)}`,
    `- Model in ${placement.model.location}, arena in ${placement.arena.location}`,
    ...(profile === undefined
      ? []
      : [
          `- ${counted(profile.runs, 'run')} after ${counted(profile.warmup, 'warm-up run')}${pairs > 1 ? `, ${pairs} pairs of base and head` : ''}`,
        ]),
    `- Measured ${moment(head.started_at)} with hilbench ${code(head.tool.version, 20)}; environment ${head.fingerprint.slice(0, 10)}`,
  ];
  return details('Environment and baseline', [lines.join('\n')]);
}
