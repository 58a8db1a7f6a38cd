import {
  BlockStack,
  Button,
  Checkbox,
  FormLayout,
  InlineStack,
  Select,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkView } from '#app/contracts/links.ts';

type Kind = LinkView['kind'];
const KINDS = ['supplier', 'linehaul', 'last_mile', 'unknown'] as const satisfies readonly Kind[];

export interface LinkDraft {
  number: string;
  carrier: string | null;
  kind: Kind;
  write: boolean;
}

/** Number, carrier and part of the way of a link, to be corrected before it is confirmed or typed in anew. */
export function LinkForm({
  initial,
  isBusy,
  onSubmit,
  onCancel,
}: {
  initial: LinkDraft;
  isBusy: boolean;
  onSubmit: (draft: LinkDraft) => void;
  onCancel: () => void;
}) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(initial);
  const [isEmpty, setEmpty] = useState(false);
  const submit = () => {
    if (draft.number.trim() === '') setEmpty(true);
    else onSubmit(draft);
  };
  return (
    <FormLayout>
      <TextField
        label={t('links.form.number')}
        value={draft.number}
        onChange={(number) => setDraft({ ...draft, number })}
        error={isEmpty && draft.number.trim() === '' ? t('links.form.numberMissing') : undefined}
        maxLength={100}
        autoComplete="off"
      />
      <TextField
        label={t('links.form.carrier')}
        value={draft.carrier ?? ''}
        onChange={(carrier) => setDraft({ ...draft, carrier: carrier === '' ? null : carrier })}
        maxLength={100}
        autoComplete="off"
      />
      <Select
        label={t('links.form.kind')}
        options={KINDS.map((kind) => ({ value: kind, label: t(`links.kind.${kind}`) }))}
        value={draft.kind}
        onChange={(chosen) => {
          const kind = KINDS.find((known) => known === chosen) ?? 'unknown';
          setDraft({ ...draft, kind });
        }}
      />
      <BlockStack gap="300">
        <Checkbox
          label={t('links.form.write')}
          helpText={t('links.form.writeHelp')}
          checked={draft.write}
          onChange={(write) => setDraft({ ...draft, write })}
        />
        <InlineStack gap="200">
          <Button variant="primary" loading={isBusy} onClick={submit}>
            {t('links.confirm')}
          </Button>
          <Button onClick={onCancel}>{t('common.cancel')}</Button>
        </InlineStack>
      </BlockStack>
    </FormLayout>
  );
}
