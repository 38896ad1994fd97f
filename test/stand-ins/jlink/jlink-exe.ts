/**
 * J-Link Commander as far as hilbench uses it: command files, probes by serial number, its words for success and
 * for every trouble, and its habit of exiting with 0 either way. Each folder of `HILBENCH_STANDIN_DIR` that has a
 * board running is a probe, named by its serial number.
 */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isRunning } from '../../../src/support/system.ts';
import { type Behaviour, readBehaviour } from './behaviour.ts';
import { Flash } from './flash.ts';
import { asSilicon, CLOCK_HZ } from './silicon.ts';

const say = (text = ''): void => {
  process.stdout.write(`${text}\n`);
};

/** Ends as the real one does: with 0, whatever has happened. */
function end(): never {
  say();
  say('Script processing completed.');
  say();
  if (holder() === process.pid) rmSync(held_by);
  process.exit(0);
}

function option(name: string): string | undefined {
  const at = process.argv.findIndex((word) => word.toLowerCase() === `-${name}`);
  return at === -1 ? undefined : process.argv[at + 1];
}

const root = process.env.HILBENCH_STANDIN_DIR ?? '';
const probes = (existsSync(root) ? readdirSync(root) : []).filter((name) =>
  existsSync(join(root, name, 'board.pid')),
);
const wanted = option('selectemubysn') ?? option('usb') ?? (probes.length === 1 ? probes[0] : undefined);
const serial = probes.find((name) => wanted !== undefined && Number(name) === Number(wanted));
const folder = join(root, serial ?? 'nothing');
const behaviour: Behaviour = serial === undefined ? {} : readBehaviour(folder);
const version = behaviour.version ?? '8.12b';

/** The process that has the probe attached to its board. */
const held_by = join(folder, 'held-by');
function holder(): number | undefined {
  const pid = existsSync(held_by) ? Number(readFileSync(held_by, 'utf8')) : undefined;
  return pid !== undefined && isRunning(pid) ? pid : undefined;
}

/** Asks the board for something, and waits until it is done. */
async function ask(request: object): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const socket = connect(join(folder, 'control.sock'));
  socket.once('error', reject);
  socket.once('data', () => {
    socket.destroy();
    resolve();
  });
  socket.write(`${JSON.stringify(request)}\n`);
  await promise;
}

/** The board starts from reset with what its flash holds. */
function resetBoard(flash: Flash): Promise<void> {
  return ask({ op: 'reset', loads: flash.regions });
}

/** Reads memory of the board while it runs. */
async function save(words: string): Promise<void> {
  const [file = '', address = '', count = ''] = words.split(',').map((word) => word.trim());
  const bytes = Number(count);
  const whole = join(folder, 'memory.bin');
  say(`Opening binary file for writing... [${file}]`);
  if (behaviour.reading === 'fails') {
    say('Could not read memory.');
    return;
  }
  await ask({ op: 'read', address: Number(address), bytes, file: whole });
  const content = asSilicon(readFileSync(whole), behaviour.clock_hz ?? CLOCK_HZ);
  const where = `0x${Number(address).toString(16).toUpperCase().padStart(8, '0')}`;
  const doing = `Reading ${bytes} bytes from addr ${where} into file...`;
  switch (behaviour.reading) {
    case 'half':
      // As the real one does: a part is O.K., too.
      writeFileSync(file, content.subarray(0, bytes / 2));
      say(
        `${doing}Not all bytes could be read from target. 0x${(bytes / 2).toString(16).padStart(8, '0')} bytes successfully read.`,
      );
      say('O.K.');
      return;
    case 'silent':
      writeFileSync(file, content.subarray(0, bytes / 2));
      break;
    case 'garbage':
      writeFileSync(file, content.fill(0xa5, 24));
      break;
    default:
      writeFileSync(file, content);
  }
  say(`${doing}O.K.`);
}

let connected = false;

