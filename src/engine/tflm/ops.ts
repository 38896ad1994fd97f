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

/** Names of the built-in ops that a version registers. Of custom ops only the device knows. */
export function builtinOps(header: string): ReadonlySet<string> {
  return new Set([...withoutComments(header).matchAll(BUILTIN)].flatMap((match) => match[1] ?? []));
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
