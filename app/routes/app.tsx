import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import {
  Link,
  Outlet,
  isRouteErrorResponse,
  useLoaderData,
  useRevalidator,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import { NavMenu } from '@shopify/app-bridge-react';
import { BlockStack, Button, Card, InlineStack, Page, Text } from '@shopify/polaris';
import { AppProvider } from '@shopify/shopify-app-remix/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { wordsOf } from '#words';
import { LanguageProvider } from '#app/i18n/language-provider.tsx';
import type { Language } from '#app/i18n/languages.ts';
import { shopLanguage } from '#app/services/shop-language.server.ts';
import { requireShop } from '#app/services/require-shop.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, userLocale } = await requireShop(request);
  return { language: await shopLanguage({ shopId, userLocale }) };
}

/** Keeps the headers of thrown responses, the session-token retry among them. */
export const headers: HeadersFunction = (parts) => boundary.headers(parts);

export default function AppLayout() {
  const { language } = useLoaderData<typeof loader>();
  return (
    <Frame language={language}>
      <Navigation />
      <Outlet />
    </Frame>
  );
}

/** Whatever a page could not handle: said plainly, with the navigation still there and a way back. */
export function ErrorBoundary() {
  const error = useRouteError();
  const data = useRouteLoaderData<typeof loader>('routes/app');
  return (
    <Frame language={data?.language ?? 'en'}>
      <Navigation />
      <Trouble status={isRouteErrorResponse(error) ? error.status : 500} />
    </Frame>
  );
}

function Frame({ language, children }: { language: Language; children: ReactNode }) {
  return (
    // The App Bridge script stands in root's head, so the provider must not add a second one.
    <AppProvider isEmbeddedApp={false} i18n={wordsOf(language).polaris} apiKey="">
      <LanguageProvider language={language}>{children}</LanguageProvider>
    </AppProvider>
  );
}

function Navigation() {
  const { t } = useTranslation();
  return (
    <NavMenu>
      <Link to="/app" rel="home">
        {t('nav.home')}
      </Link>
      <Link to="/app/parcels">{t('nav.parcels')}</Link>
      <Link to="/app/asks">{t('nav.asks')}</Link>
      <Link to="/app/compliance">{t('nav.compliance')}</Link>
      <Link to="/app/inventory">{t('nav.inventory')}</Link>
      <Link to="/app/cash">{t('nav.cash')}</Link>
      <Link to="/app/carriers">{t('nav.carriers')}</Link>
      <Link to="/app/suppliers">{t('nav.suppliers')}</Link>
      <Link to="/app/links">{t('nav.links')}</Link>
      <Link to="/app/uploads">{t('nav.uploads')}</Link>
      <Link to="/app/settings">{t('nav.settings')}</Link>
      <Link to="/app/health">{t('nav.health')}</Link>
    </NavMenu>
  );
}

function Trouble({ status }: { status: number }) {
  const { t } = useTranslation();
  // Not a reload of the frame: its address has lost the admin's parameters by now.
  const { revalidate, state } = useRevalidator();
  const isMissing = status === 404;
  return (
    <Page narrowWidth>
      <Card>
        <BlockStack gap="400">
          <Text as="h1" variant="headingLg">
            {t(isMissing ? 'error.notFoundTitle' : 'error.pageTitle')}
          </Text>
          <Text as="p">{t(isMissing ? 'error.notFoundText' : 'error.pageText')}</Text>
          <InlineStack gap="200">
            <Button variant="primary" url="/app">
              {t('error.goHome')}
            </Button>
            {!isMissing && (
              <Button loading={state === 'loading'} onClick={revalidate}>
                {t('error.retry')}
              </Button>
            )}
          </InlineStack>
        </BlockStack>
      </Card>
    </Page>
  );
}
