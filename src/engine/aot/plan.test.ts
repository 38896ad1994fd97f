import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARENA_ALIGNMENT, type ArenaBuffer, planArena } from './plan.ts';

const buffers = fc.array(
  fc
    .record({ bytes: fc.nat(5000), first_step: fc.integer({ min: -1, max: 20 }), steps: fc.nat(8) })
    .map(
      ({ bytes, first_step, steps }): ArenaBuffer => ({ bytes, first_step, last_step: first_step + steps }),
    ),
  { maxLength: 40 },
);

describe('planArena', () => {
  it('never lets two buffers that are needed at the same step overlap', () => {
    fc.assert(
      fc.property(buffers, (wanted) => {
        const plan = planArena(wanted);
        wanted.forEach((a, i) => {
          const a_begin = plan.offsets[i] ?? Number.NaN;
          expect(a_begin % ARENA_ALIGNMENT).toBe(0);
          expect(a_begin + a.bytes).toBeLessThanOrEqual(plan.arena_bytes);
          wanted.slice(i + 1).forEach((b, k) => {
            if (a.last_step < b.first_step || b.last_step < a.first_step) return;
            const b_begin = plan.offsets[i + 1 + k] ?? Number.NaN;
            const apart = a_begin + a.bytes <= b_begin || b_begin + b.bytes <= a_begin;
            expect(apart || a.bytes === 0 || b.bytes === 0).toBe(true);
          });
        });
      }),
      { numRuns: 200 },
    );
  });

  it('is never smaller than what is in use at one step, nor larger than everything side by side', () => {
    fc.assert(
      fc.property(buffers, (wanted) => {
        const plan = planArena(wanted);
        const total = wanted.reduce((sum, { bytes }) => sum + Math.ceil(bytes / 16) * 16, 0);
        expect(plan.arena_bytes).toBeGreaterThanOrEqual(plan.lower_bound_bytes);
        expect(plan.arena_bytes).toBeLessThanOrEqual(total);
      }),
      { numRuns: 200 },
    );
  });

  it('needs for a chain of layers only its largest neighbours', () => {
    const sizes = [490, 8000, 8000, 4000, 8000, 64, 12];
    const chain = sizes.map((bytes, i) => ({ bytes, first_step: i - 1, last_step: i }));
    const plan = planArena(chain);
    expect(plan.lower_bound_bytes).toBe(16000);
    expect(plan.arena_bytes).toBe(16000);
  });

  it('plans nothing for nothing', () => {
    expect(planArena([])).toEqual({ arena_bytes: 0, offsets: [], lower_bound_bytes: 0 });
  });
});
