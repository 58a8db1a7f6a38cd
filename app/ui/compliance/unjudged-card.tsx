import { BlockStack, Card, List, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CoverageView } from '#app/contracts/rule-coverage.ts';
import { useFormat } from '../screen-frame.tsx';

/** What could not be judged, by name, and what becomes of it; nothing when everything could. */
export function UnjudgedCard({ unjudged }: Pick<CoverageView, 'unjudged'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { count, named } = unjudged;
  if (count === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('compliance.cover.unjudgedTitle', { count, number: format.number(count) })}
        </Text>
        <Text as="p">{t('compliance.cover.unjudgedText')}</Text>
        <List>
          {named.map(({ kind, name, note }) => {
            const subject = t(`compliance.cover.unjudgedSubject.${kind}`, { name });
            return (
              <List.Item key={`${kind} ${name} ${note}`}>
                {note === 'not_loaded'
                  ? t('compliance.cover.unjudgedRead', { subject })
                  : t('compliance.cover.unjudgedBy', { subject, rule: note })}
              </List.Item>
            );
          })}
        </List>
      </BlockStack>
    </Card>
  );
}
