import { Checkbox, FormLayout, Link, TextField } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ShopperForm } from './use-shopper-form.ts';

/** Whether shoppers may ask, by when they are answered, and whether a notice of delay can be answered. */
export function AskFields({ form }: { form: ShopperForm }) {
  const { t } = useTranslation();
  const { asks, notices } = form.draft;
  return (
    <FormLayout>
      <Checkbox
        label={t('shoppers.asks.isOn')}
        helpText={t('shoppers.asks.isOnHelp')}
        checked={asks.isOn}
        onChange={(isOn) => form.change({ asks: { ...asks, isOn } })}
      />
      <TextField
        label={t('shoppers.asks.answerHours')}
        helpText={t('shoppers.asks.answerHoursHelp')}
        suffix={t('shoppers.asks.hours')}
        autoComplete="off"
        inputMode="numeric"
        value={asks.answerHours}
        error={form.errorAt('asks.answerHours')}
        onChange={(answerHours) => form.change({ asks: { ...asks, answerHours } })}
      />
      <Checkbox
        label={t('shoppers.asks.notices')}
        helpText={t('shoppers.asks.noticesHelp')}
        checked={notices.isOn}
        onChange={(isOn) => form.change({ notices: { isOn } })}
      />
      <Link url="/app/asks">{t('shoppers.asks.see')}</Link>
    </FormLayout>
  );
}
