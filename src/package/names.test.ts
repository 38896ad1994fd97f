import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packageNames } from './names.ts';

const prefixOf = (name: string): string => packageNames(name).prefix;

describe('names of a package', () => {
  it('stay as they are where they are names in C', () => {
    expect(prefixOf('kws_ref_model_aligned')).toBe('kws_ref_model_aligned');
    expect(packageNames('ad01_int8').upper).toBe('AD01_INT8');
  });

  it.each([
    'int',
    'class',
    'stdio',
    'hb',
    'main',
    'sig',
    '7segments',
    '',
    '😀',
    '"\'/\\',
    '__x',
    'a'.repeat(300),
  ])('are safe for %j', (name) => {
    expect(prefixOf(name)).toMatch(/^[a-z][a-z0-9_]{1,39}$/);
    expect(prefixOf(name)).not.toBe(name);
  });

  it('differ for models whose names differ in what C has no letters for', () => {
    const names = ['a b', 'a-b', 'a_b', 'A_b', 'a.b', '😀', '😁', 'x'.repeat(300), 'x'.repeat(301)];
    expect(new Set(names.map(prefixOf)).size).toBe(names.length);
  });

  it('are safe for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        expect(prefixOf(name)).toMatch(/^[a-z][a-z0-9_]{0,39}$/);
      }),
    );
  });
});
