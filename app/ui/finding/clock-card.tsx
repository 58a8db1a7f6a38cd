import { BlockStack, Card, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingView } from '#app/contracts/finding-detail.ts';
import { useDeadlineWords } from '../compliance/deadline-text.tsx';
import { Instant } from '../instant.tsx';
import { MoneyText } from '../money-text.tsx';

/** Since when, until when, and how much money depends on it; each says why when there is none. */
export function ClockCard({ finding }: { finding: FindingView }) {
  const { t } = useTranslation();
  const { clock, exposure, noExposure } = finding;
  const deadline = useDeadlineWords(clock.deadlineAt);
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('finding.clockTitle')}
          </Text>
          {clock.deadlineAt === null ? (
            <Text as="p">{t(`finding.noDeadline.${clock.noDeadline ?? 'standing'}`)}</Text>
          ) : (
            <>
              <Text as="p" variant="headingLg">
                {deadline}
              </Text>
              <Text as="p" tone="subdued">
                <Instant at={clock.deadlineAt} />
              </Text>
            </>
          )}
          {clock.startAt !== null && (
            <Text as="p" tone="subdued">
              {t('finding.clockStart')} <Instant at={clock.startAt} show="exact" />
            </Text>
          )}
          <Text as="p" tone="subdued" variant="bodySm">
            {clock.words}
          </Text>
        </BlockStack>
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('finding.exposureTitle')}
          </Text>
          {exposure.length > 0 ? (
            <Text as="p" variant="headingLg" numeric>
              <MoneyText amounts={exposure} />
            </Text>
          ) : (
            <Text as="p">{t(`finding.noExposure.${noExposure ?? 'nothing_open'}`)}</Text>
          )}
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
