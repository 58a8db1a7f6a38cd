import { BlockStack, Card, Layout, Link, List, Page, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleView } from '#app/contracts/rule-page.ts';
import { ExceptionsCard } from '../finding/exceptions-card.tsx';
import { useCite, useParamValue } from '../finding/param-value.ts';
import { SourceCard } from '../finding/source-card.tsx';
import { useFormat } from '../screen-frame.tsx';

/** What a rule asks of whom, how it counts, what it rests on, and the cases it is tested with. */
export function RuleScreen({ view }: { view: RuleView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { rule } = view;
  return (
    <Page
      title={rule.title}
      subtitle={t('common.beside', {
        first: rule.id,
        second: t('rulePage.version', {
          version: rule.version,
          from: format.date(view.effectiveFrom),
        }),
      })}
      backAction={{ content: t('finding.back'), url: '/app/compliance' }}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Card>
              <BlockStack gap="300">
                <Text as="p">{rule.summary}</Text>
                <Link url={`/app/compliance?rule=${rule.id}`}>{t('rulePage.open')}</Link>
              </BlockStack>
            </Card>
            <Part title={t('rulePage.how')}>
              <Text as="p">{view.clock}</Text>
            </Part>
            <Part title={t('finding.ifNothing')}>
              <Text as="p">{view.consequence}</Text>
            </Part>
            <Part title={t('rulePage.asked')}>
              <Words list={view.conditions} />
            </Part>
            <Part title={t('finding.remedyTitle')}>
              <Words list={view.steps} />
            </Part>
            {view.params.length > 0 && (
              <Part title={t('finding.figuresTitle')}>
                <Figures params={view.params} />
              </Part>
            )}
            <Part title={t('rulePage.examples')}>
              <Text as="p" tone="subdued">
                {t('rulePage.exampleNote')}
              </Text>
              <List>
                {view.examples.map(({ name, verdict }) => (
                  <List.Item key={name}>
                    {t('rulePage.example', { name, verdict: t(`finding.verdict.${verdict}`) })}
                  </List.Item>
                ))}
              </List>
            </Part>
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <SourceCard rule={rule} isOwnPage />
            <ExceptionsCard exceptions={view.exceptions} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        {children}
      </BlockStack>
    </Card>
  );
}

function Words({ list }: { list: readonly string[] }) {
  return (
    <List>
      {list.map((words) => (
        <List.Item key={words}>{words}</List.Item>
      ))}
    </List>
  );
}

function Figures({ params }: { params: RuleView['params'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useParamValue();
  const citeOf = useCite();
  const span = (from: string | null, until: string | null) =>
    t('complianceSettings.span', {
      from: from === null ? t('finding.sinceEver') : format.date(from),
      until: until === null ? t('complianceSettings.openEnd') : format.date(until),
    });
  return (
    <BlockStack gap="300">
      {params.map(({ name, unit, rows }) => (
        <BlockStack key={name} gap="050">
          <Text as="h3" variant="headingSm">
            {name}
          </Text>
          {rows.map(({ key, value, from, until, cite }) => (
            <Text key={`${key} ${from}`} as="p" breakWord>
              {t('rulePage.figure', {
                key,
                value: say({ key, value, unit }),
                span: span(from, until),
                cite: citeOf(cite),
              })}
            </Text>
          ))}
        </BlockStack>
      ))}
    </BlockStack>
  );
}
