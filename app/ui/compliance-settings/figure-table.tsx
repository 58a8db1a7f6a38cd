import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureTable } from '#app/contracts/compliance-settings.ts';
import { useCite, useParamValue } from '../finding/param-value.ts';
import { useFormat } from '../screen-frame.tsx';
import { OverrideModal } from './override-modal.tsx';
import type { ComplianceForm } from './use-compliance-form.ts';

/** One table: what holds otherwise, what the merchant set, and the way to set more. */
export function OneTable({ form, table }: { form: ComplianceForm; table: FigureTable }) {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useParamValue();
  const citeOf = useCite();
  const [isAdding, setAdding] = useState(false);
  const { unit } = table;
  const own = form.draft.overrides
    .map((row, index) => ({ row, index }))
    .filter(({ row }) => row.ruleId === table.ruleId && row.name === table.name);
  const span = (from: string | null, until: string | null) =>
    t('complianceSettings.span', {
      from: from === null ? t('finding.sinceEver') : format.date(from),
      until: until === null ? t('complianceSettings.openEnd') : format.date(until),
    });
  return (
    <>
      <BlockStack gap="200">
        <Text as="h4" fontWeight="medium">
          {table.title}
        </Text>
        {table.rows.map((row) => (
          <Text key={`${row.key} ${row.from}`} as="p" breakWord>
            {t('complianceSettings.row', {
              key: row.key,
              value: say({ ...row, unit }),
              span: span(row.from, row.until),
              cite: citeOf(row.cite),
            })}
          </Text>
        ))}
        {own.map(({ row, index }) => (
          <BlockStack key={index} gap="050">
            <InlineStack align="space-between" blockAlign="center" gap="200">
              <Text as="p" fontWeight="medium" breakWord>
                {t('complianceSettings.ownRow', {
                  key: row.key,
                  value: say({ ...row, unit }),
                  span: span(row.from, row.until),
                  note: row.note,
                })}
              </Text>
              <Button
                variant="plain"
                tone="critical"
                accessibilityLabel={t('complianceSettings.removeOwn', { table: table.title })}
                onClick={() =>
                  form.change({
                    overrides: form.draft.overrides.filter((_, other) => other !== index),
                  })
                }
              >
                {t('common.remove')}
              </Button>
            </InlineStack>
            {['value', 'from', 'until', 'note', 'key'].map((field) => {
              const words = form.errorAt(`overrides.${index}.${field}`);
              return (
                words !== undefined && (
                  <Text key={field} as="p" tone="critical">
                    {words}
                  </Text>
                )
              );
            })}
          </BlockStack>
        ))}
        <InlineStack>
          <Button
            accessibilityLabel={t('complianceSettings.setOwnNamed', { table: table.title })}
            onClick={() => setAdding(true)}
          >
            {t('complianceSettings.setOwn')}
          </Button>
        </InlineStack>
        {isAdding && (
          <OverrideModal
            table={table}
            onClose={() => setAdding(false)}
            onAdd={(row) => {
              form.change({ overrides: [...form.draft.overrides, row] });
              setAdding(false);
            }}
          />
        )}
      </BlockStack>
    </>
  );
}
