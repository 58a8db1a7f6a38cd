import { BlockStack, Box, Card, Page, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { CoverageView } from '#app/contracts/rule-coverage.ts';
import { FigureTable } from '../scorecards/figure-table.tsx';
import { useFormat } from '../screen-frame.tsx';
import { RuleCount, RuleFacts, RuleName, RuleStatusBadge } from './rule-coverage.tsx';
import { ScopesCard } from './scopes-card.tsx';
import { UnjudgedCard } from './unjudged-card.tsx';

/** "Which rules can judge this store, and what do the others need?" */
export function CoverageScreen({ view }: { view: CoverageView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rules, watchingSince, unjudged } = view;
  const used = rules.filter(({ status }) => status === 'active' || status === 'scheduled');
  const whole = used.filter(({ lacks }) => !lacks.some(({ kind }) => kind !== 'empty'));
  const columns = (['status', 'open', 'unknown'] as const).map((column) =>
    t(`compliance.cover.column.${column}`),
  );
  return (
    <Page
      title={t('compliance.coverage')}
      backAction={{ content: t('compliance.title'), url: '/app/compliance' }}
      secondaryActions={[
        { content: t('compliance.cover.settings'), url: '/app/settings/compliance' },
      ]}
    >
      <BlockStack gap="400">
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <BlockStack gap="200">
            <Text as="h2" variant="headingLg">
              {t('compliance.cover.sentence', {
                count: used.length,
                whole: format.number(whole.length),
                number: format.number(used.length),
              })}
            </Text>
            <Text as="p" tone="subdued">
              {watchingSince === null
                ? t('compliance.cover.notWatching')
                : t('compliance.cover.watching', {
                    date: format.date(format.dateOf(watchingSince)),
                  })}
            </Text>
          </BlockStack>
        </Box>
        <ScopesCard rules={used} />
        <UnjudgedCard unjudged={unjudged} />
        <Card>
          <FigureTable
            caption={t('compliance.coverage')}
            nameTitle={t('compliance.cover.column.rule')}
            columns={columns}
            rows={rules.map((rule) => ({
              key: rule.id,
              name: <RuleName rule={rule} />,
              figures: [
                <RuleStatusBadge key="status" rule={rule} />,
                <RuleCount key="open" rule={rule} of="open" />,
                <RuleCount key="unknown" rule={rule} of="unknown" />,
              ],
              note: <RuleFacts rule={rule} />,
            }))}
          />
        </Card>
      </BlockStack>
    </Page>
  );
}
