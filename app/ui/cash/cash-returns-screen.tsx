import { BlockStack, Card, Page, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CashView } from '#app/contracts/cash.ts';
import type { Rate } from '#app/domain/cash/outcome-rates.ts';
import { FigureTable } from '../scorecards/figure-table.tsx';
import { useScreen } from '../screen-frame.tsx';
import { rateWords, type Words } from './cash-words.ts';
import { DisputesCard } from './disputes-card.tsx';

/** How often money goes back, by what Lastscan says of the parcel, and how near the card schemes' line the store is. */
export function CashReturnsScreen({ view }: { view: CashView }) {
  const { t } = useTranslation();
  return (
    <Page
      title={t('cash.returns.title')}
      backAction={{ content: t('cash.title'), url: '/app/cash' }}
    >
      <BlockStack gap="400">
        <DisputesCard disputes={view.disputes} />
        <RatesCard rates={view.rates} />
      </BlockStack>
    </Page>
  );
}

function RatesCard({ rates }: Pick<CashView, 'rates'>) {
  const { t } = useTranslation();
  const { format, language } = useScreen();
  const words = { t, format };
  const rate = ({ p, low, high }: Rate) =>
    t('cash.returns.rate', {
      rate: rateWords(p, language),
      low: rateWords(low, language),
      high: rateWords(high, language),
    });
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t('cash.returns.ratesTitle')}
          </Text>
          <Text as="p">{t('cash.returns.ratesText')}</Text>
        </BlockStack>
        <FigureTable
          caption={t('cash.returns.ratesTitle')}
          nameTitle={t('cash.returns.verdict')}
          columns={[t('cash.returns.refund'), t('cash.returns.dispute')]}
          rows={rates.map(({ verdict, refund, dispute, why }) => ({
            key: verdict,
            name: t(`verdict.${verdict}`),
            figures: [rate(refund), rate(dispute)],
            note: t('common.sentences', {
              first: basisWords({ refund, dispute }, words),
              second: t(`cash.priorReason.${why}`),
            }),
          }))}
        />
      </BlockStack>
    </Card>
  );
}

/** Whether a rate is assumed, or what of the store's own it rests on. */
function basisWords(
  { refund, dispute }: { refund: Rate; dispute: Rate },
  { t, format }: Words,
): string {
  const facts = {
    count: refund.n,
    number: format.number(refund.n),
    refunded: format.number(refund.k),
    disputed: format.number(dispute.k),
  };
  if (refund.n === 0) return t('cash.returns.assumed');
  return refund.prior ? t('cash.returns.mostlyAssumed', facts) : t('cash.returns.own', facts);
}
