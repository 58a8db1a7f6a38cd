import type { AdminLocale } from './words.ts';

/** The words of the page that plays the sources' dashboards and the suppliers. */
export interface SourceWords {
  title: string;
  text: string;
  key: string;
  address: string;
  secret: string;
  webhookUrl: string;
  webhookHelp: string;
  copy: string;
  copied: string;
  save: string;
  saved: string;
  refused: string;
  calls: string;
  credits: string;
  followed: string;
  pushed: string;
  lost: string;
  faults: string;
  faultsText: string;
  fault: Record<string, string>;
  times: string;
  order: string;
  suppliers: string;
  suppliersText: string;
  lists: Record<string, string>;
}

export const SOURCE_WORDS: Record<AdminLocale, SourceWords> = {
  en: {
    title: 'Tracking sources',
    text: 'The sandbox plays 17TRACK and AfterShip. Copy a key into Lastscan’s settings, and the address that Lastscan shows you back into this page, as you would in the source’s own dashboard.',
    key: 'API key',
    address: 'API address',
    secret: 'Webhook secret',
    webhookUrl: 'Address for pushes',
    webhookHelp: 'Lastscan shows it under Settings → Sources. Empty: nothing is pushed.',
    copy: 'Copy',
    copied: 'Copied',
    save: 'Save',
    saved: 'Saved',
    refused: 'Not saved',
    calls: 'Calls',
    credits: 'Credits used',
    followed: 'Numbers followed',
    pushed: 'Pushes sent',
    lost: 'Pushes lost',
    faults: 'Unusable answers',
    faultsText: 'The next calls are answered like this:',
    fault: {
      none: 'As usual',
      timeout: 'Not at all',
      half_body: 'Half a body',
      wrong_content_type: 'A web page',
      huge: '11 MB',
      http_500: 'Error 500',
      http_429: 'Error 429',
    },
    times: 'Times',
    order: 'Apply',
    suppliers: 'Supplier lists',
    suppliersText:
      'CSV files as suppliers send them, some rows of them dirty. Upload them in Lastscan.',
    lists: {
      '1688': '1688: GBK, Chinese, matches by SKU and date',
      dsers: 'DSers: UTF-8, English, matches by order name',
      cj: 'CJ: UTF-8 with mark, last-mile numbers, by order name',
      dianxiaomi: 'Dianxiaomi: GBK, last-mile numbers, by the first number',
    },
  },
  'zh-CN': {
    title: '轨迹数据源',
    text: '沙盒模拟 17TRACK 和 AfterShip。把密钥复制到 Lastscan 的设置中，再把 Lastscan 给出的推送地址粘贴回本页，就像在服务商自己的后台操作一样。',
    key: 'API 密钥',
    address: 'API 地址',
    secret: 'Webhook 密钥',
    webhookUrl: '推送地址',
    webhookHelp: '在 Lastscan 的“设置 → 数据源”中可以看到。留空则不推送。',
    copy: '复制',
    copied: '已复制',
    save: '保存',
    saved: '已保存',
    refused: '未保存',
    calls: '调用次数',
    credits: '已用额度',
    followed: '跟踪中的单号',
    pushed: '已推送',
    lost: '推送失败',
    faults: '异常响应',
    faultsText: '接下来的调用将这样响应：',
    fault: {
      none: '正常',
      timeout: '不响应',
      half_body: '响应中断',
      wrong_content_type: '返回网页',
      huge: '返回 11 MB',
      http_500: '错误 500',
      http_429: '错误 429',
    },
    times: '次数',
    order: '应用',
    suppliers: '供应商表格',
    suppliersText: '供应商发来的 CSV 文件，其中有些行不规范。可在 Lastscan 中上传。',
    lists: {
      '1688': '1688：GBK，中文，按 SKU 和日期匹配',
      dsers: 'DSers：UTF-8，英文，按订单号匹配',
      cj: 'CJ：UTF-8（带 BOM），含尾程单号，按订单号匹配',
      dianxiaomi: '店小秘：GBK，含尾程单号，按原单号匹配',
    },
  },
  'zh-TW': {
    title: '追蹤資料來源',
    text: '沙盒模擬 17TRACK 與 AfterShip。請將金鑰複製到 Lastscan 的設定，再把 Lastscan 顯示的推送網址貼回本頁，就像在服務商自己的後台操作一樣。',
    key: 'API 金鑰',
    address: 'API 網址',
    secret: 'Webhook 密鑰',
    webhookUrl: '推送網址',
    webhookHelp: '可在 Lastscan 的「設定 → 資料來源」看到。留空則不推送。',
    copy: '複製',
    copied: '已複製',
    save: '儲存',
    saved: '已儲存',
    refused: '未儲存',
    calls: '呼叫次數',
    credits: '已用額度',
    followed: '追蹤中的編號',
    pushed: '已推送',
    lost: '推送失敗',
    faults: '異常回應',
    faultsText: '接下來的呼叫將如此回應：',
    fault: {
      none: '正常',
      timeout: '不回應',
      half_body: '回應中斷',
      wrong_content_type: '回傳網頁',
      huge: '回傳 11 MB',
      http_500: '錯誤 500',
      http_429: '錯誤 429',
    },
    times: '次數',
    order: '套用',
    suppliers: '供應商表格',
    suppliersText: '供應商寄來的 CSV 檔，其中有些列不合規範。可在 Lastscan 上傳。',
    lists: {
      '1688': '1688：GBK，中文，依 SKU 與日期比對',
      dsers: 'DSers：UTF-8，英文，依訂單編號比對',
      cj: 'CJ：UTF-8（含 BOM），含尾程編號，依訂單編號比對',
      dianxiaomi: '店小秘：GBK，含尾程編號，依原編號比對',
    },
  },
};
