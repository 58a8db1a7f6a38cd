/** Plays the order's page in admin to an extension: the global `shopify` as its types say. */
import {
  data,
  failWhenDown,
  i18nOf,
  keepSandboxTime,
  replaceFetch,
  run,
  storageOf,
  toast,
} from './host.js';
import './ui-components.js';

keepSandboxTime();

/** Relative addresses and the app's own go to the app, with a session token. */
const plain = replaceFetch(async (input, init, send) => {
  const given = typeof input === 'string' || input instanceof URL ? String(input) : input.url;
  const url = new URL(given, data.appUrl);
  if (url.origin !== new URL(data.appUrl).origin) return null;
  await failWhenDown(send);
  const request = input instanceof Request ? new Request(url, input) : new Request(url, init);
  const headers = new Headers(request.headers);
  headers.set('Authorization', `Bearer ${await idToken()}`);
  if (!headers.has('Accept-Language')) headers.set('Accept-Language', data.language);
  return send(new Request(request, { headers }));
});
async function idToken() {
  const answer = await plain(data.token);
  return answer.ok ? (await answer.json()).token : null;
}

/** `app:path` is the app's page, `shopify:admin/…` the admin's, `extension://handle` the action of an extension. */
function openAddress(address) {
  const text = String(address);
  const [, scheme = '', rest = ''] =
    /^(app|extension|shopify:\/?\/?admin|shopify):\/*(.*)$/.exec(text) ?? [];
  if (scheme === 'extension') parent.openAction?.();
  else if (scheme === 'app') parent.location.assign(data.page.app.replace('{path}', `/${rest}`));
  else if (scheme !== '') parent.location.assign(data.page.admin.replace('{path}', `/${rest}`));
  else if (text.startsWith('/')) parent.location.assign(data.page.app.replace('{path}', text));
  else window.open(text, '_blank', 'noreferrer');
}
window.openAddress = openAddress;

window.shopify = {
  extension: { target: data.target },
  auth: { idToken },
  i18n: i18nOf(data),
  storage: storageOf('admin-extension', ['get', 'set']),
  data: { selected: [{ id: data.order.id }] },
  navigation: { navigate: openAddress },
  intents: { launchUrl: null },
  toast: { show: (message) => void toast.show(message), hide: () => undefined },
  close: () => parent.closeAction?.(),
  resourcePicker: async () => undefined,
  query: async () => {
    throw new Error('The app grants its extensions no direct access to the Admin API.');
  },
};
await run();
