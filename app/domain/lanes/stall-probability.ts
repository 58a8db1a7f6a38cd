/**
 * P(never moves | still silent): of all parcels a share `neverMoves` never moves again, and of the others `survival` still
 * wait. A mixture cure model's posterior, π / (π + (1 − π) S(t)).
 */
export function stallProbability(neverMoves: number, survival: number): number {
  const still = (1 - neverMoves) * survival;
  return neverMoves + still > 0 ? neverMoves / (neverMoves + still) : 0;
}
