import jstat from 'jstat';

/** The value that Student's t with `freedom` degrees of freedom stays below with probability `p`. */
export function studentQuantile(p: number, freedom: number): number {
  return jstat.studentt.inv(p, freedom);
}

/** Probability that Student's t with `freedom` degrees of freedom is above `t`. */
export function studentUpperTail(t: number, freedom: number): number {
  return jstat.studentt.cdf(-t, freedom);
}

/** The value that a standard normal variable stays below with probability `p`. */
export function normalQuantile(p: number): number {
  return jstat.normal.inv(p, 0, 1);
}

/** Probability that a standard normal variable is above `z`. */
export function normalUpperTail(z: number): number {
  return jstat.normal.cdf(-z, 0, 1);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of the sample: with n − 1. */
export function standardDeviation(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/** @throws {RangeError} of no values */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new RangeError('the median of no values');
  return (lower + upper) / 2;
}

/** Median absolute deviation, scaled to the standard deviation of a normal distribution. */
export function robustDeviation(values: readonly number[]): number {
  const centre = median(values);
  return 1.4826 * median(values.map((value) => Math.abs(value - centre)));
}
