import { BlockStack, Box, Page, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourcesView } from '#app/contracts/sources.ts';
import { useFormat } from '../screen-frame.tsx';
import { ConnectCard } from './connect-card.tsx';
import { CsvCard } from './csv-card.tsx';
import { InboundCard } from './inbound-card.tsx';
import { LinksCard } from './links-card.tsx';
import { ShopifyCard } from './shopify-card.tsx';
import { SourceCard } from './source-card.tsx';
import { isAsked, sourcesSentence } from './source-words.ts';
import { FormSaveBar } from '../settings/form-save-bar.tsx';
import { useSourcesForm } from './sources-form.ts';

const SAVE_BAR_ID = 'sources-save-bar';

/** Which source speaks for which parcels, whether it is healthy, and what it takes. */
export function SourcesScreen({ view }: { view: SourcesView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const form = useSourcesForm(view);
  const [newSecret, setNewSecret] = useState<string | null>(null);
  const secret = { newSecret, onSecret: setNewSecret };
  const inbound = view.connected.find(({ source }) => source === 'inbound') ?? null;
  return (
    <Page
      title={t('sources.title')}
      backAction={{ content: t('nav.settings'), url: '/app/settings' }}
    >
      <FormSaveBar id={SAVE_BAR_ID} form={form} />
      <BlockStack gap="600">
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <BlockStack gap="200">
            <Text as="p" variant="headingLg">
              {sourcesSentence(t, format, view)}
            </Text>
            {form.failure !== undefined && (
              <div role="alert">
                <Text as="p" tone="critical">
                  {form.failure}
                </Text>
              </div>
            )}
          </BlockStack>
        </Box>
        <Section title={t('sources.connectedTitle')} text={undefined}>
          <ShopifyCard shopify={view.shopify} />
          {view.connected
            .filter(({ source }) => isAsked(source))
            .map((card) => (
              <SourceCard key={card.source} card={card} view={view} form={form} />
            ))}
          {inbound !== null && <InboundCard card={inbound} view={view} {...secret} />}
        </Section>
        <Section
          title={t('sources.connectMoreTitle')}
          text={view.previews.length > 0 ? t('sources.connectMoreText') : undefined}
        >
          {view.previews.map((preview) => (
            <ConnectCard key={preview.source} preview={preview} />
          ))}
          {inbound === null && <InboundCard card={null} view={view} {...secret} />}
          <CsvCard csv={view.csv} />
        </Section>
        <Section title={t('sources.links.title')} text={t('sources.links.text')}>
          <LinksCard form={form} canWrite={view.links.canWrite} />
        </Section>
      </BlockStack>
    </Page>
  );
}

function Section({
  title,
  text,
  children,
}: {
  title: string;
  text: string | undefined;
  children: ReactNode;
}) {
  return (
    <BlockStack gap="400">
      <Box paddingInline={{ xs: '400', sm: '0' }}>
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          {text !== undefined && (
            <Text as="p" tone="subdued">
              {text}
            </Text>
          )}
        </BlockStack>
      </Box>
      {children}
    </BlockStack>
  );
}
