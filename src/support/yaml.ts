import { type Document, isMap, isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { HilbenchError } from './errors.ts';
import { plainText } from './text.ts';

/** Aliases beyond this are an attempt to blow the document up in memory. */
const MAX_ALIASES = 50;

/** A YAML document as plain data, with the way back from a value to its place in the file. */
export interface YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** `file:line:column` of a key or list entry, or of the nearest thing around it that exists. */
  locate(path: readonly PropertyKey[]): string;
}

function keyNode(document: Document, path: readonly PropertyKey[]): Node | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(
    (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === last,
  );
  return isScalar(pair?.key) ? pair.key : undefined;
}

/**
 * Parses one YAML document.
 *
 * @param file - its path, for messages
 * @param code - code of the error for text that is not a YAML document, for example `CONFIG_YAML`
 * @throws {HilbenchError} `code` (kind `input`), naming file, line and column
 */
export function parseYaml(text: string, file: string, code: string): YamlSource {
  const fail = (where: string, what: string, cause?: unknown): HilbenchError =>
    new HilbenchError({
      kind: 'input',
      code,
      message: `${where}: ${plainText(what, 300)}`,
      hint: 'Mend the YAML at that place.',
      ...(cause === undefined ? {} : { cause }),
    });
  const lines = new LineCounter();
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${Math.max(1, line)}:${Math.max(1, col)}`;
  };
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
    const [problem] = [...document.errors, ...document.warnings];
    if (problem !== undefined) throw fail(place(problem.pos[0]), problem.message, problem);
    return {
      file,
      value: document.toJS({ maxAliasCount: MAX_ALIASES }),
      locate(path) {
        for (let length = path.length; length > 0; length -= 1) {
          const inner = path.slice(0, length);
          const node = keyNode(document, inner) ?? (document.getIn(inner, true) as Node | undefined);
          if (node?.range) return place(node.range[0]);
        }
        return place(document.contents?.range?.[0] ?? 0);
      },
    };
  } catch (cause) {
    // The parser recurses: nesting without end is a RangeError, too many aliases a ReferenceError.
    if (cause instanceof RangeError) throw fail(file, 'the document is nested too deeply', cause);
    if (cause instanceof ReferenceError) throw fail(file, cause.message, cause);
    throw cause;
  }
}
