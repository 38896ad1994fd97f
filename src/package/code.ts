import type { InterpreterNeeds } from '../engine/types.ts';
import { headerText } from './header.ts';
import type { PackageNames } from './names.ts';
import { modelCode } from './sources.ts';
import { commentText, fill, readTemplate } from './template.ts';
import type { PackageDeps, PackagedModel, PackageFile } from './types.ts';

/** Values that templates of all packages have in common. */
export function commonValues(names: PackageNames): Record<string, string> {
  return { prefix: names.prefix, PREFIX: names.upper };
}

/** What the code around an interpreter is told of the model. */
function interpreterValues(model: PackagedModel, needs: InterpreterNeeds): Record<string, string> {
  return {
    version: commentText(model.build.version),
    op_count: String(needs.op_methods.length),
    variables: String(needs.resource_variables),
    add_ops: needs.op_methods
      .map((method) => `  if (ops->${method}() != kTfLiteOk) return false;`)
      .join('\n'),
  };
}

/** Code for a model that an interpreter runs: a wrapper in C++ over the interpreter's own API. */
async function interpreterCode(
  deps: PackageDeps,
  model: PackagedModel,
  names: PackageNames,
  needs: InterpreterNeeds,
): Promise<PackageFile[]> {
  const values = { ...commonValues(names), ...interpreterValues(model, needs) };
  const wrapper = fill(await readTemplate(deps.templates_dir, 'library/tflm/wrapper.cc'), values);
  return [{ path: `${names.prefix}.cc`, content: wrapper }];
}

/** The code of the model with its interface and its weights, in one flat folder; the header beside. */
export async function packagedCode(
  deps: PackageDeps,
  model: PackagedModel,
  names: PackageNames,
): Promise<PackageFile[]> {
  const { prefix } = names;
  const { build } = model;
  const template = async (path: string): Promise<string> =>
    fill(await readTemplate(deps.templates_dir, path), commonValues(names));
  const code =
    build.interpreter === undefined
      ? [
          { path: `${prefix}.c`, content: await template('library/library.c') },
          ...(await modelCode(deps.templates_dir, build)),
        ]
      : await interpreterCode(deps, model, names, build.interpreter);
  return [
    { path: `${prefix}.h`, content: headerText(model, names) },
    ...code,
    { path: `${prefix}_status.c`, content: await template('library/status.c') },
    { path: `${prefix}_weights.S`, content: await template('library/weights.S') },
    { path: `${prefix}_weights.bin`, content: build.blob },
  ];
}
