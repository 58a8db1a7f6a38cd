const MOST_ORDERS = 3;
/** One order in so many is placed by whoever ordered to that country last. */
const RETURNS_EVERY = 3;

/**
 * Who placed which orders: most people one, some up to three. The world says nothing of it; ids alone decide.
 * A customer's id is the id of their first order. Only those of several orders are kept: most have but one.
 */
export class CustomerBook {
  #last = new Map<string, number>();
  #several = new Map<number, number[]>();

  /** The customer of a new order. */
  ownerOf({ id, destinationCountry }: { id: number; destinationCountry: string }): number {
    const last = this.#last.get(destinationCountry);
    if (last !== undefined && id % RETURNS_EVERY === 0) {
      const orders = this.ordersOf(last);
      if (orders.length < MOST_ORDERS) {
        this.#several.set(last, [...orders, id]);
        return last;
      }
    }
    this.#last.set(destinationCountry, id);
    return id;
  }

  /** Oldest first. */
  ordersOf(customerId: number): readonly number[] {
    return this.#several.get(customerId) ?? [customerId];
  }
}
