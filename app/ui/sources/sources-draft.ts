import type {
  LinkSettings,
  Serves,
  SourceCardView,
  SourceSettings,
  SourcesView,
} from '#app/contracts/sources.ts';
import { decimalOf, parseMoney } from '#app/domain/shared/money.ts';
import { isAsked } from './source-words.ts';

/** A source's plan as the form holds it while it is typed. */
export interface PlanDraft {
  source: 'seventeen_track' | 'aftership';
  mode: Serves['mode'];
  carriers: string[];
  /** Empty = no limit. */
  dailyCalls: string;
  /** Price of 1,000 new numbers; empty = unknown. */
  price: string;
  currency: string;
}

export interface SourcesDraft {
  links: LinkSettings;
  plans: PlanDraft[];
}

export type PlanField = 'carriers' | 'dailyCalls' | 'price';
export type DraftErrors = { source: PlanDraft['source']; field: PlanField }[];

export function draftOf(view: SourcesView): SourcesDraft {
  const { confirmStated, writeBack } = view.links;
  return {
    links: { confirmStated, writeBack },
    plans: view.connected.flatMap((card) => planDraftOf(card)),
  };
}

/** The settings to save, or every field that holds something else than it should. */
export function settingsOf(
  draft: SourcesDraft,
): { ok: true; settings: SourceSettings } | { ok: false; errors: DraftErrors } {
  const errors = draft.plans.flatMap((plan) =>
    wrongFields(plan).map((field) => ({ source: plan.source, field })),
  );
  if (errors.length > 0) return { ok: false, errors };
  const plans = draft.plans.map((plan) => ({
    source: plan.source,
    plan: {
      serves: { mode: plan.mode, carriers: plan.mode === 'all' ? [] : plan.carriers },
      dailyCalls: plan.dailyCalls.trim() === '' ? null : Number(plan.dailyCalls),
      perThousandMinor:
        plan.price.trim() === '' ? null : parseMoney(plan.price, plan.currency).minor,
      creditCurrency: plan.price.trim() === '' ? null : plan.currency,
    },
  }));
  return { ok: true, settings: { links: draft.links, plans } };
}

export function isSameDraft(one: SourcesDraft, other: SourcesDraft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function planDraftOf({ source, plan }: SourceCardView): PlanDraft[] {
  if (!isAsked(source)) return [];
  const { serves, dailyCalls, perThousandMinor, creditCurrency } = plan;
  // Both sources sell in dollars unless the merchant says otherwise.
  const currency = creditCurrency ?? 'USD';
  return [
    {
      source,
      mode: serves.mode,
      carriers: [...serves.carriers],
      dailyCalls: dailyCalls === null ? '' : String(dailyCalls),
      price: perThousandMinor === null ? '' : decimalOf({ minor: perThousandMinor, currency }),
      currency,
    },
  ];
}

const MOST_CALLS = 1_000_000;

function wrongFields({ mode, carriers, dailyCalls, price }: PlanDraft): PlanField[] {
  const calls = dailyCalls.trim();
  const isWrongCalls =
    calls !== '' && !(/^\d{1,7}$/.test(calls) && Number(calls) >= 1 && Number(calls) <= MOST_CALLS);
  const isWrongPrice = price.trim() !== '' && !/^\d{1,6}(?:\.\d{1,3})?$/.test(price.trim());
  return [
    ...(mode === 'only' && carriers.length === 0 ? (['carriers'] as const) : []),
    ...(isWrongCalls ? (['dailyCalls'] as const) : []),
    ...(isWrongPrice ? (['price'] as const) : []),
  ];
}
