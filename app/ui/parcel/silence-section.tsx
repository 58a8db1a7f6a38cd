import { BlockStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ParcelView, SilenceView } from '#app/contracts/pages.ts';
import { timeZoneOf } from '#app/domain/shared/country-calendars.ts';
import { promisedDate } from '#app/domain/verdicts/promised-date.ts';
import { dateInZone } from '../format.ts';
import { IntlText } from '../intl-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import { SilenceBar } from '../silence-bar.tsx';
import { countsBusinessDays } from './evidence-words.ts';

/** The silence against its limit: picture, words, whose limit it is, and when it is looked at again. */
export function SilenceSection({ parcel }: { parcel: ParcelView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isBusiness = countsBusinessDays(parcel.evidence);
  const promisedOn = openPromise(parcel);
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {t('parcel.silenceTitle')}
      </Text>
      {parcel.silence === null ? (
        <Text as="p" tone="subdued">
          {t('parcel.noSilence')}
        </Text>
      ) : (
        <>
          <SilenceBar
            silence={parcel.silence}
            size="large"
            isJudged={parcel.verdict !== 'source_blind'}
          />
          <SilenceWords
            silence={parcel.silence}
            lacks={parcel.number === null ? 'number' : 'scan'}
            isBusiness={isBusiness}
          />
          <Population parcel={parcel} silence={parcel.silence} isBusiness={isBusiness} />
        </>
      )}
      <Text as="p" tone="subdued">
        {parcel.reviewAt === null
          ? t(changedBy(parcel))
          : t('parcel.nextCheck', { at: format.instant(parcel.reviewAt) })}
        {promisedOn !== null && ` ${t('parcel.estimated', { date: format.date(promisedOn) })}`}
      </Text>
    </BlockStack>
  );
}

/** What can change a verdict that time alone does not. */
function changedBy({ verdict }: ParcelView) {
  switch (verdict) {
    case 'wrong_number':
      return 'parcel.noNextCheckNumber';
    case 'source_blind':
      return 'parcel.noNextCheckSource';
    default:
      return 'parcel.noNextCheck';
  }
}

/** The promised date by the day that counts, the destination's; null once the evidence says that it has passed. */
function openPromise({ estimatedDeliveryAt, destination, evidence }: ParcelView): string | null {
  if (estimatedDeliveryAt === null) return null;
  if (evidence.some(({ code }) => code === 'promised_date_passed')) return null;
  return promisedDate(new Date(estimatedDeliveryAt), (at) =>
    dateInZone(at.toISOString(), timeZoneOf(destination)),
  );
}

/** Key of the sentence by what is missing, and by whether business days are counted. */
const WORDS = {
  scan: { business: 'silence.long', plain: 'silence.longPlain' },
  number: { business: 'silence.noNumber', plain: 'silence.noNumberPlain' },
} as const;

function SilenceWords({
  silence,
  lacks,
  isBusiness,
}: {
  silence: SilenceView;
  lacks: keyof typeof WORDS;
  isBusiness: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts = {
    count: silence.days,
    days: format.days(silence.days),
    limit: format.days(silence.limitDays),
  };
  const at = format.instant(silence.limitAt);
  return (
    <Text as="p">
      {t('common.sentences', {
        first: t(WORDS[lacks][isBusiness ? 'business' : 'plain'], facts),
        second:
          silence.fraction >= 1 ? t('silence.reached', { at }) : t('silence.reachedAhead', { at }),
      })}
    </Text>
  );
}

/** Against what the silence is judged, and, honestly, that no probability has been learned. */
function Population({
  parcel: { population, probability },
  silence,
  isBusiness,
}: {
  parcel: ParcelView;
  silence: SilenceView;
  isBusiness: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (population === null || population.basis === 'learned') return null;
  const facts = {
    count: silence.limitDays,
    limit: format.days(silence.limitDays),
    country: population.country === null ? '' : format.country(population.country),
  };
  return (
    <Text as="p" tone="subdued">
      <IntlText>
        {t('common.sentences', {
          first: isBusiness
            ? t(`population.${population.group}`, facts)
            : t(`population.${population.group}Plain`, facts),
          second:
            probability === null
              ? t('population.notLearned')
              : t('population.probability', { percent: format.percent(probability) }),
        })}
      </IntlText>{' '}
      <Link url="/app/settings">{t('population.change')}</Link>
    </Text>
  );
}
