import type { Platform } from '../../platform/types.ts';
import { HilbenchError } from '../../support/errors.ts';
import { howEnded } from '../../support/process.ts';
import { plainText } from '../../support/text.ts';
import { lastLines, type ToolResult } from '../run-tool.ts';
import { missingPart } from './files.ts';

/** What make, the compilers (GNU, Arm) and armlink say of a file that is not there. */
const ABSENT = [
  /No rule to make target [`']([^']+)'/,
  /fatal error: ([^\n:']+): No such file or directory/,
  /fatal error: '([^\n']+)' file not found/,
  /L6002U: Could not open file ([^\n:]+):/,
];

/** What the linkers (GNU, Arm) say of a memory that is too small. */
const OVERFLOWS = [
  /region [`'](\w+)' overflowed by (?<excess>\d+) bytes/,
  /L6220E: \w+ region (\w+) size \((?<size>\d+) bytes\) exceeds limit \((?<limit>\d+) bytes\)/,
];

/** Why the SDK's Makefile failed, from what it and its tools have said. */
export function makeFailed(result: ToolResult, platform: Platform): HilbenchError {
  const output = `${result.stdout}\n${result.stderr}`;
  const absent = ABSENT.map((pattern) => pattern.exec(output)?.[1]).find((path) => path !== undefined);
  if (absent !== undefined) {
    return missingPart(
      `The checkout of neuralSPOT lacks ${plainText(absent, 200)}, which ${platform.name} needs.`,
      lastLines(output),
    );
  }
  const overflow = OVERFLOWS.map((pattern) => pattern.exec(output)).find((found) => found !== null);
  if (overflow !== undefined) {
    const { excess, size, limit } = overflow.groups ?? {};
    return new HilbenchError({
      kind: 'input',
      code: 'FIRMWARE_TOO_LARGE',
      message: `The image is ${excess ?? Number(size) - Number(limit)} bytes too large for ${overflow[1]} of ${platform.name}.`,
      hint: 'Use a platform with a larger memory, or --engine aot, whose images hold only the ops of the model.',
      detail: lastLines(output),
    });
  }
  return new HilbenchError({
    kind: 'bench',
    code: 'FIRMWARE_COMPILE_FAILED',
    message: `The Makefile of neuralSPOT failed for ${platform.name}: make ${howEnded(result.exit_code)}.`,
    hint: "Read the tools' messages in the detail.",
    detail: lastLines(output),
  });
}

/** For a Makefile that ends well without an image. */
export function madeNothing(elf: string, result: ToolResult): HilbenchError {
  return new HilbenchError({
    kind: 'bench',
    code: 'FIRMWARE_COMPILE_FAILED',
    message: `The Makefile of neuralSPOT reported success and did not make ${elf}.`,
    hint: 'Check that the checkout is one of neuralSPOT, and make and the wrappers around the compiler on PATH.',
    detail: lastLines(`${result.stdout}\n${result.stderr}`),
  });
}
