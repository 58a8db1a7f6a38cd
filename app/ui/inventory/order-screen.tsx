import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  InlineStack,
  Layout,
  Link,
  Page,
  Text,
} from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderLetters } from '#app/contracts/inventory.ts';
import type { PurchaseOrderView } from '#app/contracts/purchase-orders.ts';
import type { Language } from '#app/i18n/languages.ts';
import { IntlText } from '../intl-text.tsx';
import { useFormat, useScreen } from '../screen-frame.tsx';
import { useDownload } from '../use-download.ts';
import { FactList, Titled } from './fact-list.tsx';
import { OrderDraftCard } from './order-draft-card.tsx';
import { OrderHistoryCard } from './order-history-card.tsx';
import { OrderLinesCard } from './order-lines-card.tsx';
import { ORDER_TONE } from './order-tone.ts';
import { ReceiveModal } from './receive-modal.tsx';
import { SendModal } from './send-modal.tsx';
import { termsWords } from './terms-words.ts';
import { useOrderActions } from './use-order-actions.ts';

/** One purchase order: what is in it, where it stands, and the next step. */
export function OrderScreen({
  order,
  letters,
  today,
}: {
  order: PurchaseOrderView;
  /** Null: it is no draft any more. */
  letters: OrderLetters | null;
  today: string;
}) {
  const { t } = useTranslation();
  const { language: screenLanguage } = useScreen();
  const { purchaseOrderId, version, number, status, can } = order;
  const { act, result, isActing } = useOrderActions(purchaseOrderId);
  const [asking, setAsking] = useState<'send' | 'receive' | null>(null);
  const file = useDownload();
  const of = { purchaseOrderId, version };
  const save = (kind: 'csv' | 'pdf', language: Language = screenLanguage) =>
    file.download(
      `/app/inventory/orders/${purchaseOrderId}/file?as=${kind}&language=${language}`,
      `${number}.${kind}`,
    );
  const next = can.includes('send')
    ? {
        content: t('inventory.order.send'),
        onAction: () => setAsking('send'),
        disabled: order.items.length === 0,
      }
    : can.includes('receive')
      ? { content: t('inventory.order.receive'), onAction: () => setAsking('receive') }
      : undefined;
  return (
    <Page
      title={number}
      titleMetadata={
        <Badge tone={ORDER_TONE[status]}>{t(`inventory.orders.status.${status}`)}</Badge>
      }
      subtitle={order.supplierName}
      backAction={{ content: t('inventory.orders.title'), url: '/app/inventory/orders' }}
      primaryAction={next}
      secondaryActions={[
        { content: t('inventory.order.csv'), onAction: () => save('csv') },
        { content: t('inventory.order.pdf'), onAction: () => save('pdf') },
        ...(can.includes('close_short')
          ? [
              {
                content: t('inventory.order.closeShort'),
                onAction: () => act({ kind: 'close_short', ...of }),
              },
            ]
          : []),
        ...(can.includes('cancel')
          ? [
              {
                content: t('inventory.order.cancel'),
                destructive: true,
                onAction: () => act({ kind: 'cancel', ...of }),
              },
            ]
          : []),
      ]}
    >
      <BlockStack gap="400">
        <Notice
          order={order}
          result={result}
          onUndo={() => act({ kind: 'undo', ...of })}
          isActing={isActing}
        />
        {file.hasFailed && (
          <div role="alert">
            <Text as="p" tone="critical">
              {t('inventory.exportFailed')}
            </Text>
          </div>
        )}
        <Layout>
          <Layout.Section>
            {can.includes('set_lines') ? (
              <OrderDraftCard
                key={version}
                order={order}
                act={act}
                isActing={isActing}
                result={result}
              />
            ) : (
              <OrderLinesCard order={order} />
            )}
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <TermsCard order={order} />
              <OrderHistoryCard events={order.events} />
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
      {asking === 'send' && letters !== null && (
        <SendModal
          order={order}
          today={today}
          letters={letters}
          onClose={() => setAsking(null)}
          onFile={save}
          onSend={(days) => {
            act({ kind: 'send', ...of, ...days });
            setAsking(null);
          }}
        />
      )}
      {asking === 'receive' && (
        <ReceiveModal
          order={order}
          today={today}
          onClose={() => setAsking(null)}
          onReceive={(arrived) => {
            act({ kind: 'receive', ...of, ...arrived });
            setAsking(null);
          }}
        />
      )}
    </Page>
  );
}

/** What stands against the last step, or the last step itself while it can be taken back. */
function Notice({
  order: { undo },
  result,
  onUndo,
  isActing,
}: {
  order: PurchaseOrderView;
  result: ReturnType<typeof useOrderActions>['result'];
  onUndo: () => void;
  isActing: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  if (result?.ok === false)
    return (
      <Banner tone="warning">
        <BlockStack gap="100">
          {[
            ...new Set(
              result.errors.map(({ code, params }) => t(`inventory.fault.${code}`, params)),
            ),
          ].map((words) => (
            <Text key={words} as="p">
              {words}
            </Text>
          ))}
        </BlockStack>
      </Banner>
    );
  if (undo === null) return null;
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="p" tone="subdued">
        <IntlText>
          {t('inventory.order.undoable', {
            step: t(`inventory.order.step.${undo.kind}`),
            until: format.soon(undo.until),
          })}
        </IntlText>
      </Text>
      <Button variant="plain" disabled={isActing} onClick={onUndo}>
        {t('common.undo')}
      </Button>
    </InlineStack>
  );
}

/** Who it goes to, what it comes to, and how it is paid. */
function TermsCard({ order }: { order: PurchaseOrderView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = { t, format };
  const { minimum, linesWithoutCost, orderedAt, expectedOn, note } = order;
  return (
    <Card>
      <Titled title={t('inventory.order.terms')}>
        <Link url={`/app/inventory/suppliers/${order.supplierId}`}>{order.supplierName}</Link>
        <FactList
          facts={[
            {
              name: t('inventory.orders.column.total'),
              value: format.money(order.total),
              note:
                linesWithoutCost === 0
                  ? null
                  : t('inventory.order.withoutCost', {
                      count: linesWithoutCost,
                      number: format.number(linesWithoutCost),
                    }),
            },
            {
              name: t('inventory.orders.column.ordered'),
              value:
                orderedAt === null
                  ? t('inventory.order.notSent')
                  : format.date(format.dateOf(orderedAt)),
            },
            {
              name: t('inventory.orders.column.expected'),
              value: expectedOn === null ? t('inventory.order.noDay') : format.date(expectedOn),
            },
            { name: t('inventory.supply.terms'), value: termsWords(order, words) },
          ]}
        />
        {minimum !== null && (
          <Text as="p" tone="subdued">
            {minimum.missing === null
              ? t('inventory.order.minimumMet', { money: format.money(minimum.amount) })
              : t('inventory.order.minimumMissing', {
                  money: format.money(minimum.amount),
                  missing: format.money(minimum.missing),
                })}
          </Text>
        )}
        {note !== '' && order.status !== 'draft' && (
          <Text as="p" breakWord>
            {note}
          </Text>
        )}
      </Titled>
    </Card>
  );
}
