import { CARRIERS } from '../carriers.ts';
import { recordKey } from '../carrier-log.ts';
import type { Country, Days } from './days.ts';
import type { Turn, Verdicts } from './plan.ts';
import type { ParcelStory, Story } from './story.ts';
import { dutyTurns, turn } from './turns.ts';

const WARN_WORKING_DAYS = 2;
const LATE_WORKING_DAYS = 5;

/** What is true of every parcel under the rules that look at parcels. */
export function parcelTruth(stories: readonly Story[], days: Days): Verdicts[] {
  const holders = Map.groupBy(
    stories.flatMap((story) => story.parcels.map((parcel) => ({ story, parcel }))),
    ({ parcel }) => recordKey(parcel.tracking.number),
  );
  return stories.flatMap((story) =>
    story.parcels.flatMap((parcel) => {
      const subject = { kind: 'parcel', id: `${parcel.fulfillmentId}.0` };
      const sharing = holders.get(recordKey(parcel.tracking.number)) ?? [];
      return [
        { ruleId: 'TRK-SCAN-01', subject, turns: scanTurns(story, parcel, days) },
        { ruleId: 'TRK-DUP-01', subject, turns: sharedTurns(story, parcel, sharing) },
        { ruleId: 'TRK-ROUTE-01', subject, turns: routeTurns(parcel) },
      ];
    }),
  );
}

/** TRK-SCAN-01. */
function scanTurns({ plan }: Story, parcel: ParcelStory, days: Days): Turn[] {
  const { markedAt, handedOverAt } = parcel;
  const { reportsScans, company } = CARRIERS[parcel.plan.carrier];
  if (!reportsScans) return [turn(markedAt, 'unknown', `nobody hears what ${company} scans`)];
  const markedOn = days.dayOf(markedAt);
  const resting: readonly Country[] = parcel.plan.from === 'shenzhen' ? ['US', 'CN'] : ['US'];
  return dutyTurns({
    from: markedAt,
    warnAt: days.endOf(days.workingDayAfter(markedOn, WARN_WORKING_DAYS, resting)),
    dueAt: days.endOf(days.workingDayAfter(markedOn, LATE_WORKING_DAYS, resting)),
    ends: handedOverAt === null ? null : turn(handedOverAt, 'pass', 'scanned'),
    why: { waiting: plan.about, missed: `${plan.about}; no scan in five business days` },
  });
}

/** TRK-DUP-01: false for both from the moment there are two of them, until one of them gets its own. */
function sharedTurns(
  { order }: Story,
  { markedAt, corrected }: ParcelStory,
  sharing: readonly { story: Story; parcel: ParcelStory }[],
): Turn[] {
  const others = sharing.filter((each) => each.story.order.id !== order.id);
  const strangers = others.filter(({ story }) => story.order.customer.zip !== order.customer.zip);
  const first = Math.min(...strangers.map(({ parcel }) => parcel.markedAt));
  if (strangers.length === 0) {
    const why = others.length === 0 ? 'a number of its own' : 'both orders are of one buyer';
    return [turn(markedAt, 'pass', why)];
  }
  const othersEnd = Math.max(...strangers.map(({ parcel }) => parcel.corrected?.at ?? Infinity));
  const endsAt = Math.min(corrected?.at ?? Infinity, othersEnd);
  return [
    ...(first > markedAt ? [turn(markedAt, 'pass', 'a number of its own so far')] : []),
    turn(Math.max(markedAt, first), 'fail', 'another buyer has the same number'),
    ...(Number.isFinite(endsAt) ? [turn(endsAt, 'pass', 'the number was corrected')] : []),
  ];
}

/** TRK-ROUTE-01. */
function routeTurns({ plan, markedAt, scans }: ParcelStory): Turn[] {
  const fits = turn(markedAt, 'pass', 'nothing speaks against it');
  const { reportsScans, company } = CARRIERS[plan.carrier];
  if (plan.contradiction?.scan === 'number')
    return [turn(markedAt, 'fail', plan.contradiction.why)];
  if (!reportsScans) return [turn(markedAt, 'unknown', `nobody hears what ${company} scans`)];
  if (plan.contradiction === undefined) return [fits];
  const { scan, why } = plan.contradiction;
  const heardAt = scans[scan]?.heardAt ?? markedAt;
  return heardAt > markedAt ? [fits, turn(heardAt, 'fail', why)] : [turn(markedAt, 'fail', why)];
}
