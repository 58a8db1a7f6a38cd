import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterAll } from 'vitest';

export interface Asked {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A real HTTP server on loopback whose answers a test chooses; `asked` is everything it was asked, in order. */
export async function httpServer() {
  const asked: Asked[] = [];
  let answer: (request: Asked, response: ServerResponse) => void = (_request, response) =>
    void response.writeHead(404).end();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const seen = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      asked.push(seen);
      answer(seen, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return {
    origin: `http://127.0.0.1:${address.port}`,
    asked,
    /** Answers from now on; forgets what was asked. */
    answerWith(next: typeof answer) {
      asked.length = 0;
      answer = next;
    },
  };
}

export function json(response: ServerResponse, body: unknown, status = 200, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

/** Shopify's answer to whoever exchanges a session token or a refresh token: a new pair. */
export function exchangedToken(response: ServerResponse): void {
  json(response, {
    access_token: `shpat_${randomBytes(8).toString('hex')}`,
    expires_in: 3_600,
    refresh_token: `shprt_${randomBytes(8).toString('hex')}`,
    refresh_token_expires_in: 7_776_000,
    scope: 'read_orders',
  });
}
