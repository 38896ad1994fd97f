import type { SourceFile } from '../types.ts';

/** What our own code must be free of, and code of others need not be. */
const TOLERATED = [
  'unused-parameter',
  'unused-variable',
  'unused-but-set-variable',
  'unused-function',
  'unused-label',
  'sign-compare',
  'type-limits',
  'missing-field-initializers',
  'missing-braces',
  'maybe-uninitialized',
  'implicit-fallthrough',
  'parentheses',
  'stringop-overflow',
  'array-bounds',
];

const PROLOGUE = TOLERATED.map((name) => `#pragma GCC diagnostic ignored "-W${name}"\n`).join('');

/** A C file that others wrote, so that what is a matter of style there does not fail a build. */
export function tolerated(file: SourceFile): SourceFile {
  return file.path.endsWith('.c') ? { ...file, content: `${PROLOGUE}#line 1\n${file.content}` } : file;
}
