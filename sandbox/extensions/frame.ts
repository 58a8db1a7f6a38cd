import { escape } from '../admin/escape.ts';
import type { ExtensionFolders } from './bundles.ts';
import { extensionTarget, extensionTexts } from './bundles.ts';

export interface FrameOf {
  /** Whose look and global `shopify` it has. */
  surface: 'account' | 'admin';
  handle: string;
  target: string;
  /** Of the reader. */
  language: string;
  /** The world's instant, ISO. */
  now: string;
  /** What else the surface's host hands to the extension (`browser/customer-host.js`, `browser/admin-host.js`). */
  data: Record<string, unknown>;
}

const HOSTS = { account: 'customer-host.js', admin: 'admin-host.js' };

/** The document in which one instance of an extension runs. */
export function extensionFrame(frame: FrameOf, folders: ExtensionFolders): string {
  const { surface, handle, target, language } = frame;
  const { texts, language: extensionLanguage } = extensionTexts(folders, { handle, language });
  const stated = extensionTarget(folders, { handle, target });
  const data = {
    ...frame.data,
    target,
    language,
    extensionLanguage,
    texts,
    now: frame.now,
    apiVersion: stated?.apiVersion ?? '',
    capabilities: stated?.capabilities ?? [],
    script: `/extensions/${handle}/${target}.js`,
  };
  const name = typeof texts['name'] === 'string' ? texts['name'] : handle;
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  // In the head, so that the extension finds an empty body.
  return `<!doctype html><html lang="${escape(language)}" data-surface="${surface}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(name)}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/extensions/assets/frame.css">
<script type="application/json" id="extension-data">${json}</script><script type="module" src="/extensions/assets/${HOSTS[surface]}"></script></head><body></body></html>`;
}

/** The metafields of an order that a target's TOML asks for, as Shopify hands them over. */
export function appMetafields(
  metafields: readonly { namespace: string; key: string; type: string; value: string }[],
  asked: readonly { namespace: string; key: string }[],
  orderId: string,
) {
  return metafields
    .filter(({ namespace, key }) =>
      asked.some((each) => each.namespace === namespace && each.key === key),
    )
    .map(({ namespace, key, type, value }) => ({
      target: { type: 'order', id: orderId },
      metafield: { namespace, key, type, value, valueType: VALUE_TYPES[type] ?? 'string' },
    }));
}

const VALUE_TYPES: Readonly<Record<string, string>> = { json: 'json_string' };
