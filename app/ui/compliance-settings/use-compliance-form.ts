import { useFetcher } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  ComplianceSettingsError,
  ComplianceSettingsView,
  SaveComplianceResult,
} from '#app/contracts/compliance-settings.ts';
import type { ComplianceSettings } from '#app/domain/findings/compliance-settings.ts';

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
  const shopify = useAppBridge();
  const fetcher = useFetcher<SaveComplianceResult>();
  const saved: ComplianceDraft = { ...view.settings, digestTo: view.digestTo ?? '' };
  const [typed, setTyped] = useState<ComplianceDraft | null>(null);
  const [errors, setErrors] = useState<readonly ComplianceSettingsError[]>([]);
  const handled = useRef<SaveComplianceResult>();
  const { data: result, submit } = fetcher;
  useEffect(() => {
    if (result === undefined || result === handled.current) return;
    handled.current = result;
    setErrors(result.ok ? [] : result.errors);
    if (result.ok) shopify.toast.show(t('settings.saved'));
  }, [result, shopify, t]);
  const draft = typed ?? saved;
  return {
    draft,
    change: (change) => setTyped({ ...draft, ...change }),
    isChanged: JSON.stringify(draft) !== JSON.stringify(saved),
    isSaving: fetcher.state !== 'idle',
    save: () => submit(JSON.stringify(draft), { method: 'post', encType: 'application/json' }),
    discard: () => {
      setTyped(null);
      setErrors([]);
    },
    errors,
    errorAt: (path) => {
      const error = errors.find((one) => one.path === path);
      return error && t(`complianceSettings.error.${error.code}`, error.params);
    },
  };
}
