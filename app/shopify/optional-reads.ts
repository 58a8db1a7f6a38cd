/**
 * Operations that need a scope which a shop may not have granted: they are sent only where it has, so that nothing that
 * works without is lost. Names as in `documents/`; a list: all of them.
 */
export const OPTIONAL_READS = {
  OrderReturns: 'read_returns',
  ShopPolicies: 'read_legal_policies',
  PolicyTranslations: 'read_legal_policies',
  ReturnProfiles: 'read_legal_policies',
  Markets: 'read_markets',
  ShopLocales: 'read_locales',
  Menus: 'read_online_store_navigation',
  Pages: 'read_online_store_pages',
  PrivacyBanner: 'read_privacy_settings',
  MarketOffers: 'read_publications',
  Disputes: 'read_shopify_payments_disputes',
  DisputeEvidence: ['read_shopify_payments_disputes', 'read_shopify_payments_dispute_evidences'],
  PaymentsAccount: 'read_shopify_payments_accounts',
  Payouts: 'read_shopify_payments_accounts',
  BalanceTransactions: 'read_shopify_payments_accounts',
  BalanceTransactionsByIds: 'read_shopify_payments_accounts',
} as const;
