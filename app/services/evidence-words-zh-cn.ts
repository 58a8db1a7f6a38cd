import type { EvidenceWords } from '#app/services/evidence-words.ts';

export const ZH_CN: EvidenceWords = {
  title: (order) => `订单 ${order} 的证据`,
  madeAt: (shop, at) => `${shop}，生成于 ${at}。所有时间均为 UTC。`,
  page: (order, page, of) => `订单 ${order} 的证据，第 ${page} 页，共 ${of} 页`,
  utc: (at) => `${at} UTC`,
  none: '–',

  noParcels: '该订单没有包裹记录。',
  allDelivered: (parcels) =>
    parcels === 1 ? '该订单的包裹已有签收记录。' : `该订单的 ${parcels} 个包裹均已有签收记录。`,
  someDelivered: (delivered, parcels) =>
    `该订单的 ${parcels} 个包裹中，${delivered} 个已有签收记录。`,
  noneDelivered: (parcels) =>
    parcels === 1 ? '该订单的包裹没有签收记录。' : `该订单的 ${parcels} 个包裹都没有签收记录。`,
  lastDelivery: (at, country) =>
    country === null
      ? `最后一次签收时间为 ${at}。`
      : `最后一次签收时间为 ${at}，地点在${country}。`,
  lastScan: (milestone, at, country) =>
    country === null
      ? `最近一次扫描：${milestone}，${at}。`
      : `最近一次扫描：${milestone}，${at}，${country}。`,
  neverScanned: '没有任何承运商的扫描记录。',
  wentBack: (parcels) => `有 ${parcels} 个包裹已退回或正在退回发件人。`,
  doubted: (parcels) =>
    `有 ${parcels} 个包裹虽有签收扫描，但已记录的事实与其单号不符，因此不计入已签收。`,
  cancelledParcels: (parcels) => `有 ${parcels} 个包裹随发货取消，不计入。`,

  orderTitle: '订单',
  shop: '店铺',
  order: '订单',
  placedAt: '下单时间',
  total: '总额',
  destination: '目的国家/地区',
  payment: 'Shopify 付款状态',
  fulfillment: 'Shopify 发货状态',
  cancelledAt: '取消时间',
  firstShippedAt: '首次发货',

  parcelsTitle: '包裹',
  parcel: '包裹',
  carrierAndNumbers: '承运商与单号',
  shipped: '发货',
  lastScanColumn: '最近一次扫描',
  delivered: '签收',
  postcode: '邮编',
  postcodeMatches: '与订单一致',
  postcodeDiffers: '与订单不一致',
  cancelled: '已取消',
  moreParcels: (parcels) => `其余 ${parcels} 个包裹见后文。`,

  showsTitle: '能说明什么',
  showsDelivery: ({ parcel, at, source, receivedAt, record }) =>
    `${parcel}：${at} 的签收扫描，${receivedAt} 从 ${source} 收到${record === null ? '' : `（日志第 ${record} 条记录）`}。`,
  showsPostcode: (matches) =>
    matches ? '承运商给出的签收邮编与订单一致。' : '承运商给出的签收邮编与订单不一致。',
  sentences: (first, second) => first + second,
  quoted: (text) => `“${text}”`,
  showsRecords: (records, scans, sources) =>
    `本证据包含该订单的 ${records} 条记录，其中扫描 ${scans} 条，来自 ${sources} 个来源；每一条都可单独核验。`,
  showsCheckpoint: (at) =>
    `最迟在 ${at}，这些记录已按此处的内容写入店铺日志；此后任何改动都会被发现。`,
  limitsTitle: '不能说明什么',
  limits: [
    '扫描是承运商和物流查询服务的陈述。日志说明它们自记录以来未被改动，但不说明其内容属实，也不说明由谁签收。',
    '订单信息（总额、付款、目的地）为生成本证据包时 Shopify 的数据，随证据包一并签名，但不在日志中。',
    'Lastscan 不保存买家的姓名、地址、电话或邮箱；各方在消息中所写的内容按原文列出。',
  ],

  parcelTitle: (parcel, route) => `包裹 ${parcel}，${route}`,
  sharedStream:
    '该发货含多个单号，Shopify 没有说明哪条扫描属于哪个单号，因此其中每个包裹都列出全部扫描。',
  verdictNow: (verdict, since) =>
    since === null
      ? `Lastscan 的判断：${verdict}。`
      : `Lastscan 的判断：${verdict}，自 ${since} 起。`,
  chainTitle: '单号链',
  noNumber: '没有物流单号记录。',
  number: '单号',
  carrier: '承运商',
  part: '运输段',
  since: '首次得知',
  replaced: '被替换',
  linkedBy: '关联方',
  byShopify: 'Shopify 的发货记录',
  continues: (number) => `接续 ${number}`,
  record: '记录',
  linksTitle: '单号衔接',
  link: (from, to) => (from === null ? `接到 ${to}` : `从 ${from} 接到 ${to}`),
  timelineTitle: (scans) => `时间线：${scans} 条扫描，从早到晚`,
  noScans: '没有扫描记录。',
  when: '时间',
  statement: '陈述内容',
  place: '地点',
  source: '来源与收到时间',
  notice: '通知类',
  historyTitle: '判断的变化',
  change: (from, to) => (from === null ? to : `${from} → ${to}`),
  changeLine: (at, change, why) => `${at}：${change}。${why}`,
  saidBy: (author, at) => `${author}，${at}`,

  messagesTitle: '消息、延误通知与咨询',
  noMessages: '没有记录。',
  messageTo: {
    carrier: (name) => `致承运商 ${name}`,
    supplier: (name) => `致供应商 ${name}`,
  },
  messageState: {
    logged: '已复制待发',
    queued: '发送中',
    sent: '已发邮件',
    failed: '未能发出',
  },
  noticeSent: (at) => `致买家的延误通知，发送于 ${at}`,
  noticeShipBy: (at) => `新的发货日期：${at}。`,
  noticeAnswer: {
    none: '没有答复记录。',
    accepted: '买家接受延误。',
    cancelled: '买家要求取消。',
  },
  askTitle: (about, at) => `买家咨询：${about}，${at}`,
  askKind: {
    damaged: '商品损坏',
    not_received: '未收到',
    wrong_item: '商品不符',
    address: '地址',
    other: '其他',
    cancel: '取消订单',
  },
  author: { shopper: '买家', staff: '店铺' },

  checkTitle: '如何核验本证据包',
  check: (page) => [
    'ZIP 文件包含本文件、订单信息、每条记录及其证明，以及日志的签名检查点。',
    `用浏览器：打开 ${page} 并选择 ZIP 文件。核验在浏览器内完成，不会发送任何内容。`,
    '用装有 Node.js 的电脑：npx lastscan-verify pack.zip（详见 README.txt）。',
    '请将下方密钥与日志页面给出的密钥比对：密钥可信，签名才可信。',
    '原理：每条记录连同随机盐一起做哈希，写入店铺只可追加的日志（RFC 6962 的 Merkle 树）。签名检查点（C2SP tlog-checkpoint，Ed25519）固定了记录数和根哈希，每条记录都有一条通向根的证明。改动任何一个字符，证明都会失败，核验程序会指出是哪一条记录。',
  ],
  logOrigin: '日志',
  logKey: '密钥',
  keyId: '密钥编号',
  checkpoint: '检查点',
  checkpointValue: (size, at) => `${size} 条记录，签名于 ${at}`,
  root: '根哈希',
  notPrinted: '本文件的字体缺少部分字符：它们以去掉附加符号的形式或 □ 显示，记录中保留原文。',

  draftOrder: ({ order, placedAt, total, country }) =>
    `订单 ${order}，下单于 ${placedAt}，总额 ${total}${country === null ? '' : `，寄往${country}`}。`,
  draftParcel: (parcel, shippedAt) => `包裹 ${parcel}：发货于 ${shippedAt}。`,
  draftNumbers: (numbers) =>
    numbers.length === 1
      ? `承运商与单号：${numbers.join('')}。`
      : `承运商与单号（依次接续）：${numbers.join('；')}。`,
  draftScan: ({ what, at, country, source, receivedAt }) =>
    `${what}：${at}${country === null ? '' : `，${country}`}。来源 ${source}，收到于 ${receivedAt}。`,
  draftMore: (parcels) => `其余 ${parcels} 个包裹见证据包。`,
  draftCheck: (verifyPage) =>
    `每条扫描及其来源都在该订单的证据包中，任何人都可在 ${verifyPage} 核验。`,
  draftLog: (origin) => `日志：${origin}`,
};
