import { chmodSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Plan {
  readonly operators: readonly unknown[];
}

/** What a tool may leave behind instead of a module that is in order. */
const WAYS: Readonly<Record<string, (folder: string, prefix: string) => void>> = {
  linked: (folder) => symlinkSync('/etc/hostname', join(folder, 'src', 'hostname.c')),
  moved: (folder) => {
    renameSync(folder, `${folder}-moved`);
    symlinkSync(`${folder}-moved`, folder);
  },
  absolute: (folder) => writeFileSync(join(folder, 'src', 'secret.c'), '#include "/etc/hostname"\n'),
  outside: (folder) => writeFileSync(join(folder, 'src', 'outside.c'), '#include "../../../model.tflite"\n'),
  spliced: (folder) => writeFileSync(join(folder, 'src', 'spliced.c'), '#include \\\n  "/etc/hostname"\n'),
  macro: (folder) =>
    writeFileSync(join(folder, 'src', 'macro.c'), '#define SECRET "/etc/hostname"\n#include SECRET\n'),
  garbage: (folder, prefix) => {
    writeFileSync(join(folder, 'src', `${prefix}_model.c`), Buffer.alloc(4096, 0xff));
    writeFileSync(join(folder, `${prefix}_plan.json`), Buffer.alloc(4096, 0x80));
  },
  nameless: (folder) => writeFileSync(Buffer.from(`${folder}/src/\xff.c`, 'latin1'), ''),
  unreadable: (folder) => chmodSync(join(folder, 'src'), 0),
  broken: (folder) => writeFileSync(join(folder, 'src', 'broken.c'), 'int this is no C;\n'),
  twice: (folder, prefix) => {
    const file = join(folder, `${prefix}_plan.json`);
    const { operators } = JSON.parse(readFileSync(file, 'utf8')) as Plan;
    writeFileSync(file, JSON.stringify({ operators: operators.map(() => operators[0]) }));
  },
  licensed: (folder) => writeFileSync(join(folder, 'LICENSE'), 'To be executed on hardware of Ambiq only.\n'),
  marked: (folder, prefix) => {
    const file = join(folder, 'src', `${prefix}_model.c`);
    writeFileSync(file, `/* SPDX-License-Identifier: LicenseRef-Ambiq */\n${readFileSync(file, 'utf8')}`);
  },
};

/** Spoils a module in the way that `mode` names; leaves it as it is for any other mode. */
export function misbehave(mode: string, folder: string, prefix: string): void {
  WAYS[mode]?.(folder, prefix);
}
