import { Banner } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * What the last action did, with its undo. It stays until it is dismissed or the next action takes its place. A new result is
 * a new object, so that the same words appear again after the same action.
 */
export function UndoNotice<Result extends { ok: boolean }>({
  result,
  words,
  onUndo,
}: {
  result: Result | undefined;
  words: (result: Result) => string;
  /** What undoes it; null: nothing does. */
  onUndo: (result: Result) => (() => void) | null;
}) {
  const { t } = useTranslation();
  const [dismissed, setDismissed] = useState<Result>();
  if (result === undefined || result === dismissed) return null;
  const undo = onUndo(result);
  return (
    <Banner
      tone={result.ok ? 'success' : 'warning'}
      onDismiss={() => setDismissed(result)}
      action={undo === null ? undefined : { content: t('common.undo'), onAction: undo }}
    >
      {words(result)}
    </Banner>
  );
}
