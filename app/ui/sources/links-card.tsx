import { BlockStack, Button, Card, Checkbox, InlineStack, Text } from '@shopify/polaris';
import { useRevalidator } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { useScopes } from '../use-scopes.ts';
import type { SourcesForm } from './sources-form.ts';

/** What Lastscan does about a parcel's next number without asking. Saved with the page's save bar. */
export function LinksCard({ form, canWrite }: { form: SourcesForm; canWrite: boolean }) {
  const { t } = useTranslation();
  const { links } = form.draft;
  return (
    <Card>
      <BlockStack gap="400">
        <Checkbox
          label={t('sources.links.confirmStated')}
          helpText={t('sources.links.confirmStatedHelp')}
          checked={links.confirmStated}
          onChange={(confirmStated) => form.changeLinks({ confirmStated })}
        />
        <Checkbox
          label={t('sources.links.writeBack')}
          helpText={t('sources.links.writeBackHelp')}
          checked={links.writeBack}
          onChange={(writeBack) => form.changeLinks({ writeBack })}
        />
        {links.writeBack && !canWrite && <Permission />}
      </BlockStack>
    </Card>
  );
}

const WRITE_SCOPES = [
  'write_merchant_managed_fulfillment_orders',
  'write_third_party_fulfillment_orders',
];

function Permission() {
  const { t } = useTranslation();
  const { revalidate } = useRevalidator();
  const { ask, state } = useScopes(WRITE_SCOPES);
  return (
    <BlockStack gap="200">
      <Text as="p" tone="caution">
        {t('sources.links.permissionMissing')}
      </Text>
      <InlineStack gap="200" blockAlign="center">
        <Button loading={state === 'asking'} onClick={() => void ask().then(() => revalidate())}>
          {t('sources.links.permissionAsk')}
        </Button>
        <div role="status" aria-live="polite">
          {state === 'declined' && <Text as="p">{t('sources.links.permissionDeclined')}</Text>}
        </div>
      </InlineStack>
    </BlockStack>
  );
}
