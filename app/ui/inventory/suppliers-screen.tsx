import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  InlineStack,
  Link,
  Page,
  Text,
} from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { SupplierRow, SuppliersPage } from '#app/contracts/inventory.ts';
import { EmptyTeach } from '../empty-teach.tsx';
import { FigureTable } from '../scorecards/figure-table.tsx';
import { useFormat } from '../screen-frame.tsx';
import { FileCard } from './file-card.tsx';
import { HowWorkedOut } from './how-worked-out.tsx';
import { leadWords } from './lead-words.ts';
import { lateWords } from './late-words.ts';

/** "Who do I buy from, how long does each take, and how much can I rely on it?" */
export function SuppliersScreen({ page: { suppliers, vendors } }: { page: SuppliersPage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const active = suppliers.filter(({ archivedAt }) => archivedAt === null);
  const archived = suppliers.filter(({ archivedAt }) => archivedAt !== null);
  return (
    <Page
      title={t('inventory.suppliers.title')}
      backAction={{ content: t('inventory.title'), url: '/app/inventory' }}
      primaryAction={{ content: t('inventory.suppliers.add'), url: '/app/inventory/suppliers/new' }}
    >
      <BlockStack gap="400">
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <Text as="h2" variant="headingLg">
            {active.length === 0
              ? t('inventory.suppliers.headlineNone')
              : t('inventory.suppliers.headline', {
                  count: active.length,
                  number: format.number(active.length),
                  known: format.number(active.filter(({ lead }) => lead !== null).length),
                })}
          </Text>
        </Box>
        {active.length > 0 ? (
          <Card>
            <SupplierTable rows={active} />
          </Card>
        ) : (
          <Card>
            <EmptyTeach
              title={t('inventory.suppliers.emptyTitle')}
              text={t('inventory.suppliers.emptyText')}
              action={{ label: t('inventory.suppliers.add'), url: '/app/inventory/suppliers/new' }}
            />
          </Card>
        )}
        {vendors.length > 0 && <VendorsCard vendors={vendors} />}
        <FileCard kind="supplier_items" />
        {archived.length > 0 && (
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">
                {t('inventory.suppliers.archived')}
              </Text>
              <SupplierTable rows={archived} />
            </BlockStack>
          </Card>
        )}
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <HowWorkedOut paragraphs={[t('inventory.how.leadTime'), t('inventory.how.lateness')]} />
        </Box>
      </BlockStack>
    </Page>
  );
}

function SupplierTable({ rows }: { rows: readonly SupplierRow[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  const column = (name: 'lead' | 'rests' | 'late' | 'variants' | 'suggested' | 'open') =>
    t(`inventory.suppliers.column.${name}`);
  return (
    <FigureTable
      caption={t('inventory.suppliers.title')}
      nameTitle={t('inventory.column.supplier')}
      columns={[
        column('lead'),
        column('rests'),
        column('late'),
        column('variants'),
        column('suggested'),
        column('open'),
      ]}
      rows={rows.map(({ supplierId, name, shipsDirect, lead, late, ...row }) => ({
        key: String(supplierId),
        name: (
          <InlineStack gap="200" blockAlign="center">
            <Link url={`/app/inventory/suppliers/${supplierId}`}>{name}</Link>
            {shipsDirect && <Badge>{t('inventory.kind.direct')}</Badge>}
          </InlineStack>
        ),
        figures: [
          lead === null ? t('inventory.notKnown') : leadWords(lead, words),
          lead === null
            ? t('inventory.none')
            : lead.deliveries === 0
              ? t('inventory.suppliers.typed')
              : format.number(lead.deliveries),
          lateWords(late, words),
          format.number(row.variants),
          format.number(row.suggested),
          format.number(row.openOrders),
        ],
      }))}
    />
  );
}

/** Vendors of the shop's products that nobody supplies yet: a supplier is one step away. */
function VendorsCard({ vendors }: Pick<SuppliersPage, 'vendors'>) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {t('inventory.suppliers.vendorsTitle')}
          </Text>
          <Text as="p" tone="subdued">
            {t('inventory.suppliers.vendorsText')}
          </Text>
        </BlockStack>
        {vendors.slice(0, MOST_VENDORS).map(({ vendor, withoutSupplier }) => (
          <InlineStack
            key={vendor}
            align="space-between"
            blockAlign="center"
            gap="200"
            wrap={false}
          >
            <Text as="span" breakWord>
              {t('inventory.suppliers.vendor', {
                vendor,
                count: withoutSupplier,
                number: format.number(withoutSupplier),
              })}
            </Text>
            <Button
              url={`/app/inventory/suppliers/new?vendor=${encodeURIComponent(vendor)}`}
              accessibilityLabel={t('inventory.suppliers.makeNamed', { vendor })}
            >
              {t('inventory.suppliers.make')}
            </Button>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}

const MOST_VENDORS = 10;
