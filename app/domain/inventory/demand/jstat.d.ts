/** The part of jstat that tests compare with; the package has no types of its own. */
declare module 'jstat' {
  interface Counted {
    pdf(count: number, mean: number): number;
    cdf(count: number, mean: number): number;
  }
  interface NegativeBinomial {
    /** Failures before the `size`-th success of probability `p`. */
    pdf(count: number, size: number, p: number): number;
    cdf(count: number, size: number, p: number): number;
  }
  export const jStat: {
    poisson: Counted;
    negbin: NegativeBinomial;
    gammaln(x: number): number;
  };
}
