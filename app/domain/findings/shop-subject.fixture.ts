import { known } from '#app/domain/findings/fact.ts';
import { READ_AT, shopContext } from '#app/domain/findings/shop-context.fixture.ts';
import type { PolicyText, ShopSubject } from '#app/domain/findings/subjects.ts';

/** A shop in English that sells to the United States, the United Kingdom and the EU, and keeps every rule about shops. */
export function shopSubject(overrides: Partial<ShopSubject> = {}): ShopSubject {
  return {
    kind: 'shop',
    id: 'shop',
    shop: shopContext(),
    policies: known(policies(), TOLD),
    locales: known(['en'], TOLD),
    links: known(
      [
        {
          title: 'Withdraw from contract',
          url: 'https://lamps.example.com/pages/withdraw',
          where: 'menu',
        },
      ],
      TOLD,
    ),
    pages: known(
      [
        {
          title: 'Legal guarantee of conformity',
          text: 'EU harmonised notice on the legal guarantee of conformity: at least two years.',
        },
      ],
      TOLD,
    ),
    returnRules: known(
      [
        {
          name: 'Everywhere',
          countries: ['US', 'GB', 'DE', 'FR'],
          canAcceptReturns: true,
          windowDays: 30,
        },
      ],
      TOLD,
    ),
    privacy: known({ bannerEnabled: true, bannerAutoManaged: true }, TOLD),
    disputes: known({ disputes: 1, cardOrders: 900, byReason: {} }, TOLD),
    recentOrders: [
      { country: 'DE', value: { minor: 42_000, currency: 'USD' }, count: 6 },
      { country: 'US', value: { minor: 90_000, currency: 'USD' }, count: 14 },
    ],
    ...overrides,
  };
}

/** A policy that is in order; `type` and `text` are what examples vary. */
export function policy(
  type: string,
  text: string,
  overrides: Partial<PolicyText> = {},
): PolicyText {
  return {
    type,
    locale: 'en',
    text,
    links: [],
    url: `https://lamps.example.com/policies/${type.toLowerCase().replaceAll('_', '-')}`,
    updatedAt: new Date('2026-09-01T12:00:00Z'),
    ...overrides,
  };
}

/** Every policy that Shopify has a place for; given ones stand instead of those of their type and locale. */
export function policies(...given: readonly PolicyText[]): readonly PolicyText[] {
  const isGiven = ({ type, locale }: PolicyText) =>
    given.some((one) => one.type === type && one.locale === locale);
  return [...IN_ORDER.filter((one) => !isGiven(one)), ...given];
}

const IMPRINT =
  'Bright Lamps LLC, 240 Ferry Street, Newark, NJ 07105, United States. Phone: +1 555 010 0147. E-mail: hello@lamps.example.com. Represented by Alva Fairbrook.';
const IN_ORDER: readonly PolicyText[] = [
  policy(
    'REFUND_POLICY',
    'You may withdraw from your order within 14 days of the day on which you received the goods, without giving a reason. We refund the price and the cost of standard delivery to your original means of payment within 14 days.',
  ),
  policy(
    'PRIVACY_POLICY',
    'We process your name, address and e-mail address to fulfil your order, and keep them as long as tax law asks. You may ask us for access, correction and erasure.',
  ),
  policy(
    'SHIPPING_POLICY',
    'We ship to the United States, the United Kingdom, Germany and France. Orders leave our warehouse within five business days.',
  ),
  policy(
    'TERMS_OF_SERVICE',
    'These terms govern your purchase from Bright Lamps LLC. The contract is concluded when we confirm your order. You have a legal guarantee of conformity of two years.',
  ),
  policy('CONTACT_INFORMATION', IMPRINT),
  policy('LEGAL_NOTICE', `Information under § 5 DDG. ${IMPRINT}`),
];

const TOLD = { at: READ_AT, origin: 'shopify' } as const;
