import type { Milestone } from '#app/domain/scans/scan.ts';

/** What carriers write when they mean a milestone that the source's own status does not name. */
export interface Phrase {
  milestone: Milestone;
  /** Tried on cleaned text. */
  pattern: RegExp;
  /** Texts it must recognise; the test walks them. */
  examples: readonly string[];
}

/**
 * Tried from top to bottom, the first match wins: the more specific meaning stands above the more general one
 * (asked by customs, released, export, import). Meanings of a text, not of a status: which statuses are refined at all
 * is decided in from-shopify-event.ts.
 */
export const PHRASES: readonly Phrase[] = [
  {
    milestone: 'returned',
    pattern:
      /\b(?:returned|delivered)[, ]+(?:back )?to (?:the |its |original )*(?:sender|shipper|seller)\b|已退回(?:寄件人|发件人|卖家|至发件)|退件(?:已)?签收|已退回寄件人/iu,
    examples: [
      'Returned to sender',
      'Delivered, to original sender',
      'The item was returned to the sender',
      '包裹已退回寄件人',
      '退件已签收',
    ],
  },
  {
    milestone: 'returning',
    pattern:
      /\breturn(?:ing|s)?(?: shipment)?(?: back)? to (?:the |its |original )*(?:sender|shipper|seller|origin)\b|\bbeing returned\b|\bon its way back to\b|\breturn (?:initiated|in progress|process started)\b|退回(?:途)?中|退回寄件人|正在退回|退件(?:途)?中|安排退回/iu,
    examples: [
      'Returning to sender',
      'Return to sender processed',
      'Shipment is being returned',
      'Return initiated',
      '包裹退回中',
      '正在退回寄件人',
      '退回寄件人：收件人拒收',
    ],
  },
  {
    milestone: 'lost',
    pattern:
      /\b(?:parcel|package|shipment|item) (?:is |was |has been |declared |reported )*lost\b|\b(?:declared|presumed|confirmed) lost\b|\blost (?:by|in) (?:the )?(?:carrier|transit)\b|(?:包裹|快件|货物)(?:已)?(?:丢失|遗失)/iu,
    examples: [
      'Package lost',
      'The shipment has been declared lost',
      'Lost in transit',
      '包裹丢失',
      '快件遗失',
    ],
  },
  {
    milestone: 'exception',
    pattern:
      /\b(?:refused|rejected) by (?:the )?(?:recipient|receiver|addressee|consignee|customer)\b|\bdelivery (?:was )?refused\b|\b(?:recipient|receiver|addressee|consignee|customer) refused\b|拒收/iu,
    examples: [
      'Refused by recipient',
      'Delivery refused',
      'Customer refused delivery',
      '收件人拒收',
    ],
  },
  {
    milestone: 'customs_action_needed',
    pattern:
      /\bcustoms\b.{0,40}\b(?:require|requires|required|requiring|requested|request|awaiting|missing|needs?|held|hold|detained|inspection)\b|\b(?:held|detained|stopped|on hold)\b.{0,20}\bcustoms\b|\b(?:awaiting|missing|additional|more)\b.{0,30}\b(?:documents?|documentation|information|invoice|payment|duties)\b.{0,30}\b(?:customs|clearance|import)\b|\b(?:duties|duty|import tax|vat)\b.{0,20}\b(?:unpaid|due|owed|payable|awaiting payment)\b|\bclearance delay\b|海关(?:查验|扣留|扣押|扣件|要求)|(?:补充|提供|缺少)(?:清关|报关)?(?:资料|文件|发票)|清关(?:异常|失败)|(?:关税|税款)(?:未付|待付|待缴)/iu,
    examples: [
      'Held by customs',
      'Customs requires additional information',
      'Awaiting documents for customs clearance',
      'Import duties unpaid',
      'Clearance delay',
      '海关查验',
      '需提供清关资料',
      '关税待缴',
    ],
  },
  {
    milestone: 'customs_released',
    pattern:
      /\breleased (?:by|from) (?:import |export )?customs\b|\bcustoms (?:has |have )?(?:released|cleared)\b|\bcleared (?:through )?(?:import )?customs\b|\b(?:customs )?clearance (?:is |was |has been |process )?(?:complete|completed|finished)\b|\breturned from customs\b|\b(?:departed|left)(?: the)? inward office of exchange\b|(?:清关|通关|报关)(?:已)?(?:完成|放行)|海关(?:已)?放行/iu,
    examples: [
      'Released by customs',
      'Customs cleared',
      'Cleared customs',
      'Departed inward office of exchange',
      'Customs clearance completed',
      '清关完成',
      '海关放行',
    ],
  },
  {
    milestone: 'export_customs',
    pattern:
      /\bexport (?:customs|clearance)\b|\bcustoms\b.{0,20}\bexport\b|\bclearance\b.{0,20}\b(?:for )?export\b|出口(?:报关|清关|海关)|(?:交|送)出口海关/iu,
    examples: ['Presented to export customs', 'Export clearance started', '出口报关中', '出口清关'],
  },
  {
    milestone: 'import_customs',
    pattern:
      /\bimport (?:customs|clearance)\b|\bcustoms clearance\b|\bin customs\b|\b(?:presented|handed over|arrived|submitted|received)\b.{0,12}\b(?:to|at|by) customs\b|\bcustoms (?:processing|clearing|in progress)\b|\bprocess(?:ed|ing) (?:through|by|at) customs\b|进口(?:清关|报关|海关)|(?:清关|通关)(?:中|处理)|(?:到达|交|送交)(?:进口)?海关/iu,
    examples: [
      'Presented to import customs',
      'Customs clearance in progress',
      'Arrived at customs',
      'In customs',
      'Package is being processed by customs',
      '进口清关',
      '清关中',
    ],
  },
  {
    milestone: 'arrived_destination',
    pattern:
      /\barrived?(?: at| in)?(?: the)? (?:destination|inward office of exchange)\b|\barrival (?:at|in)(?: the)? destination\b|\barrived(?: at| in)(?: the)? (?:country of destination|import(?:ing)? country)\b|\bflight (?:has )?(?:landed|arrived)\b|(?:到达|抵达)(?:目的(?:国|地)|进口)|航班(?:已)?(?:到达|抵达|落地)/iu,
    examples: [
      'Arrived at destination country',
      'Arrived in destination',
      'Arrived at inward office of exchange',
      'Flight arrived',
      '到达目的国',
      '航班已抵达',
    ],
  },
  {
    milestone: 'departed_origin',
    // "Departed facility" alone is any facility: only words that name the border, the flight or the country count.
    pattern:
      /\b(?:departed|left|depart|departure from|leaving)(?: from)?(?: the)? (?:country of origin|outward office of exchange|origin country|origin(?=\s*(?:[,.;]|$)))|\b(?:handed over to|received by|loaded on|uplifted by)(?: the)? (?:airline|aircraft|flight|line-?haul)\b|\bflight (?:has )?(?:departed|taken off)\b|\bdeparted\b.{0,40}\b(?:airport|port of (?:loading|departure))\b|\bline-?haul (?:departed|started)\b|离开(?:始发|发件|原寄)(?:国|地)|航班(?:已)?起飞|(?:交|已交)航|(?:已|货物)(?:出口|离港)/iu,
    examples: [
      'Departed origin country',
      'Left the country of origin',
      'Departed outward office of exchange',
      'Handed over to airline',
      'Departed from Shenzhen airport',
      'Linehaul departed',
      '航班已起飞',
      '离开始发国',
      '已交航',
    ],
  },
];

/** The milestone a carrier's text names, or null when no phrase is in it. */
export function milestoneInText(text: string | null): Milestone | null {
  if (text === null) return null;
  return PHRASES.find(({ pattern }) => pattern.test(text))?.milestone ?? null;
}
