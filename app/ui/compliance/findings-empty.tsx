import { useTranslation } from 'react-i18next';
import type { FindingPage } from '#app/contracts/findings.ts';
import { EmptyTeach } from '../empty-teach.tsx';
import { askedBy, findingListAddress, isNarrowed, tabOf } from './finding-tabs.ts';

/** An empty list says why: filters that match nothing, everything still being judged, or nothing of this kind. */
export function FindingsEmpty({ page: { query, firstPass } }: { page: FindingPage }) {
  const { t } = useTranslation();
  const tab = tabOf(query);
  if (isNarrowed(query)) {
    return (
      <EmptyTeach
        title={t('compliance.empty.filteredTitle')}
        text={t('compliance.empty.filteredText')}
        action={{
          label: t('compliance.empty.filteredAction'),
          url: findingListAddress({ group: query.group, ...askedBy(tab) }),
        }}
      />
    );
  }
  if (firstPass !== null && query.state === 'open') {
    return (
      <EmptyTeach title={t('compliance.empty.firstTitle')} text={t('compliance.empty.firstText')} />
    );
  }
  return (
    <EmptyTeach
      title={t(`compliance.empty.${tab}Title`)}
      text={t(`compliance.empty.${tab}Text`)}
      action={{ label: t('compliance.coverage'), url: '/app/compliance/coverage' }}
    />
  );
}
