import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';

const TYPES = {
  'account.js': 'text/javascript; charset=utf-8',
  'account.css': 'text/css; charset=utf-8',
};

/** `/assets/account.js` and `.css`. True when it answered. */
export async function sendAccountAsset(
  pathname: string,
  response: ServerResponse,
): Promise<boolean> {
  const name = pathname.replace('/assets/', '');
  if (name !== 'account.js' && name !== 'account.css') return false;
  const body = await readFile(new URL(`./browser/${name}`, import.meta.url), 'utf8');
  response.writeHead(200, { 'Content-Type': TYPES[name], 'Cache-Control': 'no-store' }).end(body);
  return true;
}
