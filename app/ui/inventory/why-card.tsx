import { BlockStack, Button, Card, InlineStack, List, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { MENDABLE_GAPS, type VariantView } from '#app/contracts/inventory.ts';
import type { PlanGap } from '#app/domain/inventory/variant-plan.ts';
import { useFormat } from '../screen-frame.tsx';
import { Titled } from './fact-list.tsx';
import { HowWorkedOut } from './how-worked-out.tsx';
import { whyWords } from './why-words.ts';

/** The steps of the plan's arithmetic, in the order of reading. */
export function WhyCard({ plan: { why, plan } }: Pick<VariantView, 'plan'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const sentences = why
    .map((reason) => whyWords(reason, { t, format }))
    .filter((sentence) => sentence !== null);
  return (
    <Card>
      <Titled title={t('inventory.whyTitle')}>
        {sentences.length === 0 ? (
          <Text as="p" tone="subdued">
            {t('inventory.whyNone')}
          </Text>
        ) : (
          <List type="number">
            {sentences.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
        )}
        <HowWorkedOut
          paragraphs={
            plan.kind === 'stocked'
              ? [t('inventory.how.demand'), t('inventory.how.quantity'), t('inventory.how.lost')]
              : [t('inventory.how.direct')]
          }
        />
      </Titled>
    </Card>
  );
}

/** What could not be known, and how to mend it. */
export function GapsCard({
  plan: { gaps, productId, variantId, supplierId },
}: Pick<VariantView, 'plan'>) {
  const { t } = useTranslation();
  if (gaps.length === 0) return null;
  return (
    <Card>
      <Titled title={t('inventory.gapsTitle')}>
        {gaps.map((gap) => (
          <BlockStack key={gap} gap="150">
            <Text as="h3" variant="headingSm">
              {t(`inventory.gapShort.${gap}`)}
            </Text>
            <Text as="p" tone="subdued">
              {t(`inventory.gap.${gap}`)}
            </Text>
            <Mend gap={gap} productId={productId} variantId={variantId} supplierId={supplierId} />
          </BlockStack>
        ))}
      </Titled>
    </Card>
  );
}

/** The place where a gap is mended; nothing for what time alone mends. */
function Mend({
  gap,
  productId,
  variantId,
  supplierId,
}: {
  gap: PlanGap;
  productId: string;
  variantId: string;
  supplierId: number | null;
}) {
  const { t } = useTranslation();
  if (!MENDABLE_GAPS.some((each) => each === gap)) return null;
  if (gap === 'no_supplier' || gap === 'no_lead_time')
    return (
      <InlineStack>
        <Button
          url={
            supplierId === null
              ? '/app/inventory/suppliers'
              : `/app/inventory/suppliers/${supplierId}`
          }
        >
          {t(supplierId === null ? 'inventory.supply.choose' : 'inventory.supply.open')}
        </Button>
      </InlineStack>
    );
  return (
    <InlineStack>
      <Button url={`shopify://admin/products/${productId}/variants/${variantId}`} target="_top">
        {t('inventory.openInShopify')}
      </Button>
    </InlineStack>
  );
}
