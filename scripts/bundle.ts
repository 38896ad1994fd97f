import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RolldownOutput, rolldown } from 'rolldown';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Files that run on their own: the command line, and the worker that it starts from the file beside it. */
const ENTRIES: Readonly<Record<string, string>> = {
  'cli/main.js': 'src/cli/main.ts',
  'cli/litert-worker.js': 'src/reference/litert-worker.ts',
};

/** Stay npm packages: they bring `.node` and `.wasm` files that cannot live inside a bundle. */
const EXTERNAL = [/^node:/, /^serialport$/, /^@serialport\//, /^@litertjs\/core(?!\/package\.json$)/];

const MODULE_FOLDER = '/node_modules/';

/** `…/node_modules/@scope/name` of a bundled module; undefined for our own. */
function packageFolder(module: string): string | undefined {
  const start = module.lastIndexOf(MODULE_FOLDER);
  if (start === -1 || module.startsWith('\0')) return undefined;
  const parts = module.slice(start + MODULE_FOLDER.length).split('/');
  const name = parts[0]?.startsWith('@') ? parts.slice(0, 2) : parts.slice(0, 1);
  return join(module.slice(0, start), 'node_modules', ...name);
}

/** The notices of all packages whose code is in the bundles, as their licences ask. */
async function notices(outputs: readonly RolldownOutput[]): Promise<string> {
  const folders = new Set(
    outputs
      .flatMap(({ output }) => output.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : [])))
      .map(packageFolder)
      .filter((folder) => folder !== undefined),
  );
  const texts = new Map<string, string>();
  for (const folder of folders) {
    const manifest = createRequire(import.meta.url)(join(folder, 'package.json'));
    const text = await licenceText(folder);
    texts.set(`${manifest.name} ${manifest.version} (${manifest.license})`, text.trim());
  }
  const parts = [...texts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, text]) => `${title}\n\n${text}\n`);
  return `The files in this folder hold code of these packages.\n\n${parts.join(`\n${'-'.repeat(78)}\n\n`)}`;
}

async function licenceText(folder: string): Promise<string> {
  const name = (await readdir(folder))
    .sort()
    .find((file) => /^(licen[cs]e|copying)(-mit)?(\.md|\.txt)?$/i.test(file));
  if (name === undefined)
    return 'The package carries no licence file; its package.json names the licence above.';
  return (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
}

/**
 * Bundles every entry into `folder`, emptied before. The same sources and packages give the same bytes.
 */
export async function bundle(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const outputs: RolldownOutput[] = [];
  for (const [file, input] of Object.entries(ENTRIES)) {
    const build = await rolldown({
      input: resolve(ROOT, input),
      cwd: ROOT,
      platform: 'node',
      external: EXTERNAL,
      transform: { target: 'node22.12' },
      onLog: (level, log) => {
        if (level === 'warn') throw new Error(`rolldown: ${log.message}`);
      },
    });
    try {
      outputs.push(
        await build.write({
          file: join(folder, file),
          format: 'esm',
          codeSplitting: false,
          minify: false,
        }),
      );
    } finally {
      await build.close();
    }
  }
  await writeFile(join(folder, 'THIRD-PARTY-LICENSES.txt'), await notices(outputs));
  await chmod(join(folder, 'cli/main.js'), 0o755);
}
