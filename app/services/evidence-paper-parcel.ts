import type { PackLeg, PackLink, PackScan } from '#app/db/pack-facts.ts';
import { actorWords, linkEventWords, linkEvidenceWords } from '#app/i18n/link-words.ts';
import type { ParcelProof } from '#app/services/evidence-answer.ts';
import type { Block, PaperSource } from '#app/services/evidence-blocks.ts';

/** One parcel: its numbers and who linked them on what, every scan, and how it was judged. */
export function parcelBlocks(proof: ParcelProof, source: PaperSource): Block[] {
  const { parcel, name } = proof;
  const { words, format, t } = source;
  const route = [parcel.origin, parcel.destination]
    .map((code) => (code === null ? t('common.unknown') : format.country(code)))
    .join(' → ');
  const since =
    parcel.verdictSince === null ? null : words.utc(format.instant(parcel.verdictSince));
  const judged = words.verdictNow(t(`verdict.${parcel.verdict}`), since);
  const cause = parcel.cause === null ? '' : t(`cause.${parcel.cause}`);
  return [
    { kind: 'part', text: words.parcelTitle(name, route), onNewPage: true },
    { kind: 'text', text: words.sentences(judged, cause), isQuiet: true },
    ...(parcel.sharedStream
      ? [{ kind: 'text', text: words.sharedStream, isQuiet: true } as const]
      : []),
    { kind: 'heading', text: words.chainTitle },
    ...legBlocks(proof, source),
    ...linkBlocks(parcel.links, source),
    ...scanBlocks(proof, source),
    ...historyBlocks(proof, source),
  ];
}

function legBlocks({ parcel }: ParcelProof, { recordOf, words, format, t }: PaperSource): Block[] {
  const { legs, fulfillmentId, position } = parcel;
  if (legs.length === 0) return [{ kind: 'text', text: words.noNumber, isQuiet: false }];
  const numberOf = new Map(legs.map(({ seq, number }) => [seq, number]));
  const numberWords = ({ number, continuesSeq }: PackLeg) => {
    const before = continuesSeq === null ? undefined : numberOf.get(continuesSeq);
    return before === undefined ? number : `${number}\n${words.continues(before)}`;
  };
  const by = ({ linkedBy }: PackLeg) =>
    linkedBy === 'shopify' ? words.byShopify : actorWords(linkedBy, t);
  return [
    {
      kind: 'table',
      size: 8,
      columns: [
        { title: words.number, share: 4, isNumber: false },
        { title: words.carrier, share: 2.2, isNumber: false },
        { title: words.part, share: 1.8, isNumber: false },
        { title: words.since, share: 2.2, isNumber: false },
        { title: words.replaced, share: 2, isNumber: false },
        { title: words.linkedBy, share: 2.4, isNumber: false },
        { title: words.record, share: 1.2, isNumber: true },
      ],
      rows: legs.map((leg) => [
        numberWords(leg),
        leg.carrier ?? words.none,
        leg.kind === 'unknown' ? words.none : t(`links.kind.${leg.kind}`),
        format.instant(leg.startedAt),
        leg.replacedAt === null ? words.none : format.instant(leg.replacedAt),
        by(leg),
        shownRecord(recordOf('number', fulfillmentId, position, leg.seq), words.none),
      ]),
    },
  ];
}

function linkBlocks(links: readonly PackLink[], source: PaperSource): Block[] {
  const { recordOf, words, format, t } = source;
  if (links.length === 0) return [];
  const letters = links.map((link): Block => {
    const { fromNumberKey, number, evidence, events, linkId } = link;
    const record = recordOf('link', linkId);
    return {
      kind: 'letter',
      head: words.link(fromNumberKey, number),
      notes: [
        ...events.map(({ at, action, actor }) =>
          t('links.eventLine', {
            at: words.utc(format.instant(at)),
            what: linkEventWords({ action }, t),
            who: actorWords(actor, t),
          }),
        ),
        ...(record === null ? [] : [`${words.record} ${record}`]),
      ],
      body: evidence.map((each) => `· ${linkEvidenceWords(each, { t, format })}`).join('\n'),
    };
  });
  return [{ kind: 'heading', text: words.linksTitle }, ...letters];
}

function scanBlocks({ parcel }: ParcelProof, source: PaperSource): Block[] {
  const { recordOf, words, format, t } = source;
  const { scans, legs, fulfillmentId } = parcel;
  const title = { kind: 'heading', text: words.timelineTitle(scans.length) } as const;
  if (scans.length === 0) return [title, { kind: 'text', text: words.noScans, isQuiet: false }];
  const numberOf = new Map(legs.map(({ seq, number }) => [seq, number]));
  return [
    title,
    {
      kind: 'table',
      size: 7.5,
      columns: [
        { title: words.when, share: 2, isNumber: false },
        { title: words.statement, share: 5, isNumber: false },
        { title: words.place, share: 2.2, isNumber: false },
        { title: words.number, share: 2.8, isNumber: false },
        { title: words.source, share: 2.4, isNumber: false },
        { title: words.record, share: 1.1, isNumber: true },
      ],
      rows: scans.map((scan) => [
        format.instant(scan.occurredAt),
        statementWords(scan),
        placeWords(scan),
        numberOf.get(scan.legSeq ?? -1) ?? words.none,
        `${t(`parcel.source.${scan.source}`)}\n${format.instant(scan.receivedAt)}`,
        shownRecord(recordOf('scan', fulfillmentId, scan.source, scan.eventId), words.none),
      ]),
    },
  ];

  function statementWords({ milestone, physical, message, rawStatus }: PackScan): string {
    const what = t(`milestone.${milestone}`);
    const head = physical ? what : `${what} (${words.notice})`;
    const said = message ?? rawStatus;
    return said === '' ? head : `${head}\n${words.quoted(said)}`;
  }

  function placeWords({ place, country }: PackScan): string {
    const told = [place, country === null ? null : format.country(country)].filter(
      (text) => text !== null && text !== '',
    );
    return told.length === 0 ? words.none : told.join('\n');
  }
}

function historyBlocks(
  { parcel: { changes } }: ParcelProof,
  { words, format, t }: PaperSource,
): Block[] {
  if (changes.length === 0) return [];
  return [
    { kind: 'heading', text: words.historyTitle },
    {
      kind: 'list',
      items: changes.map(({ changedAt, from, to, cause }) => {
        const before = from === 'unassessed' ? null : t(`verdict.${from}`);
        const change = words.change(before, t(`verdict.${to}`));
        return words.changeLine(words.utc(format.instant(changedAt)), change, t(`cause.${cause}`));
      }),
    },
  ];
}

function shownRecord(record: number | null, none: string): string {
  return record === null ? none : String(record);
}
