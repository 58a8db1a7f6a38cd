import { Temporal } from 'temporal-polyfill';
import {
  PUBLISHED_WINDOWS,
  type PublishedWindow,
  type Term,
} from '#app/domain/diagnosis/claim-window-table.ts';
import { carrierToAsk } from '#app/domain/numbers/carrier-to-ask.ts';
import { recogniseNumber } from '#app/domain/numbers/recognise.ts';
import { businessCalendar } from '#app/domain/shared/business-calendar.ts';

/** What a window is counted from. The contract is with the carrier that took the parcel in, not with who delivers it. */
export interface ClaimFacts {
  /** Number and carrier of the first leg, as typed; null = unknown. */
  number: string | null;
  carrier: string | null;
  /** ISO alpha-2. */
  origin: string | null;
  destination: string | null;
  /** ISO date on which the carrier took it in; null = it never did, or nobody knows. */
  mailedOn: string | null;
  /** ISO date of delivery as the carrier or the shop promised it. */
  expectedOn: string | null;
}

/** A carrier's own published window. Dates are ISO; null = not published, or nothing to count it from. */
export interface ClaimWindow {
  kind: PublishedWindow['kind'];
  /** First and last day. */
  opensOn: string | null;
  closesOn: string | null;
  /** True when the last day may be later than said: no expected date is known, or other services have longer windows. */
  isEarliest: boolean;
  /** Address of the published text. */
  source: string;
  title: string;
  /** Where it was read instead, wholly or in part: a copy or a quotation; null = there. */
  readIn: string | null;
  /** ISO date on which that text was read. */
  checkedOn: string;
}

/** The window that closes first of those that hold for a parcel; null = none is published in a text that was read. */
export function claimWindow(facts: ClaimFacts): ClaimWindow | null {
  const { number, mailedOn } = facts;
  if (mailedOn === null) return null;
  const carrier = number === null ? null : carrierToAsk(number, facts.carrier);
  const isPostal = number !== null && isPostalItem(number, facts.destination);
  const windows = PUBLISHED_WINDOWS.filter((window) =>
    window.carriers === null
      ? isPostal
      : carrier !== null && window.carriers.includes(carrier) && isOnRoute(window, facts),
  ).map((window) => datedWindow(window, { mailedOn, expectedOn: facts.expectedOn }));
  return windows.reduce<ClaimWindow | null>(
    (first, window) =>
      first === null || (window.closesOn ?? LAST) < (first.closesOn ?? LAST) ? window : first,
    null,
  );
}

const LAST = '9999-12-31';

function isOnRoute({ origin, route }: PublishedWindow, facts: ClaimFacts): boolean {
  if (origin !== null && facts.origin !== origin) return false;
  if (route === 'any') return true;
  if (facts.origin === null || facts.destination === null) return false;
  return route === (facts.origin === facts.destination ? 'domestic' : 'abroad');
}

/** Parcels (C, H), registered (R), insured (V) and tracked (L) items; E is EMS, U is untracked. UPU S10-12. */
const POSTAL_SERVICES = /^[CHLRV]/;

/** A genuine number of a post for an item that leaves the post's country. */
function isPostalItem(number: string, destination: string | null): boolean {
  const { key, candidates } = recogniseNumber(number);
  const item = candidates.find(({ format }) => format === 's10');
  if (item === undefined || item.checkDigit !== 'passed' || !POSTAL_SERVICES.test(key))
    return false;
  return destination !== null && item.originCountry !== null && item.originCountry !== destination;
}

function datedWindow(
  { kind, opens, closes, scope, source, origin }: PublishedWindow,
  known: { mailedOn: string; expectedOn: string | null },
): ClaimWindow {
  const isCountedEarly = closes?.from === 'expected_delivery' && known.expectedOn === null;
  return {
    kind,
    opensOn: opens === null ? null : dayOf(opens, fromDay(opens, known), origin),
    // Nothing is expected before it is mailed: counted from there the last day is never said too late.
    closesOn:
      closes === null ? null : dayOf(closes, fromDay(closes, known) ?? known.mailedOn, origin),
    isEarliest: isCountedEarly || scope === 'some_services',
    source: source.url,
    title: source.title,
    readIn: source.readIn,
    checkedOn: source.checkedOn,
  };
}

function fromDay(
  { from }: Term,
  { mailedOn, expectedOn }: { mailedOn: string; expectedOn: string | null },
): string | null {
  return from === 'mailing' ? mailedOn : expectedOn;
}

function dayOf(term: Term, from: string | null, country: string | null): string | null {
  if (from === null) return null;
  if (term.unit === 'working_days') return afterWorkingDays(from, term.count, country);
  const day = Temporal.PlainDate.from(from);
  return day.add(term.unit === 'days' ? { days: term.count } : { months: term.count }).toString();
}

/** The first day on which so many whole working days have passed since the end of `from`. */
function afterWorkingDays(from: string, days: number, country: string | null): string {
  const calendar = businessCalendar({ country, businessDays: true, closedOn: [] });
  return calendar.dateAt(calendar.addWorkingDays(calendar.endOfDate(from), days));
}
