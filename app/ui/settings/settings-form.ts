import { useFetcher } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import type { SettingsError } from '#app/domain/verdicts/parse-shop-settings.ts';
import { draftOf, formOf, isSameDraft, type SettingsDraft } from './settings-draft.ts';

export type SaveResult = { ok: true } | { ok: false; errors: SettingsError[] };

/** The form's state: what is typed, whether it differs from what is saved, and what the server found wrong with it. */
export interface SettingsForm {
  draft: SettingsDraft;
  change: (change: Partial<SettingsDraft>) => void;
  isChanged: boolean;
  isSaving: boolean;
  save: () => void;
  discard: () => void;
  errorCount: number;
  /** Words for the field at a path, e.g. `limits.domestic.silentDays`; undefined when nothing is wrong. */
  errorAt: (path: string) => string | undefined;
}

export function useSettingsForm(saved: ShopSettings): SettingsForm {
  const { t } = useTranslation();
  const shopify = useAppBridge();
  const fetcher = useFetcher<SaveResult>();
  const [draft, setDraft] = useState(() => draftOf(saved));
  const [errors, setErrors] = useState<readonly SettingsError[]>([]);
  const handled = useRef<SaveResult>();
  const { data: result, submit } = fetcher;
  useEffect(() => {
    if (result === undefined || result === handled.current) return;
    handled.current = result;
    setErrors(result.ok ? [] : result.errors);
    if (result.ok) shopify.toast.show(t('settings.saved'));
  }, [result, shopify, t]);
  const isSaving = fetcher.state !== 'idle';
  const discard = useCallback(() => {
    setDraft(draftOf(saved));
    setErrors([]);
  }, [saved]);
  return {
    draft,
    change: (change) => setDraft((before) => ({ ...before, ...change })),
    isChanged: !isSameDraft(draft, draftOf(saved)),
    isSaving,
    save: () => {
      // Written as text: the submit's own JSON type has no optional fields.
      submit(JSON.stringify(formOf(draft)), { method: 'post', encType: 'application/json' });
    },
    discard,
    errorCount: errors.length,
    errorAt: (path) => {
      const error = errors.find((known) => known.path === path || isEntryOf(known.path, path));
      return error === undefined ? undefined : t(`settingsError.${error.code}`, error.params);
    },
  };
}

/** `calendar.originClosedOn.2` is an entry of the field `calendar.originClosedOn`. */
function isEntryOf(errorPath: string, path: string): boolean {
  return errorPath.startsWith(`${path}.`) && /^\d+$/.test(errorPath.slice(path.length + 1));
}
