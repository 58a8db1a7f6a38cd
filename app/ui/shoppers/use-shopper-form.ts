import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShopperSettingsView } from '#app/contracts/shopper-settings.ts';
import type { ShopperSettingsError } from '#app/domain/shopper/parse-shopper-settings.ts';
import { useSave } from '../settings/use-save.ts';
import { draftOf, isSameDraft, type ShopperDraft } from './shopper-draft.ts';

/** What is typed, whether it differs from what is saved, and what the server found wrong with it. */
export interface ShopperForm {
  draft: ShopperDraft;
  change: (change: Partial<ShopperDraft>) => void;
  isChanged: boolean;
  isSaving: boolean;
  save: () => void;
  discard: () => void;
  errors: readonly ShopperSettingsError[];
  /** Words for the field at a path, e.g. `quietHours.from`; undefined when nothing is wrong there. */
  errorAt: (path: string) => string | undefined;
}

export function useShopperForm({ isOn, settings }: ShopperSettingsView): ShopperForm {
  const { t } = useTranslation();
  const saved = draftOf(settings);
  const [typed, setTyped] = useState<ShopperDraft | null>(null);
  const { save, isSaving, errors, forgetErrors } = useSave<ShopperSettingsError>({
    said: t('shoppers.saved'),
  });
  const draft = typed ?? saved;
  return {
    draft,
    change: (change) => setTyped({ ...draft, ...change }),
    isChanged: !isSameDraft(draft, saved),
    isSaving,
    save: () => save({ ...draft, isOn }),
    discard: () => {
      setTyped(null);
      forgetErrors();
    },
    errors,
    errorAt: (path) => {
      const error = errors.find((one) => one.path === path);
      return error && t(`shoppers.error.${error.code}`, error.params);
    },
  };
}
