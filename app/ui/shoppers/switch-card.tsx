import { useRevalidator } from '@remix-run/react';
import { BlockStack, Box, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ShopperSettingsView } from '#app/contracts/shopper-settings.ts';
import { useFormat } from '../screen-frame.tsx';
import { useSave } from '../settings/use-save.ts';
import { useScopes } from '../use-scopes.ts';

const WRITE_SCOPES = ['write_orders'];

/** Whether shoppers see anything, since when and on how many orders; turned on and off at once, with Shopify's permission. */
export function SwitchCard({ view }: { view: ShopperSettingsView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { isOn, settings, written } = view;
  const { ask, state } = useScopes(WRITE_SCOPES);
  const { revalidate } = useRevalidator();
  const said = t(isOn ? 'shoppers.turnedOff' : 'shoppers.turnedOn');
  const { save, isSaving } = useSave({ said });
  const turnOn = async () => {
    if (await ask()) save({ ...settings, isOn: true });
  };
  const isUnpermitted = isOn && (!view.canWrite || view.writeError === 'scope_missing');
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingLg">
          {!isOn
            ? t('shoppers.headline.off')
            : written === 0
              ? t('shoppers.headline.starting')
              : t('shoppers.headline.on', { count: written, number: format.number(written) })}
        </Text>
        <Facts view={view} />
        {isUnpermitted && (
          <Text as="p" tone="caution">
            {t('shoppers.writeError.scope_missing')}
          </Text>
        )}
        {isOn && !isUnpermitted && view.writeError !== null && (
          <Text as="p" tone="caution">
            {t(`shoppers.writeError.${view.writeError}`)}
          </Text>
        )}
        <InlineStack gap="200">
          {isUnpermitted && (
            <Button
              variant="primary"
              loading={state === 'asking' || isSaving}
              onClick={() => void turnOn().then(() => revalidate())}
            >
              {t('shoppers.permission.ask')}
            </Button>
          )}
          {isOn ? (
            <Button loading={isSaving} onClick={() => save({ ...settings, isOn: false })}>
              {t('shoppers.turnOff')}
            </Button>
          ) : (
            <Button
              variant="primary"
              loading={state === 'asking' || isSaving}
              onClick={() => void turnOn()}
            >
              {t('shoppers.turnOn')}
            </Button>
          )}
        </InlineStack>
      </BlockStack>
      <div role="status" aria-live="polite">
        {state === 'declined' && (
          <Box paddingBlockStart="300">
            <Text as="p">{t('shoppers.permission.declined')}</Text>
          </Box>
        )}
      </div>
    </Card>
  );
}

/** Since when it is on and how far the orders have been written; while it is off, what turning it on does. */
function Facts({ view }: { view: ShopperSettingsView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { isOn, onSince, lastWrittenAt, waiting } = view;
  const facts = isOn
    ? [
        t('shoppers.state.placed'),
        onSince === null ? [] : [t('shoppers.state.since', { at: format.instant(onSince) })],
        lastWrittenAt === null
          ? []
          : [t('shoppers.state.lastWritten', { ago: format.relative(lastWrittenAt) })],
        waiting === 0
          ? []
          : [t('shoppers.state.waiting', { count: waiting, number: format.number(waiting) })],
      ].flat()
    : [t('shoppers.state.offText'), t('shoppers.state.permissionText')];
  return (
    <BlockStack gap="100">
      {facts.length > 0 && (
        <Text as="p">
          {facts.reduce((first, second) => t('common.sentences', { first, second }))}
        </Text>
      )}
      {isOn && (
        <Text as="p" tone="subdued">
          {t('shoppers.state.stopMeans')}
        </Text>
      )}
    </BlockStack>
  );
}
