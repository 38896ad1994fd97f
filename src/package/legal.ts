import { readFile } from 'node:fs/promises';
import { templateMissing } from './errors.ts';
import type { PackagedRuntime } from './runtime.ts';
import { commentText, fill, readTemplate } from './template.ts';
import type { PackageDeps, PackagedModel, PackageFile } from './types.ts';

const NOTICES = 'THIRD-PARTY-NOTICES.md';

/** As it is shown in Markdown. */
function plainPath(path: string): string {
  return path.replace(/[^A-Za-z0-9_.,+/ -]/g, '_');
}

function runtimeValues(model: PackagedModel, runtime: PackagedRuntime): Record<string, string> {
  return {
    version: commentText(model.build.version),
    archive: runtime.archive,
    licenses: runtime.licenses.map(({ path }) => `- \`runtime/${plainPath(path)}\``).join('\n'),
  };
}

/** The licence of the code in a package, and what else is in it. */
export async function legalFiles(
  deps: PackageDeps,
  model: PackagedModel,
  runtime?: PackagedRuntime,
): Promise<PackageFile[]> {
  let license: string;
  try {
    license = await readFile(deps.license_path, 'utf8');
  } catch (cause) {
    throw templateMissing(deps.license_path, cause);
  }
  const notices =
    runtime === undefined
      ? await readTemplate(deps.templates_dir, `library/${NOTICES}`)
      : fill(
          await readTemplate(deps.templates_dir, `library/tflm/${NOTICES}`),
          runtimeValues(model, runtime),
        );
  return [
    { path: 'LICENSE', content: license },
    { path: NOTICES, content: notices },
  ];
}

/** What the README of a package says of the interpreter in it; `more` are points of its list. */
export async function runtimeNotes(
  deps: PackageDeps,
  model: PackagedModel,
  runtime: PackagedRuntime,
  more: readonly string[],
): Promise<string> {
  const template = await readTemplate(deps.templates_dir, 'library/tflm/README.md');
  const values = { ...runtimeValues(model, runtime), more: more.map((point) => `- ${point}`).join('\n') };
  return `\n${fill(template, values)}`;
}
