import { fromNewark, fromShenzhen, onlyMarked } from './parcels.ts';
import type { PlannedOrder } from './plan.ts';

const GLASGOW = { city: 'Glasgow', country: 'GB', zip: 'G1 1AA' };
const SAN_DIEGO = { city: 'San Diego', country: 'US', zip: '92199' };

/**
 * TRK-SCAN-01: a parcel that is marked as shipped is scanned soon: warned of after 2 business days, late after 5. The
 * orders go to Australia and Canada, where no shipping clock of another rule runs.
 */
const SCANS: readonly PlannedOrder[] = [
  { ...au('marked long ago, never scanned', -12), parcels: [onlyMarked({ day: -10 })] },
  { ...au('marked on day -2, never scanned', -4), parcels: [onlyMarked({ day: -2 })] },
  { ...au('marked on day 3, never scanned', 1), parcels: [onlyMarked({ day: 3 })] },
  { ...au('marked on day 11, never scanned', 10), parcels: [onlyMarked({ day: 11 })] },
  {
    ...au('notices alone are no scans', -13),
    parcels: [
      onlyMarked(
        { day: -11 },
        {
          notices: [
            { phrase: 'announced', day: -11, hour: 13 },
            { phrase: 'label_created', day: -10, hour: 13 },
          ],
        },
      ),
    ],
  },
  {
    ...au('first scan a week after it was marked', 2),
    parcels: [fromShenzhen(4, { handedOver: { day: 13 } })],
  },
  {
    ...au('first scan on the next day', 5),
    parcels: [fromShenzhen(6, { deliveredOn: 19 })],
  },
  // As many as it takes to notice that nobody ever hears of this carrier.
  ...[-46, -44, -42, -40, -38, -14].map((day) => ({
    ...au('a carrier that reports nothing to Shopify', day),
    parcels: [onlyMarked({ day: day + 2 }, { carrier: 'cne' })],
  })),
];

/** TRK-DUP-01: one number belongs to one buyer. */
const SHARED: readonly PlannedOrder[] = [
  {
    ...us('the first of two buyers under one number', -22),
    parcels: [shared(-20, 'YT2512345660000001')],
  },
  {
    ...us('the second of two buyers under one number', -21),
    parcels: [shared(-18, 'YT2512345660000001')],
  },
  {
    ...us('two orders of one buyer in one parcel', -19),
    buyer: 'twice',
    parcels: [shared(-17, 'YT2512345660000002')],
  },
  {
    ...us('the other of two orders in one parcel', -18),
    buyer: 'twice',
    parcels: [shared(-17, 'YT2512345660000002')],
  },
  { ...us('its number comes again on day 8', -10), parcels: [shared(-8, 'YT2512345660000003')] },
  {
    ...us('a number of day -8 again, written with spaces', 6),
    parcels: [{ ...shared(8, 'yt25 1234 5660 000003') }],
  },
  {
    ...us('the first of two under one number that is corrected on day 18', 4),
    parcels: [shared(5, 'YT2512345660000004')],
  },
  {
    ...us('the second of two under one number that is corrected on day 18', 7),
    parcels: [
      {
        ...fromShenzhen(8),
        number: 'YT2512345660000004',
        corrected: { day: 18, hour: 9 },
        // With the right number its own scans come in.
        scans: [
          { phrase: 'accepted', day: 9 },
          { phrase: 'departed_origin', day: 11 },
          { phrase: 'arrived_destination', day: 18, hour: 10 },
          { phrase: 'delivered', day: 23 },
        ],
      },
    ],
  },
];

/**
 * TRK-ROUTE-01: what a number's scans say fits the order. All of it happens after the start: of what was there before
 * anybody watched, a scan may be of a number that was replaced since.
 */
const ROUTES: readonly PlannedOrder[] = [
  {
    ...us('scanned four days before it was ordered', 6),
    parcels: [
      {
        ...fromShenzhen(7),
        scans: [
          { phrase: 'accepted', day: 2 },
          { phrase: 'departed_origin', day: 4 },
          { phrase: 'arrived_destination', day: 11 },
        ],
        contradiction: { scan: 0, why: 'scanned before it was ordered' },
      },
    ],
  },
  {
    ...us('delivered in another country', 1),
    parcels: [
      {
        ...fromShenzhen(2),
        scans: [
          { phrase: 'accepted', day: 3 },
          { phrase: 'departed_origin', day: 5 },
          { phrase: 'delivered', day: 15, place: GLASGOW },
        ],
        contradiction: { scan: 2, why: 'ordered for the United States, delivered in Glasgow' },
      },
    ],
  },
  {
    ...us('delivered at another postcode', 2),
    parcels: [
      {
        ...fromShenzhen(3),
        scans: [
          { phrase: 'accepted', day: 4 },
          { phrase: 'departed_origin', day: 6 },
          { phrase: 'arrived_destination', day: 13 },
          { phrase: 'delivered', day: 17, place: SAN_DIEGO },
        ],
        contradiction: { scan: 3, why: 'delivered in San Diego, not at the buyer’s postcode' },
      },
    ],
  },
  {
    ...us('from Shenzhen to the door in a day', 5),
    parcels: [
      {
        ...fromShenzhen(5),
        scans: [
          { phrase: 'accepted', day: 5, hour: 13 },
          { phrase: 'delivered', day: 6, hour: 13 },
        ],
        contradiction: { scan: 1, why: 'from Shenzhen to the door in a day' },
      },
    ],
  },
  {
    ...us('a postal number whose check digit is wrong', 3),
    parcels: [
      {
        ...fromShenzhen(4, { carrier: 'chinaPost', deliveredOn: 20 }),
        number: 'LK473124820CN',
        contradiction: { scan: 'number', why: 'the check digit is 9, not 0' },
      },
    ],
  },
  {
    ...us('a postal number whose check digit is right', -27),
    parcels: [
      { ...fromShenzhen(-26, { carrier: 'chinaPost', deliveredOn: -12 }), number: 'LK473124829CN' },
    ],
  },
  { ...us('everything fits', -16), parcels: [fromNewark(-15, -11)] },
];

export const TRACKING: readonly PlannedOrder[] = [...SCANS, ...SHARED, ...ROUTES];

function us(about: string, day: number): PlannedOrder {
  return { about, placed: { day, hour: 10 }, to: 'US' };
}

function au(about: string, day: number): PlannedOrder {
  return { about, placed: { day, hour: 10 }, to: 'AU' };
}

/** On its way, so that nothing but its number speaks against it. */
function shared(markedOn: number, number: string) {
  return { ...fromShenzhen(markedOn), number };
}
