import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { VariantView } from '#app/contracts/inventory.ts';
import { IntlText } from '../intl-text.tsx';
import { Instant } from '../instant.tsx';
import { useFormat } from '../screen-frame.tsx';
import { directAdvice, stockedAdvice } from './advice-words.ts';

/** What is wrong in one sentence, what follows, and the button that does what is advised. */
export function AdviceCard({
  view: { plan: variant, today, plannedAt },
  isActing,
  onOrder,
}: {
  view: VariantView;
  isActing: boolean;
  onOrder: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { plan, supplierId } = variant;
  const words = { t, format };
  const { what, ifNothing, toDo } =
    plan.kind === 'stocked' ? stockedAdvice(plan, { today, ...words }) : directAdvice(plan, words);
  const canOrder = plan.kind === 'stocked' && plan.suggestedQuantity > 0;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          <IntlText>{what}</IntlText>
        </Text>
        {ifNothing !== null && (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              {t('inventory.advice.ifNothing')}
            </Text>
            <Text as="p">
              <IntlText>{ifNothing}</IntlText>
            </Text>
          </BlockStack>
        )}
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {t('inventory.advice.toDo')}
          </Text>
          <Text as="p">
            <IntlText>{toDo}</IntlText>
          </Text>
        </BlockStack>
        {canOrder && (
          <InlineStack gap="200">
            {supplierId === null ? (
              <Button url="/app/inventory/suppliers">{t('inventory.supply.choose')}</Button>
            ) : (
              <Button variant="primary" loading={isActing} onClick={onOrder}>
                {t('inventory.makeOrder')}
              </Button>
            )}
          </InlineStack>
        )}
        <Text as="p" variant="bodySm" tone="subdued">
          {t('inventory.planned')} <Instant at={plannedAt} />
        </Text>
      </BlockStack>
    </Card>
  );
}
