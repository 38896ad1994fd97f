import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { artifactName, numberedName, numberOf } from './artifact-name.ts';

/** Those that GitHub refuses, that cannot be seen, and that the suffix is made of. */
const CHARACTERS = [
  'a',
  'b',
  '-',
  '_',
  '.',
  '~',
  '2',
  ' ',
  '/',
  '\\',
  ':',
  '"',
  '*',
  '\n',
  '\u202e',
  'é',
  '😀',
];

describe('the name of an artifact', () => {
  it('is readable where it can be', () => {
    expect(artifactName('hilbench', 'kws', 'mps3_an547')).toBe('hilbench-kws-mps3_an547');
  });

  it('is accepted by GitHub whatever it is made of, and another one for other parts', () => {
    const parts = fc.array(fc.string({ unit: fc.constantFrom(...CHARACTERS), maxLength: 20 }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        const name = artifactName(...a);
        expect(name).toMatch(/^[^":<>|*?\\/\r\n]{1,200}$/);
        if (a.join('-') !== b.join('-')) expect(artifactName(...b)).not.toBe(name);
      }),
    );
  });

  it('is not longer than GitHub allows', () => {
    expect(artifactName('x'.repeat(5000)).length).toBeLessThanOrEqual(200);
    expect(artifactName('x'.repeat(5000))).not.toBe(artifactName('x'.repeat(5001)));
  });

  it('is found again under its number, and no other name is taken for it', () => {
    for (let count = 0; count < 20; count += 1) {
      expect(numberOf(numberedName('kws', count), 'kws')).toBe(count + 1);
    }
    for (const other of ['kws-2', 'kws~', 'kws~0', 'kws~x', 'kws~2~2', 'xkws', 'kws~1']) {
      expect(numberOf(other, 'kws')).toBeUndefined();
    }
  });
});
