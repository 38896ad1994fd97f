import type { RunResult } from '../result/schema.ts';
import { plainText } from '../support/text.ts';

export interface Difference {
  readonly field: string;
  readonly base: string;
  readonly head: string;
}

const MAX_TEXT = 80;
const NOTHING = 'none';

/** The fields behind a fingerprint, as text. */
function fieldsOf(result: RunResult): Readonly<Record<string, string>> {
  return {
    platform: result.platform.name,
    core: result.platform.core,
    silicon: result.board.silicon ?? NOTHING,
    engine: `${result.engine.name} ${result.engine.version}`,
    toolchain: `${result.toolchain.name} ${result.toolchain.version}`,
    hilbench: result.tool.version,
  };
}

/** Fields that only a profile knows: a run without one has the same fingerprint all the same. */
function profileFields(result: RunResult): Readonly<Record<string, string>> {
  const { profile } = result;
  return profile === undefined
    ? {}
    : { unit: profile.unit, timer: profile.timer_hz === undefined ? NOTHING : `${profile.timer_hz} Hz` };
}

/**
 * What stands between two results and a comparison. The fields are compared, not only the fingerprints: a
 * result may come from a stranger, and a person wants to know which it was.
 *
 * @returns empty exactly when the results are comparable
 */
export function differencesOf(base: RunResult, head: RunResult): readonly Difference[] {
  const [before, after] = [fieldsOf(base), fieldsOf(head)];
  const [profiled_before, profiled_after] = [profileFields(base), profileFields(head)];
  const differences = [
    ...Object.keys(before).map((field) => ({
      field,
      base: before[field] ?? NOTHING,
      head: after[field] ?? NOTHING,
    })),
    ...Object.keys(profiled_before).flatMap((field) => {
      const [one, other] = [profiled_before[field], profiled_after[field]];
      return one === undefined || other === undefined ? [] : [{ field, base: one, head: other }];
    }),
  ]
    .filter((each) => each.base !== each.head)
    .map(({ field, base: one, head: other }) => ({
      field,
      base: plainText(one, MAX_TEXT),
      head: plainText(other, MAX_TEXT),
    }));
  if (differences.length > 0 || base.fingerprint === head.fingerprint) return differences;
  // Engines with one image for all models: the image is all that is left of a fingerprint.
  const [field, one, other] =
    base.image.hash === head.image.hash
      ? (['fingerprint', base.fingerprint, head.fingerprint] as const)
      : (['firmware image', base.image.hash, head.image.hash] as const);
  return [{ field, base: one.slice(0, 12), head: other.slice(0, 12) }];
}
