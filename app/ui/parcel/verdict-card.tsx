import { BlockStack, Card, Divider, List, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ParcelView } from '#app/contracts/pages.ts';
import { IntlText } from '../intl-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import { countsBusinessDays, evidenceWords, tellsUsual } from './evidence-words.ts';
import { SilenceSection } from './silence-section.tsx';

/** The verdict as two sentences (what, why), what it rests on, and the silence it is about. */
export function VerdictCard({ parcel }: { parcel: ParcelView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const isBusiness = countsBusinessDays(parcel.evidence);
  // What is usual here is told beneath, on the curve, as of now.
  const evidence = parcel.evidence.filter((fact) => parcel.lane === null || !tellsUsual(fact));
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t(`verdictSentence.${parcel.verdict}`)}
          </Text>
          {parcel.cause !== null && (
            <Text as="p" variant="bodyLg">
              {t(`cause.${parcel.cause}`)}
            </Text>
          )}
          {parcel.verdictSince !== null && (
            <Text as="p" tone="subdued">
              {t('parcel.since', { at: format.instant(parcel.verdictSince) })}
            </Text>
          )}
        </BlockStack>
        {/* What proves a number wrong has a card of its own beneath, each fact with its way to contradict it. */}
        {evidence.length > 0 && parcel.verdict !== 'wrong_number' && (
          <BlockStack gap="200">
            <Text as="h3" variant="headingSm">
              {t('parcel.evidenceTitle')}
            </Text>
            <List>
              {evidence.map((fact) => (
                // Two numbers of one chain may have the same fact against them.
                <List.Item key={JSON.stringify(fact)}>
                  <IntlText>{evidenceWords(fact, { t, format, isBusiness })}</IntlText>
                </List.Item>
              ))}
            </List>
          </BlockStack>
        )}
        <Divider />
        <SilenceSection parcel={parcel} />
      </BlockStack>
    </Card>
  );
}
