import type { IndexFiltersProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { PARCEL_SORTS, type ParcelSort } from '#app/contracts/pages.ts';

type SortOption = NonNullable<IndexFiltersProps['sortOptions']>[number];
const DEFAULT: ParcelSort = 'shipped_desc';

/** Polaris names a sort `key direction`; ours joins them with an underscore. */
export function sortOptionOf(sort: ParcelSort): SortOption['value'] {
  switch (sort) {
    case 'shipped_desc':
      return 'shipped desc';
    case 'shipped_asc':
      return 'shipped asc';
    case 'since_asc':
      return 'since asc';
    case 'since_desc':
      return 'since desc';
    case 'value_desc':
      return 'value desc';
    case 'value_asc':
      return 'value asc';
  }
}

export function parcelSortOf(option: string | undefined): ParcelSort {
  return PARCEL_SORTS.find((sort) => sortOptionOf(sort) === option) ?? DEFAULT;
}

/** Since ascending is the longest wait: it began first. */
export function useSortOptions(): SortOption[] {
  const { t } = useTranslation();
  const words = {
    shipped_asc: [t('parcels.sort.shipped'), t('parcels.sort.oldest')],
    shipped_desc: [t('parcels.sort.shipped'), t('parcels.sort.newest')],
    since_asc: [t('parcels.sort.since'), t('parcels.sort.longest')],
    since_desc: [t('parcels.sort.since'), t('parcels.sort.shortest')],
    value_asc: [t('parcels.sort.value'), t('parcels.sort.lowest')],
    value_desc: [t('parcels.sort.value'), t('parcels.sort.highest')],
  } as const;
  const order = [
    'shipped_asc',
    'shipped_desc',
    'since_asc',
    'since_desc',
    'value_asc',
    'value_desc',
  ] as const;
  return order.map((sort) => {
    const [label, directionLabel] = words[sort];
    return { label, directionLabel, value: sortOptionOf(sort) };
  });
}
