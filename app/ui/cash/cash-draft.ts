import type { CashSettings } from '#app/domain/cash/cash-settings.ts';
import { decimalOf } from '#app/domain/shared/money.ts';

/** The settings as they are typed: amounts and numbers as text, empty = nothing said. */
export interface CashDraft {
  opening: string;
  /** ISO. */
  openingOn: string;
  threshold: string;
  hasReserve: boolean;
  reserveHeld: string;
  reservePercent: string;
  reserveDays: string;
  reserveKind: 'rolling' | 'fixed';
  adElasticity: string;
  holdingPercent: string;
  deadDays: string;
  shipsDirect: boolean;
}

export function cashDraft(
  { opening, threshold, reserve, adElasticity, holdingShare, deadDays, shipsDirect }: CashSettings,
  { currency, today }: { currency: string; today: string },
): CashDraft {
  const amount = (minor: number, of = currency) => amountText({ minor, currency: of });
  return {
    opening: opening === null ? '' : amount(opening.minor, opening.currency),
    openingOn: opening?.on ?? today,
    threshold: threshold === null ? '' : amount(threshold.minor, threshold.currency),
    hasReserve: reserve !== null,
    reserveHeld: amount(reserve?.heldMinor ?? 0),
    reservePercent: String((reserve?.percentBp ?? 0) / 100),
    reserveDays: String(reserve?.days ?? 0),
    reserveKind: reserve?.kind ?? 'rolling',
    adElasticity: String(adElasticity),
    holdingPercent: String(Math.round(holdingShare * 10_000) / 100),
    deadDays: String(deadDays),
    shipsDirect,
  };
}

/** What the server is sent. What is no number is sent as null, so that the server names its field. */
export function cashForm(
  draft: CashDraft,
  {
    settings,
    currency,
  }: {
    /** As saved: an amount that is left alone keeps the currency it was typed in. */
    settings: CashSettings;
    currency: string;
  },
): object {
  const { opening, threshold } = settings;
  return {
    opening:
      draft.opening.trim() === ''
        ? null
        : { ...moneyForm(draft.opening, opening, currency), on: draft.openingOn },
    threshold:
      draft.threshold.trim() === '' ? null : moneyForm(draft.threshold, threshold, currency),
    reserve: draft.hasReserve
      ? {
          held: draft.reserveHeld,
          percent: numberOf(draft.reservePercent),
          days: numberOf(draft.reserveDays),
          kind: draft.reserveKind,
        }
      : null,
    adElasticity: numberOf(draft.adElasticity),
    holdingPercent: numberOf(draft.holdingPercent),
    deadDays: numberOf(draft.deadDays),
    shipsDirect: draft.shipsDirect,
  };
}

/** An amount that was typed anew is in the shop's currency; one that was not may be of an earlier one, and is refused. */
function moneyForm(
  text: string,
  saved: { minor: number; currency: string } | null,
  currency: string,
): { amount: string; currency: string } {
  const isSame = saved !== null && amountText(saved) === text;
  return { amount: text, currency: isSame ? saved.currency : currency };
}

/**
 * An amount as one types it, without grouping and needless zeros. Three digits behind the point read as thousands to whoever
 * reads it next, so a currency that has them is written with a fourth.
 */
export function amountText(money: { minor: number; currency: string }): string {
  const [whole = '', fraction = ''] = decimalOf(money).split('.');
  const kept = fraction.replace(/0+$/, '');
  if (kept === '') return whole;
  const digits = kept.length === 1 ? `${kept}0` : kept;
  return `${whole}.${digits.length === 3 ? `${digits}0` : digits}`;
}

/** Null: no number. Either decimal sign. */
export function numberOf(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(value) ? null : value;
}
