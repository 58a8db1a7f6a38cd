import { Banner, BlockStack, Box, InlineGrid, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { Language } from '#app/i18n/languages.ts';
import { tellReport } from '#verify/index.ts';
import type { PackReport } from '#verify/index.ts';

/** The result of a check as one sentence, and what it rests on. */
export function ResultNotice({
  fileName,
  report,
  language,
}: {
  fileName: string;
  report: PackReport;
  language: Language;
}) {
  const { t } = useTranslation();
  const { sentence, details } = tellReport(report, language);
  const rows = [{ label: t('verify.checkedFile'), value: fileName }, ...details];
  return (
    <Banner title={sentence} tone={report.ok ? 'success' : 'critical'}>
      <Box paddingBlockStart="200">
        <BlockStack gap="300">
          <section aria-label={t('verify.details')}>
            <BlockStack gap="150">
              {rows.map(({ label, value }) => (
                <InlineGrid
                  key={label}
                  columns={{ xs: 1, sm: ['oneThird', 'twoThirds'] }}
                  gap="050"
                >
                  <Text as="span" tone="subdued">
                    {label}
                  </Text>
                  <Text as="span" breakWord>
                    {value}
                  </Text>
                </InlineGrid>
              ))}
            </BlockStack>
          </section>
          {report.ok ? null : <Text as="p">{t('verify.whatNow')}</Text>}
        </BlockStack>
      </Box>
    </Banner>
  );
}
