import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShopSettings } from '#app/domain/verdicts/limits.ts';
import type { SettingsError } from '#app/domain/verdicts/parse-shop-settings.ts';
import { draftOf, formOf, isSameDraft, type SettingsDraft } from './settings-draft.ts';
import { useSave } from './use-save.ts';

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
  const [draft, setDraft] = useState(() => draftOf(saved));
  const { save, isSaving, errors, forgetErrors } = useSave<SettingsError>();
  const discard = useCallback(() => {
    setDraft(draftOf(saved));
    forgetErrors();
  }, [saved, forgetErrors]);
  return {
    draft,
    change: (change) => setDraft((before) => ({ ...before, ...change })),
    isChanged: !isSameDraft(draft, draftOf(saved)),
    isSaving,
    save: () => save(formOf(draft)),
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
