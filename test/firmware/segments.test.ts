import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readLoadSegments } from '../../src/firmware/elf-segments.ts';
import { findProgram } from '../../src/support/find-program.ts';
import { tempFolder } from '../helpers/cli.ts';

const tools = ['arm-none-eabi-gcc', 'arm-none-eabi-objcopy'];
const haveTools = tools.every((tool) => findProgram(tool, process.env) !== undefined);

const SOURCE = `
const int table[4] = {1, 2, 3, 4};
int counter = 7;
int zeroed[64];
int main(void) { return counter++ + table[zeroed[0]]; }
`;

/** As the SDK's linker scripts: code behind the bootloader, initial values of RAM behind the code. */
const script = (address: string): string => `
MEMORY { ROM (rx) : ORIGIN = ${address}, LENGTH = 64K  RAM (rwx) : ORIGIN = 0x10000000, LENGTH = 64K }
SECTIONS {
  .text : { *(.text*) *(.rodata*) . = ALIGN(8); } > ROM
  .data : { *(.data*) } > RAM AT> ROM
  .bss (NOLOAD) : { *(.bss*) } > RAM
}`;

test.skipIf(!haveTools).each(['0xC000', '0x18000', '0x410000'])(
  'an image linked to %s is flashed as objcopy would write it',
  (address) => {
    using folder = tempFolder();
    const at = (name: string): string => join(folder.path, name);
    writeFileSync(at('main.c'), SOURCE);
    writeFileSync(at('link.ld'), script(address));
    const flags = ['-mcpu=cortex-m4', '-mthumb', '-nostdlib', '-Wl,-e,main', `-Wl,-T,${at('link.ld')}`];
    execFileSync('arm-none-eabi-gcc', [...flags, '-o', at('image.elf'), at('main.c')], { stdio: 'pipe' });
    execFileSync('arm-none-eabi-objcopy', ['-O', 'binary', at('image.elf'), at('image.bin')]);
    const expected = readFileSync(at('image.bin'));
    const segments = readLoadSegments(readFileSync(at('image.elf')));
    const begin = Number(address);
    expect(segments[0]?.address).toBe(begin);
    const flash = Buffer.alloc(expected.length);
    for (const segment of segments) flash.set(segment.bytes, segment.address - begin);
    expect(flash.equals(expected)).toBe(true);
  },
);
