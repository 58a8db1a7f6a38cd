import { Card, Page } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { EmptyTeach } from '../empty-teach.tsx';

/** A parcel's address that leads to no parcel of this shop. */
export function ParcelNotFoundScreen() {
  const { t } = useTranslation();
  return (
    <main>
      <Page
        title={t('parcels.title')}
        backAction={{ content: t('parcels.title'), url: '/app/parcels' }}
      >
        <Card>
          <EmptyTeach
            title={t('parcel.notFoundTitle')}
            text={t('parcel.notFoundText')}
            action={{ label: t('parcels.badQueryAction'), url: '/app/parcels' }}
          />
        </Card>
      </Page>
    </main>
  );
}
