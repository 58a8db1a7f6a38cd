import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { AppProvider } from '@shopify/shopify-app-remix/react';
import { wordsOf } from '#words';
import { createI18n } from '#app/i18n/i18n.ts';
import { LanguageProvider } from '#app/i18n/language-provider.tsx';
import { resolveLanguage } from '#app/i18n/languages.ts';
import { VerifyScreen } from '#app/ui/verify/verify-screen.tsx';

/** Open to anybody, without an account. What is checked here stays in the browser. */
export function loader({ request }: LoaderFunctionArgs) {
  const language = resolveLanguage({
    setting: 'auto',
    adminLocale: new URL(request.url).searchParams.get('lang'),
    acceptLanguage: request.headers.get('accept-language'),
  });
  return { language, title: createI18n(language).t('verify.title') };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.title ?? ''} · Lastscan` },
];

/** The page itself may connect to nobody, so that its word that nothing is sent need not be believed. */
export const headers: HeadersFunction = () => ({
  'Content-Security-Policy': [
    "default-src 'self'",
    "script-src 'self' 'unsafe-inline'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "connect-src 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; '),
  Vary: 'Accept-Language',
});

export default function Verify() {
  const { language } = useLoaderData<typeof loader>();
  return (
    <AppProvider isEmbeddedApp={false} i18n={wordsOf(language).polaris} apiKey="">
      <LanguageProvider language={language}>
        <VerifyScreen language={language} />
      </LanguageProvider>
    </AppProvider>
  );
}
