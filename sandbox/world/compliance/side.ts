import { activeMarket } from '../active-market.ts';
import type { PolicyType, ShopSide, WorldMenuItem, WorldPage, WorldPolicy } from '../shop-side.ts';
import { CLAIMS } from './claims.ts';
import type { Days } from './days.ts';
import type { Verdict } from './plan.ts';
import {
  CONTACT,
  LEGAL_NOTICE,
  PRIVACY,
  REFUND,
  SHIPS_WITHIN,
  shippingTexts,
  TERMS,
} from './policy-texts.ts';
import type { Texts } from './policy-texts.ts';
import { DESTINATIONS } from './store.ts';

/** Days on which the merchant mends (or spoils) something, each at 9 o'clock. */
export const MENDED_ON = {
  returnWindow: 5,
  legalNotice: 6,
  refundPolicy: 8,
  contactAndBanner: 10,
  withdrawalLinkAndPromise: 12,
  deadReferences: 14,
  translationsAndGuarantee: 20,
  /** Terms for the United States come in beside the ones for everybody else. */
  sectionForAmerica: 22,
  /** A template with a dead reference comes in. */
  privacyShield: 24,
} as const;
const BEGINNING = -60;
const HOUR = 9;

/** The instant from which a day's change holds; the beginning's is the world's first. */
export function changeAt(days: Days, day: number): number {
  return days.at(day, HOUR);
}

/** The shop's side at its beginning and after each change, by day. */
export function sidesOf(days: Days): { day: number; side: ShopSide }[] {
  return [BEGINNING, ...Object.values(MENDED_ON)].map((day) => ({ day, side: sideOn(day, days) }));
}

function sideOn(day: number, days: Days): ShopSide {
  const is = (change: Mend) => day >= MENDED_ON[change];
  return {
    policies: policiesOn(is, days),
    markets: MARKETS,
    menus: [
      {
        id: 5_001,
        handle: 'main-menu',
        title: 'Main menu',
        items: [item(1, 'Catalog', '/collections/all')],
      },
      { id: 5_002, handle: 'footer', title: 'Footer menu', items: footer(is) },
    ],
    pages: [
      page(1, 'About us', '<p>Things for the home, since 2021.</p>', changeAt(days, BEGINNING)),
      ...(is('withdrawalLinkAndPromise')
        ? [
            page(
              2,
              'Withdraw from contract',
              WITHDRAWAL,
              changeAt(days, MENDED_ON.withdrawalLinkAndPromise),
            ),
          ]
        : []),
      ...(is('translationsAndGuarantee')
        ? [
            page(
              3,
              'Legal guarantee of conformity',
              GUARANTEE,
              changeAt(days, MENDED_ON.translationsAndGuarantee),
            ),
          ]
        : []),
    ],
    locales: [
      { locale: 'en', name: 'English', primary: true, published: true },
      { locale: 'de', name: 'German', primary: false, published: true },
      { locale: 'zh-CN', name: 'Chinese (Simplified)', primary: false, published: true },
    ],
    privacy: { bannerEnabled: is('contactAndBanner'), bannerAutoManaged: false },
    returnProfiles: [
      profile(6_001, 'Everywhere else', true, [401, 404, 405], 10),
      profile(6_002, 'Europe', false, [402, 403], is('returnWindow') ? 14 : 10),
    ],
    shippingCountries: DESTINATIONS,
  };
}

type Mend = keyof typeof MENDED_ON;

function policiesOn(is: (change: Mend) => boolean, days: Days): WorldPolicy[] {
  const hasChinese = is('translationsAndGuarantee');
  /** As it was in the beginning, or as its last change left it. */
  const policy = (
    type: PolicyType,
    first: Texts,
    changes: readonly (readonly [Mend, Texts])[],
  ): WorldPolicy => {
    const [change, texts = first] = changes.findLast(([each]) => is(each)) ?? [];
    return {
      type,
      body: texts.en,
      updatedAt: changeAt(days, change === undefined ? BEGINNING : MENDED_ON[change]),
      translations: [
        { locale: 'de', body: texts.de },
        ...(hasChinese ? [{ locale: 'zh-CN', body: texts['zh-CN'] }] : []),
      ],
    };
  };
  const claims = Object.values(CLAIMS).map(({ text }) => text);
  return [
    policy('REFUND_POLICY', REFUND.meagre, [
      ['refundPolicy', REFUND.lawful],
      ['sectionForAmerica', REFUND.withSection],
    ]),
    policy('SHIPPING_POLICY', shippingTexts(claims), [
      ['withdrawalLinkAndPromise', shippingTexts([SHIPS_WITHIN, ...claims])],
    ]),
    policy('PRIVACY_POLICY', PRIVACY.plain, [['privacyShield', PRIVACY.withShield]]),
    policy('TERMS_OF_SERVICE', TERMS.withDeadLink, [['deadReferences', TERMS.current]]),
    policy('CONTACT_INFORMATION', CONTACT.unfinished, [['contactAndBanner', CONTACT.complete]]),
    ...(is('legalNotice')
      ? [policy('LEGAL_NOTICE', LEGAL_NOTICE, [['legalNotice', LEGAL_NOTICE]])]
      : []),
  ];
}

