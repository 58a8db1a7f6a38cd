/** A day counted from something. `working_days` are those of a country. */
export interface Term {
  count: number;
  unit: 'days' | 'months' | 'working_days';
  from: 'mailing' | 'expected_delivery';
}

/** One carrier's own published window for parcels that do not arrive. */
export interface PublishedWindow {
  /** Our slugs; null = every post whose number it is, by the number's own form (UPU S10). */
  carriers: readonly string[] | null;
  /** Where it holds: origin and destination as ISO alpha-2; null = any. */
  origin: string | null;
  route: 'domestic' | 'abroad' | 'any';
  /** A claim asks for money, an inquiry has the parcel looked for; carriers want the inquiry first. */
  kind: 'claim' | 'inquiry';
  /** First day on which it is accepted; null = the text names none. */
  opens: Term | null;
  /** Last day on which it is accepted; null = the text names none. */
  closes: Term | null;
  /** `some_services`: published for some of the carrier's services, not for all. */
  scope: 'all' | 'some_services';
  source: PublicSource;
}

export interface PublicSource {
  /** Who published it, and what. A name: the same in every language. */
  title: string;
  /** Where a reader can check it: the carrier's own page, or the official gazette. */
  url: string;
  /** Where its text, or a part of it, was read, when that was a copy or a quotation; null = all of it there. */
  readIn: string | null;
  /** ISO date on which the (stored) text was read. Pages change: what counts is the carrier's own on the day. */
  checkedOn: string;
}

const CHECKED_ON = '2026-11-27';

/**
 * What carriers publish themselves. A window stands here only with a public text; where texts differ, the one that closes
 * first. No law: what a contract or a statute gives beyond it is not said.
 *
 * Looked for and not found in a text that could be read: YunExpress, CNE, Cainiao, China EMS, SF, DHL Express and DHL
 * eCommerce, Australia Post within Australia (its pages name no day), UPS and FedEx from other countries than the United States,
 * the last day of DHL Paket. Royal Mail abroad was found in a copy without its address only; the Convention's six months hold for
 * its numbers as for every post's.
 */
