import { ChoiceList, type IndexFiltersProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ParcelPage, ParcelQuery } from '#app/contracts/pages.ts';
import { VERDICTS } from '#app/domain/verdicts/verdict.ts';
import { useScreen } from '../screen-frame.tsx';
import { ShippedFilter } from './shipped-filter.tsx';
import { ValueFilter } from './value-filter.tsx';

type Filters = Pick<IndexFiltersProps, 'filters' | 'appliedFilters'>;
const MUTED = ['hide', 'only', 'show'] as const;
const MUTED_WORDS = { hide: 'mutedHide', only: 'mutedOnly', show: 'mutedShow' } as const;

/** The list's filters, and those that are on with how to take each off. */
export function useParcelFilters({
  query,
  page,
  change,
}: {
  query: ParcelQuery;
  page: Pick<ParcelPage, 'carriers' | 'destinations'>;
  change: (change: Partial<ParcelQuery>) => void;
}): Filters {
  const { t } = useTranslation();
  const { format } = useScreen();
  const countryChoice = (code: string) => ({
    value: code,
    label: t('route.country', { name: format.country(code), code }),
  });
  const filters = [
    {
      key: 'verdicts',
      label: t('parcels.filter.verdicts'),
      filter: (
        <ChoiceList
          allowMultiple
          titleHidden
          title={t('parcels.filter.verdicts')}
          choices={VERDICTS.map((verdict) => ({ value: verdict, label: t(`verdict.${verdict}`) }))}
          selected={query.verdicts}
          onChange={(chosen: string[]) =>
            change({ verdicts: VERDICTS.filter((verdict) => chosen.includes(verdict)) })
          }
        />
      ),
    },
    {
      key: 'carriers',
      label: t('parcels.filter.carriers'),
      filter: (
        <ChoiceList
          allowMultiple
          titleHidden
          title={t('parcels.filter.carriers')}
          choices={chosenAndKnown(query.carriers, page.carriers).map((carrier) => ({
            value: carrier,
            label: carrier,
          }))}
          selected={query.carriers}
          onChange={(carriers: string[]) => change({ carriers })}
        />
      ),
    },
    {
      key: 'destinations',
      label: t('parcels.filter.destinations'),
      filter: (
        <ChoiceList
          allowMultiple
          titleHidden
          title={t('parcels.filter.destinations')}
          choices={chosenAndKnown(query.destinations, page.destinations).map(countryChoice)}
          selected={query.destinations}
          onChange={(destinations: string[]) => change({ destinations })}
        />
      ),
    },
    {
      key: 'shipped',
      label: t('parcels.filter.shipped'),
      filter: <ShippedFilter query={query} change={change} />,
    },
    {
      key: 'minimumValueMinor',
      label: t('parcels.filter.minimumValue'),
      filter: <ValueFilter query={query} change={change} />,
    },
    {
      key: 'muted',
      label: t('parcels.filter.muted'),
      filter: (
        <ChoiceList
          titleHidden
          title={t('parcels.filter.muted')}
          choices={MUTED.map((muted) => ({
            value: muted,
            label: t(`parcels.filter.${MUTED_WORDS[muted]}`),
          }))}
          selected={[query.muted]}
          onChange={([chosen]: string[]) =>
            change({ muted: MUTED.find((muted) => muted === chosen) ?? 'hide' })
          }
        />
      ),
    },
  ];
  return { filters, appliedFilters: useAppliedFilters({ query, change }) };
}

function useAppliedFilters({
  query,
  change,
}: {
  query: ParcelQuery;
  change: (change: Partial<ParcelQuery>) => void;
}): Filters['appliedFilters'] {
  const { t } = useTranslation();
  const { format, frame } = useScreen();
  const applied = (name: string, values: readonly string[]) =>
    t('parcels.filter.applied', { name, values: format.list(values) });
  const list: { key: string; label: string; onRemove: () => void }[] = [];
  const add = (key: string, label: string, off: Partial<ParcelQuery>) =>
    list.push({ key, label, onRemove: () => change(off) });
  if (query.verdicts.length > 0) {
    const words = query.verdicts.map((verdict) => t(`verdict.${verdict}`));
    add('verdicts', applied(t('parcels.filter.verdicts'), words), { verdicts: [] });
  }
  if (query.carriers.length > 0) {
    add('carriers', applied(t('parcels.filter.carriers'), query.carriers), {
      carriers: [],
    });
  }
  if (query.destinations.length > 0) {
    const names = query.destinations.map((code) => format.country(code));
    add('destinations', applied(t('parcels.filter.destinations'), names), {
      destinations: [],
    });
  }
  const { shippedFrom, shippedTo } = query;
  if (shippedFrom !== null || shippedTo !== null) {
    const from = shippedFrom === null ? '' : format.date(shippedFrom);
    const to = shippedTo === null ? '' : format.date(shippedTo);
    const words =
      shippedFrom === null
        ? t('parcels.filter.shippedUntil', { to })
        : shippedTo === null
          ? t('parcels.filter.shippedSince', { from })
          : t('parcels.filter.shippedBetween', { from, to });
    add('shipped', words, { shippedFrom: null, shippedTo: null });
  }
  if (query.minimumValueMinor !== null) {
    const value = { minor: query.minimumValueMinor, currency: frame.currency };
    add('minimumValueMinor', applied(t('parcels.filter.minimumValue'), [format.money(value)]), {
      minimumValueMinor: null,
    });
  }
  if (query.muted !== 'hide') {
    add('muted', t(`parcels.filter.${MUTED_WORDS[query.muted]}`), { muted: 'hide' });
  }
  return list;
}

/** What exists, and what is chosen even when nothing of it exists any more: a choice must be seen to be taken back. */
function chosenAndKnown(chosen: readonly string[], known: readonly string[]): string[] {
  return [...new Set([...known, ...chosen])].sort((one, other) => one.localeCompare(other));
}
