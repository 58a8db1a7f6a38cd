/** Plays the customer account page to an extension: the global `shopify` as its types say, and `navigation`. */
import {
  data,
  i18nOf,
  keepSandboxTime,
  replaceFetch,
  run,
  signal,
  storageOf,
  toast,
} from './host.js';
import './ui-components.js';

const { page, customer, order } = data;
keepSandboxTime();

const CUSTOMER_API = /^shopify:\/?\/?customer-account\/api\/[\w-]+\/graphql\.json$/;
const plain = replaceFetch((input, init, send) => {
  const request = new Request(input, init);
  return CUSTOMER_API.test(request.url) ? askCustomerApi(request, send) : null;
});
async function askCustomerApi(request, send) {
  return send(data.customerApi, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: await request.text(),
  });
}

function pageAddress(address) {
  if (/^https?:/.test(address)) return null;
  const path = address
    .replace(/^(shopify:\/?\/?customer-account|extension:)\/?/, '/')
    .replace(/^\/+/, '/');
  const [, id] = /^\/orders\/(\d+)/.exec(path) ?? [];
  return id === undefined ? page.orders : page.order.replace('{id}', id);
}
function navigate(address) {
  const own = pageAddress(String(address));
  if (own === null) window.open(address, '_blank', 'noreferrer');
  else parent.location.assign(own);
}
window.openAddress = navigate;
const entry = { key: 'sandbox', url: parent.location.href, getState: () => null };
Object.defineProperty(window, 'navigation', {
  configurable: true,
  value: {
    navigate,
    currentEntry: entry,
    updateCurrentEntry() {},
    addEventListener() {},
    removeEventListener() {},
  },
});

async function token() {
  const answer = await plain(data.token);
  if (!answer.ok) throw new Error('The app is not installed.');
  return (await answer.json()).token;
}

const nothing = signal(undefined);
const language = signal({ isoCode: data.language });
const extensionLanguage = signal({ isoCode: data.extensionLanguage });
const standard = {
  extensionPoint: data.target,
  version: data.apiVersion,
  extension: {
    apiVersion: data.apiVersion,
    target: data.target,
    scriptUrl: new URL(data.script, location.href).href,
    version: '1',
    capabilities: signal(data.capabilities),
    rendered: signal(true),
  },
  authenticatedAccount: {
    customer: signal(customer === null ? undefined : { id: customer }),
    purchasingCompany: nothing,
  },
  localization: { language, extensionLanguage, country: signal({ isoCode: data.country }) },
  i18n: i18nOf(data),
  storage: storageOf('account-extension', ['read', 'write']),
  sessionToken: { get: token },
  settings: signal({}),
  toast,
  analytics: { publish: async () => true, visitor: async () => ({ type: 'success' }) },
  intents: { invoke: async () => ({ complete: Promise.resolve({ code: 'closed' }) }) },
  customerPrivacy: signal({
    allowedProcessing: {
      analytics: false,
      marketing: false,
      preferences: false,
      saleOfData: false,
    },
    visitorConsent: {},
    metafields: [],
    shouldShowBanner: false,
    saleOfDataRegion: false,
  }),
  applyTrackingConsentChange: async () => ({ type: 'success' }),
  query: async () => {
    throw new Error('The extension declares no api_access.');
  },
};

const money = (amount) => signal({ amount, currencyCode: data.currency });
const ofOrder = order && {
  fulfillmentId: data.fulfillmentId,
  order: signal(order),
  appMetafields: signal(data.metafields),
  authenticationState: signal(customer === null ? 'pre_authenticated' : 'fully_authenticated'),
  requireLogin: async () => parent.location.assign(page.signIn),
  shop: data.shop,
  localization: {
    ...standard.localization,
    currency: signal({ isoCode: data.currency }),
    timezone: signal(data.timeZone),
    market: nothing,
  },
  cost: {
    subtotalAmount: money(data.total),
    totalAmount: money(data.total),
    totalShippingAmount: nothing,
    totalTaxAmount: nothing,
  },
  appliedGiftCards: signal([]),
  attributes: nothing,
  buyerIdentity: undefined,
  checkoutSettings: signal({ orderSubmission: 'ORDER', shippingAddress: { isEditable: false } }),
  checkoutToken: nothing,
  discountAllocations: signal([]),
  discountCodes: signal([]),
  lines: signal([]),
  note: nothing,
};

window.shopify = { ...standard, ...ofOrder };
await run();
