import { Badge, BlockStack, Card, Page, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { SupplierItem, SupplierPage } from '#app/contracts/inventory.ts';
import { FigureTable } from '../scorecards/figure-table.tsx';
import { useFormat } from '../screen-frame.tsx';
import { ErrorCount } from '../settings/error-count.tsx';
import { FormSaveBar } from '../settings/form-save-bar.tsx';
import { SettingsGroup } from '../settings/settings-group.tsx';
import { FactList } from './fact-list.tsx';
import { FileCard } from './file-card.tsx';
import { HowWorkedOut } from './how-worked-out.tsx';
import { lateWords } from './late-words.ts';
import { leadWords } from './lead-words.ts';
import { LineName } from './order-lines-card.tsx';
import { SupplierFields } from './supplier-fields.tsx';
import { useArchive } from './use-archive.ts';
import { useSupplierForm } from './use-supplier-form.ts';

const SAVE_BAR_ID = 'supplier-save-bar';

/** One supplier: how long it takes as its record says, what one knows of it, and what it asks for each variant. */
export function SupplierScreen({ page, vendor }: { page: SupplierPage; vendor: string }) {
  const { t } = useTranslation();
  const { supplier } = page;
  const form = useSupplierForm(page, vendor);
  const { archive, isBusy } = useArchive();
  const isArchived = supplier !== null && supplier.archivedAt !== null;
  return (
    <Page
      title={supplier?.name ?? t('inventory.suppliers.add')}
      {...(isArchived && { titleMetadata: <Badge>{t('inventory.suppliers.isArchived')}</Badge> })}
      backAction={{ content: t('inventory.suppliers.title'), url: '/app/inventory/suppliers' }}
      {...(supplier !== null && {
        secondaryActions: [
          {
            content: t('inventory.suppliers.seeVariants'),
            url: `/app/inventory?tab=all&supplier=${supplier.supplierId}`,
          },
          {
            content: t('inventory.suppliers.seeOrders'),
            url: `/app/inventory/orders?status=all&supplier=${supplier.supplierId}`,
          },
          {
            content: t(isArchived ? 'inventory.suppliers.takeBack' : 'inventory.suppliers.archive'),
            disabled: isBusy,
            onAction: () => archive(!isArchived),
          },
        ],
      })}
    >
      <FormSaveBar id={SAVE_BAR_ID} form={form} />
      <BlockStack gap={{ xs: '600', md: '800' }}>
        <ErrorCount count={form.errors.length} />
        {supplier !== null && <RecordGroup page={page} />}
        <SupplierFields form={form} page={page} />
        {supplier !== null && (
          <SettingsGroup
            title={t('inventory.supplier.itemsTitle')}
            text={t('inventory.supplier.itemsText')}
          >
            <Card>
              <ItemTable items={page.items} />
            </Card>
            <FileCard kind="supplier_items" supplierId={supplier.supplierId} />
          </SettingsGroup>
        )}
      </BlockStack>
    </Page>
  );
}

/** What the record of its deliveries says. */
function RecordGroup({ page: { figures, supplier } }: { page: SupplierPage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  const { lead, late } = figures;
  const deliveries = supplier?.deliveries ?? [];
  return (
    <SettingsGroup
      title={t('inventory.supplier.recordTitle')}
      text={t('inventory.supplier.recordText')}
    >
      <Card>
        <BlockStack gap="400">
          <FactList
            facts={[
              {
                name: t('inventory.supply.lead'),
                value: lead === null ? t('inventory.notKnown') : leadWords(lead, words),
                note:
                  lead === null
                    ? t('inventory.gap.no_lead_time')
                    : t(`inventory.leadFrom.${lead.from}`, {
                        count: lead.deliveries,
                        number: format.number(lead.deliveries),
                      }),
              },
              { name: t('inventory.suppliers.column.late'), value: lateWords(late, words) },
            ]}
          />
          {deliveries.length > 0 && (
            <FigureTable
              caption={t('inventory.supplier.deliveries')}
              nameTitle={t('inventory.orders.column.ordered')}
              columns={[
                t('inventory.orders.column.expected'),
                t('inventory.supplier.arrived'),
                t('inventory.supply.lead'),
              ]}
              rows={deliveries
                .slice(-MOST_DELIVERIES)
                .toReversed()
                .map(({ orderedAt, arrivedAt, expectedOn }, index) => ({
                  key: `${orderedAt} ${index}`,
                  name: format.date(format.dateOf(orderedAt)),
                  figures: [
                    expectedOn === null ? t('inventory.none') : format.shortDate(expectedOn),
                    format.shortDate(format.dateOf(arrivedAt)),
                    daysWords(orderedAt, arrivedAt),
                  ],
                }))}
            />
          )}
          <HowWorkedOut paragraphs={[t('inventory.how.leadTime'), t('inventory.how.lateness')]} />
        </BlockStack>
      </Card>
    </SettingsGroup>
  );

  function daysWords(from: string, to: string): string {
    const days = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS));
    return t('inventory.days', { count: days, number: format.number(days) });
  }
}

const DAY_MS = 86_400_000;
/** More the page need not show; all of them count. */
const MOST_DELIVERIES = 12;

function ItemTable({ items }: { items: readonly SupplierItem[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (items.length === 0)
    return (
      <Text as="p" tone="subdued">
        {t('inventory.supplier.noItems')}
      </Text>
    );
  return (
    <FigureTable
      caption={t('inventory.supplier.itemsTitle')}
      nameTitle={t('inventory.column.variant')}
      columns={[
        t('inventory.order.cost'),
        t('inventory.supply.pack'),
        t('inventory.supply.minimum'),
      ]}
      rows={items.map((item) => ({
        key: item.variantId,
        name: <LineName item={item} />,
        figures: [
          item.cost === null ? t('inventory.notKnown') : format.money(item.cost),
          format.number(item.packSize),
          format.number(item.minimumQuantity),
        ],
      }))}
    />
  );
}
