/** What of a leg says where it stands in its chain. */
export interface ChainLink {
  seq: number;
  listed: boolean;
  continuesSeq: number | null;
  /** An instant, or its ISO text; null = still good. */
  replacedAt: Date | string | null;
}

/**
 * The leg whose number is the parcel's current one: the one Shopify lists now; when it lists none, the newest confirmed one
 * that only Lastscan knows. Null when the parcel has no number.
 */
export function currentLeg<L extends ChainLink>(legs: readonly L[]): L | null {
  const open = legs.filter((leg) => leg.replacedAt === null);
  const newest = (some: readonly L[]) =>
    some.reduce<L | null>((last, leg) => (last === null || leg.seq > last.seq ? leg : last), null);
  return newest(open.filter((leg) => leg.listed)) ?? newest(open.filter((leg) => !leg.listed));
}

/**
 * The chain a parcel travels on: the current leg with every leg joined to it by confirmed links, from the first to the last.
 * Numbers that were merely replaced are not in it. Empty without a current number.
 */
export function chainOf<L extends ChainLink>(legs: readonly L[]): L[] {
  const current = currentLeg(legs);
  return current === null ? [] : chainAround(legs, current.seq);
}

/** The chain that the leg `seq` is part of, from the first to the last. */
export function chainAround<L extends ChainLink>(legs: readonly L[], seq: number): L[] {
  const bySeq = new Map(legs.map((leg) => [leg.seq, leg]));
  let first = bySeq.get(seq);
  const seen = new Set<number>();
  while (first !== undefined && first.continuesSeq !== null && !seen.has(first.seq)) {
    const before = bySeq.get(first.continuesSeq);
    if (before === undefined) break;
    seen.add(first.seq);
    first = before;
  }
  const chain: L[] = [];
  const taken = new Set<number>();
  const take = (leg: L | undefined): void => {
    if (leg === undefined || taken.has(leg.seq)) return;
    taken.add(leg.seq);
    chain.push(leg);
    const next = legs.filter((other) => other.continuesSeq === leg.seq);
    for (const other of next.sort((a, b) => a.seq - b.seq)) take(other);
  };
  take(first);
  return chain;
}
