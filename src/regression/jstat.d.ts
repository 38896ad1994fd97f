/** The part of jstat that is used; the package brings no types. */
declare module 'jstat' {
  interface Distribution {
    /** Lower tail. */
    cdf(x: number, ...parameters: readonly number[]): number;
    inv(p: number, ...parameters: readonly number[]): number;
  }
  const jstat: { readonly studentt: Distribution; readonly normal: Distribution };
  export default jstat;
}
