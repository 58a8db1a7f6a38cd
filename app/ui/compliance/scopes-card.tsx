import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { RuleCoverage } from '#app/contracts/rule-coverage.ts';
import { ScopeButton } from '../finding/missing-help.tsx';
import { useFormat } from '../screen-frame.tsx';
import { useScopeWords } from './scope-words.ts';

/** Permissions that rules lack, each once with the button that asks for it; nothing when none is lacking. */
export function ScopesCard({ rules }: { rules: readonly RuleCoverage[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const scopeWords = useScopeWords();
  const lacking = Map.groupBy(
    rules.flatMap(({ lacks }) => lacks.filter((lack) => lack.kind === 'scope')),
    ({ scope }) => scope,
  );
  if (lacking.size === 0) return null;
  const scopes = [...lacking].sort(([, a], [, b]) => b.length - a.length);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t('compliance.cover.scopesTitle')}
        </Text>
        {scopes.map(([scope, lacks]) => (
          <InlineStack key={scope} align="space-between" blockAlign="center" gap="200">
            <BlockStack>
              <Text as="span" breakWord>
                {scopeWords(scope)}
              </Text>
              <Text as="span" variant="bodySm" tone="subdued">
                {t('compliance.cover.forRules', {
                  count: lacks.length,
                  number: format.number(lacks.length),
                })}
              </Text>
            </BlockStack>
            <ScopeButton scope={scope} />
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}
