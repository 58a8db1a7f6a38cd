/** The words of an evidence pack's paper, in the language of whom it is handed to. Instants come in as they are shown. */
export interface EvidenceWords {
  title: (order: string) => string;
  madeAt: (shop: string, at: string) => string;
  page: (order: string, page: number, of: number) => string;
  /** After an instant. */
  utc: (at: string) => string;
  none: string;

  // The answer
  noParcels: string;
  allDelivered: (parcels: number) => string;
  someDelivered: (delivered: number, parcels: number) => string;
  noneDelivered: (parcels: number) => string;
  lastDelivery: (at: string, country: string | null) => string;
  lastScan: (milestone: string, at: string, country: string | null) => string;
  neverScanned: string;
  wentBack: (parcels: number) => string;
  /** A delivery scan is there, but the number is doubted. */
  doubted: (parcels: number) => string;
  cancelledParcels: (parcels: number) => string;

  // The order
  orderTitle: string;
  shop: string;
  order: string;
  placedAt: string;
  total: string;
  destination: string;
  payment: string;
  fulfillment: string;
  cancelledAt: string;
  firstShippedAt: string;

  // Its parcels
  parcelsTitle: string;
  parcel: string;
  carrierAndNumbers: string;
  shipped: string;
  lastScanColumn: string;
  delivered: string;
  postcode: string;
  postcodeMatches: string;
  postcodeDiffers: string;
  cancelled: string;
  moreParcels: (parcels: number) => string;

  // What it shows
  showsTitle: string;
  showsDelivery: (about: {
    parcel: string;
    at: string;
    source: string;
    receivedAt: string;
    record: number | null;
  }) => string;
  showsPostcode: (matches: boolean) => string;
  sentences: (first: string, second: string) => string;
  quoted: (text: string) => string;
  showsRecords: (records: number, scans: number, sources: number) => string;
  showsCheckpoint: (at: string) => string;
  limitsTitle: string;
  limits: readonly string[];

  // A parcel
  parcelTitle: (parcel: string, route: string) => string;
  sharedStream: string;
  verdictNow: (verdict: string, since: string | null) => string;
  chainTitle: string;
  noNumber: string;
  number: string;
  carrier: string;
  part: string;
  since: string;
  replaced: string;
  linkedBy: string;
  byShopify: string;
  continues: (number: string) => string;
  record: string;
  linksTitle: string;
  link: (from: string | null, to: string) => string;
  timelineTitle: (scans: number) => string;
  noScans: string;
  when: string;
  statement: string;
  place: string;
  source: string;
  notice: string;
  historyTitle: string;
  change: (from: string | null, to: string) => string;
  changeLine: (at: string, change: string, why: string) => string;
  saidBy: (author: string, at: string) => string;

  // Messages
  messagesTitle: string;
  noMessages: string;
  messageTo: { carrier: (name: string) => string; supplier: (name: string) => string };
  messageState: Record<'logged' | 'queued' | 'sent' | 'failed', string>;
  noticeSent: (at: string) => string;
  noticeShipBy: (at: string) => string;
  noticeAnswer: Record<'none' | 'accepted' | 'cancelled', string>;
  askTitle: (about: string, at: string) => string;
  askKind: Record<string, string>;
  author: Record<'shopper' | 'staff', string>;

  // How to check
  checkTitle: string;
  check: (page: string) => readonly string[];
  logOrigin: string;
  logKey: string;
  keyId: string;
  checkpoint: string;
  checkpointValue: (size: number, at: string) => string;
  root: string;
  notPrinted: string;

  // The draft for a dispute
  draftOrder: (about: {
    order: string;
    placedAt: string;
    total: string;
    country: string | null;
  }) => string;
  draftParcel: (parcel: string, shippedAt: string) => string;
  /** From the first number to the last. */
  draftNumbers: (numbers: readonly string[]) => string;
  draftScan: (about: {
    what: string;
    at: string;
    country: string | null;
    source: string;
    receivedAt: string;
  }) => string;
  draftMore: (parcels: number) => string;
  draftCheck: (verifyPage: string) => string;
  draftLog: (origin: string) => string;
}
