/** A seeded source of numbers, the same on every host: integer arithmetic only (mulberry32). */
export interface Random {
  /** Uniform in [0, 1), in steps of 2⁻³². */
  uniform(): number;
  /** Roughly normal with mean 0 and variance 1, within ±3.5. */
  normal(): number;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    uniform,
    // Four uniforms have variance 1/3. Sums stay exact where a logarithm could differ between hosts.
    normal: () => (uniform() + uniform() + uniform() + uniform() - 2) * Math.sqrt(3),
  };
}