function connectProbe(): void {
  if (connected) return;
  connected = true;
  say('J-Link connection not established yet but required for command.');
  if (serial === undefined || behaviour.fault === 'no_probe') {
    say('Connecting to J-Link via USB...FAILED: Cannot connect to J-Link.');
    end();
  }
  if (behaviour.fault === 'busy' || holder() !== undefined) {
    say(
      'Connecting to J-Link via USB...FAILED: The selected J-Link is already in use by another application.',
    );
    end();
  }
  say('Connecting to J-Link via USB...O.K.');
  say('Firmware: J-Link OB-Apollo4-CortexM compiled Nov 20 2024 10:00:00');
  say('Hardware version: V1.00');
  say('J-Link uptime (since boot): 0d 00h 01m 02s');
  say(`S/N: ${behaviour.fault === 'other_serial' ? '1160099999' : Number(serial)}`);
  say('USB speed mode: High speed (480 MBit/s)');
  say(`VTref=${behaviour.fault === 'no_power' ? '0.000' : '1.803'}V`);
  if (behaviour.fault === 'unknown_device') {
    say(`Device "${option('device')}" is unknown to this software version.`);
    end();
  }
  say(`Device "${option('device')}" selected.`);
  say();
  say();
  say('Connecting to target via SWD');
  if (behaviour.fault === 'no_target' || behaviour.fault === 'no_power') {
    say('Error occurred: Could not connect to the target device.');
    say('Cannot connect to target.');
    end();
  }
  if (behaviour.fault === 'locked') {
    say('Device is secured. Debug access is denied.');
    end();
  }
  const core = behaviour.fault === 'wrong_core' ? 'Cortex-M4' : (behaviour.core ?? 'Cortex-M55');
  writeFileSync(held_by, String(process.pid));
  say('Found SW-DP with ID 0x4C013477');
  say(`Found ${core} r1p0, Little endian.`);
  say('Security extension: implemented');
  say('Secure debug: enabled');
  say(`${core} identified.`);
}

function load(flash: Flash, words: string): void {
  const comma = words.lastIndexOf(',');
  const file = words.slice(0, comma);
  const address = Number(words.slice(comma + 1));
  const where = `0x${address.toString(16).toUpperCase().padStart(8, '0')}`;
  say(`Downloading file [${file}]...`);
  if (behaviour.fault === 'probe_lost') {
    say('Connection to emulator has been lost!');
    end();
  }
  if (behaviour.fault === 'download') {
    say('Error while programming flash: Programming failed.');
    say('Writing target memory failed.');
    end();
  }
  if (behaviour.fault === 'silent_download') return;
  const bytes = readFileSync(file);
  const from = { all: 0, blobs: 0x0100_0000, parameters: 0x6600_0000 };
  const pretend = behaviour.stale !== undefined && address >= from[behaviour.stale];
  const changed = pretend || flash.write(address, bytes);
  if (!changed) say(`J-Link: Flash download: Bank 0 @ ${where}: Skipped. Contents already match`);
  else {
    say(`J-Link: Flash download: Bank 0 @ ${where}: 1 range affected (${bytes.length} bytes)`);
    if (behaviour.fault === 'verify') {
      say(`Error while programming flash: Verify failed @ address ${where}.`);
      end();
    }
    say(
      'J-Link: Flash download: Total: 0.214s (Prepare: 0.048s, Compare: 0.010s, Erase: 0.000s, Program & Verify: 0.120s, Restore: 0.036s)',
    );
  }
  say('O.K.');
}

async function execute(line: string, flash: Flash): Promise<void> {
  say(`J-Link>${line}`);
  const [command = '', ...rest] = line.split(' ');
  switch (command.toLowerCase()) {
    case 'showemulist':
      for (const [index, name] of probes.entries()) {
        say(
          `J-Link[${index}]: Connection: USB, Serial number: ${Number(name)}, ProductName: J-Link OB-Apollo4-CortexM`,
        );
      }
      return;
    case 'connect':
      connectProbe();
      return;
    case 'loadbin':
      connectProbe();
      load(flash, rest.join(' '));
      return;
    case 'savebin':
      connectProbe();
      await save(rest.join(' '));
      return;
    case 'rsettype':
      say(`Reset type: ${rest[0]}`);
      return;
    case 'r':
      connectProbe();
      if (behaviour.fault === 'cut_short') end();
      say('Reset delay: 0 ms');
      say('Reset type: Normal (https://wiki.segger.com/J-Link_Reset_Strategies)');
      return;
    case 'g':
      await resetBoard(flash);
      return;
    case 'w4':
      connectProbe();
      if (rest.join('').toUpperCase() !== '0X40000004,0X0000001B') return;
      say('Writing 0000001B -> 40000004');
      await resetBoard(flash);
      say('Communication timed out: Requested 4 bytes, received 0 bytes !');
      return;
    case 'exit':
      end();
      break;
    default:
      say("Unknown command. '?' for help.");
  }
}

say(`SEGGER J-Link Commander V${version} (Compiled Jan 15 2025 13:47:46)`);
say(`DLL version V${version}, compiled Jan 15 2025 13:47:14`);
say();
if (behaviour.hung === true) {
  spawn('sleep', ['600'], { stdio: 'inherit' });
  setInterval(() => undefined, 1000);
} else {
  say('J-Link Commander will now exit on Error');
  say();
  const script = readFileSync(option('commandfile') ?? '', 'utf8');
  say('J-Link Command File read successfully.');
  say('Processing script file...');
  const flash = new Flash(serial === undefined ? join(root, 'nothing') : folder);
  for (const line of script.split('\n').filter((text) => text !== '')) await execute(line, flash);
  // Without `exit` the real one waits for commands, with the probe attached.
  for await (const line of createInterface({ input: process.stdin })) await execute(line, flash);
  end();
}
