import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SupplierPage } from '#app/contracts/inventory.ts';
import type { SupplierForm, SupplyFault } from '#app/contracts/suppliers.ts';
import { decimalOf } from '#app/domain/shared/money.ts';
import { useSave } from '../settings/use-save.ts';

/** What is typed, as text where a number is typed: half a number must stay as it stands. */
export interface SupplierDraft extends Pick<
  SupplierForm,
  'name' | 'shipsDirect' | 'balanceFrom' | 'note' | 'scoreKey'
> {
  vendor: string;
  leadLow: string;
  leadLikely: string;
  leadHigh: string;
  currency: string;
  minimumOrder: string;
  reviewDays: string;
  deposit: string;
  balanceDays: string;
}

export interface SupplierFormState {
  draft: SupplierDraft;
  change: (change: Partial<SupplierDraft>) => void;
  isChanged: boolean;
  isSaving: boolean;
  save: () => void;
  discard: () => void;
  errors: readonly SupplyFault[];
  /** Words for the field at a path; undefined when nothing is wrong there. */
  errorAt: (path: string) => string | undefined;
}

export function useSupplierForm(page: SupplierPage, vendor: string): SupplierFormState {
  const { t } = useTranslation();
  const saved = draftOf(page);
  const [typed, setTyped] = useState<SupplierDraft | null>(
    vendor === '' || page.supplier !== null ? null : { ...saved, name: vendor, vendor },
  );
  const { save, isSaving, errors, forgetErrors } = useSave<SupplyFault>();
  const draft = typed ?? saved;
  return {
    draft,
    change: (change) => setTyped({ ...draft, ...change }),
    isChanged: JSON.stringify(draft) !== JSON.stringify(saved),
    isSaving,
    save: () => save(formOf(draft)),
    discard: () => {
      setTyped(null);
      forgetErrors();
    },
    errors,
    errorAt: (path) => {
      const fault = errors.find((one) => one.path === path || one.path.startsWith(`${path}.`));
      return fault && t(`inventory.fault.${fault.code}`, fault.params);
    },
  };
}

function draftOf({ supplier, currency }: SupplierPage): SupplierDraft {
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? '' : String(value);
  return {
    name: supplier?.name ?? '',
    vendor: supplier?.vendor ?? '',
    scoreKey: supplier?.scoreKey ?? null,
    shipsDirect: supplier?.shipsDirect ?? false,
    leadLow: number(supplier?.lead?.low),
    leadLikely: number(supplier?.lead?.likely),
    leadHigh: number(supplier?.lead?.high),
    currency: supplier?.currency ?? currency,
    minimumOrder:
      supplier === null || supplier.minimumOrder === null ? '' : decimalOf(supplier.minimumOrder),
    reviewDays: number(supplier?.reviewDays),
    deposit: number((supplier?.depositBp ?? 0) / 100),
    balanceDays: number(supplier?.balanceDays ?? 0),
    balanceFrom: supplier?.balanceFrom ?? 'ordered',
    note: supplier?.note ?? '',
  };
}

/** What the server is sent; what is no number is sent as it was typed, so that the server names the field. */
function formOf(draft: SupplierDraft): object {
  const number = (text: string) => (text.trim() === '' ? null : numberOf(text));
  const lead = [draft.leadLow, draft.leadLikely, draft.leadHigh];
  return {
    name: draft.name,
    vendor: draft.vendor.trim() === '' ? null : draft.vendor,
    scoreKey: draft.scoreKey,
    shipsDirect: draft.shipsDirect,
    lead: lead.every((days) => days.trim() === '')
      ? null
      : {
          low: number(draft.leadLow),
          likely: number(draft.leadLikely),
          high: number(draft.leadHigh),
        },
    currency: draft.currency.trim() === '' ? null : draft.currency,
    minimumOrder: draft.minimumOrder.trim() === '' ? null : draft.minimumOrder,
    reviewDays: number(draft.reviewDays),
    depositBp: depositOf(draft.deposit),
    balanceDays: number(draft.balanceDays) ?? 0,
    balanceFrom: draft.balanceFrom,
    note: draft.note,
  };
}

function numberOf(text: string): number | string {
  const value = Number(text.trim().replace(',', '.'));
  return Number.isFinite(value) ? value : text;
}

function depositOf(text: string): number | string {
  if (text.trim() === '') return 0;
  const share = numberOf(text);
  return typeof share === 'number' ? Math.round(share * 100) : share;
}
