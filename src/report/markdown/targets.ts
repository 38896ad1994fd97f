import type { Verdict } from '../../regression/types.ts';
import { code } from './escape.ts';

type NameForm = (name: string) => string;

/**
 * What each result is of: model and platform, and where these do not tell results apart, engine and board.
 *
 * @param name how names are written: `code` in Markdown, `htmlCode` within HTML
 */
export function targetsOf(verdicts: readonly Verdict[], name: NameForm = code): Map<Verdict, string> {
  const plain = ({ head }: Verdict): string => `${head.model.name}\0${head.platform.name}`;
  const groups = Map.groupBy(verdicts, plain);
  return new Map(
    verdicts.map((verdict) => {
      const { model, platform, engine, board } = verdict.head;
      const alike = groups.get(plain(verdict)) ?? [];
      const engines = new Set(alike.map(({ head }) => head.engine.name)).size;
      const boards = new Set(alike.map(({ head }) => head.board.id)).size;
      const parts = [
        `${name(model.name)} on ${name(boards > 1 ? board.id : platform.name)}`,
        ...(engines > 1 ? [`with ${name(engine.name)}`] : []),
      ];
      return [verdict, parts.join(' ')];
    }),
  );
}
