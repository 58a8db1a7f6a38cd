import type { ServerResponse } from 'node:http';
import type { SourceName } from './source-account.ts';

/** Ways in which a source's answer can be unusable. */
const FAULTS = [
  'none',
  'timeout',
  'half_body',
  'wrong_content_type',
  'huge',
  'http_500',
  'http_429',
] as const;
export type Fault = (typeof FAULTS)[number] | `error_code:${number}`;

const HUGE_BYTES = 11 * 1024 * 1024;

/** The fault that a text names; null when it names none. `error_code:-18010001` and the like carry a source's own code. */
export function parseFault(text: string): Fault | null {
  const known = FAULTS.find((fault) => fault === text);
  if (known !== undefined) return known;
  const code = /^error_code:(-?\d{3,9})$/.exec(text)?.[1];
  return code === undefined ? null : `error_code:${Number(code)}`;
}

export function faultCode(fault: Fault): number | null {
  return fault.startsWith('error_code:') ? Number(fault.slice('error_code:'.length)) : null;
}

/** The faults that tests and people have ordered, per source; each is served a number of times. */
export class SourceFaults {
  #ordered = new Map<SourceName, { fault: Fault; left: number }>();

  set(source: SourceName, fault: Fault, times: number): void {
    if (fault === 'none' || times <= 0) this.#ordered.delete(source);
    else this.#ordered.set(source, { fault, left: times });
  }

  take(source: SourceName): Fault {
    const ordered = this.#ordered.get(source);
    if (ordered === undefined) return 'none';
    ordered.left -= 1;
    if (ordered.left <= 0) this.#ordered.delete(source);
    return ordered.fault;
  }

  get all(): Record<string, { fault: Fault; left: number }> {
    return Object.fromEntries(this.#ordered);
  }
}

/** Answers as the fault says; `body` is what a sound answer would have been. Error codes are the source's own affair. */
export function answerFaulty(response: ServerResponse, fault: Fault, body: string): void {
  switch (fault) {
    case 'timeout':
      // Never answered: the client's own limit ends it.
      return;
    case 'half_body':
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': Buffer.byteLength(body),
      });
      response.write(body.slice(0, Math.floor(body.length / 2)), () => response.destroy());
      return;
    case 'wrong_content_type':
      response
        .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
        .end('<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>');
      return;
    case 'huge':
      response
        .writeHead(200, { 'Content-Type': 'application/json' })
        .end(`{"code":0,"data":"${'x'.repeat(HUGE_BYTES)}"}`);
      return;
    case 'http_429':
      response.writeHead(429, { 'Content-Type': 'application/json' }).end('{}');
      return;
    default:
      response.writeHead(500, { 'Content-Type': 'text/plain' }).end('Internal Server Error');
  }
}
