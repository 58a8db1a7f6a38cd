import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingDate } from '#app/contracts/findings.ts';
import { Instant } from '../instant.tsx';
import { IntlText } from '../intl-text.tsx';
import { MoneyText } from '../money-text.tsx';
import { useDeadlineWords } from './deadline-text.tsx';
import { FindingState } from './finding-state.tsx';

/** One deadline with its way on: state and date, the sentence, and whose it is with the money that depends on it. */
export function FindingDateRow({
  finding,
  isSubjectShown,
}: {
  finding: FindingDate;
  /** Not where the page is about the subject already. */
  isSubjectShown: boolean;
}) {
  const { t } = useTranslation();
  const date = useDeadlineWords(finding.deadlineAt);
  const { deadlineAt, noDeadline, subject, exposure } = finding;
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <FindingState finding={finding} />
        <Text as="span" variant="bodySm">
          {deadlineAt !== null && date !== null ? (
            <>
              <IntlText>{date}</IntlText> · <Instant at={deadlineAt} />
            </>
          ) : (
            noDeadline !== null &&
            noDeadline !== 'fact_missing' &&
            t(`compliance.noDeadline.${noDeadline}`)
          )}
        </Text>
      </InlineStack>
      <Link url={`/app/compliance/${finding.id}`} monochrome removeUnderline>
        <Text as="span" breakWord>
          <IntlText>{finding.what}</IntlText>
        </Text>
      </Link>
      {(isSubjectShown || exposure.length > 0) && (
        <InlineStack gap="300">
          {isSubjectShown && (
            <Text as="span" variant="bodySm" tone="subdued" breakWord>
              <IntlText>{subject.label}</IntlText>
            </Text>
          )}
          {exposure.length > 0 && (
            <Text as="span" variant="bodySm" tone="subdued" numeric>
              <MoneyText amounts={exposure} />
            </Text>
          )}
        </InlineStack>
      )}
    </BlockStack>
  );
}