export const PUBLISHED_WINDOWS: readonly PublishedWindow[] = [
  {
    // Insured mail, Priority Mail and Ground Advantage among it, from 15 days on again since 18 January 2026; at most 60.
    carriers: ['usps'],
    origin: 'US',
    route: 'domestic',
    kind: 'claim',
    opens: { count: 15, unit: 'days', from: 'mailing' },
    closes: { count: 60, unit: 'days', from: 'mailing' },
    scope: 'all',
    source: {
      title: 'USPS, Domestic Mail Manual 609.1.4; 90 FR 61328',
      url: 'https://www.federalregister.gov/d/2025-24094',
      readIn: 'https://lexbuild.dev/fr/2025/12/2025-24094',
      checkedOn: CHECKED_ON,
    },
  },
  {
    // Priority Mail International, insured and ordinary parcels, registered mail. Express services close sooner.
    carriers: ['usps'],
    origin: 'US',
    route: 'abroad',
    kind: 'inquiry',
    opens: { count: 7, unit: 'days', from: 'mailing' },
    closes: { count: 6, unit: 'months', from: 'mailing' },
    scope: 'some_services',
    source: {
      title: 'USPS, International Mail Manual, Exhibit 921.2',
      url: 'https://about.usps.com/postal-bulletin/2014/pb22398/html/updt_001.htm',
      readIn: null,
      checkedOn: CHECKED_ON,
    },
  },
  {
    // Notice within 60 days after the scheduled delivery at home, claims within 60 days abroad: the earlier duty of each.
    carriers: ['ups'],
    origin: 'US',
    route: 'any',
    kind: 'claim',
    opens: null,
    closes: { count: 60, unit: 'days', from: 'expected_delivery' },
    scope: 'all',
    source: {
      title: 'UPS, Tariff/Terms and Conditions of Service – United States',
      url: 'https://www.ups.com/claims',
      readIn:
        'https://support.sharearefund.com/kb/how-long-do-i-have-to-report-a-lost-or-damaged-package-with-ups/',
      checkedOn: CHECKED_ON,
    },
  },
  {
    // Non-delivery and misdelivery: within nine months after FedEx accepted the shipment.
    carriers: ['fedex'],
    origin: 'US',
    route: 'any',
    kind: 'claim',
    opens: null,
    closes: { count: 9, unit: 'months', from: 'mailing' },
    scope: 'all',
    source: {
      title: 'FedEx Service Guide, Claims',
      url: 'https://www.fedex.com/us/terms',
      readIn: 'https://support.shipopti.com/portal/en/kb/articles/parcel-claim-faqs',
      checkedOn: CHECKED_ON,
    },
  },
  {
    // Ten working days after the due date (Royal Mail's own page); within 80 days of posting (as its senders quote it).
    carriers: ['royal-mail'],
    origin: 'GB',
    route: 'domestic',
    kind: 'claim',
    opens: { count: 10, unit: 'working_days', from: 'expected_delivery' },
    closes: { count: 80, unit: 'days', from: 'mailing' },
    scope: 'all',
    source: {
      title: 'Royal Mail, Retail Compensation Policy for Loss',
      url: 'https://www.royalmail.com/retail-compensation-policy-loss',
      readIn: 'https://wiki.polyinpictures.com/index.php?oldid=8&title=Template%3AMissingPost',
      checkedOn: CHECKED_ON,
    },
  },
  {
    // A search is taken a week after the parcel was handed over. The last day was not found.
    carriers: ['dhl-paket'],
    origin: 'DE',
    route: 'any',
    kind: 'inquiry',
    opens: { count: 7, unit: 'days', from: 'mailing' },
    closes: null,
    scope: 'all',
    source: {
      title: 'DHL Paket, Nachforschungsauftrag',
      url: 'https://www.dhl.de/nachforschung',
      readIn: 'https://www.paketda.de/verlust/dhl.html',
      checkedOn: CHECKED_ON,
    },
  },
  {
    // The expected delivery date must have passed.
    carriers: ['canada-post'],
    origin: 'CA',
    route: 'domestic',
    kind: 'inquiry',
    opens: { count: 1, unit: 'days', from: 'expected_delivery' },
    closes: { count: 90, unit: 'days', from: 'mailing' },
    scope: 'all',
    source: {
      title: 'Canada Post, “My package hasn’t arrived”',
      url: 'https://www.canadapost-postescanada.ca/cpc/en/support/kb/receiving/mail-delivery/mail-with-tracking-number-not-delivered-what-can-i-do',
      readIn: null,
      checkedOn: CHECKED_ON,
    },
  },
  {
    carriers: ['colissimo', 'la-poste'],
    origin: 'FR',
    route: 'any',
    kind: 'claim',
    opens: null,
    closes: { count: 30, unit: 'days', from: 'mailing' },
    scope: 'all',
    source: {
      title: 'La Poste, « Colis perdu Colissimo »',
      url: 'https://www.laposte.fr/envoyer/colis-perdu-colissimo',
      readIn: 'https://api.boutique.laposte.fr/envoyer/colis-perdu-colissimo',
      checkedOn: CHECKED_ON,
    },
  },
  {
    // 30 days from the day after the expected delivery.
    carriers: ['correios'],
    origin: 'BR',
    route: 'domestic',
    kind: 'claim',
    opens: { count: 1, unit: 'days', from: 'expected_delivery' },
    closes: { count: 30, unit: 'days', from: 'expected_delivery' },
    scope: 'all',
    source: {
      title: 'Correios de A a Z, “Reclamação”',
      url: 'https://correios.com.br/a-a-z/reclamacao',
      readIn: null,
      checkedOn: CHECKED_ON,
    },
  },
  {
    // Registered mail and parcels; Speedpost closes after three months already.
    carriers: ['hongkong-post'],
    origin: null,
    route: 'abroad',
    kind: 'inquiry',
    opens: { count: 14, unit: 'days', from: 'mailing' },
    closes: { count: 5, unit: 'months', from: 'mailing' },
    scope: 'some_services',
    source: {
      title: 'Hongkong Post, Mail Tracing',
      url: 'https://www.hongkongpost.hk/en/faq_support/mail_tracing/q3/index.html',
      readIn: null,
      checkedOn: CHECKED_ON,
    },
  },
  {
    // Express: in writing within 30 days after 4PX took it in. Its postal services: inquiries within 60 days of the first scan.
    carriers: ['4px'],
    origin: null,
    route: 'any',
    kind: 'claim',
    opens: null,
    closes: { count: 30, unit: 'days', from: 'mailing' },
    scope: 'some_services',
    source: {
      title: '4PX（递四方），索赔事项及退件处理',
      url: 'http://express.4px.com/article/detail/id/500112/cid/320',
      readIn: null,
      checkedOn: CHECKED_ON,
    },
  },
  {
    // One postal service: inquiries from the tenth day after acceptance, nothing after the sixtieth.
    carriers: ['yanwen'],
    origin: null,
    route: 'any',
    kind: 'inquiry',
    opens: { count: 10, unit: 'days', from: 'mailing' },
    closes: { count: 60, unit: 'days', from: 'mailing' },
    scope: 'some_services',
    source: {
      title: '燕文，Wish 燕文 C 优先小包：赔付标准',
      url: 'http://yanwentech.com/index.php?s=/product/detail/id/127.html',
      readIn: null,
      checkedOn: CHECKED_ON,
    },
  },
  {
    // Registered, insured and tracked items and parcels of every post; EMS has rules of its own.
    carriers: null,
    origin: null,
    route: 'abroad',
    kind: 'inquiry',
    opens: null,
    closes: { count: 6, unit: 'months', from: 'mailing' },
    scope: 'all',
    source: {
      title: 'Universal Postal Convention, “Inquiries” (six months from the day after posting)',
      url: 'https://likumi.lv/ta/id/302504-universal-postal-convention',
      readIn:
        'https://360.lexisnexis.at/d/rechtsnorm-ris/artikel_17_weltpostverein_weltpostvertrag_bukarest/L-20006773-A17',
      checkedOn: CHECKED_ON,
    },
  },
];
