import type { SilenceCause } from '#app/domain/diagnosis/causes.ts';
import type { Looks } from './cases.ts';
import { evaluate, type Evaluation, type Judged } from './evaluate.ts';

/** Named correctly of the stuck parcels. */
const BAR = 0.8;
/** What a person may be told of a parcel with which nothing is wrong. */
const HARMLESS: ReadonlySet<SilenceCause> = new Set(['usual_wait', 'rest_days']);

/** Prints how well causes are named; true when the bar is reached. */
export function report({ stuck, slow, ordinary }: Looks): boolean {
  const withNext = evaluate(stuck);
  const withoutNext = evaluate(stuck.map(byShopifyAlone));
  const followed = stuck.filter(({ isFollowed }) => isFollowed);
  const [followedWith, followedWithout] = [
    evaluate(followed),
    evaluate(followed.map(byShopifyAlone)),
  ];
  const [slowWith, slowWithout] = [evaluate(slow), evaluate(slow.map(byShopifyAlone))];
  const together = evaluate([...stuck, ...slow]);
  const togetherWithout = evaluate([...stuck, ...slow].map(byShopifyAlone));
  const share = withNext.right?.value ?? 0;
  const isReached = share >= BAR;

  console.log(
    `Stuck parcels: ${count(withNext.cases)} cases (a parcel and its cause) in ${count(withNext.looks)} looks;`,
  );
  console.log('silent beyond nine in ten of their own curve, at most 60 days, for a cause.\n');
  console.log(row('named correctly', ['with next numbers', 'without']));
  console.log(row('stuck parcels', [withInterval(withNext), withInterval(withoutNext)]));
  console.log(row('  the bar', [`${percent(BAR)} ${isReached ? 'reached' : 'MISSED'}`, '']));
  console.log(
    row('  at their first look', [
      percent(withNext.rightAtFirst),
      percent(withoutNext.rightAtFirst),
    ]),
  );
  console.log(row('  mean over the causes', [percent(withNext.macro), percent(withoutNext.macro)]));
  console.log(
    row('  of carriers with scans', [withInterval(followedWith), withInterval(followedWithout)]),
  );
  console.log(row('as long, nothing wrong', [withInterval(slowWith), withInterval(slowWithout)]));
  console.log(row('both together', [withInterval(together), withInterval(togetherWithout)]));

  printCauses(withNext, withoutNext);
  printConfusion('Stuck parcels, by what was so (rows) and what was named', withNext);
  printConfusion('Silent as long with nothing wrong', slowWith);
  printCalibration(withNext);
  printOrdinary(ordinary);
  return isReached;
}

function byShopifyAlone({ id, truth, saidWithoutNext }: Looks['stuck'][number]): Judged {
  return { id, truth, said: saidWithoutNext };
}

function printCauses(withNext: Evaluation, withoutNext: Evaluation): void {
  console.log('\nby cause                 cases   recall  precision   recall without next numbers');
  for (const { cause, cases, recall, precision } of withNext.causes) {
    if (cases === 0) continue;
    const without = withoutNext.causes.find((each) => each.cause === cause)?.recall ?? null;
    console.log(
      `${cause.padEnd(22)}${count(cases).padStart(8)}${orDash(recall).padStart(9)}` +
        `${orDash(precision).padStart(11)}${orDash(without).padStart(12)}`,
    );
  }
}

function printConfusion(title: string, { confusion, causes }: Evaluation): void {
  const named = causes.filter((score) => score.named >= 0.5).map(({ cause }) => cause);
  console.log(`\n${title}:`);
  console.log(`${''.padEnd(20)}${named.map((cause) => short(cause).padStart(10)).join('')}`);
  for (const { cause, cases } of causes) {
    if (cases === 0) continue;
    const cells = named.map((each) => confusion.get(cause)?.get(each) ?? 0);
    const texts = cells.map((cell) => (cell < 0.5 ? '·' : count(cell)).padStart(10));
    console.log(`${cause.padEnd(20)}${texts.join('')}`);
  }
}

function printCalibration({ calibration, brier, brierOfConstant }: Evaluation): void {
  console.log('\nodds stated   cases   mean stated   share right');
  for (const { from, to, cases, stated, right } of calibration) {
    const bounds = `${percent(from, 0)}–${percent(to, 0)}`;
    console.log(
      `${bounds.padEnd(12)}${count(cases).padStart(7)}${percent(stated).padStart(14)}` +
        `${percent(right).padStart(14)}`,
    );
  }
  console.log(
    `Brier score ${brier.toFixed(3)}; of whoever always states the share that is right ${brierOfConstant.toFixed(3)}`,
  );
}

function printOrdinary(ordinary: Looks['ordinary']): void {
  const { confusion, cases } = evaluate(ordinary);
  const named = [...(confusion.get('usual_wait') ?? [])].filter(([cause]) => !HARMLESS.has(cause));
  const alarmed = named.reduce((sum, [, weight]) => sum + weight, 0);
  console.log(
    `\nOrdinary waits (${count(cases)}, nothing wrong, not beyond nine in ten): ` +
      `${percent(alarmed / Math.max(1, cases))} would be called something other than a usual wait or rest days:`,
  );
  for (const [cause, weight] of named.sort(([, a], [, b]) => b - a)) {
    console.log(`  ${cause.padEnd(20)}${percent(weight / cases).padStart(7)}`);
  }
}

function row(title: string, cells: readonly string[]): string {
  return `${title.padEnd(26)}${cells.map((cell) => cell.padEnd(34)).join('')}`.trimEnd();
}

function withInterval({ right, cases }: Evaluation): string {
  if (right === null) return 'none';
  return `${percent(right.value)} (${percent(right.low)}–${percent(right.high)}) of ${count(cases)}`;
}

function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)} %`;
}

function orDash(share: number | null): string {
  return share === null ? '–' : percent(share);
}

function count(cases: number): string {
  return Math.round(cases).toLocaleString('en');
}

function short(cause: SilenceCause): string {
  const words: Record<SilenceCause, string> = {
    usual_wait: 'usual',
    customs: 'customs',
    carrier_backlog: 'backlog',
    handoff_lost: 'lost',
    never_handed_over: 'not given',
    wrong_number: 'wrong no.',
    source_lag: 'lag',
    rest_days: 'rest',
    attempt_or_pickup: 'buyer',
    unknown: 'unknown',
  };
  return words[cause];
}
