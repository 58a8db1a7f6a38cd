import { BlockStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { LaneCurveView } from '#app/contracts/lanes.ts';
import type { ParcelView, SilenceView } from '#app/contracts/pages.ts';
import { timeZoneOf } from '#app/domain/shared/country-calendars.ts';
import { promisedDate } from '#app/domain/verdicts/promised-date.ts';
import { dateInZone } from '../format.ts';
import { IntlText } from '../intl-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import { SilenceBar } from '../silence-bar.tsx';
import { countsBusinessDays } from './evidence-words.ts';
import { basisWords, chanceWords, spanWords, usualWords } from './lane-words.ts';
import { SilenceCurve } from './silence-curve.tsx';

/** The silence against its limit: picture, words, whose limit it is, and when it is looked at again. */
export function SilenceSection({ parcel }: { parcel: ParcelView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const promisedOn = parcel.delivery === null ? openPromise(parcel) : null;
  return (
    <BlockStack gap="300">
      <Silence parcel={parcel} />
      <Text as="p" tone="subdued">
        {parcel.reviewAt === null
          ? t(changedBy(parcel))
          : t('parcel.nextCheck', { at: format.instant(parcel.reviewAt) })}
        {promisedOn !== null && ` ${t('parcel.estimated', { date: format.date(promisedOn) })}`}
      </Text>
    </BlockStack>
  );
}

function Silence({ parcel }: { parcel: ParcelView }) {
  const { t } = useTranslation();
  const { silence, lane } = parcel;
  const isJudged = parcel.verdict !== 'source_blind';
  if (silence !== null && lane !== null) {
    return (
      <>
        <SilenceCurve curve={lane} isJudged={isJudged} />
        <LaneWords curve={lane} isJudged={isJudged} />
        <LaneLimit parcel={parcel} silence={silence} curve={lane} />
      </>
    );
  }
  return (
    <>
      <Text as="h3" variant="headingSm">
        {t('parcel.silenceTitle')}
      </Text>
      {silence === null ? (
        <Text as="p" tone="subdued">
          {t('parcel.noSilence')}
        </Text>
      ) : (
        <>
          <SilenceBar silence={silence} size="large" isJudged={isJudged} />
          <SilenceWords parcel={parcel} silence={silence} />
          <FixedLimit parcel={parcel} silence={silence} />
        </>
      )}
    </>
  );
}

/** What is usual here, and the chance that it still moves. */
function LaneWords({ curve, isJudged }: { curve: LaneCurveView; isJudged: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  return (
    <Text as="p">
      {t('common.sentences', {
        first: usualWords(curve, words),
        second: isJudged
          ? t('lane.chance', { percent: chanceWords(curve.chanceItMoves, words) })
          : t('lane.noChance'),
      })}
    </Text>
  );
}

/** The limit, whether it was learned or set, when it is reached, and on whose past the curve rests. */
function LaneLimit({
  parcel,
  silence,
  curve,
}: {
  parcel: ParcelView;
  silence: SilenceView;
  curve: LaneCurveView;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  const { limitDays, clock, version } = curve;
  const basis = basisWords(curve, words);
  return (
    <>
      <BlockStack gap="100">
        {curve.limitFrom === 'learned' ? (
          <Text as="p" tone="subdued">
            {t('common.sentences', {
              first: t('lane.limitLearned', {
                limit: spanWords(limitDays, clock, 'past', words),
              }),
              second: reachedWords(),
            })}{' '}
            <ChangeLimits />
          </Text>
        ) : (
          <>
            <FixedLimit parcel={parcel} silence={silence} />
            <Text as="p" tone="subdued">
              {reachedWords()}
            </Text>
          </>
        )}
        <Text as="p" tone="subdued">
          {version === 0
            ? basis
            : t('common.sentences', {
                first: basis,
                second: t('lane.version', { version: format.number(version) }),
              })}
        </Text>
      </BlockStack>
    </>
  );

  function reachedWords(): string {
    const at = format.instant(silence.limitAt);
    return silence.fraction >= 1 ? t('silence.reached', { at }) : t('silence.reachedAhead', { at });
  }
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

function SilenceWords({ parcel, silence }: { parcel: ParcelView; silence: SilenceView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lacks = parcel.number === null ? 'number' : 'scan';
  const clock = countsBusinessDays(parcel.evidence) ? 'business' : 'plain';
  const facts = {
    count: silence.days,
    days: format.days(silence.days),
    limit: format.days(silence.limitDays),
  };
  const at = format.instant(silence.limitAt);
  return (
    <Text as="p">
      {t('common.sentences', {
        first: t(WORDS[lacks][clock], facts),
        second:
          silence.fraction >= 1 ? t('silence.reached', { at }) : t('silence.reachedAhead', { at }),
      })}
    </Text>
  );
}

/** Whose fixed limit it is; nothing where the limit was learned. */
function FixedLimit({
  parcel: { population, evidence },
  silence,
}: {
  parcel: ParcelView;
  silence: SilenceView;
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
        {countsBusinessDays(evidence)
          ? t(`population.${population.group}`, facts)
          : t(`population.${population.group}Plain`, facts)}
      </IntlText>{' '}
      <ChangeLimits />
    </Text>
  );
}

function ChangeLimits() {
  const { t } = useTranslation();
  return <Link url="/app/settings">{t('population.change')}</Link>;
}
