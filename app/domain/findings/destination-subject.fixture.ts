import { known } from '#app/domain/findings/fact.ts';
import { READ_AT, shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type { DestinationSubject } from '#app/domain/findings/subjects.ts';

/** The claim of a destination, known. */
type Claim = Extract<DestinationSubject['claim'], { known: true }>['value'];

/** The United States, to which 40 parcels went; "5 to 8 days" is said of the way, and kept. No order is open. */
export function destinationSubject(
  overrides: Partial<DestinationSubject> = {},
): DestinationSubject {
  return {
    kind: 'destination',
    id: 'US',
    shop: shopContext(),
    claim: claim(),
    orderToScan: { n: 40, p50: 1.2, p90: 2.4 },
    orderToDoor: { n: 40, p50: 6.1, p90: 7.8 },
    open: [],
    ...overrides,
  };
}

/** What the shipping policy says: delivery in eight calendar days at most. */
export function claim(overrides: Partial<Claim> = {}): DestinationSubject['claim'] {
  return known(
    {
      text: 'Delivery to the United States takes 5 to 8 days.',
      where: 'SHIPPING_POLICY',
      dispatchDays: null,
      deliveryDays: 8,
      unit: 'calendar',
      ...overrides,
    },
    { at: READ_AT, origin: 'text' },
  );
}
