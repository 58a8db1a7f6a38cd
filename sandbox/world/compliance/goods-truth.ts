import { LISTED, listedAs } from './articles.ts';
import type { Listed } from './articles.ts';
import { PRODUCT_RULES } from './article.ts';
import type { Days } from './days.ts';
import { CLAIMS } from './claims.ts';
import type { Turn, Verdicts } from './plan.ts';
import { PRICES } from './prices.ts';
import { changeAt, SHOP_TURNS } from './side.ts';
import { EU } from './store.ts';
import { turn } from './turns.ts';

/** The shop's own price in the markets whose law asks about it; its own country is one of them and stands for it. */
const REFERENCE_MARKETS = ['US', 'GB', 'CA', 'AU'] as const;
const BEGINNING = -60;
/** Merchants fill things in at nine, and stock is counted at noon. */
const REMARKED_AT = 12;
/** By then enough parcels of the first weeks are delivered. */
const ENOUGH_DELIVERED_ON = -12;

/** What is true of products and prices, of what is said of destinations, and of the shop's texts. */
export function goodsTruth(days: Days): Verdicts[] {
  return [
    ...LISTED.flatMap((listed) => productTruth(listed, days)),
    ...priceTruth(days),
    ...claimTruth(days),
    ...textTruth(days),
  ];
}

function productTruth({ article, productId }: Listed, days: Days): Verdicts[] {
  return PRODUCT_RULES.map((ruleId) => {
    const remarks = article.remarks.filter(({ rule }) => rule === ruleId);
    const turns: Turn[] = remarks.map(({ fromDay, verdict, why }) =>
      turn(
        days.at(fromDay ?? BEGINNING, fromDay === undefined ? 0 : REMARKED_AT),
        verdict,
        `${article.title}: ${why}`,
      ),
    );
    const usual = turn(days.at(BEGINNING), 'pass', `${article.title}: nothing is wrong with it`);
    return {
      ruleId,
      subject: { kind: 'product', id: String(productId) },
      turns: turns.length === 0 ? [usual] : turns,
    };
  });
}

function priceTruth(days: Days): Verdicts[] {
  return PRICES.flatMap(({ article, prior, reference }) => {
    const { variantId } = listedAs(article.key);
    const turns = (of: typeof prior) =>
      of.map(({ day, verdict, why }) => turn(days.at(day, 9), verdict, `${article.title}: ${why}`));
    return [
      ...[...EU].map((country) => ({
        ruleId: 'PRC-EU-01',
        subject: { kind: 'price', id: `${variantId}@${country}` },
        turns: turns(prior),
      })),
      ...REFERENCE_MARKETS.map((market) => ({
        ruleId: 'PRC-REF-01',
        subject: { kind: 'price', id: `${variantId}@${market}` },
        turns: turns(reference),
      })),
    ];
  });
}

function claimTruth(days: Days): Verdicts[] {
  return Object.entries(CLAIMS).map(([country, { text, isKept }]) => ({
    ruleId: 'SHIP-CLAIM-01',
    subject: { kind: 'destination', id: country },
    turns: [
      turn(days.at(BEGINNING), 'unknown', `${text} Too few parcels to tell`),
      ...(isKept === null
        ? []
        : [
            turn(
              days.at(ENOUGH_DELIVERED_ON),
              isKept ? 'pass' : 'fail',
              `${text} The record ${isKept ? 'agrees' : 'is slower'}`,
            ),
          ]),
    ],
  }));
}

function textTruth(days: Days): Verdicts[] {
  const byRule = Map.groupBy(SHOP_TURNS, ({ rule }) => rule);
  return [...byRule].map(([ruleId, turns]) => ({
    ruleId,
    subject: { kind: 'shop', id: 'shop' },
    turns: turns.map(({ day, verdict, why }) => turn(changeAt(days, day), verdict, why)),
  }));
}
