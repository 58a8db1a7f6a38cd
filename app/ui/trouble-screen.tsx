import { Card, Page } from '@shopify/polaris';
import { useTranslation } from 'react-i18next';
import { EmptyTeach } from './empty-teach.tsx';

/** A page that could not be shown, said plainly; nothing that is stored is lost by it. */
export function TroubleScreen({ status }: { status: number }) {
  const { t } = useTranslation();
  const isMissing = status === 404;
  return (
    <main>
      <Page title={t('common.appName')} backAction={{ content: t('nav.home'), url: '/app' }}>
        <Card>
          <EmptyTeach
            title={t(isMissing ? 'error.notFoundTitle' : 'error.pageTitle')}
            text={t(isMissing ? 'error.notFoundText' : 'error.pageText')}
            action={
              isMissing
                ? { label: t('error.goHome'), url: '/app' }
                : { label: t('error.retry'), onAction: () => window.location.reload() }
            }
          />
        </Card>
      </Page>
    </main>
  );
}
