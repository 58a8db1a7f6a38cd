import type { EvidenceWords } from '#app/services/evidence-words.ts';

export const ZH_TW: EvidenceWords = {
  title: (order) => `訂單 ${order} 的憑證`,
  madeAt: (shop, at) => `${shop}，產生於 ${at}。所有時間均為 UTC。`,
  page: (order, page, of) => `訂單 ${order} 的憑證，第 ${page} 頁，共 ${of} 頁`,
  utc: (at) => `${at} UTC`,
  none: '–',

  noParcels: '此訂單沒有包裹紀錄。',
  allDelivered: (parcels) =>
    parcels === 1 ? '此訂單的包裹已有送達紀錄。' : `此訂單的 ${parcels} 件包裹均已有送達紀錄。`,
  someDelivered: (delivered, parcels) =>
    `此訂單的 ${parcels} 件包裹中，${delivered} 件已有送達紀錄。`,
  noneDelivered: (parcels) =>
    parcels === 1 ? '此訂單的包裹沒有送達紀錄。' : `此訂單的 ${parcels} 件包裹都沒有送達紀錄。`,
  lastDelivery: (at, country) =>
    country === null
      ? `最後一次送達時間為 ${at}。`
      : `最後一次送達時間為 ${at}，地點在${country}。`,
  lastScan: (milestone, at, country) =>
    country === null
      ? `最近一次掃描：${milestone}，${at}。`
      : `最近一次掃描：${milestone}，${at}，${country}。`,
  neverScanned: '沒有任何物流業者的掃描紀錄。',
  wentBack: (parcels) => `有 ${parcels} 件包裹已退回或正退回寄件人。`,
  doubted: (parcels) =>
    `有 ${parcels} 件包裹雖有送達掃描，但已記錄的事實與其單號不符，因此不計入已送達。`,
  cancelledParcels: (parcels) => `有 ${parcels} 件包裹隨出貨取消，不計入。`,

  orderTitle: '訂單',
  shop: '商店',
  order: '訂單',
  placedAt: '下單時間',
  total: '總額',
  destination: '目的國家/地區',
  payment: 'Shopify 付款狀態',
  fulfillment: 'Shopify 出貨狀態',
  cancelledAt: '取消時間',
  firstShippedAt: '首次出貨',

  parcelsTitle: '包裹',
  parcel: '包裹',
  carrierAndNumbers: '物流業者與單號',
  shipped: '出貨',
  lastScanColumn: '最近一次掃描',
  delivered: '送達',
  postcode: '郵遞區號',
  postcodeMatches: '與訂單相符',
  postcodeDiffers: '與訂單不符',
  cancelled: '已取消',
  moreParcels: (parcels) => `其餘 ${parcels} 件包裹見後文。`,

  showsTitle: '能說明什麼',
  showsDelivery: ({ parcel, at, source, receivedAt, record }) =>
    `${parcel}：${at} 的送達掃描，${receivedAt} 自 ${source} 收到${record === null ? '' : `（日誌第 ${record} 筆紀錄）`}。`,
  showsPostcode: (matches) =>
    matches ? '物流業者提供的送達郵遞區號與訂單相符。' : '物流業者提供的送達郵遞區號與訂單不符。',
  sentences: (first, second) => first + second,
  quoted: (text) => `「${text}」`,
  showsRecords: (records, scans, sources) =>
    `本憑證包含此訂單的 ${records} 筆紀錄，其中掃描 ${scans} 筆，來自 ${sources} 個來源；每一筆都可單獨驗證。`,
  showsCheckpoint: (at) =>
    `最遲在 ${at}，這些紀錄已依此處內容寫入商店日誌；此後任何更動都會被發現。`,
  limitsTitle: '不能說明什麼',
  limits: [
    '掃描是物流業者與查件服務的陳述。日誌說明它們自記錄以來未被更動，但不說明內容屬實，也不說明由誰簽收。',
    '訂單資料（總額、付款、目的地）為產生本憑證時 Shopify 的資料，隨憑證一併簽章，但不在日誌中。',
    'Lastscan 不保存買家的姓名、地址、電話或電子郵件；各方在訊息中所寫的內容按原文列出。',
  ],

  parcelTitle: (parcel, route) => `包裹 ${parcel}，${route}`,
  sharedStream:
    '此出貨含多個單號，Shopify 未說明哪筆掃描屬於哪個單號，因此其中每件包裹都列出全部掃描。',
  verdictNow: (verdict, since) =>
    since === null
      ? `Lastscan 的判斷：${verdict}。`
      : `Lastscan 的判斷：${verdict}，自 ${since} 起。`,
  chainTitle: '單號鏈',
  noNumber: '沒有物流單號紀錄。',
  number: '單號',
  carrier: '物流業者',
  part: '運送段',
  since: '首次得知',
  replaced: '被取代',
  linkedBy: '連結者',
  byShopify: 'Shopify 的出貨紀錄',
  continues: (number) => `接續 ${number}`,
  record: '紀錄',
  linksTitle: '單號銜接',
  link: (from, to) => (from === null ? `接到 ${to}` : `從 ${from} 接到 ${to}`),
  timelineTitle: (scans) => `時間軸：${scans} 筆掃描，由早到晚`,
  noScans: '沒有掃描紀錄。',
  when: '時間',
  statement: '陳述內容',
  place: '地點',
  source: '來源與收到時間',
  notice: '通知類',
  historyTitle: '判斷的變化',
  change: (from, to) => (from === null ? to : `${from} → ${to}`),
  changeLine: (at, change, why) => `${at}：${change}。${why}`,
  saidBy: (author, at) => `${author}，${at}`,

  messagesTitle: '訊息、延誤通知與詢問',
  noMessages: '沒有紀錄。',
  messageTo: {
    carrier: (name) => `致物流業者 ${name}`,
    supplier: (name) => `致供應商 ${name}`,
  },
  messageState: {
    logged: '已複製待寄',
    queued: '寄送中',
    sent: '已寄出郵件',
    failed: '未能寄出',
  },
  noticeSent: (at) => `給買家的延誤通知，寄出於 ${at}`,
  noticeShipBy: (at) => `新的出貨日期：${at}。`,
  noticeAnswer: {
    none: '沒有答覆紀錄。',
    accepted: '買家接受延誤。',
    cancelled: '買家要求取消。',
  },
  askTitle: (about, at) => `買家詢問：${about}，${at}`,
  askKind: {
    damaged: '商品損壞',
    not_received: '未收到',
    wrong_item: '商品不符',
    address: '地址',
    other: '其他',
    cancel: '取消訂單',
  },
  author: { shopper: '買家', staff: '商店' },

  checkTitle: '如何驗證本憑證',
  check: (page) => [
    'ZIP 檔包含本文件、訂單資料、每筆紀錄及其證明，以及日誌的簽章檢查點。',
    `用瀏覽器：開啟 ${page} 並選擇 ZIP 檔。驗證在瀏覽器內完成，不會傳送任何內容。`,
    '用裝有 Node.js 的電腦：npx lastscan-verify pack.zip（詳見 README.txt）。',
    '請將下方金鑰與日誌頁面提供的金鑰比對：金鑰可信，簽章才可信。',
    '原理：每筆紀錄連同隨機鹽一起雜湊，寫入商店僅可附加的日誌（RFC 6962 的 Merkle 樹）。簽章檢查點（C2SP tlog-checkpoint，Ed25519）固定了筆數與根雜湊，每筆紀錄都有一條通往根的證明。更動任何一個字元，證明都會失敗，驗證程式會指出是哪一筆紀錄。',
  ],
  logOrigin: '日誌',
  logKey: '金鑰',
  keyId: '金鑰編號',
  checkpoint: '檢查點',
  checkpointValue: (size, at) => `${size} 筆紀錄，簽章於 ${at}`,
  root: '根雜湊',
  notPrinted: '本文件的字型缺少部分字元：它們以去除附加符號的形式或 □ 顯示，紀錄中保留原文。',

  draftOrder: ({ order, placedAt, total, country }) =>
    `訂單 ${order}，下單於 ${placedAt}，總額 ${total}${country === null ? '' : `，寄往${country}`}。`,
  draftParcel: (parcel, shippedAt) => `包裹 ${parcel}：出貨於 ${shippedAt}。`,
  draftNumbers: (numbers) =>
    numbers.length === 1
      ? `物流業者與單號：${numbers.join('')}。`
      : `物流業者與單號（依次接續）：${numbers.join('；')}。`,
  draftScan: ({ what, at, country, source, receivedAt }) =>
    `${what}：${at}${country === null ? '' : `，${country}`}。來源 ${source}，收到於 ${receivedAt}。`,
  draftMore: (parcels) => `其餘 ${parcels} 件包裹見憑證包。`,
  draftCheck: (verifyPage) =>
    `每筆掃描及其來源都在此訂單的憑證包中，任何人都可在 ${verifyPage} 驗證。`,
  draftLog: (origin) => `日誌：${origin}`,
};
