import { BlockStack, Card, Page } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ShopperSettingsView } from '#app/contracts/shopper-settings.ts';
import { useScreen } from '../screen-frame.tsx';
import { ErrorCount } from '../settings/error-count.tsx';
import { FormSaveBar } from '../settings/form-save-bar.tsx';
import { SettingsGroup } from '../settings/settings-group.tsx';
import { AskFields } from './ask-fields.tsx';
import { PlaceSteps } from './place-steps.tsx';
import { QuietFields } from './quiet-fields.tsx';
import { ShowFields } from './show-fields.tsx';
import { SwitchCard } from './switch-card.tsx';
import { useShopperForm } from './use-shopper-form.ts';
import { WordingEditor } from './wording-editor.tsx';

const SAVE_BAR_ID = 'shoppers-save-bar';

/** What shoppers see of their parcels, what they may ask, and in whose words. */
export function ShoppersScreen({ view }: { view: ShopperSettingsView }) {
  const { t } = useTranslation();
  const { frame } = useScreen();
  const form = useShopperForm(view);
  return (
    <Page
      title={t('shoppers.title')}
      backAction={{ content: t('settings.title'), url: '/app/settings' }}
    >
      <FormSaveBar id={SAVE_BAR_ID} form={form} />
      <BlockStack gap={{ xs: '600', md: '800' }}>
        <ErrorCount count={form.errors.length} />
        <SwitchCard view={view} />
        <SettingsGroup title={t('shoppers.place.title')} text={t('shoppers.place.text')}>
          <Card>
            <PlaceSteps />
          </Card>
        </SettingsGroup>
        <SettingsGroup title={t('shoppers.show.title')} text={t('shoppers.show.text')}>
          <Card>
            <ShowFields form={form} />
          </Card>
        </SettingsGroup>
        <SettingsGroup title={t('shoppers.wording.title')} text={t('shoppers.wording.text')}>
          <WordingEditor form={form} />
        </SettingsGroup>
        <SettingsGroup title={t('shoppers.asks.title')} text={t('shoppers.asks.text')}>
          <Card>
            <AskFields form={form} />
          </Card>
        </SettingsGroup>
        <SettingsGroup
          title={t('shoppers.quiet.title')}
          text={t('shoppers.quiet.text', { zone: frame.timeZone })}
        >
          <Card>
            <QuietFields form={form} />
          </Card>
        </SettingsGroup>
      </BlockStack>
    </Page>
  );
}
