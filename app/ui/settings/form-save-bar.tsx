import { SaveBar } from '@shopify/app-bridge-react';
import { useTranslation } from 'react-i18next';

/** Shopify's own bar for a form: nothing is saved before "Save", "Discard" brings back what is saved. */
export function FormSaveBar({
  id,
  form,
}: {
  id: string;
  form: { isChanged: boolean; isSaving: boolean; save: () => void; discard: () => void };
}) {
  const { t } = useTranslation();
  return (
    <SaveBar id={id} open={form.isChanged}>
      <button type="button" variant="primary" disabled={form.isSaving} onClick={form.save}>
        {t('common.save')}
      </button>
      <button type="button" onClick={form.discard}>
        {t('common.discard')}
      </button>
    </SaveBar>
  );
}
