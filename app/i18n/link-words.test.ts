import { describe, expect, test } from 'vitest';
import type { LinkView } from '#app/contracts/links.ts';
import { LINK_EVENTS, LINK_EVIDENCE_CODES, WRITE_ERRORS } from '#app/domain/parcels/link.ts';
import type { LinkEvidence } from '#app/domain/parcels/link.ts';
import { createI18n } from '#app/i18n/i18n.ts';
import { LANGUAGES } from '#app/i18n/languages.ts';
import { createFormat } from '#app/ui/format.ts';
import { actorWords, linkEventWords, linkEvidenceWords, writeWords } from './link-words.ts';

const PARAMS = {
  at: '2026-11-02T10:00:00.000Z',
  days: 1.5,
  source: 'aftership',
  number: 'YT1',
  milestone: 'import_customs',
  country: 'US',
  carrier: 'USPS',
  order: '#2',
  count: 2,
  place: null,
};

describe.each(LANGUAGES)('in %s', (language) => {
  const { t } = createI18n(language);
  const now = '2026-11-03T10:00:00.000Z';
  const format = createFormat({ language, timeZone: 'UTC', currency: 'EUR', now });
  const isWhole = (words: string) => !/links\.|[{}]|undefined|NaN/.test(words) && words !== '';

  test.each(LINK_EVIDENCE_CODES)('evidence %s is a whole sentence', (code) => {
    expect(linkEvidenceWords({ code, params: PARAMS }, { t, format })).toSatisfy(isWhole);
  });

  test.each(LINK_EVENTS)('the history names %s', (action) => {
    const event = { at: now, action, actor: 'user:1', detail: {} };
    expect(linkEventWords(event, t)).toSatisfy(isWhole);
  });

  test.each(WRITE_ERRORS)('a failed write says why: %s', (code) => {
    const link = { writeState: 'failed', writeError: { code, message: null }, theirNumbers: [] };
    expect(writeWords({ ...LINK, ...link, writeState: 'failed' }, t)).toSatisfy(isWhole);
  });

  test.each(['user:1', 'rule:confirm_stated', 'aftership', 'shopify', 'lastscan', 'upload', null])(
    'who acted is said: %s',
    (actor) => {
      expect(actorWords(actor, t)).toSatisfy(isWhole);
    },
  );
});

const LINK: LinkView = {
  linkId: 'a',
  parcelId: '1-0',
  orderName: '#1',
  destination: 'US',
  fromNumber: null,
  fromCarrier: null,
  number: '9400',
  carrier: null,
  trackingUrl: null,
  kind: 'last_mile',
  state: 'confirmed',
  basis: 'source',
  source: null,
  evidence: [],
  isDoubtful: false,
  proposedAt: '2026-11-02T10:00:00.000Z',
  decidedAt: null,
  decidedBy: null,
  writeState: 'off',
  writeError: null,
  theirNumbers: [],
};

test('an overwritten number is shown with what stands in its place', () => {
  const { t } = createI18n('en');
  expect(writeWords({ ...LINK, writeState: 'overwritten', theirNumbers: ['GF1', 'GF2'] }, t)).toBe(
    'Another app put its own number over this one. Shopify shows: GF1, GF2.',
  );
});

test('the last scan is told without a country when nobody told one', () => {
  const { t } = createI18n('en');
  const now = '2026-11-03T10:00:00.000Z';
  const format = createFormat({ language: 'en', timeZone: 'UTC', currency: 'EUR', now });
  const reached: LinkEvidence = { code: 'old_reached', params: { ...PARAMS, country: null } };
  expect(linkEvidenceWords(reached, { t, format })).not.toContain('Unknown');
});
