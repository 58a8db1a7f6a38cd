import {
  BlockStack,
  Button,
  Card,
  Collapsible,
  Divider,
  InlineStack,
  Text,
} from '@shopify/polaris';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FigureTable } from '#app/contracts/compliance-settings.ts';
import { OneTable } from './figure-table.tsx';
import type { ComplianceForm } from './use-compliance-form.ts';

/** The dated figures that a merchant may set for the shop, folded by rule; where something was set it stands open. */
export function FigureTables({
  form,
  tables,
}: {
  form: ComplianceForm;
  tables: readonly FigureTable[];
}) {
  const rules = [...new Set(tables.map(({ ruleId }) => ruleId))];
  return (
    <Card>
      <BlockStack gap="300">
        {rules.map((ruleId, index) => (
          <BlockStack key={ruleId} gap="300">
            {index > 0 && <Divider />}
            <OfRule form={form} tables={tables.filter((table) => table.ruleId === ruleId)} />
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function OfRule({ form, tables }: { form: ComplianceForm; tables: readonly FigureTable[] }) {
  const { t } = useTranslation();
  const id = useId();
  const [first] = tables;
  const own = form.draft.overrides.filter((row) => row.ruleId === first?.ruleId).length;
  const [isOpen, setOpen] = useState(own > 0);
  if (first === undefined) return null;
  const title = first.ruleTitle;
  return (
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <BlockStack>
          <Text as="h3" variant="headingSm">
            {title}
          </Text>
          <Text as="p" tone="subdued" variant="bodySm">
            {t('complianceSettings.tables', { count: tables.length, own })}
          </Text>
        </BlockStack>
        <Button
          variant="plain"
          ariaExpanded={isOpen}
          ariaControls={id}
          accessibilityLabel={t(
            isOpen ? 'complianceSettings.foldNamed' : 'complianceSettings.unfoldNamed',
            { title },
          )}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'complianceSettings.fold' : 'complianceSettings.unfold')}
        </Button>
      </InlineStack>
      <Collapsible id={id} open={isOpen}>
        <BlockStack gap="400">
          {tables.map((table) => (
            <OneTable key={table.name} form={form} table={table} />
          ))}
        </BlockStack>
      </Collapsible>
    </BlockStack>
  );
}