const MARKETS: ShopSide['markets'] = [
  activeMarket(401, 'United States', 'us', ['US'], 'USD'),
  activeMarket(402, 'European Union', 'eu', ['DE', 'FR'], 'EUR'),
  activeMarket(403, 'United Kingdom', 'uk', ['GB'], 'GBP'),
  activeMarket(404, 'Canada', 'ca', ['CA'], 'CAD'),
  activeMarket(405, 'Australia', 'au', ['AU'], 'AUD'),
];

const WITHDRAWAL =
  '<p>Withdraw from your contract here: name, order number, e-mail address, then confirm. You get a receipt with date and time.</p><p>Vertrag widerrufen: Name, Bestellnummer, E-Mail-Adresse, dann bestätigen.</p>';
const GUARANTEE =
  '<p>EU harmonised notice on the legal guarantee of conformity: at least two years. Harmonisierte Mitteilung über das gesetzliche Gewährleistungsrecht: mindestens zwei Jahre.</p>';

function footer(is: (change: Mend) => boolean): WorldMenuItem[] {
  const usual = [
    item(2, 'Refund policy', '/policies/refund-policy'),
    item(3, 'Shipping policy', '/policies/shipping-policy'),
    item(4, 'Contact', '/policies/contact-information'),
  ];
  if (!is('withdrawalLinkAndPromise')) return usual;
  return [
    ...usual,
    item(5, 'Withdraw from contract here', '/pages/withdraw-from-contract'),
    item(6, 'Vertrag widerrufen', '/pages/withdraw-from-contract'),
    item(7, '在此撤回合同', '/pages/withdraw-from-contract'),
  ];
}

function item(id: number, title: string, url: string): WorldMenuItem {
  return { id: 5_100 + id, title, url };
}

function page(id: number, title: string, body: string, at: number): WorldPage {
  const handle = title.toLowerCase().replaceAll(' ', '-');
  return { id: 5_200 + id, title, handle, body, publishedAt: at, updatedAt: at };
}

function profile(
  id: number,
  name: string,
  isDefault: boolean,
  marketIds: readonly number[],
  windowDays: number,
): ShopSide['returnProfiles'][number] {
  return {
    id,
    name,
    isDefault,
    marketIds,
    canAcceptReturns: true,
    windowDays,
    returnShippingFeeMinor: null,
  };
}

/** What is true of the shop itself, from a day on. */
export const SHOP_TURNS: readonly {
  rule: 'POL-WDR-01' | 'POL-SET-01' | 'POL-EU-02' | 'POL-OLD-01' | 'PRV-01';
  day: number;
  verdict: Verdict;
  why: string;
}[] = [
  {
    rule: 'POL-WDR-01',
    day: BEGINNING,
    verdict: 'fail',
    why: 'returns within 10 days, and no way to withdraw online',
  },
  {
    rule: 'POL-WDR-01',
    day: MENDED_ON.returnWindow,
    verdict: 'fail',
    why: '14 days, and still no way to withdraw online',
  },
  {
    rule: 'POL-WDR-01',
    day: MENDED_ON.withdrawalLinkAndPromise,
    verdict: 'pass',
    why: '14 days, and a link in each language',
  },
  {
    rule: 'POL-SET-01',
    day: BEGINNING,
    verdict: 'fail',
    why: 'no legal notice, placeholders for a contact, no Chinese policies, no guarantee notice',
  },
  {
    rule: 'POL-SET-01',
    day: MENDED_ON.contactAndBanner,
    verdict: 'fail',
    why: 'no Chinese policies, no guarantee notice',
  },
  {
    rule: 'POL-SET-01',
    day: MENDED_ON.translationsAndGuarantee,
    verdict: 'pass',
    why: 'every policy in every language, and the guarantee notice',
  },
  {
    rule: 'POL-EU-02',
    day: BEGINNING,
    verdict: 'fail',
    why: '10 days, final sale, store credit only, a restocking fee',
  },
  {
    rule: 'POL-EU-02',
    day: MENDED_ON.refundPolicy,
    verdict: 'pass',
    why: '14 days, in full, by the means of payment',
  },
  {
    rule: 'POL-EU-02',
    day: MENDED_ON.sectionForAmerica,
    verdict: 'pass',
    why: 'terms for the United States stand in a section of their own',
  },
  {
    rule: 'POL-OLD-01',
    day: BEGINNING,
    verdict: 'fail',
    why: 'a link to the closed dispute platform, and § 5 TMG in German',
  },
  {
    rule: 'POL-OLD-01',
    day: MENDED_ON.deadReferences,
    verdict: 'pass',
    why: 'no dead reference left',
  },
  {
    rule: 'POL-OLD-01',
    day: MENDED_ON.privacyShield,
    verdict: 'fail',
    why: 'the privacy policy rests on the Privacy Shield',
  },
  {
    rule: 'PRV-01',
    day: BEGINNING,
    verdict: 'fail',
    why: 'sells to the European Union without a consent banner',
  },
  {
    rule: 'PRV-01',
    day: MENDED_ON.contactAndBanner,
    verdict: 'pass',
    why: 'a consent banner and a privacy policy',
  },
];
