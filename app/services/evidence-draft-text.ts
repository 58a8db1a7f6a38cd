import type { PackFacts } from '#app/db/pack-facts.ts';
import { createI18n } from '#app/i18n/i18n.ts';
import type { Language } from '#app/i18n/languages.ts';
import { proofsOf, type ParcelProof } from '#app/services/evidence-answer.ts';
import { evidenceFormat } from '#app/services/evidence-format.ts';
import { EVIDENCE_WORDS } from '#app/services/evidence-languages.ts';
import { answerLines } from '#app/services/evidence-paper-answer.ts';

/** A form takes only so much; the paper names all of them. */
const MOST_PARCELS = 10;

/**
 * A plain account of an order for a dispute's evidence: dates, numbers, carriers, the delivery scan, and where all of it can be
 * checked. Says what is recorded and nothing else; holds none of what carriers wrote, so that nothing in it is to be forgotten
 * with a buyer. `origin` null: nothing was logged yet.
 */
export function draftText(
  { facts, verifyPage, origin }: { facts: PackFacts; verifyPage: string; origin: string | null },
  language: Language,
): string {
  const words = EVIDENCE_WORDS[language];
  const format = evidenceFormat(language);
  const { t } = createI18n(language);
  const { order } = facts;
  const proofs = proofsOf(facts.parcels);
  const at = (instant: Date) => words.utc(format.instant(instant));
  const left = proofs.length - MOST_PARCELS;
  return [
    words.draftOrder({
      order: order.name,
      placedAt: at(order.processedAt ?? order.createdAt),
      total: format.money({ minor: order.totalMinor, currency: order.currency }),
      country: order.destination === null ? null : format.country(order.destination),
    }),
    ...answerLines({ proofs, words, format, t }),
    '',
    ...proofs.slice(0, MOST_PARCELS).flatMap(parcelLines),
    ...(left > 0 ? [words.draftMore(left), ''] : []),
    words.draftCheck(verifyPage),
    ...(origin === null ? [] : [words.draftLog(origin)]),
  ].join('\n');

  function parcelLines({ parcel, name, chain, end, delivery, lastScan }: ParcelProof): string[] {
    const numbers = chain.map(({ number, carrier }) => `${carrier ?? ''} ${number}`.trim());
    const told = end === 'delivered' ? delivery : lastScan;
    const matches = end === 'delivered' ? parcel.postcodeMatches : null;
    return [
      words.draftParcel(name, at(parcel.shippedAt)),
      ...(numbers.length === 0 ? [words.noNumber] : [words.draftNumbers(numbers)]),
      ...(told === null
        ? [words.noScans]
        : [
            words.draftScan({
              what: t(`milestone.${told.milestone}`),
              at: at(told.occurredAt),
              country: told.country === null ? null : format.country(told.country),
              source: t(`parcel.source.${told.source}`),
              receivedAt: at(told.receivedAt),
            }),
          ]),
      ...(matches === null ? [] : [words.showsPostcode(matches)]),
      '',
    ];
  }
}
