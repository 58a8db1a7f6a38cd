import { BlockStack, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ParcelView } from '#app/contracts/pages.ts';
import { Instant } from '../instant.tsx';
import { useFormat } from '../screen-frame.tsx';
import { isJourneyOver } from './journey.ts';

/** The two clocks: how long the parcel has been silent, and how old our knowledge is. */
export function ClockPair({ parcel }: { parcel: ParcelView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { answeredBy, sourceAnsweredAt } = parcel.clocks;
  const source = t(`parcel.source.${answeredBy}`);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('parcel.clocksTitle')}
        </Text>
        <ParcelClock parcel={parcel} />
        {sourceAnsweredAt === null ? (
          <Text as="p">{t('parcel.clockSourceNever')}</Text>
        ) : (
          <Clock name={t('parcel.clockSourceNamed', { source })}>
            <Instant at={sourceAnsweredAt} />
          </Clock>
        )}
        {parcel.verdict === 'source_blind' && <BlindNotice parcel={parcel} source={source} />}
        {parcel.stops.map((stop) => (
          <Text key={`${stop.source} ${stop.number}`} as="p">
            {t('parcel.sourceStopped', {
              source: t(`parcel.source.${stop.source}`),
              number: stop.number,
              at: format.instant(stop.at),
            })}
          </Text>
        ))}
        <Text as="p" tone="subdued" variant="bodySm">
          {t('parcel.clocksHelp')}
        </Text>
      </BlockStack>
    </Card>
  );
}

/** Why silence is not judged now: calm, for nothing is known to be wrong with the parcel. */
function BlindNotice({ parcel, source }: { parcel: ParcelView; source: string }) {
  const { t } = useTranslation();
  if (parcel.cause !== 'source_silent') return <Text as="p">{t('parcel.clockIncident')}</Text>;
  return (
    <Text as="p">
      {parcel.clocks.sourceAnsweredAt === null
        ? t('parcel.clockBlindNever', { source })
        : t('parcel.clockBlind', { source })}
    </Text>
  );
}

function ParcelClock({ parcel }: { parcel: ParcelView }) {
  const { t } = useTranslation();
  const { lastPhysicalScanAt, numberSeenAt } = parcel.clocks;
  if (isJourneyOver(parcel)) return <Text as="p">{t('parcel.clockParcelOver')}</Text>;
  if (lastPhysicalScanAt !== null) {
    return (
      <Clock name={t('parcel.clockParcel')}>
        <Instant at={lastPhysicalScanAt} show="age" />
      </Clock>
    );
  }
  if (parcel.number === null || numberSeenAt === null) {
    return (
      <Clock name={t('parcel.clockParcelNoNumber')}>
        <Instant at={parcel.shippedAt} />
      </Clock>
    );
  }
  return (
    <Clock name={t('parcel.clockParcelNever')}>
      <Instant at={numberSeenAt} show="age" />
    </Clock>
  );
}

function Clock({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <BlockStack>
      <Text as="span" tone="subdued">
        {name}
      </Text>
      <Text as="span" variant="headingLg" numeric>
        {children}
      </Text>
    </BlockStack>
  );
}
