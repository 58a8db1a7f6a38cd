import type { IncomingMessage } from 'node:http';
import { BadRequest } from '../platform/http.ts';

const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

/** The body as text. */
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
