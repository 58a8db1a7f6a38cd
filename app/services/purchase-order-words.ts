import type { Language } from '#app/i18n/languages.ts';

/** The words on a purchase order, in the supplier's language and not in the reader's. */
export interface PurchaseOrderWords {
  title: string;
  number: string;
  supplier: string;
  buyer: string;
  status: string;
  orderedOn: string;
  expectedOn: string;
  arrivedOn: string;
  line: string;
  item: string;
  variant: string;
  sku: string;
  supplierSku: string;
  quantity: string;
  received: string;
  cost: string;
  currency: string;
  amount: string;
  total: string;
  costsMissing: string;
  note: string;
  draft: string;
  page: (page: number, of: number) => string;
  /** Of the mail that it goes with. */
  subject: (number: string, buyer: string) => string;
  letter: (about: {
    number: string;
    buyer: string;
    pieces: number;
    expectedOn: string | null;
  }) => string;
}

const EN: PurchaseOrderWords = {
  title: 'Purchase order',
  number: 'Purchase order',
  supplier: 'Supplier',
  buyer: 'Buyer',
  status: 'Status',
  orderedOn: 'Ordered on',
  expectedOn: 'Expected on',
  arrivedOn: 'Arrived on',
  line: 'Line',
  item: 'Item',
  variant: 'Variant ID',
  sku: 'SKU',
  supplierSku: 'Supplier SKU',
  quantity: 'Quantity',
  received: 'Received',
  cost: 'Unit cost',
  currency: 'Currency',
  amount: 'Amount',
  total: 'Total',
  costsMissing: 'The total leaves out lines without a unit cost.',
  note: 'Note',
  draft: 'Draft',
  page: (page, of) => `Page ${page} of ${of}`,
  subject: (number, buyer) => `Purchase order ${number} from ${buyer}`,
  letter: ({ number, buyer, pieces, expectedOn }) =>
    [
      'Hello,',
      '',
      `Please find attached purchase order ${number}: ${pieces} ${pieces === 1 ? 'piece' : 'pieces'} in total.`,
      expectedOn === null
        ? 'Please confirm the order, the prices and the day on which you expect to deliver.'
        : `We expect delivery by ${expectedOn}. Please confirm the order, the prices and this date.`,
      '',
      'Kind regards,',
      buyer,
    ].join('\n'),
};

const ZH_CN: PurchaseOrderWords = {
  title: '采购单',
  number: '采购单号',
  supplier: '供应商',
  buyer: '采购方',
  status: '状态',
  orderedOn: '下单日期',
  expectedOn: '预计到货日期',
  arrivedOn: '到货日期',
  line: '行号',
  item: '商品',
  variant: '规格 ID',
  sku: 'SKU',
  supplierSku: '供应商货号',
  quantity: '数量',
  received: '已到货',
  cost: '单价',
  currency: '币种',
  amount: '金额',
  total: '合计',
  costsMissing: '合计不含未填单价的行。',
  note: '备注',
  draft: '草稿',
  page: (page, of) => `第 ${page} 页，共 ${of} 页`,
  subject: (number, buyer) => `${buyer} 采购单 ${number}`,
  letter: ({ number, buyer, pieces, expectedOn }) =>
    [
      '您好：',
      '',
      `附件为采购单 ${number}，共 ${pieces} 件。`,
      expectedOn === null
        ? '请确认订单、单价以及预计到货日期。'
        : `我们希望在 ${expectedOn} 前到货，请确认订单、单价以及该日期。`,
      '',
      '谢谢',
      buyer,
    ].join('\n'),
};

const ZH_TW: PurchaseOrderWords = {
  title: '採購單',
  number: '採購單號',
  supplier: '供應商',
  buyer: '採購方',
  status: '狀態',
  orderedOn: '下單日期',
  expectedOn: '預計到貨日期',
  arrivedOn: '到貨日期',
  line: '行號',
  item: '商品',
  variant: '款式 ID',
  sku: 'SKU',
  supplierSku: '供應商貨號',
  quantity: '數量',
  received: '已到貨',
  cost: '單價',
  currency: '幣別',
  amount: '金額',
  total: '合計',
  costsMissing: '合計不含未填單價的品項。',
  note: '備註',
  draft: '草稿',
  page: (page, of) => `第 ${page} 頁，共 ${of} 頁`,
  subject: (number, buyer) => `${buyer} 採購單 ${number}`,
  letter: ({ number, buyer, pieces, expectedOn }) =>
    [
      '您好：',
      '',
      `隨信附上採購單 ${number}，共 ${pieces} 件。`,
      expectedOn === null
        ? '請確認訂單、單價與預計到貨日期。'
        : `我們希望於 ${expectedOn} 前到貨，請確認訂單、單價與此日期。`,
      '',
      '謝謝',
      buyer,
    ].join('\n'),
};

export const PURCHASE_ORDER_WORDS: Readonly<Record<Language, PurchaseOrderWords>> = {
  en: EN,
  'zh-CN': ZH_CN,
  'zh-TW': ZH_TW,
};
