import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ComplianceSettingsError,
  ComplianceSettingsView,
} from '#app/contracts/compliance-settings.ts';
import type { ComplianceSettings } from '#app/domain/findings/compliance-settings.ts';
import { useSave } from '../settings/use-save.ts';

export interface ComplianceDraft extends ComplianceSettings {
  digestTo: string;
}

/** What is typed, whether it differs from what is saved, and what the server found wrong with it. */
export interface ComplianceForm {
  draft: ComplianceDraft;
  change: (change: Partial<ComplianceDraft>) => void;
  isChanged: boolean;
  isSaving: boolean;
  save: () => void;
  discard: () => void;
  errors: readonly ComplianceSettingsError[];
  /** Words for the field at a path; undefined when nothing is wrong there. */
  errorAt: (path: string) => string | undefined;
}

export function useComplianceForm(view: ComplianceSettingsView): ComplianceForm {
  const { t } = useTranslation();
  const saved: ComplianceDraft = { ...view.settings, digestTo: view.digestTo ?? '' };
  const [typed, setTyped] = useState<ComplianceDraft | null>(null);
  const { save, isSaving, errors, forgetErrors } = useSave<ComplianceSettingsError>();
  const draft = typed ?? saved;
  return {
    draft,
    change: (change) => setTyped({ ...draft, ...change }),
    isChanged: JSON.stringify(draft) !== JSON.stringify(saved),
    isSaving,
    save: () => save(draft),
    discard: () => {
      setTyped(null);
      forgetErrors();
    },
    errors,
    errorAt: (path) => {
      const error = errors.find((one) => one.path === path);
      return error && t(`complianceSettings.error.${error.code}`, error.params);
    },
  };
}
