import type { Days } from './days.ts';
import type { Turn, Verdicts } from './plan.ts';
import { EU } from './store.ts';
import { paidInFullAt } from './story.ts';
import type { Story } from './story.ts';
import { dutyTurns, turn } from './turns.ts';

const WITHDRAWAL_DAYS = 14;
const VAMP_DAYS = 30;

/** What is true of returns and disputes, and of the shop's share of disputes. */
export function moneyTruth(stories: readonly Story[], days: Days): Verdicts[] {
  return [
    ...stories.flatMap((story): Verdicts[] => {
      const { return: asked, dispute } = story;
      return [
        ...(asked === null
          ? []
          : [
              {
                ruleId: 'EU-RFD-01',
                subject: { kind: 'return', id: String(asked.id) },
                turns: returnTurns(story, asked, days),
              },
            ]),
        ...(dispute === null
          ? []
          : [
              {
                ruleId: 'DSP-01',
                subject: { kind: 'dispute', id: String(dispute.id) },
                turns: disputeTurns(story, dispute),
              },
            ]),
      ];
    }),
    {
      ruleId: 'DSP-02',
      subject: { kind: 'shop', id: 'shop' },
      turns: ratioTurns(stories, days),
    },
  ];
}

/** EU-RFD-01: in the European Union from the notice, in the United Kingdom from the goods. */
function returnTurns(
  { plan, order, refunds }: Story,
  { createdAt, goodsBackAt, reason }: NonNullable<Story['return']>,
  days: Days,
): Turn[] {
  if (plan.isCompany === true) return [turn(createdAt, 'not_applicable', plan.about)];
  if (reason !== 'UNWANTED') return [turn(createdAt, 'unknown', plan.about)];
  if (goodsBackAt === null) return [turn(createdAt, 'pass', plan.about)];
  const countsFrom = EU.has(order.destinationCountry) ? createdAt : goodsBackAt;
  const paidAt = paidInFullAt({ order, refunds });
  return [
    turn(createdAt, 'pass', 'the goods are not back, the money may wait'),
    ...dutyTurns({
      from: goodsBackAt,
      warnAt: goodsBackAt,
      dueAt: days.endOf(days.dayOf(countsFrom) + WITHDRAWAL_DAYS),
      ends: paidAt === null ? null : turn(paidAt, 'pass', `${plan.about}; paid`),
      why: { waiting: plan.about, missed: `${plan.about}; the 14 days are over` },
    }),
  ];
}

/** DSP-01. */
function disputeTurns(
  { plan }: Story,
  { initiatedAt, evidenceDueBy, evidenceSentOn, finalizedOn }: NonNullable<Story['dispute']>,
): Turn[] {
  const over = finalizedOn === null ? [] : [turn(finalizedOn, 'not_applicable', plan.about)];
  if (evidenceDueBy === null) return [turn(initiatedAt, 'unknown', plan.about), ...over];
  const running = dutyTurns({
    from: initiatedAt,
    warnAt: initiatedAt,
    dueAt: evidenceDueBy,
    ends: evidenceSentOn === null ? null : turn(evidenceSentOn, 'pass', 'answered'),
    why: { waiting: plan.about, missed: `${plan.about}; the day has passed` },
  });
  return [...running, ...over];
}

/** DSP-02: in a store of this size a single chargeback is more than 0.65 % of a month's card orders. */
function ratioTurns(stories: readonly Story[], days: Days): Turn[] {
  const opened = stories.flatMap(({ dispute }) =>
    dispute === null || dispute.type === 'INQUIRY' ? [] : [dispute.initiatedAt],
  );
  const from = days.at(-60, 0);
  const changes = [from, ...opened, ...opened.map((at) => at + VAMP_DAYS * 86_400_000)];
  return changes
    .toSorted((a, b) => a - b)
    .map((at) => {
      const count = opened.filter(
        (each) => each <= at && each > at - VAMP_DAYS * 86_400_000,
      ).length;
      return count === 0
        ? turn(at, 'pass', 'no chargeback in 30 days')
        : turn(at, 'upcoming', `${count} chargebacks in 30 days: more than 0.65 % of card orders`);
    });
}
