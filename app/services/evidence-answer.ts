import type { PackParcel, PackScan } from '#app/db/pack-facts.ts';
import { chainOf } from '#app/domain/parcels/chain.ts';

/** What the record shows of one parcel's way. */
export interface ParcelProof {
  parcel: PackParcel;
  /** As its fulfillment is called, with its place where that has several. */
  name: string;
  end: ParcelEnd;
  /** The scan that says so; null where there is none. */
  delivery: PackScan | null;
  lastScan: PackScan | null;
  /** The chain that it travels on, from the first number to the last. */
  chain: { number: string; carrier: string | null }[];
}

/** `doubted`: a delivery scan is there, but facts speak against the number. */
export type ParcelEnd = 'delivered' | 'returned' | 'doubted' | 'open' | 'cancelled';

/** What an order's record shows, parcel by parcel. A scan that Lastscan itself doubts proves nothing here either. */
export function proofsOf(parcels: readonly PackParcel[]): ParcelProof[] {
  const places = Map.groupBy(parcels, ({ fulfillmentId }) => fulfillmentId);
  return parcels.map((parcel) => {
    const chain = chainOf(parcel.legs);
    const isOfChain = ({ legSeq }: PackScan) =>
      legSeq === null || chain.some(({ seq }) => seq === legSeq);
    const told = parcel.scans.filter(isOfChain);
    const delivery = told.find(({ milestone }) => milestone === 'delivered') ?? null;
    const isAmongOthers = (places.get(parcel.fulfillmentId)?.length ?? 0) > 1;
    return {
      parcel,
      name: isAmongOthers
        ? `${parcel.fulfillmentName} / ${parcel.position + 1}`
        : parcel.fulfillmentName,
      end: endOf(parcel, delivery),
      delivery,
      lastScan: told.findLast(({ physical }) => physical) ?? told.at(-1) ?? null,
      chain: chain.map(({ number, carrier }) => ({ number, carrier })),
    };
  });
}

function endOf(
  { cancelled, verdict, deliveredAt }: PackParcel,
  delivery: PackScan | null,
): ParcelEnd {
  if (cancelled) return 'cancelled';
  if (verdict === 'returning') return 'returned';
  if (deliveredAt === null || delivery === null) return 'open';
  return verdict === 'wrong_number' || verdict === 'wrong_parcel' || verdict === 'lost'
    ? 'doubted'
    : 'delivered';
}
