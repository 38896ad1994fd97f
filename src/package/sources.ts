import { posix } from 'node:path';
import type { EngineBuild } from '../engine/types.ts';
import { checkRelativePath } from '../firmware/sources.ts';
import { readTemplate } from './template.ts';
import type { PackageFile } from './types.ts';

/** A text file of the model's code, in one flat folder. */
export interface CodeFile extends PackageFile {
  readonly content: string;
}

const COMMON_DIR = 'firmware/common';

/**
 * The generated code of a model, the kernels that it calls, and every header that these include, in one
 * flat folder.
 *
 * @throws {HilbenchError} `PACKAGE_TEMPLATE_MISSING`, `FIRMWARE_BAD_PATH` (kind `bench`)
 */
export async function modelCode(templates_dir: string, build: EngineBuild): Promise<CodeFile[]> {
  const files = new Map<string, CodeFile>();
  const add = (path: string, content: string): void => {
    const name = posix.basename(checkRelativePath(path));
    if (files.has(name)) throw new Error(`two files of the engine ${build.engine} are called ${name}`);
    files.set(name, { path: name, content });
  };
  for (const { path, content } of build.generated) add(path, content);
  for (const path of build.template_sources) {
    add(path, await readTemplate(templates_dir, `firmware/${checkRelativePath(path)}`));
  }
  const folders = [
    ...build.template_folders.map((folder) => `firmware/${checkRelativePath(folder)}`),
    COMMON_DIR,
  ];
  const pending = [...files.values()];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    for (const header of includedBy(file.content)) {
      if (files.has(header)) continue;
      const found = { path: header, content: await readHeader(templates_dir, folders, header) };
      files.set(header, found);
      pending.push(found);
    }
  }
  return [...files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function includedBy(source: string): string[] {
  return [...source.matchAll(/^\s*#include "([^"]+)"/gm)].flatMap(([, name]) =>
    name === undefined ? [] : [name],
  );
}

async function readHeader(templates_dir: string, folders: readonly string[], name: string): Promise<string> {
  let failure: unknown;
  for (const folder of folders) {
    try {
      return await readTemplate(templates_dir, `${folder}/${checkRelativePath(name)}`);
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}
