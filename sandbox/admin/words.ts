/** The admin page's own words. It plays Shopify admin, so it speaks the three languages the app speaks. */
export const ADMIN_LOCALES = ['en', 'zh-CN', 'zh-TW'] as const;
export type AdminLocale = (typeof ADMIN_LOCALES)[number];

export interface AdminWords {
  home: string;
  orders: string;
  apps: string;
  language: string;
  store: string;
  welcome: string;
  welcomeText: string;
  installTitle: string;
  installText: string;
  install: string;
  open: string;
  uninstall: string;
  permissions: string;
  order: string;
  date: string;
  total: string;
  fulfillment: string;
  tracking: string;
  destination: string;
  noTracking: string;
  unfulfilled: string;
  sandbox: string;
  sandboxClock: string;
  plus6h: string;
  plus1d: string;
  plus7d: string;
  incidents: string;
  unsaved: string;
  save: string;
  discard: string;
  leave: string;
  dismiss: string;
  skip: string;
  loading: string;
  consentTitle: string;
  consentText: string;
  allow: string;
  decline: string;
  incident: Record<string, string>;
}

export const ADMIN_WORDS: Record<AdminLocale, AdminWords> = {
  en: {
    home: 'Home',
    orders: 'Orders',
    apps: 'Apps',
    language: 'Language',
    store: 'Store',
    welcome: 'This is a sandbox store',
    welcomeText:
      'Its orders, suppliers and parcels live on a clock of their own. Install Lastscan, then move the clock and switch incidents on to see what the app says.',
    installTitle: 'Lastscan tells which tracking numbers stopped telling the truth',
    installText: 'Installing gives the app these permissions:',
    install: 'Install',
    open: 'Open Lastscan',
    uninstall: 'Uninstall',
    permissions: 'Permissions',
    order: 'Order',
    date: 'Date',
    total: 'Total',
    fulfillment: 'Fulfillment',
    tracking: 'Tracking',
    destination: 'Destination',
    noTracking: 'No number',
    unfulfilled: 'Unfulfilled',
    sandbox: 'Sandbox',
    sandboxClock: 'Sandbox clock',
    plus6h: '+6 h',
    plus1d: '+1 d',
    plus7d: '+7 d',
    incidents: 'Incidents',
    unsaved: 'Unsaved changes',
    save: 'Save',
    discard: 'Discard',
    leave: 'You have unsaved changes. Leave this page without saving?',
    dismiss: 'Dismiss',
    skip: 'Skip to content',
    loading: 'Loading',
    consentTitle: 'Lastscan asks for more permissions',
    consentText: 'It needs them for what you are about to do. You can take them back at any time.',
    allow: 'Allow',
    decline: 'Decline',
    incident: {
      number_never_uploaded: 'Numbers never uploaded',
      number_before_parcel: 'Numbers before parcels exist',
      fake_numbers: 'Fake numbers',
      silent_loss_at_handoff: 'Lost at hand-off',
      customs_backlog: 'Customs backlog',
      carrier_outage: 'Carrier outage',
      webhook_loss: 'Webhooks lost',
      borrowed_numbers: "Strangers' numbers",
      reused_numbers: 'Numbers used twice',
      source_outage_17track: '17TRACK down',
      source_outage_aftership: 'AfterShip down',
      source_stale_17track: '17TRACK not syncing',
    },
  },
  'zh-CN': {
    home: '主页',
    orders: '订单',
    apps: '应用',
    language: '语言',
    store: '商店',
    welcome: '这是一个沙盒商店',
    welcomeText:
      '这里的订单、供应商和包裹都按自己的时钟运转。先安装 Lastscan，再拨动时钟、打开各种突发状况，看看应用怎么说。',
    installTitle: 'Lastscan 告诉您哪些物流单号已经不再可信',
    installText: '安装后应用将获得以下权限：',
    install: '安装',
    open: '打开 Lastscan',
    uninstall: '卸载',
    permissions: '权限',
    order: '订单',
    date: '日期',
    total: '总额',
    fulfillment: '发货',
    tracking: '物流单号',
    destination: '目的地',
    noTracking: '无单号',
    unfulfilled: '未发货',
    sandbox: '沙盒',
    sandboxClock: '沙盒时钟',
    plus6h: '+6 小时',
    plus1d: '+1 天',
    plus7d: '+7 天',
    incidents: '突发状况',
    unsaved: '有未保存的更改',
    save: '保存',
    discard: '放弃',
    leave: '更改尚未保存，确定要离开此页面吗？',
    dismiss: '关闭',
    skip: '跳到内容',
    loading: '加载中',
    consentTitle: 'Lastscan 请求更多权限',
    consentText: '您即将进行的操作需要这些权限，之后可以随时撤回。',
    allow: '允许',
    decline: '拒绝',
    incident: {
      number_never_uploaded: '供应商不上传单号',
      number_before_parcel: '单号先于包裹',
      fake_numbers: '虚假单号',
      silent_loss_at_handoff: '交接时丢失',
      customs_backlog: '清关积压',
      carrier_outage: '承运商停扫',
      webhook_loss: 'Webhook 丢失',
      borrowed_numbers: '盗用他人单号',
      reused_numbers: '重复使用单号',
      source_outage_17track: '17TRACK 宕机',
      source_outage_aftership: 'AfterShip 宕机',
      source_stale_17track: '17TRACK 停止同步',
    },
  },
  'zh-TW': {
    home: '首頁',
    orders: '訂單',
    apps: '應用程式',
    language: '語言',
    store: '商店',
    welcome: '這是一間沙盒商店',
    welcomeText:
      '這裡的訂單、供應商與包裹都依自己的時鐘運作。請先安裝 Lastscan，再撥動時鐘、開啟各種突發狀況，看看應用程式怎麼說。',
    installTitle: 'Lastscan 告訴您哪些追蹤編號已經不再可信',
    installText: '安裝後應用程式將取得以下權限：',
    install: '安裝',
    open: '開啟 Lastscan',
    uninstall: '解除安裝',
    permissions: '權限',
    order: '訂單',
    date: '日期',
    total: '總額',
    fulfillment: '出貨',
    tracking: '追蹤編號',
    destination: '目的地',
    noTracking: '無編號',
    unfulfilled: '未出貨',
    sandbox: '沙盒',
    sandboxClock: '沙盒時鐘',
    plus6h: '+6 小時',
    plus1d: '+1 天',
    plus7d: '+7 天',
    incidents: '突發狀況',
    unsaved: '有未儲存的變更',
    save: '儲存',
    discard: '捨棄',
    leave: '變更尚未儲存，確定要離開此頁面嗎？',
    dismiss: '關閉',
    skip: '跳至內容',
    loading: '載入中',
    consentTitle: 'Lastscan 要求更多權限',
    consentText: '您即將進行的操作需要這些權限，之後可以隨時收回。',
    allow: '允許',
    decline: '拒絕',
    incident: {
      number_never_uploaded: '供應商未上傳編號',
      number_before_parcel: '編號早於包裹',
      fake_numbers: '虛假編號',
      silent_loss_at_handoff: '交接時遺失',
      customs_backlog: '清關壅塞',
      carrier_outage: '物流業者停止掃描',
      webhook_loss: 'Webhook 遺失',
      borrowed_numbers: '盜用他人編號',
      reused_numbers: '重複使用編號',
      source_outage_17track: '17TRACK 停擺',
      source_outage_aftership: 'AfterShip 停擺',
      source_stale_17track: '17TRACK 停止同步',
    },
  },
};

/** The admin's locale for a `locale` search parameter; English when it is none of ours. */
export function adminLocale(value: string | null): AdminLocale {
  return ADMIN_LOCALES.find((locale) => locale === value) ?? 'en';
}
