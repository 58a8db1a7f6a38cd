import type { AdminLocale } from './words.ts';

/** What the page of an order says beside its facts. */
export const ORDER_WORDS: Record<
  AdminLocale,
  { shopperPage: string; moreActions: string; close: string }
> = {
  en: { shopperPage: 'View order status page', moreActions: 'More actions', close: 'Close' },
  'zh-CN': { shopperPage: '查看订单状态页', moreActions: '更多操作', close: '关闭' },
  'zh-TW': { shopperPage: '檢視訂單狀態頁', moreActions: '更多動作', close: '關閉' },
};
