import { Box, InlineStack, Tag } from '@shopify/polaris';
import type { IndexFiltersProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { FindingQuery } from '#app/contracts/finding-query.ts';

/** The filters that are on, each with how to take it off: an address may have brought them. */
export function FiltersOn({
  filters,
  search,
  change,
}: {
  filters: NonNullable<IndexFiltersProps['appliedFilters']>;
  search: string | null;
  change: (change: Partial<FindingQuery>) => void;
}) {
  const { t } = useTranslation();
  if (filters.length === 0 && search === null) return null;
  return (
    <Box padding="300" borderBlockEndWidth="025" borderColor="border">
      <InlineStack gap="200">
        {search !== null && (
          <Tag onRemove={() => change({ search: null })}>
            {t('compliance.filter.searched', { search })}
          </Tag>
        )}
        {filters.map(({ key, label, onRemove }) => (
          <Tag key={key} onRemove={() => onRemove(key)}>
            {typeof label === 'string' ? label : key}
          </Tag>
        ))}
      </InlineStack>
    </Box>
  );
}
