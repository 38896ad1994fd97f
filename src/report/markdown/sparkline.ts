/** The steps that have the same width in every font GitHub uses. */
const STEPS = ['▁', '▂', '▃', '▅', '▇'] as const;
const MOST_VALUES = 12;
/** Changes smaller than this share of the value are drawn flat: noise must not look like a mountain. */
const LEAST_RANGE = 0.02;

/** Values as a row of bars in code type, oldest first; undefined for fewer than two. */
export function sparkline(values: readonly number[]): string | undefined {
  const shown = values.filter(Number.isFinite).slice(-MOST_VALUES);
  if (shown.length < 2) return undefined;
  const low = Math.min(...shown);
  const high = Math.max(...shown);
  const range = Math.max(high - low, Math.max(Math.abs(low), Math.abs(high)) * LEAST_RANGE);
  const floor = (low + high - range) / 2;
  const bars = shown.map((value) => {
    const at = range === 0 ? 0.5 : (value - floor) / range;
    // Rounding may put the least value a hair below the floor.
    return STEPS[Math.max(0, Math.min(STEPS.length - 1, Math.floor(at * STEPS.length)))];
  });
  return `\`${bars.join('')}\``;
}
