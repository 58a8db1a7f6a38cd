import { Badge, BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { DeliveryView } from '#app/contracts/lanes.ts';
import { timeZoneOf } from '#app/domain/shared/country-calendars.ts';
import { dateInZone } from '../format.ts';
import { IntlText } from '../intl-text.tsx';
import { useFormat, useScreen } from '../screen-frame.tsx';
import { DeliveryStrip } from './delivery-strip.tsx';

/** When the parcel is expected, how sure that is, on what it rests, and what becomes of the promised day. */
export function DeliveryCard({
  delivery,
  destination,
  chanceItMoves,
}: {
  delivery: DeliveryView;
  /** ISO alpha-2; its days are meant. */
  destination: string | null;
  /** Probability (0 to 1) that it still moves by itself: the range is of those that do. */
  chanceItMoves: number;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { frame } = useScreen();
  const { range, deliveries, promise, version } = delivery;
  const todayOn = dateInZone(frame.now, timeZoneOf(destination));
  const earliest = format.shortDate(range.earliestOn);
  const latest = format.shortDate(range.latestOn);
  const days = range.earliestOn === range.latestOn ? 'on' : 'between';
  const isDoubtful = chanceItMoves < 0.9;
  const isAtRisk = promise !== null && promise.on >= todayOn && promise.chance < 0.5;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t('delivery.title')}
          </Text>
          {isAtRisk && <Badge tone="attention">{t('delivery.atRisk')}</Badge>}
        </InlineStack>
        <Text as="p" variant="headingLg">
          <IntlText>
            {t(`delivery.${days}${isDoubtful ? 'IfMoves' : ''}`, { earliest, latest })}
          </IntlText>
        </Text>
        <DeliveryStrip delivery={delivery} todayOn={todayOn} />
        <Text as="p">
          <IntlText>
            {t('delivery.confidence', {
              share: ofTen(range.confidence, t),
              likely: format.shortDate(range.likelyOn),
            })}
          </IntlText>
        </Text>
        <Text as="p" fontWeight={isAtRisk ? 'semibold' : 'regular'}>
          <IntlText>{promiseWords()}</IntlText>
        </Text>
        <Text as="p" tone="subdued" variant="bodySm">
          {range.basis === 'prior'
            ? t('delivery.basis.prior')
            : t(`delivery.basis.${range.basis}`, {
                count: deliveries,
                number: format.number(deliveries),
              })}{' '}
          {version > 0 && t('lane.version', { version: format.number(version) })}{' '}
          {t('delivery.revised')}
        </Text>
      </BlockStack>
    </Card>
  );

  function promiseWords(): string {
    if (promise === null) return t('delivery.noPromise');
    const date = format.shortDate(promise.on);
    return promise.on < todayOn
      ? t('delivery.promiseOver', { date })
      : t('delivery.promised', { date, share: ofTen(promise.chance, t) });
  }
}

/** A share as people weigh chances: so many in ten. */
function ofTen(share: number, t: TFunction): string {
  if (share < 0.05) return t('delivery.fewOfTen');
  if (share > 0.95) return t('delivery.mostOfTen');
  return t('delivery.ofTen', { count: Math.round(share * 10) });
}
