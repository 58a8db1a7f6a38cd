import { useAppBridge } from '@shopify/app-bridge-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceActionResult, SourcesView } from '#app/contracts/sources.ts';
import { useSourceAction } from './source-action.ts';
import { failureWords } from './source-words.ts';
import { draftOf, isSameDraft, settingsOf } from './sources-draft.ts';
import type { DraftErrors, PlanDraft, PlanField, SourcesDraft } from './sources-draft.ts';

/** What the save bar is about: the plans of the sources and the handling of links. */
export interface SourcesForm {
  draft: SourcesDraft;
  changeLinks: (change: Partial<SourcesDraft['links']>) => void;
  changePlan: (source: PlanDraft['source'], change: Partial<PlanDraft>) => void;
  isChanged: boolean;
  isSaving: boolean;
  save: () => void;
  discard: () => void;
  hasError: (source: PlanDraft['source'], field: PlanField) => boolean;
  /** Why the last save did not work; undefined when it did. */
  failure: string | undefined;
}

export function useSourcesForm(view: SourcesView): SourcesForm {
  const { t } = useTranslation();
  const shopify = useAppBridge();
  // Null = as saved: what is loaded anew shows at once, and typing is never overwritten by it.
  const [typed, setTyped] = useState<SourcesDraft | null>(null);
  const [errors, setErrors] = useState<DraftErrors>([]);
  const saved = draftOf(view);
  const draft = typed === null ? saved : withConnected(typed, saved);
  const onDone = useCallback(
    (_result: SourceActionResult & { ok: true }) => {
      setTyped(null);
      setErrors([]);
      shopify.toast.show(t('sources.saved'));
    },
    [shopify, t],
  );
  const { act, isBusy, result } = useSourceAction(onDone);
  const isChanged = !isSameDraft(draft, saved);
  return {
    draft,
    changeLinks: (change) => setTyped({ ...draft, links: { ...draft.links, ...change } }),
    changePlan: (source, change) =>
      setTyped({
        ...draft,
        plans: draft.plans.map((plan) => (plan.source === source ? { ...plan, ...change } : plan)),
      }),
    isChanged,
    isSaving: isBusy,
    save: () => {
      const parsed = settingsOf(draft);
      setErrors(parsed.ok ? [] : parsed.errors);
      if (parsed.ok) act({ intent: 'save', settings: parsed.settings });
    },
    discard: () => {
      setTyped(null);
      setErrors([]);
    },
    hasError: (source, field) =>
      errors.some((error) => error.source === source && error.field === field),
    failure:
      isChanged && result?.ok === false ? failureWords(t, result, 'seventeen_track') : undefined,
  };
}

/** A source connected or disconnected while something was typed comes and goes; the rest stays as typed. */
function withConnected(typed: SourcesDraft, saved: SourcesDraft): SourcesDraft {
  const plans = saved.plans.map(
    (plan) => typed.plans.find(({ source }) => source === plan.source) ?? plan,
  );
  return { ...typed, plans };
}
