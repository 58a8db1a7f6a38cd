import type { LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import {
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from '@remix-run/react';
import polarisStyles from '@shopify/polaris/build/esm/styles.css?url';
import type { ReactNode } from 'react';
import { documentLanguage } from '#app/i18n/document-language.ts';
import { wordFiles } from '#app/i18n/word-files.server.ts';
import { appBridgeSettings } from '#app/shopify-app.server.ts';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: polarisStyles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

/** App Bridge belongs to documents inside the admin; on the door it would only complain that there is no shop. */
export function loader({ request }: LoaderFunctionArgs) {
  const isEmbedded = new URL(request.url).pathname.startsWith('/app');
  return {
    appBridge: isEmbedded ? appBridgeSettings() : null,
    // While developing, words come from their sources.
    wordFiles: import.meta.env.PROD ? wordFiles() : null,
  };
}

/** Process settings never change under a loaded page. */
export const shouldRevalidate = () => false;

export function Layout({ children }: { children: ReactNode }) {
  const { appBridge, wordFiles } = useRouteLoaderData<typeof loader>('root') ?? {};
  const language = documentLanguage(useMatches());
  return (
    <html lang={language} suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        {wordFiles && <link rel="modulepreload" href={wordFiles[language]} />}
        {appBridge && <meta name="shopify-api-key" content={appBridge.apiKey} />}
        {appBridge && <script src={appBridge.appBridgeUrl} data-api-key={appBridge.apiKey} />}
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <ScrollRestoration />
        <Scripts />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

/** The last resort, when not even the app's layout could be shown: no words that depend on a language file. */
export function ErrorBoundary() {
  return (
    <main style={{ maxWidth: '36rem', margin: '20vh auto 0', padding: '0 1.5rem' }}>
      <h1>Lastscan</h1>
      <p>This page could not be shown. · 无法显示此页面。 · 無法顯示此頁面。</p>
      <p>
        <a href="/app">Lastscan ↩</a>
      </p>
    </main>
  );
}
