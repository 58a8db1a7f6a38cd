import { Badge, BlockStack, Card, Layout, Page, Text } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingDate } from '#app/contracts/findings.ts';
import type { VariantView } from '#app/contracts/inventory.ts';
import { FactList, Titled } from './fact-list.tsx';
import { WarningsCard } from '../finding/warnings-card.tsx';
import { useFormat } from '../screen-frame.tsx';
import { useLivePage } from '../use-live-page.ts';
import { AdviceCard } from './advice-card.tsx';
import { DirectCard } from './direct-card.tsx';
import { FiguresCard } from './figures-card.tsx';
import { InventoryNotice } from './inventory-notice.tsx';
import { chanceWords } from './plan-words.ts';
import { SalesChart } from './sales-chart.tsx';
import { StockChart } from './stock-chart.tsx';
import { SupplyCard, VariantOrdersCard } from './supply-card.tsx';
import { useInventoryActions } from './use-inventory-list.ts';
import { GapsCard, WhyCard } from './why-card.tsx';

/** What is wrong, what happens if nothing is done, what to do, and what all of it rests on. */
export function VariantScreen({
  view,
  findings,
  list,
}: {
  view: VariantView;
  findings: readonly FindingDate[];
  list: string;
}) {
  const { t } = useTranslation();
  const { act, result, isActing } = useInventoryActions();
  useLivePage();
  const { label, sku, plan, variantId } = view.plan;
  const order = { intent: 'order' as const, variantIds: [variantId] };
  return (
    <Page
      title={label}
      {...(sku !== null && { subtitle: sku })}
      titleMetadata={<Badge>{t(`inventory.kind.${plan.kind}`)}</Badge>}
      backAction={{ content: t('inventory.title'), url: `/app/inventory${list}` }}
    >
      <BlockStack gap="400">
        <InventoryNotice result={result} act={act} />
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              <AdviceCard view={view} isActing={isActing} onOrder={() => act(order)} />
              {plan.kind === 'stocked' ? (
                <StockChart plan={plan} today={view.today} />
              ) : (
                <DirectCard plan={plan} />
              )}
              {view.history !== null && <SalesChart history={view.history} />}
              <WhyCard plan={view.plan} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <WarningsCard findings={findings} />
              <PreorderCard view={view} />
              <FiguresCard view={view} />
              <SupplyCard view={view} />
              {plan.kind === 'stocked' && <VariantOrdersCard orders={view.orders} />}
              <GapsCard plan={view.plan} />
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  );
}

/** What was sold beyond what there is, and how probably it comes after what was promised. */
function PreorderCard({ view: { plan: variant } }: { view: VariantView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (variant.plan.kind !== 'stocked' || variant.plan.preorder === null) return null;
  const { units, value, promisedOn, lateRisk } = variant.plan.preorder;
  return (
    <Card>
      <Titled title={t('inventory.preorder.title')}>
        <Text as="p" tone="subdued">
          {t('inventory.preorder.text')}
        </Text>
        <FactList
          facts={[
            { name: t('inventory.column.owed'), value: format.number(units) },
            { name: t('inventory.column.owedValue'), value: format.money(value) },
            {
              name: t('inventory.column.promised'),
              value: promisedOn === null ? t('inventory.noPromise') : format.date(promisedOn),
            },
            {
              name: t('inventory.column.lateRisk'),
              value:
                lateRisk === null ? t('inventory.notKnown') : chanceWords(lateRisk, { t, format }),
            },
          ]}
        />
      </Titled>
    </Card>
  );
}
