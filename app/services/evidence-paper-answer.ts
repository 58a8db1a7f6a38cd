import type { PackScan } from '#app/db/pack-facts.ts';
import type { ParcelEnd, ParcelProof } from '#app/services/evidence-answer.ts';
import type { Block, PaperSource } from '#app/services/evidence-blocks.ts';
import type { EvidenceFormat } from '#app/services/evidence-format.ts';

/** The first page: what happened, to what, and what shows it. */
export function answerBlocks(source: PaperSource): Block[] {
  const { words } = source;
  return [
    { kind: 'answer', lines: answerLines(source) },
    { kind: 'facts', pairs: orderFacts(source) },
    ...parcelTable(source),
    { kind: 'heading', text: words.showsTitle },
    { kind: 'list', items: shown(source) },
    { kind: 'heading', text: words.limitsTitle },
    { kind: 'list', items: words.limits },
  ];
}

/** The first page holds no more than this. */
const MOST_ON_FIRST_PAGE = 4;

/** What became of the order's parcels, the answer first. */
export function answerLines({
  proofs,
  words,
  format,
  t,
}: Pick<PaperSource, 'proofs' | 'words' | 'format' | 't'>): string[] {
  const count = (end: ParcelEnd) => proofs.filter((proof) => proof.end === end).length;
  const active = proofs.filter(({ end }) => end !== 'cancelled');
  const told = (end: 'returned' | 'doubted' | 'cancelled', say: (parcels: number) => string) =>
    count(end) === 0 ? [] : [say(count(end))];
  const delivered = count('delivered');
  return [
    active.length === 0
      ? words.noParcels
      : delivered === active.length
        ? words.allDelivered(delivered)
        : delivered > 0
          ? words.someDelivered(delivered, active.length)
          : words.noneDelivered(active.length),
    ...lastWord(active),
    ...told('returned', words.wentBack),
    ...told('doubted', words.doubted),
    ...told('cancelled', words.cancelledParcels),
  ];

  function lastWord(parcels: readonly ParcelProof[]): string[] {
    const ended = parcels.flatMap(({ end, delivery }) =>
      end === 'delivered' ? (delivery ?? []) : [],
    );
    const delivery = latest(ended);
    if (delivery !== null)
      return [
        words.lastDelivery(
          words.utc(format.instant(delivery.occurredAt)),
          countryOf(format, delivery.country),
        ),
      ];
    if (parcels.length === 0) return [];
    const scan = latest(parcels.flatMap(({ lastScan }) => lastScan ?? []));
    return [scan === null ? words.neverScanned : lastScanWords(scan)];
  }

  function lastScanWords({ milestone, occurredAt, country }: PackScan): string {
    const at = words.utc(format.instant(occurredAt));
    return words.lastScan(t(`milestone.${milestone}`), at, countryOf(format, country));
  }
}

function countryOf(format: EvidenceFormat, code: string | null): string | null {
  return code === null ? null : format.country(code);
}

function latest(scans: readonly PackScan[]): PackScan | null {
  return scans.reduce<PackScan | null>(
    (last, scan) => (last === null || scan.occurredAt > last.occurredAt ? scan : last),
    null,
  );
}

function orderFacts({ facts, shopName, words, format }: PaperSource): [string, string][] {
  const { order, parcels } = facts;
  const at = (instant: Date | null) =>
    instant === null ? null : words.utc(format.instant(instant));
  const firstShipped = parcels.map(({ shippedAt }) => shippedAt).sort((a, b) => +a - +b)[0] ?? null;
  const told: [string, string | null][] = [
    [words.shop, shopName],
    [words.order, order.name],
    [words.placedAt, at(order.processedAt ?? order.createdAt)],
    [words.total, format.money({ minor: order.totalMinor, currency: order.currency })],
    [words.destination, countryOf(format, order.destination)],
    [words.payment, order.financialStatus],
    [words.fulfillment, order.fulfillmentStatus],
    [words.cancelledAt, at(order.cancelledAt)],
    [words.firstShippedAt, at(firstShipped)],
  ];
  return told.flatMap(([name, value]): [string, string][] =>
    value === null ? [] : [[name, value]],
  );
}

function parcelTable({ proofs, words, format, t }: PaperSource): Block[] {
  if (proofs.length === 0) return [];
  const scanned = (scan: PackScan | null) =>
    scan === null
      ? words.none
      : [
          t(`milestone.${scan.milestone}`),
          format.instant(scan.occurredAt),
          countryOf(format, scan.country),
        ]
          .filter((text) => text !== null)
          .join('\n');
  const delivered = ({ end, delivery }: ParcelProof) => {
    if (end === 'cancelled') return words.cancelled;
    if (end !== 'delivered' || delivery === null) return words.none;
    return [format.instant(delivery.occurredAt), countryOf(format, delivery.country)]
      .filter((text) => text !== null)
      .join('\n');
  };
  const postcode = ({ parcel }: ParcelProof) =>
    parcel.postcodeMatches === null
      ? words.none
      : parcel.postcodeMatches
        ? words.postcodeMatches
        : words.postcodeDiffers;
  const left = proofs.length - MOST_ON_FIRST_PAGE;
  return [
    { kind: 'heading', text: words.parcelsTitle },
    {
      kind: 'table',
      size: 8,
      columns: [
        { title: words.parcel, share: 2.2, isNumber: false },
        { title: words.carrierAndNumbers, share: 4, isNumber: false },
        { title: words.shipped, share: 2.2, isNumber: false },
        { title: words.lastScanColumn, share: 2.6, isNumber: false },
        { title: words.delivered, share: 2.4, isNumber: false },
        { title: words.postcode, share: 2, isNumber: false },
      ],
      rows: proofs
        .slice(0, MOST_ON_FIRST_PAGE)
        .map((proof) => [
          proof.name,
          proof.chain
            .map(({ number, carrier }) => `${carrier ?? ''} ${number}`.trim())
            .join('\n') || words.none,
          format.instant(proof.parcel.shippedAt),
          scanned(proof.lastScan),
          delivered(proof),
          postcode(proof),
        ]),
    },
    ...(left > 0 ? [{ kind: 'text', text: words.moreParcels(left), isQuiet: true } as const] : []),
  ];
}

function shown({ facts, proofs, log, recordOf, words, format, t }: PaperSource): string[] {
  const delivered = proofs.filter(({ end }) => end === 'delivered').slice(0, MOST_ON_FIRST_PAGE);
  const scans = facts.parcels.flatMap((parcel) =>
    parcel.scans.map((scan) => ({ ...scan, fulfillmentId: parcel.fulfillmentId })),
  );
  const distinct = new Map(
    scans.map((scan) => [`${scan.fulfillmentId} ${scan.source} ${scan.eventId}`, scan.source]),
  );
  const sources = new Set(distinct.values());
  const at = (instant: Date) => words.utc(format.instant(instant));
  return [
    ...delivered.flatMap(({ name, parcel, delivery }) => {
      if (delivery === null) return [];
      const { source, eventId, occurredAt, receivedAt } = delivery;
      const told = {
        parcel: name,
        at: at(occurredAt),
        source: t(`parcel.source.${source}`),
        receivedAt: at(receivedAt),
        record: recordOf('scan', parcel.fulfillmentId, source, eventId),
      };
      const { postcodeMatches } = parcel;
      const where = postcodeMatches === null ? '' : words.showsPostcode(postcodeMatches);
      return [words.sentences(words.showsDelivery(told), where)];
    }),
    words.showsRecords(log.records, distinct.size, sources.size),
    words.showsCheckpoint(at(log.checkpoint.signedAt)),
  ];
}
