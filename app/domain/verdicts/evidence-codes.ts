/** How a parameter of an evidence sentence is to be shown. */
export type EvidenceParam =
  | 'instant' // ISO 8601 instant, shown in the shop's time zone
  | 'date' // ISO date, shown as a date without a time zone
  | 'number' // a count of days or hours, possibly with a half
  | 'span' // days of the verdict's calendar, shown with their unit: hours below a day
  | 'milestone' // a member of MILESTONES, shown by its own word
  | 'country' // ISO 3166 alpha-2
  | 'source' // a member of SOURCES, shown by its own name
  | 'text'; // carrier's or merchant's text: plain text only

/**
 * Every sentence a verdict may give as evidence. The words live in i18n under `evidence.<code>`; `template` is the English
 * sentence and the contract for the translations, in i18next's syntax. No parameter is ever null: where a fact may be
 * missing there are two codes. No sentence depends on the instant of looking.
 */
export const EVIDENCE_CODES = [
  {
    code: 'last_physical_scan',
    template: 'Last physical scan: {{milestone}} on {{at}}.',
    params: { milestone: 'milestone', at: 'instant' },
  },
  {
    code: 'last_physical_scan_place',
    template: 'Last physical scan: {{milestone}} on {{at}}, {{place}}.',
    params: { milestone: 'milestone', at: 'instant', place: 'text' },
  },
  {
    code: 'silent_past_limit',
    template: 'Nothing since {{from}}; the limit of {{limitDays}} days was reached on {{limitAt}}.',
    params: { from: 'instant', limitDays: 'number', limitAt: 'instant' },
  },
  {
    code: 'within_limit',
    template: 'The limit of {{limitDays}} days is reached on {{limitAt}}.',
    params: { limitDays: 'number', limitAt: 'instant' },
  },
  {
    code: 'usual_between',
    template:
      'From {{origin}} to {{destination}}, 9 of 10 parcels at this stage are scanned again within {{days}} ({{parcels}} silences of this carrier and route).',
    params: { origin: 'country', destination: 'country', days: 'span', parcels: 'number' },
  },
  {
    code: 'usual_on_lane',
    template:
      'On this route, 9 of 10 parcels at this stage are scanned again within {{days}} ({{parcels}} silences).',
    params: { days: 'span', parcels: 'number' },
  },
  {
    code: 'usual_of_carrier',
    template:
      'With {{carrier}}, 9 of 10 parcels at this stage are scanned again within {{days}} ({{parcels}} silences on all its routes).',
    params: { carrier: 'text', days: 'span', parcels: 'number' },
  },
  {
    code: 'usual_at_stage',
    template:
      'Of this shop’s parcels at this stage, 9 of 10 are scanned again within {{days}} ({{parcels}} silences of all carriers).',
    params: { days: 'span', parcels: 'number' },
  },
  {
    code: 'usual_in_general',
    template:
      '9 of 10 parcels at this stage are scanned again within {{days}}: general figures, because this shop has too few parcels of its own yet.',
    params: { days: 'span' },
  },
  {
    code: 'shipped_without_number',
    template: 'Marked as shipped on {{at}} without a tracking number.',
    params: { at: 'instant' },
  },
  {
    code: 'no_number_past_limit',
    template: 'Still no number after {{limitDays}} days, on {{limitAt}}.',
    params: { limitDays: 'number', limitAt: 'instant' },
  },
  {
    code: 'number_seen',
    template: 'Tracking number known since {{at}}.',
    params: { at: 'instant' },
  },
  {
    code: 'never_scanned_past_limit',
    template: 'No physical scan within {{limitDays}} days, on {{limitAt}}.',
    params: { limitDays: 'number', limitAt: 'instant' },
  },
  {
    code: 'announced_only',
    template: 'The carrier was told of the parcel on {{at}}; it has not confirmed receiving it.',
    params: { at: 'instant' },
  },
  {
    code: 'no_notice_either',
    template: 'The carrier has not even announced this number.',
    params: {},
  },
  {
    code: 'carrier_not_followed',
    template:
      'Shopify does not follow this carrier by itself, so scans may exist that Shopify never shows.',
    params: {},
  },
  {
    code: 'customs_request',
    template: 'Customs asks for something since {{at}}.',
    params: { at: 'instant' },
  },
  {
    code: 'customs_past_limit',
    template:
      'In customs since {{from}} without a scan; the limit of {{limitDays}} days was reached on {{limitAt}}.',
    params: { from: 'instant', limitDays: 'number', limitAt: 'instant' },
  },
  {
    code: 'promised_date_passed',
    template: 'Promised for {{promisedOn}}; that day ended at the destination on {{endedAt}}.',
    params: { promisedOn: 'date', endedAt: 'instant' },
  },
  {
    code: 'promise_unlikely',
    template:
      'Promised for {{promisedOn}}; of parcels like this one that were silent as long since {{from}}, fewer than 1 in 10 arrive by then.',
    params: { promisedOn: 'date', from: 'instant' },
  },
  {
    code: 'usual_time_learned_passed',
    template:
      'On its way since {{from}} without a promised date; by {{limitAt}} 19 of 20 parcels like it had arrived ({{deliveries}} deliveries).',
    params: { from: 'instant', limitAt: 'instant', deliveries: 'number' },
  },
  {
    code: 'usual_time_passed',
    template:
      'Shipped on {{shippedAt}} without a promised date; {{limitDays}} days were over on {{limitAt}}.',
    params: { shippedAt: 'instant', limitDays: 'number', limitAt: 'instant' },
  },
  {
    code: 'delivered_scan',
    template: 'Delivered on {{at}}.',
    params: { at: 'instant' },
  },
  {
    code: 'delivered_scan_place',
    template: 'Delivered on {{at}}, {{place}}.',
    params: { at: 'instant', place: 'text' },
  },
  {
    code: 'returning_scan',
    template: 'On its way back to the sender since {{at}}.',
    params: { at: 'instant' },
  },
  {
    code: 'returned_scan',
    template: 'Back at the sender since {{at}}.',
    params: { at: 'instant' },
  },
  {
    code: 'delivered_at_origin',
    template:
      'After turning back, delivered on {{at}} in {{country}}, where it came from: counted as returned.',
    params: { at: 'instant', country: 'country' },
  },
  {
    code: 'lost_scan',
    template: 'The carrier reported it lost on {{at}}.',
    params: { at: 'instant' },
  },
  {
    code: 'source_never_answered',
    template: 'Shopify has not answered yet, so the deadline of {{limitAt}} cannot be judged.',
    params: { limitAt: 'instant' },
  },
  {
    code: 'source_silent_since',
    template:
      'Shopify last answered on {{answeredAt}}, before the deadline of {{limitAt}}; after {{hours}} hours without an answer silence is not judged.',
    params: { answeredAt: 'instant', limitAt: 'instant', hours: 'number' },
  },
  {
    code: 'named_source_never_answered',
    template: '{{source}} has not answered yet, so the deadline of {{limitAt}} cannot be judged.',
    params: { source: 'source', limitAt: 'instant' },
  },
  {
    code: 'named_source_silent_since',
    template:
      '{{source}} last had news on {{answeredAt}}, before the deadline of {{limitAt}}; after {{hours}} hours without an answer silence is not judged.',
    params: { source: 'source', answeredAt: 'instant', limitAt: 'instant', hours: 'number' },
  },
  {
    code: 'source_incident_open',
    template:
      '{{source}} has stopped telling news of many parcels since {{beganAt}}; the deadline of {{limitAt}} is not judged until it tells again.',
    params: { source: 'source', beganAt: 'instant', limitAt: 'instant' },
  },
  {
    code: 'carrier_incident_open',
    template:
      '{{carrier}} has stopped scanning parcels since {{beganAt}}; the deadline of {{limitAt}} is not judged until it scans again.',
    params: { carrier: 'text', beganAt: 'instant', limitAt: 'instant' },
  },
  {
    code: 'number_scanned_before_payment',
    template:
      'This number was already scanned ({{milestone}}) on {{at}}; the order was placed on {{placedAt}}.',
    params: { milestone: 'milestone', at: 'instant', placedAt: 'instant' },
  },
  {
    code: 'number_delivered_before_order',
    template: 'Delivered on {{at}}; the order was placed on {{placedAt}}.',
    params: { at: 'instant', placedAt: 'instant' },
  },
  {
    code: 'number_seen_abroad',
    template: '{{milestone}} on {{at}} in {{country}}; this parcel goes to {{destination}}.',
    params: { milestone: 'milestone', at: 'instant', country: 'country', destination: 'country' },
  },
  {
    code: 'number_delivered_abroad',
    template: 'Delivered on {{at}} in {{country}}; this parcel goes to {{destination}}.',
    params: { at: 'instant', country: 'country', destination: 'country' },
  },
  {
    code: 'number_recipient_abroad',
    template: '{{source}} names a recipient in {{country}}; this parcel goes to {{destination}}.',
    params: { source: 'source', country: 'country', destination: 'country' },
  },
  {
    code: 'number_recipient_postcode',
    template: '{{source}} names a recipient with another postcode in {{destination}}.',
    params: { source: 'source', destination: 'country' },
  },
  {
    code: 'number_delivered_postcode',
    template: 'Delivered on {{at}} in {{destination}}, at another postcode than the order’s.',
    params: { at: 'instant', destination: 'country' },
  },
  {
    code: 'number_too_fast',
    template:
      'Delivered on {{at}}, {{hours}} h after the order was placed; from {{origin}} to {{destination}} no carrier needs less than {{limitHours}} h.',
    params: {
      at: 'instant',
      hours: 'number',
      origin: 'country',
      destination: 'country',
      limitHours: 'number',
    },
  },
  {
    code: 'number_faster_than_lane',
    template:
      'Delivered on {{at}}, {{hours}} h after the order was placed; of this shop’s parcels from {{origin}} to {{destination}} 98 in 100 took more than {{limitDays}} days.',
    params: {
      at: 'instant',
      hours: 'number',
      origin: 'country',
      destination: 'country',
      limitDays: 'number',
    },
  },
  {
    code: 'number_on_other_order',
    template: 'Order {{order}} has had the same number since {{knownAt}}, for another address.',
    params: { order: 'text', knownAt: 'instant' },
  },
  {
    code: 'number_check_digit',
    template: 'The check digit does not fit: it may be mistyped.',
    params: {},
  },
  {
    code: 'fulfillment_cancelled',
    template: 'The fulfillment was cancelled.',
    params: {},
  },
  {
    code: 'business_days_of',
    template: 'Weekends and public holidays of {{country}} are not counted.',
    params: { country: 'country' },
  },
  {
    code: 'business_days_country_unknown',
    template:
      'Saturdays and Sundays are not counted; the country is unknown, so its public holidays are.',
    params: {},
  },
  {
    code: 'shared_stream',
    template:
      'The fulfillment holds several numbers and Shopify does not say which one a scan belongs to.',
    params: {},
  },
  {
    code: 'future_scan_set_aside',
    template:
      'A scan dated {{at}} ({{milestone}}) lies in the future and is not counted before {{countsFrom}}.',
    params: { at: 'instant', milestone: 'milestone', countsFrom: 'instant' },
  },
] as const satisfies readonly {
  code: string;
  template: string;
  params: Record<string, EvidenceParam>;
}[];

export type EvidenceCode = (typeof EVIDENCE_CODES)[number]['code'];
