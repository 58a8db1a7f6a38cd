import { BlockStack, Button, InlineStack, Text } from '@shopify/polaris';
import { Suspense, useId, useState, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * A chart with its message as title and, on demand, the same figures as a table. The chart is drawn in the browser alone;
 * its place is kept from the first paint on, so that nothing moves.
 */
export function ChartWithTable({
  title,
  level = 'h2',
  label,
  heightPx,
  chart,
  table,
}: {
  title: string;
  level?: 'h2' | 'h3';
  /** What the picture shows, for those who do not see it. */
  label: string;
  heightPx: number;
  /** Usually lazily loaded: recharts is large. */
  chart: ReactNode;
  table: ReactNode;
}) {
  const { t } = useTranslation();
  const [isTable, setTable] = useState(false);
  const tableId = useId();
  const isInBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  return (
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as={level} variant={level === 'h2' ? 'headingMd' : 'headingSm'}>
          {title}
        </Text>
        <Button
          variant="plain"
          ariaExpanded={isTable}
          ariaControls={tableId}
          onClick={() => setTable(!isTable)}
        >
          {t(isTable ? 'common.hideTable' : 'common.showTable')}
        </Button>
      </InlineStack>
      <div style={{ height: heightPx }} role="img" aria-label={label}>
        {isInBrowser && <Suspense>{chart}</Suspense>}
      </div>
      <div id={tableId}>{isTable && table}</div>
    </BlockStack>
  );
}

const neverChanges = () => () => {};
