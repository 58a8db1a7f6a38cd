import type { FulfillmentEventStatus } from './event-status.ts';

/** What a carrier can say about a parcel. The names follow the app's milestones where there is one. */
export const PHRASES = {
  announced: {
    status: 'CONFIRMED',
    en: [
      'Shipment information received',
      'Shipping information sent to carrier',
      'Order data received',
    ],
    zh: ['已收到电子预报信息', '电子预报信息已接收'],
  },
  label_created: {
    status: 'LABEL_PRINTED',
    en: ['Shipping label created', 'Label created, not yet in system', 'Label printed'],
    zh: ['运单已打印', '已创建运单'],
  },
  accepted: {
    status: 'CARRIER_PICKED_UP',
    en: [
      'Accepted by carrier',
      'Parcel picked up by carrier',
      'Package received at origin facility',
    ],
    zh: ['已揽收', '快件已揽收', '包裹已收寄'],
  },
  origin_processing: {
    status: 'IN_TRANSIT',
    en: ['Processed at origin sorting centre', 'Departed origin sorting centre'],
    zh: ['到达分拣中心', '离开分拣中心'],
  },
  export_customs: {
    status: 'IN_TRANSIT',
    en: ['Presented to export customs', 'Export customs clearance started'],
    zh: ['出口报关中', '送交出口海关'],
  },
  export_released: {
    status: 'IN_TRANSIT',
    en: ['Export customs clearance complete', 'Released by export customs'],
    zh: ['出口清关完成', '出口海关已放行'],
  },
  departed_origin: {
    status: 'IN_TRANSIT',
    en: ['Departed from origin country', 'Departed outward office of exchange', 'Flight departed'],
    zh: ['已离开始发国', '航班起飞', '离开始发国'],
  },
  arrived_destination: {
    status: 'IN_TRANSIT',
    en: [
      'Arrived at destination country',
      'Arrived at inward office of exchange',
      'Flight arrived at destination airport',
    ],
    zh: ['已到达目的国', '航班抵达', '到达目的国'],
  },
  import_customs: {
    status: 'IN_TRANSIT',
    en: [
      'Presented to import customs',
      'Import customs clearance started',
      'Awaiting customs clearance',
    ],
    zh: ['进口清关中', '送交进口海关'],
  },
  customs_action_needed: {
    status: 'DELAYED',
    en: [
      'Held by import customs: additional information required',
      'Held by customs: commercial invoice required',
      'Customs clearance delay: duties unpaid',
    ],
    zh: ['海关扣留，需补充资料', '清关异常：待缴税'],
  },
  customs_released: {
    status: 'IN_TRANSIT',
    en: [
      'Released from customs',
      'Import customs clearance complete',
      'Departed inward office of exchange',
    ],
    zh: ['进口清关完成', '海关放行'],
  },
  domestic_transit: {
    status: 'IN_TRANSIT',
    en: [
      'Arrived at regional facility',
      'Departed regional facility',
      'Arrived at delivery office',
      'Processed at destination sorting centre',
    ],
    zh: ['到达派送中心', '离开派送中心'],
  },
  domestic_departed: {
    status: 'IN_TRANSIT',
    en: ['Departed carrier facility', 'In transit to next facility', 'Arrived at hub'],
    zh: ['转运中'],
  },
  out_for_delivery: {
    status: 'OUT_FOR_DELIVERY',
    en: ['Out for delivery', 'Out with courier for delivery', 'Loaded on delivery vehicle'],
    zh: ['派送中', '正在派送'],
  },
  attempt_failed: {
    status: 'ATTEMPTED_DELIVERY',
    en: [
      'Delivery attempted: no one at home',
      'Unsuccessful delivery attempt: address incomplete',
      'Delivery attempt: business closed',
    ],
    zh: ['派送失败：收件人不在', '投递失败'],
  },
  available_pickup: {
    status: 'READY_FOR_PICKUP',
    en: [
      'Available for pickup',
      'Ready for collection at post office',
      'Held at parcel shop for pickup',
    ],
    zh: ['待自提', '到达自提点'],
  },
  delivered: {
    status: 'DELIVERED',
    en: [
      'Delivered, left at front door',
      'Delivered, in mailbox',
      'Delivered to recipient',
      'Delivered, handed to neighbour',
    ],
    zh: ['已签收', '已妥投'],
  },
  returning: {
    status: 'FAILURE',
    en: [
      'Return to sender: refused',
      'Return to sender: insufficient address',
      'Return to sender: unclaimed',
    ],
    zh: ['退回寄件人：收件人拒收', '退件中'],
  },
  returned: {
    status: 'FAILURE',
    en: ['Returned to sender', 'Return delivered to sender'],
    zh: ['已退回寄件人', '退件已签收'],
  },
  weather_delay: {
    status: 'DELAYED',
    en: [
      'Delayed: weather',
      'Delayed: operational delay',
      'Running late, arriving later than planned',
    ],
    zh: ['运输延误'],
  },
} as const satisfies Record<
  string,
  { status: FulfillmentEventStatus; en: readonly string[]; zh: readonly string[] }
>;

export type PhraseKey = keyof typeof PHRASES;
export type PhraseLanguage = 'en' | 'zh';

/** Which phrase a message belongs to; null for a text the world does not use. */
export function phraseOf(message: string): PhraseKey | null {
  return keyByMessage.get(message) ?? null;
}

/** All phrases; a phrase's index stands for it where scans are packed. */
export const PHRASE_KEYS = [
  'announced',
  'label_created',
  'accepted',
  'origin_processing',
  'export_customs',
  'export_released',
  'departed_origin',
  'arrived_destination',
  'import_customs',
  'customs_action_needed',
  'customs_released',
  'domestic_transit',
  'domestic_departed',
  'out_for_delivery',
  'attempt_failed',
  'available_pickup',
  'delivered',
  'returning',
  'returned',
  'weather_delay',
] as const satisfies readonly PhraseKey[];

const keyByMessage = new Map<string, PhraseKey>(
  PHRASE_KEYS.flatMap((key) =>
    [...PHRASES[key].en, ...PHRASES[key].zh].map((text): [string, PhraseKey] => [text, key]),
  ),
);
