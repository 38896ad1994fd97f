/**
 * Stands for the tool `helia-aot`: takes its arguments and writes a module of its shape, with code of hilbench's own
 * engine inside. The first argument says how it behaves.
 */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { aotEngine } from '../../../src/engine/aot/index.ts';
import { readModel } from '../../../src/model/read.ts';
import type { Graph } from '../../../src/model/types.ts';
import { loadPlatforms } from '../../../src/platform/load.ts';
import { misbehave } from './misbehave.ts';
import { moduleSources } from './module.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

interface Config {
  readonly model: { readonly path: string };
  readonly module: { readonly path: string; readonly name: string; readonly prefix: string };
  readonly memory: { readonly planner: string };
  readonly platform: { readonly name: string };
}

function fail(message: string): never {
  process.stderr.write(`\x1b[31mError: ${message}\x1b[0m\n`);
  process.exit(2);
}

function convert(mode: string, yaml: string): void {
  const config = parse(readFileSync(yaml, 'utf8')) as Config;
  if (config.memory.planner !== 'greedy') fail(`planner ${config.memory.planner}`);
  if (mode === 'lies') {
    process.stdout.write('Traceback (most recent call last):\nValueError: layer 3 has no kernel\n');
    return;
  }
  if (mode === 'cannot') fail('Operator\n  EXP of layer 3 is not supported.\x1b]0;owned\x07');
  const graph: Graph = readModel(readFileSync(config.model.path));
  const { prefix } = config.module;
  const parent = mode === 'elsewhere' ? join(config.module.path, '..', 'elsewhere') : config.module.path;
  const folder = join(parent, config.module.name);
  mkdirSync(join(folder, 'src', 'kernels', 'private'), { recursive: true });
  const core = /^apollo[34]\d?p|^apollo4l/.test(config.platform.name) ? 'mps2_an386' : 'mps3_an547';
  const platform = loadPlatforms(join(ROOT, 'platforms')).find(({ name }) => name === core);
  if (platform === undefined) throw new Error('unreachable');
  const build = aotEngine.prepare(graph, platform);
  const templates = join(ROOT, 'templates', 'firmware');
  for (const source of build.template_sources) {
    if (source.endsWith('/hb_engine_aot.c')) continue;
    copyFileSync(join(templates, source), join(folder, 'src', 'kernels', basename(source)));
  }
  const headers = join(templates, 'engine', 'aot');
  for (const header of readdirSync(headers).filter((name) => name.endsWith('.h'))) {
    copyFileSync(join(headers, header), join(folder, 'src', 'kernels', 'private', header));
  }
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const options = { prefix, build, graph, wrong: mode === 'wrong', cmsis_nn: mode === 'cmsis' };
  for (const { path, content } of moduleSources(options)) write(path, content);
  misbehave(mode, folder, prefix);
  process.stdout.write(`Module  ${config.module.name}\n`);
}

const [mode = 'ok', ...args] = process.argv.slice(2);
if (args[0] === 'version') {
  // A package runner speaks of other versions on the way.
  process.stderr.write('Using CPython 3.12.3\nInstalled 38 packages in 152.5ms\n');
  if (mode !== 'mute') process.stdout.write(`heliaAOT version: ${mode === 'old' ? '0.4.9' : '1.1.0'}\n`);
} else if (args[0] !== 'convert' || args[1] !== '--path' || args[2] === undefined) {
  fail(`unexpected arguments ${args.join(' ')}`);
} else if (mode === 'hang') {
  process.on('SIGTERM', () => {});
  setInterval(() => {}, 1000);
} else if (mode === 'daemon') {
  // A process that goes on, and keeps the streams open.
  const left = spawn('sleep', ['600'], { stdio: 'inherit' });
  if (process.env.UV_STANDIN_PID_FILE !== undefined)
    writeFileSync(process.env.UV_STANDIN_PID_FILE, `${left.pid}`);
  left.unref();
  convert('ok', args[2]);
} else if (mode === 'chatty') {
  process.stdout.write(`${'progress '.repeat(40)}\n`.repeat(10_000));
  convert('ok', args[2]);
} else if (mode !== 'silent') {
  convert(mode, args[2]);
}
