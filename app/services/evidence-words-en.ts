import type { EvidenceWords } from '#app/services/evidence-words.ts';

export const EN: EvidenceWords = {
  title: (order) => `Evidence for order ${order}`,
  madeAt: (shop, at) => `${shop}. Made on ${at}. All times are UTC.`,
  page: (order, page, of) => `Evidence for order ${order}, page ${page} of ${of}`,
  utc: (at) => `${at} UTC`,
  none: '–',

  noParcels: 'No parcel is recorded for this order.',
  allDelivered: (parcels) =>
    parcels === 1
      ? 'The parcel of this order is recorded as delivered.'
      : `All ${parcels} parcels of this order are recorded as delivered.`,
  someDelivered: (delivered, parcels) =>
    `${delivered} of the ${parcels} parcels of this order ${delivered === 1 ? 'is' : 'are'} recorded as delivered.`,
  noneDelivered: (parcels) =>
    parcels === 1
      ? 'No delivery is recorded for the parcel of this order.'
      : `No delivery is recorded for any of the ${parcels} parcels of this order.`,
  lastDelivery: (at, country) =>
    country === null
      ? `The last delivery is dated ${at}.`
      : `The last delivery is dated ${at}, in ${country}.`,
  lastScan: (milestone, at, country) =>
    country === null
      ? `The latest scan: ${milestone}, ${at}.`
      : `The latest scan: ${milestone}, ${at}, ${country}.`,
  neverScanned: 'No carrier has scanned anything.',
  wentBack: (parcels) =>
    parcels === 1
      ? '1 parcel went back, or is going back, to the sender.'
      : `${parcels} parcels went back, or are going back, to the sender.`,
  doubted: (parcels) =>
    parcels === 1
      ? 'For 1 parcel a delivery scan exists, but recorded facts speak against its number. It is not counted as delivered.'
      : `For ${parcels} parcels a delivery scan exists, but recorded facts speak against their numbers. They are not counted as delivered.`,
  cancelledParcels: (parcels) =>
    parcels === 1
      ? '1 fulfillment was cancelled and is not counted.'
      : `${parcels} parcels were cancelled with their fulfillment and are not counted.`,

  orderTitle: 'Order',
  shop: 'Shop',
  order: 'Order',
  placedAt: 'Placed',
  total: 'Total',
  destination: 'Country of destination',
  payment: 'Payment (Shopify)',
  fulfillment: 'Fulfillment (Shopify)',
  cancelledAt: 'Cancelled',
  firstShippedAt: 'First shipped',

  parcelsTitle: 'Parcels',
  parcel: 'Parcel',
  carrierAndNumbers: 'Carriers and numbers',
  shipped: 'Shipped',
  lastScanColumn: 'Latest scan',
  delivered: 'Delivered',
  postcode: 'Postcode',
  postcodeMatches: 'matches the order',
  postcodeDiffers: 'differs from the order',
  cancelled: 'Cancelled',
  moreParcels: (parcels) =>
    parcels === 1 ? 'One more parcel follows below.' : `${parcels} more parcels follow below.`,

  showsTitle: 'What this shows',
  showsDelivery: ({ parcel, at, source, receivedAt, record }) =>
    `${parcel}: a delivery scan dated ${at}, received from ${source} on ${receivedAt}${record === null ? '' : ` (record ${record} of the log)`}.`,
  showsPostcode: (matches) =>
    matches
      ? 'The postcode that the carrier names for it is the order’s.'
      : 'The postcode that the carrier names for it is not the order’s.',
  sentences: (first, second) => `${first} ${second}`.trim(),
  quoted: (text) => `"${text}"`,
  showsRecords: (records, scans, sources) =>
    `${records} records of this order are in this pack, among them ${scans} scans from ${sources} ${sources === 1 ? 'source' : 'sources'}. Each can be checked by itself.`,
  showsCheckpoint: (at) =>
    `All of them stood in the shop’s log, as they are here, at the latest on ${at}. A later change to any of them would be found.`,
  limitsTitle: 'What this does not show',
  limits: [
    'Scans are statements of carriers and tracking services. The log shows that they stand as they were recorded, not that they are true, and not who took the parcel in.',
    'The order’s facts (total, payment, destination) are Shopify’s as of the making of this pack. They are signed with the pack, but are not in the log.',
    'Lastscan keeps no name, address, phone number or mail address of the buyer. What people wrote in messages stands as they wrote it.',
  ],

  parcelTitle: (parcel, route) => `Parcel ${parcel}, ${route}`,
  sharedStream:
    'The fulfillment holds several numbers, and Shopify does not say which scan belongs to which: each of its parcels shows all of them.',
  verdictNow: (verdict, since) =>
    since === null
      ? `Lastscan’s own judgement: ${verdict}.`
      : `Lastscan’s own judgement: ${verdict}, since ${since}.`,
  chainTitle: 'Chain of numbers',
  noNumber: 'No tracking number is recorded.',
  number: 'Number',
  carrier: 'Carrier',
  part: 'Part of the way',
  since: 'Known since',
  replaced: 'Replaced',
  linkedBy: 'Linked by',
  byShopify: 'the fulfillment at Shopify',
  continues: (number) => `continues ${number}`,
  record: 'Record',
  linksTitle: 'Hand-offs between numbers',
  link: (from, to) => (from === null ? `To ${to}` : `From ${from} to ${to}`),
  timelineTitle: (scans) =>
    scans === 1 ? 'Timeline: 1 scan' : `Timeline: ${scans} scans, oldest first`,
  noScans: 'No scan is recorded.',
  when: 'When',
  statement: 'What was stated',
  place: 'Place',
  source: 'From, received',
  notice: 'notice',
  historyTitle: 'How it was judged over time',
  change: (from, to) => (from === null ? to : `${from} → ${to}`),
  changeLine: (at, change, why) => `${at}: ${change}. ${why}`,
  saidBy: (author, at) => `${author}, ${at}`,

  messagesTitle: 'Messages, delay notices and questions',
  noMessages: 'None is recorded.',
  messageTo: {
    carrier: (name) => `To the carrier ${name}`,
    supplier: (name) => `To the supplier ${name}`,
  },
  messageState: {
    logged: 'copied for sending',
    queued: 'being sent',
    sent: 'sent by mail',
    failed: 'could not be sent',
  },
  noticeSent: (at) => `Delay notice to the buyer, sent ${at}`,
  noticeShipBy: (at) => `New shipping date: ${at}.`,
  noticeAnswer: {
    none: 'No answer is recorded.',
    accepted: 'The buyer accepted the delay.',
    cancelled: 'The buyer asked to cancel.',
  },
  askTitle: (about, at) => `Question from the shopper: ${about}, ${at}`,
  askKind: {
    damaged: 'damaged',
    not_received: 'not received',
    wrong_item: 'wrong item',
    address: 'address',
    other: 'other',
    cancel: 'cancel the order',
  },
  author: { shopper: 'Shopper', staff: 'Shop' },

  checkTitle: 'How to check this pack',
  check: (page) => [
    'The ZIP file holds this paper, the order’s facts, every record with its proof, and the signed checkpoints of the log.',
    `In a browser: open ${page} and choose the ZIP file. It is checked there; nothing is sent anywhere.`,
    'On a computer with Node.js: npx lastscan-verify pack.zip (README.txt says more).',
    'Compare the key below with the one that the page of the log gives: the signature is worth what the key is worth.',
    'How it works: each record is hashed with a random salt into the shop’s append-only log (Merkle tree of RFC 6962). Signed checkpoints (C2SP tlog-checkpoint, Ed25519) fix size and root; a proof leads from each record to the root. If one character is changed, the proof fails and the verifier names the record.',
  ],
  logOrigin: 'Log',
  logKey: 'Key',
  keyId: 'Key id',
  checkpoint: 'Checkpoint',
  checkpointValue: (size, at) => `${size} records, signed ${at}`,
  root: 'Root',
  notPrinted:
    'Some characters are not in this paper’s fonts: they are printed without their marks, or as □. The records hold them as they came.',

  draftOrder: ({ order, placedAt, total, country }) =>
    `Order ${order}, placed ${placedAt}, total ${total}${country === null ? '' : `, to ${country}`}.`,
  draftParcel: (parcel, shippedAt) => `Parcel ${parcel}: shipped ${shippedAt}.`,
  draftNumbers: (numbers) =>
    numbers.length === 1
      ? `Carrier and number: ${numbers.join('')}.`
      : `Carriers and numbers, each continued by the next: ${numbers.join('; ')}.`,
  draftScan: ({ what, at, country, source, receivedAt }) =>
    `${what}: ${at}${country === null ? '' : `, ${country}`}. Stated by ${source}, received ${receivedAt}.`,
  draftMore: (parcels) =>
    parcels === 1
      ? 'One more parcel is described in the evidence pack.'
      : `${parcels} more parcels are described in the evidence pack.`,
  draftCheck: (verifyPage) =>
    `Every scan with its source stands in the evidence pack of this order, which anybody can check at ${verifyPage}.`,
  draftLog: (origin) => `Log: ${origin}`,
};
