import type { AdminLocale } from '../admin/words.ts';
import type { PageState, Viewer } from './visit.ts';

/** The sandbox's own bar above a customer's page. */
export interface BarWords {
  bar: string;
  who: string;
  viewer: Record<Viewer, string>;
  state: string;
  states: Record<PageState, string>;
  language: string;
  admin: string;
  /** Why the page is shown at all to somebody else. */
  otherNote: string;
  hidden: string;
  missing: string;
  notInstalled: string;
}

const BAR_WORDS: Record<AdminLocale, BarWords> = {
  en: {
    bar: 'Sandbox: how this page is seen',
    who: 'Who looks',
    viewer: { own: 'The customer', other: 'Another customer', nobody: 'Nobody signed in' },
    state: 'Page',
    states: {
      unauthenticated: 'Unauthenticated',
      pre_authenticated: 'By link (pre-authenticated)',
      authenticated: 'Signed in',
    },
    language: 'Language',
    admin: 'Order in admin',
    otherNote:
      'Shopify would ask this person to sign in as the customer. The sandbox shows the page, so that what the app answers can be seen.',
    hidden: 'Extensions do not render on this page before somebody is recognised.',
    missing: 'The extensions are not built. Run “npm run build”, then load this page again.',
    notInstalled: 'Lastscan is not installed in this store.',
  },
  'zh-CN': {
    bar: '沙盒：以何种方式查看此页',
    who: '查看者',
    viewer: { own: '下单的顾客', other: '另一位顾客', nobody: '无人登录' },
    state: '页面',
    states: {
      unauthenticated: '未验证',
      pre_authenticated: '通过链接（预验证）',
      authenticated: '已登录',
    },
    language: '语言',
    admin: '后台中的订单',
    otherNote: 'Shopify 会要求此人以该顾客身份登录。沙盒仍显示此页，以便查看应用的回应。',
    hidden: '在识别访客身份之前，此页不显示任何扩展。',
    missing: '扩展尚未构建。请运行“npm run build”，然后重新加载此页。',
    notInstalled: '此商店未安装 Lastscan。',
  },
  'zh-TW': {
    bar: '沙盒：以何種方式檢視此頁',
    who: '檢視者',
    viewer: { own: '下單的顧客', other: '另一位顧客', nobody: '無人登入' },
    state: '頁面',
    states: {
      unauthenticated: '未驗證',
      pre_authenticated: '透過連結（預先驗證）',
      authenticated: '已登入',
    },
    language: '語言',
    admin: '管理介面中的訂單',
    otherNote: 'Shopify 會要求此人以該顧客身分登入。沙盒仍顯示此頁，以便檢視應用程式的回應。',
    hidden: '在辨識訪客身分之前，此頁不顯示任何擴充功能。',
    missing: '擴充功能尚未建置。請執行「npm run build」，然後重新載入此頁。',
    notInstalled: '此商店未安裝 Lastscan。',
  },
};

/** The bar speaks the page's language where it can. */
export function barWords(language: string): BarWords {
  const locale = (['en', 'zh-CN', 'zh-TW'] as const).find((each) => each === language) ?? 'en';
  return BAR_WORDS[locale];
}
