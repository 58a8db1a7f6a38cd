import type { NumberRequest } from '#app/sources/source.ts';

/** Bodies as both sources document them, with the texts their carriers write. Numbers are made up. */
export const YUN = 'YT2412345600000017';
export const USPS = '9400112345678000000177';

export function numberOf(numberKey: string, over: Partial<NumberRequest> = {}): NumberRequest {
  return { numberKey, number: numberKey, carrier: null, destination: null, ...over };
}

const address = (
  country: string | null,
  city: string | null,
  postalCode: string | null = null,
) => ({
  country,
  state: null,
  city,
  street: null,
  postal_code: postalCode,
  coordinates: { longitude: null, latitude: null },
});

export function seventeenEvent(over: Record<string, unknown> = {}) {
  return {
    time_iso: '2026-06-08T16:20:00+08:00',
    time_utc: '2026-06-08T08:20:00Z',
    time_raw: { date: '2026-06-08', time: '16:20:00', timezone: '+08:00' },
    description: '快件已揽收',
    description_translation: { lang: 'en', description: 'Accepted by carrier' },
    location: '深圳',
    stage: 'PickedUp',
    sub_status: 'InTransit_PickedUp',
    address: address('CN', '深圳'),
    ...over,
  };
}

export function seventeenProvider(over: Record<string, unknown> = {}) {
  return {
    provider: {
      key: 190008,
      name: 'YunExpress',
      alias: 'YUNEXPRESS',
      tel: null,
      homepage: 'https://www.yunexpress.com/',
      country: 'CN',
    },
    service_type: null,
    latest_sync_status: 'Success',
    latest_sync_time: '2026-06-10T02:11:45Z',
    events_hash: 91228817,
    provider_tips: null,
    events: [
      seventeenEvent({
        time_iso: '2026-06-09T23:05:00+08:00',
        time_utc: '2026-06-09T15:05:00Z',
        time_raw: '2026-06-09 23:05:00',
        description: 'Departed from Shenzhen airport',
        location: 'Shenzhen',
        stage: 'Departure',
        sub_status: 'InTransit_Departure',
      }),
      seventeenEvent(),
    ],
    ...over,
  };
}

export function seventeenInfo(over: Record<string, unknown> = {}) {
  return {
    shipping_info: {
      shipper_address: address('CN', 'Shenzhen'),
      recipient_address: address('US', 'Portland', '97201'),
    },
    latest_status: {
      status: 'InTransit',
      sub_status: 'InTransit_Departure',
      sub_status_descr: null,
    },
    latest_event: seventeenEvent(),
    time_metrics: {
      days_after_order: 3,
      days_of_transit: 2,
      days_of_transit_done: 0,
      days_after_last_update: 1,
      estimated_delivery_date: {
        source: '17TRACK',
        from: '2026-06-18T00:00:00-07:00',
        to: '2026-06-22T00:00:00-07:00',
      },
    },
    milestone: [{ key_stage: 'PickedUp', time_iso: '2026-06-08T16:20:00+08:00' }],
    misc_info: {
      risk_factor: 0,
      service_type: null,
      local_number: USPS,
      local_provider: 'USPS',
      local_key: 21051,
    },
    tracking: { providers_hash: 202660211, providers: [seventeenProvider()] },
    ...over,
  };
}

export function seventeenItem(over: Record<string, unknown> = {}) {
  return {
    number: YUN,
    carrier: 190008,
    param: null,
    tag: null,
    lang: null,
    track_info: seventeenInfo(),
    ...over,
  };
}

export function seventeenRejected(number: string, code: number) {
  return { number, carrier: '0', error: { code, message: `Something about '${number}'.` } };
}

export function seventeenAnswer(accepted: unknown[], rejected: unknown[] = []) {
  return { code: 0, data: { accepted, rejected } };
}

/** How 17TRACK refuses a whole call. */
export function seventeenError(code: number) {
  return { code, data: { errors: [{ code, message: 'Refused.' }] } };
}

export function afterShipCheckpoint(over: Record<string, unknown> = {}) {
  return {
    created_at: '2026-06-08T09:00:00+00:00',
    slug: 'yunexpress',
    checkpoint_time: '2026-06-08T16:20:00+08:00',
    location: 'Shenzhen, Guangdong, CHN',
    city: 'Shenzhen',
    state: 'Guangdong',
    postal_code: null,
    coordinate: null,
    country_region: 'CHN',
    country_region_name: 'China',
    message: 'Shipment picked up',
    tag: 'InTransit',
    subtag: 'InTransit_002',
    subtag_message: 'Acceptance scan',
    raw_tag: 'PU10',
    source: 'carrier',
    hash: 'cp-1',
    events: [],
    ...over,
  };
}

export function afterShipTracking(over: Record<string, unknown> = {}) {
  return {
    id: '7b74f4d7b1f64f5ba4a0a0f5f4c5e6d7',
    created_at: '2026-06-08T08:00:00+00:00',
    updated_at: '2026-06-10T02:00:00+00:00',
    tracking_number: YUN,
    slug: 'yunexpress',
    active: true,
    origin_country_region: 'CHN',
    destination_country_region: 'USA',
    courier_destination_country_region: 'USA',
    destination_postal_code: '97201',
    tag: 'InTransit',
    subtag: 'InTransit_007',
    subtag_message: 'Departure Scan',
    on_time_status: 'trending-on-time',
    first_mile: { tracking_number: YUN, slug: 'yunexpress', transit_time: 2 },
    last_mile: { tracking_number: USPS, slug: 'usps', transit_time: null },
    courier_estimated_delivery_date: {
      estimated_delivery_date: '2026-06-22',
      estimated_delivery_date_min: '2026-06-18',
      estimated_delivery_date_max: '2026-06-22',
    },
    aftership_estimated_delivery_date: null,
    checkpoints: [
      afterShipCheckpoint(),
      afterShipCheckpoint({
        checkpoint_time: '2026-06-09T23:05:00+08:00',
        created_at: '2026-06-09T16:00:00+00:00',
        message: '航班已起飞',
        subtag: 'InTransit_007',
        hash: 'cp-2',
      }),
    ],
    ...over,
  };
}

export function afterShipList(trackings: unknown[], pagination: Record<string, unknown> = {}) {
  return {
    meta: { code: 200 },
    data: {
      pagination: { total: trackings.length, next_cursor: '', has_next_page: false, ...pagination },
      trackings,
    },
  };
}

export function afterShipError(code: number) {
  return { meta: { code, message: 'Refused.', type: 'BadRequest' }, data: {} };
}
