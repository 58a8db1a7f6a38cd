import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { resolveLanguage } from '#app/i18n/languages.ts';
import { LanguageProvider } from '#app/i18n/language-provider.tsx';
import { useTranslation } from 'react-i18next';

export const meta: MetaFunction = () => [{ title: 'Lastscan' }];

/** Shopify opens the app here with the shop in the query; anyone else is told where the door is. */
export function loader({ request }: LoaderFunctionArgs) {
  const { search, searchParams } = new URL(request.url);
  if (searchParams.has('shop')) throw redirect(`/app${search}`);
  const language = resolveLanguage({
    setting: 'auto',
    adminLocale: searchParams.get('locale'),
    acceptLanguage: request.headers.get('accept-language'),
  });
  return { language };
}

export default function Door() {
  const { language } = useLoaderData<typeof loader>();
  return (
    <LanguageProvider language={language}>
      <Words />
    </LanguageProvider>
  );
}

function Words() {
  const { t } = useTranslation();
  return (
    <main style={{ maxWidth: '36rem', margin: '20vh auto 0', padding: '0 1.5rem' }}>
      <h1 style={{ fontSize: '1.5rem', lineHeight: 1.3, marginBottom: '0.75rem' }}>Lastscan</h1>
      <p style={{ fontSize: '1rem', lineHeight: 1.5 }}>{t('door.openFromAdmin')}</p>
    </main>
  );
}
