import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { readBundle } from './bundles.ts';
import type { ExtensionFolders } from './bundles.ts';

const ASSET = /^assets\/([a-z-]+\.(?:js|css))$/;
const TYPES = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' };

/** `/extensions/…`: built bundles, and what plays Shopify's pages to them. True when it answered. */
export async function serveExtension(
  pathname: string,
  response: ServerResponse,
  folders: ExtensionFolders,
): Promise<boolean> {
  const [, name] = /^\/extensions\/(.+)$/.exec(pathname) ?? [];
  if (name === undefined) return false;
  const [, asset] = ASSET.exec(name) ?? [];
  const body = asset === undefined ? readBundle(folders, name) : await readAsset(asset);
  if (body === null) {
    response.writeHead(404, { 'Content-Type': 'text/plain' }).end('There is no such file.');
    return true;
  }
  const type = name.endsWith('.css') ? TYPES.css : TYPES.js;
  response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
  return true;
}

async function readAsset(name: string): Promise<string | null> {
  return readFile(new URL(`./browser/${name}`, import.meta.url), 'utf8').catch(() => null);
}
