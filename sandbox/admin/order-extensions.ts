import {
  EXTENSION_FOLDERS,
  isBuilt,
  extensionTarget,
  extensionTexts,
} from '../extensions/bundles.ts';
import type { ExtensionFolders } from '../extensions/bundles.ts';
import { extensionFrame } from '../extensions/frame.ts';
import { barWords } from '../account/bar-words.ts';
import { escape } from './escape.ts';
import { ORDER_WORDS } from './order-words.ts';
import type { AdminLocale } from './words.ts';

const EXTENSION = 'order-parcels';
const BLOCK = 'admin.order-details.block.render';
const ACTION = 'admin.order-details.action.render';

/** An order's page in the admin of one store, in one language. */
interface OrderPlace {
  orderId: number;
  handle: string;
  locale: AdminLocale;
}

/** What stands above an order's facts (its shopper's page, more actions) and below them (the app's block). */
export function orderExtensions(
  { orderId, handle, locale }: OrderPlace,
  isInstalled: boolean,
  folders: ExtensionFolders = EXTENSION_FOLDERS,
): { above: string; below: string } {
  const words = ORDER_WORDS[locale];
  const shopper = `/store/${handle}/account/orders/${orderId}?language=${locale}`;
  const link = `<a class="button" href="${escape(shopper)}">${escape(words.shopperPage)}</a>`;
  if (!isInstalled) return { above: actions(link), below: '' };
  if (!isBuilt(folders, { handle: EXTENSION, target: BLOCK })) {
    const note = `<section class="card"><p class="sandbox-note">${escape(barWords(locale).missing)}</p></section>`;
    return { above: actions(link), below: note };
  }
  const frame = (target: string) =>
    escape(`/store/${handle}/admin-frame?target=${target}&order=${orderId}&locale=${locale}`);
  const { texts } = extensionTexts(folders, { handle: EXTENSION, language: locale });
  const name = escape(typeof texts['name'] === 'string' ? texts['name'] : EXTENSION);
  const more = `<details class="more"><summary class="button">${escape(words.moreActions)}</summary><div><button type="button" data-action="${frame(ACTION)}">${name}</button></div></details>`;
  const dialog = `<dialog id="action" aria-label="${name}"><button type="button" class="close" aria-label="${escape(words.close)}">×</button><iframe title="${name}"></iframe></dialog>`;
  return {
    above: actions(`${link}${more}`),
    below: `<section class="card extension"><iframe title="${name}" src="${frame(BLOCK)}"></iframe></section>${dialog}`,
  };
}

function actions(inside: string): string {
  return `<div class="order-actions">${inside}</div>`;
}

/** The document of one of the app's extensions; null for a target that none has. */
export function adminExtensionFrame(
  { orderId, handle, locale }: OrderPlace,
  of: { target: string; appUrl: string; now: string },
  folders: ExtensionFolders = EXTENSION_FOLDERS,
): string | null {
  const { target, appUrl, now } = of;
  if (extensionTarget(folders, { handle: EXTENSION, target }) === null) return null;
  const base = `/store/${handle}`;
  return extensionFrame(
    {
      surface: 'admin',
      handle: EXTENSION,
      target,
      language: locale,
      now,
      data: {
        appUrl,
        token: `${base}/session-token`,
        order: { id: `gid://shopify/Order/${orderId}` },
        page: {
          app: `${base}/apps/lastscan{path}?locale=${locale}`,
          admin: `${base}{path}?locale=${locale}`,
        },
      },
    },
    folders,
  );
}
