import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HandMadeWorld, HOUR, START, testApp } from '../platform/testing.ts';
import { startPlatform } from '../platform/platform.ts';
import type { Platform } from '../platform/platform.ts';
import type { CarrierKey } from '../world/carriers.ts';
import { CARRIERS } from '../world/carriers.ts';
import type { CarrierRecord, CarrierScan, LinkedNumber } from '../world/effects.ts';
import { PHRASES } from '../world/phrases.ts';
import type { PhraseKey } from '../world/phrases.ts';
import { mountSources } from './sources.ts';
import type { Sources } from './sources-contract.ts';

export const YUN = 'YT2412345600000017';
export const USPS = '9400112345678000000177';

/** A platform with both sources and a world whose carriers say what the test writes. */
export async function sourcesPlatform(
  records: readonly CarrierRecord[] = [],
  options: { ratePerSecond?: number | null } = { ratePerSecond: 1_000 },
): Promise<{ platform: Platform; sources: Sources; world: HandMadeWorld }> {
  const world = new HandMadeWorld();
  for (const record of records) world.records.set(record.number, record);
  const app = testApp();
  const platform = await startPlatform({ port: 0, world, app, now: START, seed: 7 });
  const sources = mountSources(platform, { seed: 7, ...options });
  return { platform, sources, world };
}

/** A record with a scan every twelve hours up to four hours before the start, known half an hour later. */
export function recordOf(
  phrases: readonly PhraseKey[],
  given: Partial<CarrierRecord> = {},
): CarrierRecord {
  const carrier: CarrierKey = given.carrier ?? 'yunexpress';
  return {
    number: YUN,
    carrier,
    company: CARRIERS[carrier].company,
    origin: 'CN',
    destination: 'US',
    shipperCountry: 'CN',
    recipient: { country: 'US', city: 'Portland', zip: '97201' },
    scans: phrases.map((phrase, index) =>
      scanOf(phrase, START - 4 * HOUR - (phrases.length - 1 - index) * 12 * HOUR),
    ),
    successor: null,
    endsAtHandOff: false,
    predecessor: null,
    ...given,
  };
}

export function scanOf(phrase: PhraseKey, at: number, given: Partial<CarrierScan> = {}) {
  const [english] = PHRASES[phrase].en;
  const scan: CarrierScan = {
    at,
    knownAt: at + HOUR / 2,
    phrase,
    message: english,
    language: 'en',
    english,
    city: 'Shenzhen',
    country: 'CN',
    zip: null,
    ...given,
  };
  return scan;
}

export function linkTo(number: string, carrier: CarrierKey, knownAt: number): LinkedNumber {
  return { number, carrier, company: CARRIERS[carrier].company, knownAt };
}

/** Somebody who listens for pushes; `answers` is what he says, the last one for ever. */
export async function listener(answers: number[] = [200]) {
  const heard: { headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
      const status = answers.length > 1 ? answers.shift() : answers[0];
      response.writeHead(status ?? 200).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/pushes`,
    heard,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

export async function control(platform: Platform, path: string, body?: Record<string, unknown>) {
  const response = await fetch(`${platform.origin}/sandbox/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, json: await response.json() };
}
