import { useFetcher } from '@remix-run/react';
import { useAppBridge } from '@shopify/app-bridge-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

type SaveResult<Fault> = { ok: true } | { ok: false; errors: readonly Fault[] };

/** Sends a settings form to its page and keeps what the server found wrong with it; a save that went well is said in a toast. */
export function useSave<Fault>({
  said,
}: {
  /** What the toast says; left out, that settings were saved. */
  said?: string;
} = {}): {
  save: (form: object) => void;
  isSaving: boolean;
  errors: readonly Fault[];
  forgetErrors: () => void;
} {
  const { t } = useTranslation();
  const shopify = useAppBridge();
  const fetcher = useFetcher<SaveResult<Fault>>();
  const [errors, setErrors] = useState<readonly Fault[]>([]);
  const handled = useRef<unknown>();
  const { data, submit } = fetcher;
  useEffect(() => {
    const result: SaveResult<Fault> | undefined = data;
    if (result === undefined || result === handled.current) return;
    handled.current = result;
    setErrors(result.ok ? [] : result.errors);
    if (result.ok) shopify.toast.show(said ?? t('settings.saved'));
  }, [data, shopify, t, said]);
  return {
    // Written as text: the submit's own JSON type has no optional fields.
    save: (form) => submit(JSON.stringify(form), { method: 'post', encType: 'application/json' }),
    isSaving: fetcher.state !== 'idle',
    errors,
    forgetErrors: useCallback(() => setErrors([]), []),
  };
}
