import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/** Answers a request; `url` is already parsed against the platform's origin. */
export type Handler = (
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
) => void | Promise<void>;

const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

/** Routes by the longest matching path prefix. */
export class Router {
  #routes: { prefix: string; handler: Handler }[] = [];

  handle(prefix: string, handler: Handler): void {
    this.#routes.push({ prefix, handler });
    this.#routes.sort((a, b) => b.prefix.length - a.prefix.length);
  }

  /** Starts listening on loopback; port 0 picks a free one. */
  async listen(port: number): Promise<{ server: Server; origin: string }> {
    const server = createServer((request, response) => void this.#answer(request, response));
    // Clients keep connections open between requests; Node's 5 s default makes them meet resets.
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, '127.0.0.1', resolve);
    });
    const address = server.address();
    const actual = typeof address === 'object' && address !== null ? address.port : port;
    return { server, origin: `http://127.0.0.1:${actual}` };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const route = this.#routes.find(({ prefix }) => url.pathname.startsWith(prefix));
    if (route === undefined) {
      sendJson(response, 404, { errors: 'Not Found' });
      return;
    }
    try {
      await route.handler(request, response, url);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, error instanceof BadRequest ? 400 : 500, { errors: message });
    }
  }
}

/** What the client sent is not usable; answered 400 with the message. */
export class BadRequest extends Error {}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

/** The body as text; one above the limit is refused while it comes in. */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > BODY_LIMIT_BYTES) throw new BadRequest('The body is too large');
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The body as an object: JSON or form-encoded. An empty body is an empty object. */
export async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await readText(request);
  if (text === '') return {};
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Answered below.
  }
  throw new BadRequest('The body is no JSON object');
}

/** The shop that a request means: its original host travels in X-Forwarded-Host. */
export function shopOf(request: IncomingMessage): string {
  const forwarded = request.headers['x-forwarded-host'];
  return String(forwarded ?? request.headers.host ?? '').toLowerCase();
}
