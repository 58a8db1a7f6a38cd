import type { NameForm } from '#app/domain/uploads/order-names.ts';
import type {
  RowCandidate,
  RowReason,
  RowVerdict,
  UploadCells,
} from '#app/domain/uploads/upload.ts';

/** A row that can be matched: it has a number or a next number. */
export interface MatchRow {
  line: number;
  cells: UploadCells;
  /** What was noticed while the row was read; comes back behind the verdict's reasons. */
  notes: readonly RowReason[];
}

/** A parcel of the shop that a row may speak of. */
export interface MatchParcel extends RowCandidate {
  orderId: string;
  /** Keys of every number the parcel has or had, oldest first. */
  numberKeys: readonly string[];
  cancelled: boolean;
  /** ISO date of the order, UTC. */
  orderedOn: string;
}

export interface MatchFacts {
  /** Parcels of the orders named, parcels that have the numbers, and those without a number around the dates. */
  parcels: readonly MatchParcel[];
  /** False when there are more parcels without a number around the dates than `parcels` holds. */
  areOpenParcelsAll: boolean;
  forms: readonly NameForm[];
  /** Names of orders that exist but have no parcel yet. */
  unshippedOrders: ReadonlySet<string>;
  /** Article numbers in a parcel; null = could not be read, undefined = not asked for. */
  skusOf: (fulfillmentId: string) => readonly string[] | null | undefined;
  /** Keys of numbers that the file gives to more than one order. */
  numbersOfSeveral: ReadonlySet<string>;
  /** How many rows the whole file has in a group; groups above `MOST_ROWS_PER_GROUP` are not taken apart. */
  groupSizes: ReadonlyMap<string, number>;
}

/** Rows that say the same number of the same order, seen as one statement. */
export interface Claim {
  /** The row that speaks for the others. */
  row: MatchRow;
  order: string | null;
  /** Names the order may have in the shop. */
  names: readonly string[];
  /** Key of the number the parcel is to have in the end. */
  wantedKey: string;
  /** Keys of numbers the parcel should have had before. */
  anchorKeys: readonly string[];
  skus: readonly string[];
  shippedOn: string | null;
}

export type ClaimVerdict = Pick<RowVerdict, 'outcome' | 'reasons' | 'parcel'> & {
  candidates: readonly MatchParcel[];
};

/** The facts, found by name and by number. */
export interface FactIndex extends MatchFacts {
  byName: ReadonlyMap<string, MatchParcel[]>;
  byNumber: ReadonlyMap<string, MatchParcel[]>;
  withoutNumber: readonly MatchParcel[];
}

/** The form in which two article numbers are compared. */
export function skuKey(sku: string): string {
  return sku.normalize('NFKC').trim().toUpperCase();
}
