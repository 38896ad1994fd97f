import type { Verdict } from '../../regression/types.ts';
import { code } from './escape.ts';

type NameForm = (name: string) => string;

/**
 * What each result is of: model and platform, and where these do not tell results apart, engine and board.
 *
 * @param name how names are written: `code` in Markdown, `htmlCode` within HTML
 */
export function targetsOf(verdicts: readonly Verdict[], name: NameForm = code): Map<Verdict, string> {
  const groups = Map.groupBy(verdicts, ({ head }) => `${head.model.name}\0${head.platform.name}`);
  const targets = new Map<Verdict, string>();
  for (const alike of groups.values()) {
    const engines = new Set(alike.map(({ head }) => head.engine.name)).size;
    const boards = new Set(alike.map(({ head }) => head.board.id)).size;
    for (const verdict of alike) {
      const { model, platform, engine, board } = verdict.head;
      const where = name(boards > 1 ? board.id : platform.name);
      const how = engines > 1 ? ` with ${name(engine.name)}` : '';
      targets.set(verdict, `${name(model.name)} on ${where}${how}`);
    }
  }
  return targets;
}
