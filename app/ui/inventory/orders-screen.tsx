import {
  BlockStack,
  Badge,
  Box,
  Button,
  Card,
  InlineStack,
  Link,
  Page,
  Tabs,
  Text,
} from '@shopify/polaris';
import { useNavigate } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { ORDER_LISTS } from '#app/contracts/inventory.ts';
import type { PurchaseOrderPage, PurchaseOrderQuery } from '#app/contracts/purchase-orders.ts';
import { daysFrom } from '#app/domain/shared/iso-days.ts';
import { EmptyTeach } from '../empty-teach.tsx';
import { FigureTable } from '../scorecards/figure-table.tsx';
import { useFormat } from '../screen-frame.tsx';
import { FileCard } from './file-card.tsx';
import { ORDER_TONE } from './order-tone.ts';

/** "What is on its way to me, and what still has to be sent?" */
export function OrdersScreen({
  page,
  query,
  today,
}: {
  page: PurchaseOrderPage;
  query: PurchaseOrderQuery;
  today: string;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { counts, rows } = page;
  const open = counts.sent + counts.partly_received;
  const late = rows.filter(
    ({ status, expectedOn }) =>
      (status === 'sent' || status === 'partly_received') &&
      expectedOn !== null &&
      daysFrom(expectedOn, today) > 0,
  ).length;
  return (
    <Page
      title={t('inventory.orders.title')}
      backAction={{ content: t('inventory.title'), url: '/app/inventory' }}
    >
      <BlockStack gap="400">
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <BlockStack gap="100">
            <Text as="h2" variant="headingLg">
              {open === 0
                ? t('inventory.orders.headlineNone')
                : t('inventory.orders.headline', { count: open, number: format.number(open) })}
            </Text>
            {counts.draft > 0 && (
              <Text as="p" tone="subdued">
                {t('inventory.orders.drafts', {
                  count: counts.draft,
                  number: format.number(counts.draft),
                })}
              </Text>
            )}
            {late > 0 && (
              <Text as="p">
                {t('inventory.orders.late', { count: late, number: format.number(late) })}
              </Text>
            )}
          </BlockStack>
        </Box>
        <Card padding="0">
          <Tabs
            tabs={ORDER_LISTS.map((list) => ({
              id: list,
              content: t(`inventory.orders.list.${list}`),
            }))}
            selected={ORDER_LISTS.indexOf(query.status)}
            onSelect={(index) =>
              navigate(
                ordersAddress({ ...query, cursor: null, status: ORDER_LISTS[index] ?? 'open' }),
              )
            }
          />
          {rows.length === 0 ? (
            <EmptyTeach
              title={t('inventory.orders.emptyTitle')}
              text={t('inventory.orders.emptyText')}
              action={{ label: t('inventory.orders.emptyAction'), url: '/app/inventory' }}
            />
          ) : (
            <Box padding="300">
              <OrderTable page={page} today={today} />
            </Box>
          )}
        </Card>
        {page.nextCursor !== null && (
          <InlineStack align="center">
            <Button url={ordersAddress({ ...query, cursor: page.nextCursor })}>
              {t('inventory.orders.more')}
            </Button>
          </InlineStack>
        )}
        <FileCard kind="purchase_orders" />
      </BlockStack>
    </Page>
  );
}

function ordersAddress({ status, supplierId, cursor }: PurchaseOrderQuery): string {
  const parameters = new URLSearchParams();
  if (status !== 'open') parameters.set('status', status);
  if (supplierId !== null) parameters.set('supplier', String(supplierId));
  if (cursor !== null) parameters.set('cursor', cursor);
  const search = parameters.toString();
  return search === '' ? '/app/inventory/orders' : `/app/inventory/orders?${search}`;
}

function OrderTable({ page: { rows }, today }: { page: PurchaseOrderPage; today: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const day = (at: string | null) =>
    at === null ? t('inventory.none') : format.shortDate(format.dateOf(at));
  return (
    <FigureTable
      caption={t('inventory.orders.title')}
      nameTitle={t('inventory.orders.column.number')}
      columns={(['pieces', 'total', 'ordered', 'expected'] as const).map((column) =>
        t(`inventory.orders.column.${column}`),
      )}
      rows={rows.map((row) => {
        const { expectedOn, status } = row;
        const isLate =
          (status === 'sent' || status === 'partly_received') &&
          expectedOn !== null &&
          daysFrom(expectedOn, today) > 0;
        return {
          key: String(row.purchaseOrderId),
          name: (
            <BlockStack>
              <InlineStack gap="200" blockAlign="center">
                <Link url={`/app/inventory/orders/${row.purchaseOrderId}`}>{row.number}</Link>
                <Badge tone={ORDER_TONE[status]}>{t(`inventory.orders.status.${status}`)}</Badge>
                {isLate && <Badge tone="warning">{t('inventory.orders.isLate')}</Badge>}
              </InlineStack>
              <Text as="span" variant="bodySm" tone="subdued" breakWord>
                {row.supplierName}
              </Text>
            </BlockStack>
          ),
          figures: [
            t('inventory.orders.piecesOf', {
              received: format.number(row.received),
              quantity: format.number(row.pieces),
            }),
            format.money(row.total),
            day(row.orderedAt),
            expectedOn === null ? t('inventory.none') : format.shortDate(expectedOn),
          ],
        };
      })}
    />
  );
}
