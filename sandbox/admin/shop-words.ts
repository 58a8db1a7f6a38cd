import type { AdminLocale } from './words.ts';

/** What the admin's pages of products, orders and settings say. */
export interface ShopWords {
  products: string;
  product: string;
  status: string;
  variant: string;
  sku: string;
  price: string;
  compareAt: string;
  barcode: string;
  hsCode: string;
  origin: string;
  available: string;
  notCounted: string;
  tags: string;
  noTags: string;
  updated: string;
  payment: string;
  refunded: string;
  returns: string;
  line: string;
  quantity: string;
  settings: string;
  policies: string;
  noPolicies: string;
  markets: string;
  permissions: string;
  noPage: string;
}

export const SHOP_WORDS: Record<AdminLocale, ShopWords> = {
  en: {
    products: 'Products',
    product: 'Product',
    status: 'Status',
    variant: 'Variant',
    sku: 'SKU',
    price: 'Price',
    compareAt: 'Compare-at price',
    barcode: 'Barcode',
    hsCode: 'HS code',
    origin: 'Country of origin',
    available: 'Available',
    notCounted: 'Not counted',
    tags: 'Tags',
    noTags: 'No tags',
    updated: 'Last change',
    payment: 'Payment',
    refunded: 'Refunded',
    returns: 'Returns',
    line: 'Item',
    quantity: 'Quantity',
    settings: 'Settings',
    policies: 'Policies',
    noPolicies: 'No policy is written yet.',
    markets: 'Markets',
    permissions: 'What Lastscan may do',
    noPage: 'The sandbox does not have this page of Shopify admin.',
  },
  'zh-CN': {
    products: '产品',
    product: '产品',
    status: '状态',
    variant: '多属性',
    sku: 'SKU',
    price: '价格',
    compareAt: '原价',
    barcode: '条码',
    hsCode: 'HS 编码',
    origin: '原产国/地区',
    available: '可售数量',
    notCounted: '不跟踪库存',
    tags: '标签',
    noTags: '无标签',
    updated: '上次更改',
    payment: '付款',
    refunded: '已退款',
    returns: '退货',
    line: '商品',
    quantity: '数量',
    settings: '设置',
    policies: '政策',
    noPolicies: '尚未填写任何政策。',
    markets: '市场',
    permissions: 'Lastscan 的权限',
    noPage: '沙盒中没有 Shopify 后台的这个页面。',
  },
  'zh-TW': {
    products: '商品',
    product: '商品',
    status: '狀態',
    variant: '子類',
    sku: 'SKU',
    price: '價格',
    compareAt: '原價',
    barcode: '條碼',
    hsCode: 'HS 編碼',
    origin: '原產國家/地區',
    available: '可售數量',
    notCounted: '不追蹤庫存',
    tags: '標籤',
    noTags: '無標籤',
    updated: '上次變更',
    payment: '付款',
    refunded: '已退款',
    returns: '退貨',
    line: '品項',
    quantity: '數量',
    settings: '設定',
    policies: '政策',
    noPolicies: '尚未填寫任何政策。',
    markets: '市場',
    permissions: 'Lastscan 的權限',
    noPage: '沙盒中沒有 Shopify 管理介面的這個頁面。',
  },
};
