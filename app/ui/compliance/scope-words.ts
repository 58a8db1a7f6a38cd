import { useTranslation } from 'react-i18next';

const NAMED = [
  'read_all_orders',
  'read_inventory',
  'read_legal_policies',
  'read_markets',
  'read_online_store_navigation',
  'read_online_store_pages',
  'read_orders',
  'read_privacy_settings',
  'read_products',
  'read_returns',
  'read_shopify_payments_accounts',
  'read_shopify_payments_disputes',
  'read_shopify_payments_payouts',
] as const;

/** A permission in words with the name that Shopify shows for it. */
export function useScopeWords(): (scope: string) => string {
  const { t } = useTranslation();
  return (scope) => {
    const named = NAMED.find((each) => each === scope);
    return named === undefined
      ? scope
      : t('compliance.cover.scopeNamed', { name: t(`compliance.cover.scope.${named}`), scope });
  };
}
