import { HilbenchError } from '../../support/errors.ts';

/** Methods that take what they register, instead of registering an op of their own. */
const GENERAL = new Set(['AddCustom', 'AddBuiltin']);
const METHOD = /\bTfLiteStatus\s+(Add[A-Za-z0-9_]+)\s*\(/g;

/** Comments may name methods that are not there. */
function withoutComments(header: string): string {
  return header.replace(/\/\*[\s\S]*?\*\//g, ' ').replace(/\/\/[^\n]*/g, ' ');
}

/**
 * Names of the methods by which a version of the runtime registers its ops, from the text of its
 * `micro_mutable_op_resolver.h`. Every op once, in alphabetical order.
 *
 * @throws {HilbenchError} `ENGINE_RUNTIME_UNKNOWN` (kind `bench`) when there are none
 */
export function opMethods(header: string): readonly string[] {
  const found = [...withoutComments(header).matchAll(METHOD)].flatMap((match) => match[1] ?? []);
  const methods = [...new Set(found)].filter((name) => !GENERAL.has(name)).sort();
  if (methods.length > 0) return methods;
  throw new HilbenchError({
    kind: 'bench',
    code: 'ENGINE_RUNTIME_UNKNOWN',
    message: 'The header micro_mutable_op_resolver.h of the runtime declares no method that registers an op.',
    hint: 'Choose another --tensorflow-version; this one is damaged, or newer than this version of hilbench knows.',
  });
}

const BUILTIN = /\bAddBuiltin\s*\(\s*(?:tflite::)?BuiltinOperator_([A-Z0-9_]+)/g;
const CUSTOM = /\bAddCustom\s*\(\s*"([^"\n]+)"/g;

/** Names of the built-in ops that a version registers. Of custom ops only the device knows. */
export function builtinOps(header: string): ReadonlySet<string> {
  return new Set([...withoutComments(header).matchAll(BUILTIN)].flatMap((match) => match[1] ?? []));
}

/** An op of a model: its name in the schema, and its own name when that is `CUSTOM`. */
export interface UsedOp {
  readonly op: string;
  readonly custom_name?: string | undefined;
}

/** The body of each method, which tells what it registers. */
function methodBodies(header: string): { readonly method: string; readonly body: string }[] {
  const text = withoutComments(header);
  const starts = [...text.matchAll(METHOD)];
  return starts.flatMap((match, index) => {
    const [, method = ''] = match;
    return GENERAL.has(method) ? [] : [{ method, body: text.slice(match.index, starts[index + 1]?.index) }];
  });
}

/**
 * The methods that register the ops of a model and no others, in alphabetical order. Some methods do not spell out
 * what they register; where a model has a custom op that no method names, they are taken in.
 */
export function methodsFor(header: string, ops: readonly UsedOp[]): readonly string[] {
  const builtin = new Set(ops.filter(({ op }) => op !== 'CUSTOM').map(({ op }) => op));
  const custom = new Set(ops.filter(({ op }) => op === 'CUSTOM').map(({ custom_name }) => custom_name ?? ''));
  const methods = methodBodies(header).map(({ method, body }) => ({
    method,
    builtin: [...body.matchAll(BUILTIN)].map(([, name = '']) => name),
    custom: [...body.matchAll(CUSTOM)].map(([, name = '']) => name),
  }));
  const named = new Set(methods.flatMap((each) => each.custom));
  const unnamed = [...custom].some((name) => !named.has(name));
  const taken = methods.filter(
    (each) =>
      each.builtin.some((name) => builtin.has(name)) ||
      each.custom.some((name) => custom.has(name)) ||
      (unnamed && each.builtin.length === 0 && each.custom.length === 0),
  );
  return [...new Set(taken.map(({ method }) => method))].sort();
}

/** The header by which the engine registers all ops of a version. */
export function opsHeader(version: string, methods: readonly string[]): string {
  const list = methods.map((method) => `  ADD(${method})`).join(' \\\n');
  return `/* Ops of the runtime ${version}. */
#ifndef HB_TFLM_OPS_H
#define HB_TFLM_OPS_H

#define HB_TFLM_VERSION "${version}"
#define HB_TFLM_OP_COUNT ${methods.length}
#define HB_TFLM_OPS(ADD) \\
${list}

#endif
`;
}
