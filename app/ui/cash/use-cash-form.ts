import { useAppBridge } from '@shopify/app-bridge-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CashActionResult, CashFault, CashView } from '#app/contracts/cash.ts';
import { cashDraft, cashForm, type CashDraft } from './cash-draft.ts';
import { faultAt } from './fault-words.ts';
import { useCashActions } from './use-cash-actions.ts';

/** The settings as they are typed, whether they differ from what is saved, and what the server found wrong with them. */
export interface CashFormState {
  draft: CashDraft;
  change: (change: Partial<CashDraft>) => void;
  isChanged: boolean;
  isSaving: boolean;
  save: () => void;
  /** Takes what is saved now in the place of what is typed. */
  discard: () => void;
  faults: readonly CashFault[];
  errorAt: (...paths: string[]) => string | undefined;
}

/**
 * What somebody else saves meanwhile does not push out what is being typed: then the typed keeps the version it began with, the
 * server refuses it, and the person decides.
 */
export function useCashForm(view: CashView): CashFormState {
  const { t } = useTranslation();
  const { act, result, isActing } = useCashActions();
  const { settings, currency, today, version } = view;
  const [base, setBase] = useState({ settings, version });
  const [draft, setDraft] = useState(() => cashDraft(settings, { currency, today }));
  const [over, setOver] = useState<CashActionResult>();
  const isChanged =
    JSON.stringify(draft) !== JSON.stringify(cashDraft(base.settings, { currency, today }));
  const adopt = useCallback(() => {
    setBase({ settings, version });
    setDraft(cashDraft(settings, { currency, today }));
    setOver(result);
  }, [settings, version, currency, today, result]);
  const isSaved = result?.ok === true && result !== over;
  if (base.version !== version && (!isChanged || isSaved)) adopt();
  useToast(result);
  const open = result === over ? undefined : result;
  return {
    draft,
    change: (change) => setDraft((before) => ({ ...before, ...change })),
    isChanged,
    isSaving: isActing,
    save: () =>
      act({
        intent: 'save_settings',
        version: base.version,
        settings: cashForm(draft, { settings: base.settings, currency }),
      }),
    discard: adopt,
    faults: open === undefined || open.ok ? [] : open.faults,
    errorAt: (...paths) => faultAt(open, paths, { t }),
  };
}

function useToast(result: CashActionResult | undefined): void {
  const { t } = useTranslation();
  const shopify = useAppBridge();
  useEffect(() => {
    if (result?.ok === true) shopify.toast.show(t('cash.saved'));
  }, [result, shopify, t]);
}
