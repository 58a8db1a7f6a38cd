import { BlockStack, Card, List, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import {
  VISA_ITEMS_LINE,
  VISA_RATIO_LINE,
  type DisputeRatio,
} from '#app/domain/cash/dispute-ratio.ts';
import { ScopeButton } from '../finding/missing-help.tsx';
import { FigureTable } from '../scorecards/figure-table.tsx';
import { useScreen } from '../screen-frame.tsx';
import { chanceWords } from './cash-words.ts';

/** Disputes of 30 days and of the next 30, against Visa's two lines; what is counted here is near Visa's count and not it. */
export function DisputesCard({ disputes }: { disputes: DisputeRatio | null }) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        {disputes === null ? (
          <>
            <Text as="h2" variant="headingMd">
              {t('cash.disputes.title')}
            </Text>
            <Text as="p">{t('cash.disputes.scope')}</Text>
            <ScopeButton scope={DISPUTES_SCOPE} />
          </>
        ) : (
          <Disputes disputes={disputes} />
        )}
      </BlockStack>
    </Card>
  );
}

const DISPUTES_SCOPE = 'read_shopify_payments_disputes';

function Disputes({ disputes }: { disputes: DisputeRatio }) {
  const { t } = useTranslation();
  const { format, language } = useScreen();
  const { items, cardOrders, ratio, projected } = disputes;
  const share = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const facts = {
    count: items,
    number: format.number(items),
    orders: format.number(cardOrders),
    ratio: ratio === null ? '' : share.format(ratio),
  };
  const range = (from: string, to: string) => t('cash.range', { from, to });
  return (
    <>
      <Text as="h2" variant="headingMd">
        {ratio === null ? t('cash.disputes.noOrders') : t('cash.disputes.sentence', facts)}
      </Text>
      <Text as="p">
        {disputes.isExcessive
          ? t('cash.disputes.excessive')
          : t('cash.disputes.chance', {
              chance: chanceWords(projected.chanceExcessive, { t, format }),
            })}
      </Text>
      <FigureTable
        caption={t('cash.disputes.title')}
        nameTitle={t('cash.disputes.measure')}
        columns={[
          t('cash.disputes.now'),
          t('cash.disputes.next'),
          t('cash.disputes.between'),
          t('cash.disputes.line'),
        ]}
        rows={[
          {
            key: 'ratio',
            name: t('cash.disputes.ratio'),
            figures: [
              ratio === null ? t('common.unknown') : share.format(ratio),
              projected.ratio === null ? t('common.unknown') : share.format(projected.ratio.p50),
              projected.ratio === null
                ? t('common.unknown')
                : range(share.format(projected.ratio.p10), share.format(projected.ratio.p90)),
              share.format(VISA_RATIO_LINE),
            ],
          },
          {
            key: 'items',
            name: t('cash.disputes.items'),
            figures: [
              format.number(items),
              format.number(projected.items.p50),
              range(format.number(projected.items.p10), format.number(projected.items.p90)),
              format.number(VISA_ITEMS_LINE),
            ],
          },
        ]}
      />
      <List>
        <List.Item>{t('cash.disputes.bothLines')}</List.Item>
        <List.Item>{t('cash.disputes.near')}</List.Item>
        <List.Item>{t('cash.disputes.projection')}</List.Item>
      </List>
    </>
  );
}
