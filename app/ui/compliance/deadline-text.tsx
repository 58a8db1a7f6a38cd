import { BlockStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingDate } from '#app/contracts/findings.ts';
import { Instant } from '../instant.tsx';
import { IntlText } from '../intl-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import { deadlineOn } from './deadline-on.ts';

/** By when: the last day that keeps it and how far off that is, or why there is no date. */
export function DeadlineText({
  finding: { deadlineAt, noDeadline },
}: {
  finding: Pick<FindingDate, 'deadlineAt' | 'noDeadline'>;
}) {
  const { t } = useTranslation();
  const date = useDeadlineWords(deadlineAt);
  if (deadlineAt === null || date === null) {
    // That a fact is missing is said by the state already.
    if (noDeadline === null || noDeadline === 'fact_missing') return null;
    return (
      <Text as="span" tone="subdued">
        {t(`compliance.noDeadline.${noDeadline}`)}
      </Text>
    );
  }
  return (
    <BlockStack>
      <Text as="span">
        <IntlText>{date}</IntlText>
      </Text>
      <Text as="span" variant="bodySm" tone="subdued">
        <Instant at={deadlineAt} />
      </Text>
    </BlockStack>
  );
}

/** `31 Oct 2026`, with the time of day where it ends within a day; null without a deadline. */
export function useDeadlineWords(deadlineAt: string | null): string | null {
  const format = useFormat();
  if (deadlineAt === null) return null;
  const { on, isWholeDay } = deadlineOn(deadlineAt, format);
  return isWholeDay ? format.date(on) : format.instant(deadlineAt);
}
