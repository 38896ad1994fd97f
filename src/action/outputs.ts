import type { UploadedArtifact } from '../github/artifacts.ts';
import type { CommentOutcome } from '../github/comments.ts';
import type { Outcome } from '../regression/types.ts';
import type { RunResult } from '../result/schema.ts';

export interface Published {
  readonly outcome: Outcome;
  readonly results: string;
  readonly report?: string;
  readonly summary: string;
  readonly first?: RunResult;
  readonly artifacts: readonly UploadedArtifact[];
  readonly comment?: CommentOutcome;
}

/** HP where it was measured, else LP. */
function energyOf(result: RunResult | undefined): number | undefined {
  return (result?.power?.find(({ mode }) => mode === 'hp') ?? result?.power?.[0])?.energy_uj;
}

/** The outputs of the action by name; what there is not is empty, never 0. */
export function outputsOf({
  outcome,
  results,
  report,
  summary,
  first,
  artifacts,
  comment,
}: Published): Record<string, string> {
  const text = (value: number | undefined): string => (value === undefined ? '' : String(value));
  return {
    verdict: outcome,
    results,
    report: report ?? '',
    summary,
    ticks: text(first?.profile?.total.ticks),
    'time-us': text(first?.profile?.total.time_us),
    'energy-uj': text(energyOf(first)),
    'arena-bytes': text(first?.placement.arena.used_bytes),
    'model-bytes': text(first?.model.bytes),
    'artifact-ids': artifacts.map(({ id }) => id).join(','),
    'artifact-urls': artifacts.map(({ url }) => url).join('\n'),
    'comment-url': comment !== undefined && 'url' in comment ? (comment.url ?? '') : '',
  };
}
