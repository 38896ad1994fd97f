import type { CapturedTensors, PackageFile } from './types.ts';

/**
 * Captured tensors as files of an example: a binary file each, one assembler file that takes them in, and a
 * header with two tables.
 *
 * @param folder where they go, without a slash at the end
 */
export function capturedFiles(captured: CapturedTensors, folder: string): PackageFile[] {
  const tensors = [...captured.inputs.entries()]
    .map(([i, bytes]) => ({ name: `input_${i}`, bytes }))
    .concat([...captured.outputs.entries()].map(([i, bytes]) => ({ name: `output_${i}`, bytes })));
  const labels = tensors.flatMap(({ name }) => [
    '  .balign 16',
    `  .global example_${name}`,
    `example_${name}:`,
    `  .incbin "${name}.bin"`,
  ]);
  const assembler = [
    '/* The captured inputs, and the outputs that belong to them. */',
    '  .syntax unified',
    '  .section .rodata.example_tensors, "a", %progbits',
    ...labels,
    '',
  ];
  const table = (role: string, count: number): string => {
    const names = Array.from({ length: count }, (_, index) => `example_${role}_${index}`);
    return `static const uint8_t *const example_${role}s[] = {${[...names, '0'].join(', ')}};`;
  };
  const header = [
    '/* The captured inputs, and the outputs that belong to them; see tensors.S. */',
    '#ifndef TENSORS_H',
    '#define TENSORS_H',
    '',
    '#include <stdint.h>',
    '',
    ...tensors.map(({ name }) => `extern const uint8_t example_${name}[];`),
    '',
    table('input', captured.inputs.length),
    table('output', captured.outputs.length),
    '',
    '#endif',
    '',
  ];
  return [
    ...tensors.map(({ name, bytes }) => ({ path: `${folder}/${name}.bin`, content: bytes })),
    { path: `${folder}/tensors.S`, content: assembler.join('\n') },
    { path: `${folder}/tensors.h`, content: header.join('\n') },
  ];
}
