import { Banner } from '@shopify/polaris';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkAction, LinkActionResult } from '#app/contracts/links.ts';

/** What the last decision did, with its undo. It stays until it is dismissed or the next decision takes its place. */
export function LinkNotice({
  result,
  act,
}: {
  result: LinkActionResult | undefined;
  act: (action: LinkAction) => void;
}) {
  const { t } = useTranslation();
  const [dismissed, setDismissed] = useState<LinkActionResult>();
  if (result === undefined || result === dismissed) return null;
  const onDismiss = () => setDismissed(result);
  if (!result.ok) {
    return (
      <Banner tone="warning" onDismiss={onDismiss}>
        {t(`links.error.${result.code}`)}
      </Banner>
    );
  }
  const { decision, linkIds, refused, code } = result;
  const done = t(`links.done.${decision}`, { count: linkIds.length });
  const words =
    refused === 0 || code === null
      ? done
      : t('common.sentences', {
          first: done,
          second: t('links.someRefused', { count: refused, why: t(`links.error.${code}`) }),
        });
  const undo: LinkAction = { intent: 'decide_links', decision: 'undo', linkIds };
  const canUndo = decision === 'confirm' || decision === 'reject';
  return (
    <Banner
      tone={refused === 0 ? 'success' : 'warning'}
      onDismiss={onDismiss}
      action={canUndo ? { content: t('common.undo'), onAction: () => act(undo) } : undefined}
    >
      {words}
    </Banner>
  );
}
