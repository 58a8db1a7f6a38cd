import { useTranslation } from 'react-i18next';
import { EmptyTeach } from '../empty-teach.tsx';
import { listAddress } from './use-parcel-list.ts';
import type { ParcelTab } from './parcel-tabs.ts';

/** An empty list says why it is empty: no parcels at all, a queue with nothing in it, or filters that match nothing. */
export function ParcelsEmpty({ tab, isNarrowed }: { tab: ParcelTab; isNarrowed: boolean }) {
  const { t } = useTranslation();
  if (isNarrowed) {
    return (
      <EmptyTeach
        title={t('emptyQueue.filteredTitle')}
        text={t('emptyQueue.filteredText')}
        action={{ label: t('emptyQueue.filteredAction'), url: listAddress(tab.query) }}
      />
    );
  }
  switch (tab.kind) {
    case 'all':
      return <EmptyTeach title={t('emptyQueue.allTitle')} text={t('emptyQueue.allText')} />;
    case 'queue':
      return <EmptyTeach title={t('emptyQueue.queueTitle')} text={t(`emptyQueue.${tab.queue}`)} />;
    case 'view':
      return <EmptyTeach title={t('emptyQueue.viewTitle')} text={t('emptyQueue.viewText')} />;
  }
}
