// Makes a bare machine ready to build, test and run hilbench. Plain JavaScript without dependencies,
// because it runs before any of them is installed: Node 20 or later is all it needs.
//
//   node scripts/setup.mjs                   npm packages, compiler, emulator
//   node scripts/setup.mjs --packages-only   npm packages
//   node scripts/setup.mjs --everything      also CMake, Chromium, LibreOffice, a compiler for this
//                                            machine, Python and the C++ library for Arm: without them tests
//                                            are skipped
//
// Exit status: 0 ready; 2 this machine cannot be set up from here, and the message says what to do.

import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LEAST_NODE = [22, 18];
const APT_LOCK_WAIT_S = 120;
const CXX_PROBE = '#include <new>\n';
const NEWLIB_PROBE =
  '#include <stdint.h>\n#include <string.h>\nuint32_t n(const char *s) { return (uint32_t)strlen(s); }\n';

/** Prints what is wrong and what to do about it, and ends with status 2. */
function giveUp(message, todo) {
  process.stderr.write(`hilbench setup: ${message}\n  ${todo}\n`);
  process.exit(2);
}

function say(line) {
  process.stderr.write(`hilbench setup: ${line}\n`);
}

/** Runs a program with its output on stderr, so that stdout stays the caller's. True when it exits 0. */
function run(program, args, options = {}) {
  const result = spawnSync(program, args, { cwd: ROOT, stdio: ['ignore', 2, 2], ...options });
  return result.error === undefined && result.status === 0;
}

function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    if (folder === '') return false;
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function readJson(path) {
  return JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
}

/** Why node_modules is not what package-lock.json asks for; undefined when it is. */
function whyStale() {
  if (!existsSync(join(ROOT, 'node_modules/.package-lock.json'))) return 'node_modules is missing';
  const wanted = readJson('package-lock.json').packages;
  const installed = readJson('node_modules/.package-lock.json').packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = installed[path];
    // Optional packages are for one operating system or processor each; the others are absent.
    if (found === undefined && entry.optional === true) continue;
    if (found?.version !== entry.version) return `${path} is not at ${entry.version}`;
  }
  const node = spawnSync(join(ROOT, 'node_modules/.bin/node'), ['--version'], { encoding: 'utf8' });
  const [, major = '0', minor = '0'] = /^v(\d+)\.(\d+)/.exec(node.stdout ?? '') ?? [];
  const enough =
    Number(major) > LEAST_NODE[0] || (Number(major) === LEAST_NODE[0] && Number(minor) >= LEAST_NODE[1]);
  return enough ? undefined : 'the Node of devDependencies does not run';
}

function installPackages() {
  const reason = whyStale();
  if (reason === undefined) return;
  say(`installing npm packages (${reason})`);
  // The install scripts of `node` and `@serialport/bindings-cpp` fetch what those two consist of.
  if (
    !run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts=false', '--loglevel=error'], {
      shell: process.platform === 'win32',
    })
  ) {
    giveUp('npm ci failed.', 'Read its output above, then run: npm ci');
  }
  const left = whyStale();
  if (left !== undefined)
    giveUp(`after npm ci, ${left}.`, 'Remove node_modules, then run: npm ci --ignore-scripts=false');
}

/** Whether the cross compiler finds its C library, for the core of the emulated board. */
function hasNewlib() {
  return compiles('-xc', NEWLIB_PROBE);
}

function compiles(language, input) {
  const flags = ['-mcpu=cortex-m55', '-mthumb', '-mfloat-abi=hard', '-fsyntax-only', language, '-'];
  return spawnSync('arm-none-eabi-gcc', flags, { input, stdio: ['pipe', 'ignore', 'ignore'] }).status === 0;
}

/** Whether a Python has what the bridge to a Joulescope takes; Debian's may stand behind another one on PATH. */
function hasNumpy() {
  return ['python3', '/usr/bin/python3'].some(
    (python) => spawnSync(python, ['-c', 'import numpy'], { stdio: 'ignore' }).status === 0,
  );
}

/** The tools that are not there, by the names of Debian's packages. */
function missingTools(everything) {
  const missing = [];
  const gcc = onPath('arm-none-eabi-gcc');
  if (!gcc) missing.push('gcc-arm-none-eabi');
  if (!gcc || !hasNewlib()) missing.push('libnewlib-arm-none-eabi');
  if (!onPath('make')) missing.push('make');
  if (!onPath('qemu-system-arm')) missing.push('qemu-system-arm');
  if (everything) {
    if (!['chromium', 'google-chrome', 'chrome'].some(onPath)) missing.push('chromium');
    if (!gcc || !compiles('-xc++', CXX_PROBE)) missing.push('libstdc++-arm-none-eabi-newlib');
    if (!onPath('cmake')) missing.push('cmake');
    if (!onPath('cc')) missing.push('gcc', 'libc6-dev');
    if (!hasNumpy()) missing.push('python3', 'python3-numpy');
    if (!onPath('soffice')) missing.push('libreoffice-calc');
  }
  return missing;
}

function installTools(everything) {
  const missing = missingTools(everything);
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (process.platform === 'darwin') {
    giveUp(
      `these tools are missing: ${names}.`,
      'Run: brew install make qemu && brew install --cask gcc-arm-embedded',
    );
  }
  if (!onPath('apt-get')) {
    giveUp(
      `these tools are missing, by the names of Debian's packages: ${names}.`,
      "Install your system's packages for them: an arm-none-eabi GCC with newlib, GNU make, qemu-system-arm.",
    );
  }
  const command = `apt-get update && apt-get install --no-install-recommends -y ${names}`;
  const asRoot = process.getuid?.() === 0;
  if (!asRoot && !(onPath('sudo') && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0)) {
    giveUp(`these Debian packages are missing: ${names}.`, `Run: sudo sh -c '${command}'`);
  }
  say(`installing Debian packages: ${names}`);
  const apt = [
    'apt-get',
    '-qq',
    '-o',
    `DPkg::Lock::Timeout=${APT_LOCK_WAIT_S}`,
    '-o',
    'Acquire::Retries=2',
    '-o',
    'Dpkg::Use-Pty=0',
  ];
  const [program, ...prefix] = asRoot
    ? ['env', 'DEBIAN_FRONTEND=noninteractive', ...apt]
    : ['sudo', '-n', 'env', 'DEBIAN_FRONTEND=noninteractive', ...apt];
  const done =
    run(program, [...prefix, 'update']) &&
    run(program, [...prefix, 'install', '-y', '--no-install-recommends', ...missing]);
  const left = missingTools(everything);
  if (!done || left.length > 0) {
    giveUp(
      `these Debian packages are still missing: ${(left.length > 0 ? left : missing).join(' ')}.`,
      `Run: ${command}`,
    );
  }
}

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) giveUp(`Node ${process.versions.node} is too old.`, 'Install Node 20 or later.');
const options = process.argv.slice(2);
const unknown = options.filter((option) => option !== '--packages-only' && option !== '--everything');
if (unknown.length > 0)
  giveUp(`unknown argument ${unknown[0]}.`, 'Use: node scripts/setup.mjs [--packages-only | --everything]');
installPackages();
if (!options.includes('--packages-only')) installTools(options.includes('--everything'));
