import { BlockStack, Box, InlineStack, Link, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingHeadline } from '#app/contracts/findings.ts';
import { IntlText } from '../intl-text.tsx';
import { useFormat } from '../screen-frame.tsx';
import { askedBy, findingListAddress } from './finding-tabs.ts';
import { headlineSentence } from './headline-words.ts';

/** The page's first line, and beneath it what it leaves out. */
export function Headline({ headline }: { headline: FindingHeadline }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { later, toCheck, unknown, suppressed, exposure } = headline;
  const counted = (count: number) => ({ count, number: format.number(count) });
  return (
    <Box paddingInline={{ xs: '400', sm: '0' }}>
      <BlockStack gap="200">
        <Text as="h2" variant="headingLg">
          <IntlText>{headlineSentence(headline, { t, format })}</IntlText>
        </Text>
        <InlineStack gap="400">
          {later > 0 && (
            <Text as="p" tone="subdued">
              {t('compliance.headline.later', counted(later))}
            </Text>
          )}
          {toCheck > 0 && (
            <Text as="p" tone="subdued">
              {t('compliance.headline.toCheck', counted(toCheck))}
            </Text>
          )}
          {unknown > 0 && (
            <Text as="p" tone="subdued">
              {t('compliance.headline.unknown', counted(unknown))}{' '}
              <Link url={findingListAddress(askedBy('unknown'))}>
                {t('compliance.headline.seeUnknown')}
              </Link>
            </Text>
          )}
          {suppressed > 0 && (
            <Text as="p" tone="subdued">
              {t('compliance.headline.suppressed', counted(suppressed))}{' '}
              <Link url={findingListAddress(askedBy('suppressed'))}>
                {t('compliance.headline.seeSuppressed')}
              </Link>
            </Text>
          )}
        </InlineStack>
        {exposure.length > 0 && (
          <Text as="p" variant="bodySm" tone="subdued">
            {t('compliance.headline.once')}
          </Text>
        )}
      </BlockStack>
    </Box>
  );
}
