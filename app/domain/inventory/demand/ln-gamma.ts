/** Below, the series is not exact to double precision: the argument is moved up by Γ(x + 1) = x Γ(x). */
const SERIES_FROM = 8;
const HALF_LN_TWO_PI = 0.918_938_533_204_672_8;

/** The logarithm of Γ(x) for x > 0, by Stirling's series (Abramowitz and Stegun 6.1.41); exact to about 1e-14. */
export function lnGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shifted = x;
  let product = 1;
  while (shifted < SERIES_FROM) {
    product *= shifted;
    shifted += 1;
  }
  const square = 1 / (shifted * shifted);
  const series =
    (1 / 12 -
      square *
        (1 / 360 -
          square *
            (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - (square * 691) / 360_360))))) /
    shifted;
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LN_TWO_PI + series - Math.log(product)
  );
}
