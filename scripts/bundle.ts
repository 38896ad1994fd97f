import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Plugin, type RolldownOutput, rolldown } from 'rolldown';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Files that run on their own, and the workers that they start from the file beside them. */
const ENTRIES: Readonly<Record<string, string>> = {
  'cli/main.js': 'src/cli/main.ts',
  'cli/litert-worker.js': 'src/reference/litert-worker.ts',
  'action/main.js': 'src/action/main.ts',
  'action/litert-worker.js': 'src/reference/litert-worker.ts',
  'action/post.js': 'src/action/post.ts',
  'report/main.js': 'src/action/report-main.ts',
};

/** What cannot live inside a bundle and travels beside it: folder in dist → files of a package. */
const BESIDE: readonly { readonly folder: string; readonly from: string; readonly files: RegExp }[] = [
  {
    folder: 'serialport',
    from: '@serialport/bindings-cpp',
    files: /^prebuilds\/(linux|darwin|win32)[^/]*\/[^/]+\.node$/,
  },
  { folder: 'litert', from: '@litertjs/core', files: /^wasm\/litert_wasm_compat_internal\.(js|wasm)$/ },
];

/** The native addon is looked for beside the bundle, not beside a module that is no file any more. */
const serialportBeside: Plugin = {
  name: 'serialport-beside',
  resolveId: (source, importer) =>
    source === 'node-gyp-build' && importer !== undefined && !importer.startsWith(VIRTUAL)
      ? `${VIRTUAL}${source}`
      : null,
  load: (id) =>
    id === `${VIRTUAL}node-gyp-build`
      ? `import { fileURLToPath } from 'node:url';
         import load from ${JSON.stringify(require.resolve('node-gyp-build/node-gyp-build.js'))};
         export default () => load(fileURLToPath(new URL('../serialport', import.meta.url)));`
      : null,
};

const MODULE_FOLDER = '/node_modules/';
const VIRTUAL = '\0beside:';
const require = createRequire(import.meta.url);

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
    const manifest = require(join(folder, 'package.json'));
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

async function copyBeside(folder: string): Promise<void> {
  for (const { folder: name, from, files } of BESIDE) {
    const root = dirname(require.resolve(`${from}/package.json`));
    for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
      const path = relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/');
      if (!entry.isFile() || !files.test(path)) continue;
      const target = join(folder, name, name === 'litert' ? basename(path) : path);
      await mkdir(dirname(target), { recursive: true });
      await copyFile(join(root, path), target);
    }
  }
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
      external: [/^node:/],
      plugins: [serialportBeside],
      // CommonJS modules that ask for their folder; none needs the answer once it is bundled.
      transform: { target: 'node22.12', define: { __dirname: '"."' } },
      onLog: (level, log) => {
        if (level === 'warn') throw new Error(`rolldown: ${log.message}`);
      },
    });
    try {
      outputs.push(
        await build.write({
          // What is imported when it is needed is a file of its own, in the same folder: Node takes a quarter
          // of a second to read the clients of artifacts and cache.
          dir: join(folder, dirname(file)),
          entryFileNames: basename(file),
          chunkFileNames: `${basename(file, '.js')}-[name].js`,
          format: 'esm',
          minify: false,
        }),
      );
    } finally {
      await build.close();
    }
  }
  await copyBeside(folder);
  await writeFile(join(folder, 'THIRD-PARTY-LICENSES.txt'), await notices(outputs));
  await chmod(join(folder, 'cli/main.js'), 0o755);
}
