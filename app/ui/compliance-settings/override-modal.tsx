import { FormLayout, Modal, Select, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureTable } from '#app/contracts/compliance-settings.ts';
import { refuseOverride } from '#app/domain/findings/params.ts';
import type { OverrideError, ParamOverride } from '#app/domain/findings/params.ts';
import { useFormat, useScreen } from '../screen-frame.tsx';

/** A figure of one's own for some time, with a note that says why; refused with the reason when it makes no sense. */
export function OverrideModal({
  table,
  onClose,
  onAdd,
}: {
  table: FigureTable;
  onClose: () => void;
  onAdd: (row: ParamOverride) => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { frame } = useScreen();
  const keys = [...new Set(table.rows.map(({ key }) => key))];
  const [key, setKey] = useState(keys[0] ?? '');
  const [value, setValue] = useState('');
  const [from, setFrom] = useState(format.dateOf(frame.now));
  const [until, setUntil] = useState('');
  const [note, setNote] = useState('');
  const [error, setError] = useState<OverrideError | null>(null);
  const words = (codes: readonly OverrideError['code'][]) =>
    error !== null && codes.includes(error.code)
      ? t(`complianceSettings.error.${error.code}`, {
          least: format.number(table.least),
          most: format.number(table.most),
        })
      : undefined;
  const add = () => {
    const row = {
      key,
      value: value.trim() === '' ? Number.NaN : Number(value),
      from: from === '' ? null : from,
      until: until === '' ? null : until,
      note: note.trim(),
    };
    const refusal = refuseOverride({ ...table, mayOverwrite: true }, row);
    setError(refusal);
    if (refusal === null) onAdd({ ruleId: table.ruleId, name: table.name, ...row });
  };
  return (
    <Modal
      open
      onClose={onClose}
      title={table.title}
      primaryAction={{ content: t('complianceSettings.take'), onAction: add }}
      secondaryActions={[{ content: t('common.cancel'), onAction: onClose }]}
    >
      <Modal.Section>
        <FormLayout>
          {keys.length > 1 && (
            <Select
              label={t('complianceSettings.key')}
              options={keys.map((one) => ({ value: one, label: one }))}
              value={key}
              onChange={setKey}
            />
          )}
          <TextField
            label={t('complianceSettings.value')}
            helpText={t('complianceSettings.valueHelp', {
              least: format.number(table.least),
              most: format.number(table.most),
              unit: t(`complianceSettings.unitName.${table.unit}`),
            })}
            type="number"
            autoComplete="off"
            value={value}
            error={words(['not_a_number', 'out_of_range', 'not_overwritable'])}
            onChange={setValue}
          />
          <FormLayout.Group>
            <TextField
              label={t('complianceSettings.from')}
              type="date"
              autoComplete="off"
              value={from}
              error={words(['bad_date'])}
              onChange={setFrom}
            />
            <TextField
              label={t('complianceSettings.until')}
              type="date"
              autoComplete="off"
              value={until}
              error={words(['ends_before_it_begins'])}
              onChange={setUntil}
            />
          </FormLayout.Group>
          <TextField
            label={t('complianceSettings.note')}
            helpText={t('complianceSettings.noteHelp')}
            autoComplete="off"
            maxLength={500}
            value={note}
            error={words(['note_missing'])}
            onChange={setNote}
          />
        </FormLayout>
      </Modal.Section>
    </Modal>
  );
}
