import { Button, Form, InlineStack, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** One amount, asked where its absence shows. */
export function QuickField({
  label,
  currency,
  error,
  isSaving,
  onSave,
}: {
  label: string;
  currency: string;
  error: string | undefined;
  isSaving: boolean;
  onSave: (amount: string) => void;
}) {
  const { t } = useTranslation();
  const [amount, setAmount] = useState('');
  return (
    <Form onSubmit={() => (amount.trim() === '' ? undefined : onSave(amount))}>
      <InlineStack gap="200" blockAlign={error === undefined ? 'end' : 'center'} wrap>
        <div style={{ flex: '1 1 14rem', maxWidth: '20rem' }}>
          <TextField
            autoComplete="off"
            inputMode="decimal"
            label={label}
            suffix={currency}
            value={amount}
            error={error}
            onChange={setAmount}
          />
        </div>
        <Button submit loading={isSaving} disabled={amount.trim() === ''}>
          {t('common.save')}
        </Button>
      </InlineStack>
    </Form>
  );
}
