import type { IndexFiltersProps } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import type { ParcelAction } from '#app/contracts/parcel-actions.ts';
import type { ParcelTab } from './parcel-tabs.ts';

type ViewTabs = Pick<
  IndexFiltersProps,
  'tabs' | 'canCreateNewView' | 'onCreateNewView' | 'primaryAction'
>;

/** The tabs with their words; saved views can be made from what the list shows, and deleted (with an undo). */
export function useViewTabs({
  tabs,
  query,
  act,
}: {
  tabs: readonly ParcelTab[];
  query: string;
  act: (action: ParcelAction) => void;
}): ViewTabs {
  const { t } = useTranslation();
  const saveView = async (name: string) => {
    act({ intent: 'save_view', name, query });
    return true;
  };
  return {
    canCreateNewView: true,
    onCreateNewView: saveView,
    primaryAction: { type: 'save-as', onAction: saveView },
    tabs: tabs.map((tab, index) => ({
      index,
      id: `tab-${tab.id}`,
      content: wordsOf(tab),
      isLocked: tab.kind !== 'view',
      actions:
        tab.kind === 'view'
          ? [
              {
                type: 'delete' as const,
                onPrimaryAction: async () => {
                  act({ intent: 'delete_view', viewId: tab.view.viewId });
                  return true;
                },
              },
            ]
          : [],
    })),
  };

  function wordsOf(tab: ParcelTab): string {
    switch (tab.kind) {
      case 'all':
        return t('parcels.tabAll');
      case 'queue':
        return t(`verdict.${tab.queue}`);
      case 'view':
        return tab.view.name;
    }
  }
}
