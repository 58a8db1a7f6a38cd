import { useTranslation } from 'react-i18next';
import type { ParcelAction, ParcelActionResult } from '#app/contracts/parcel-actions.ts';
import { useFormat } from '../screen-frame.tsx';
import { UndoNotice } from '../undo-notice.tsx';

/** What the last action did, with its undo. */
export function ActionNotice({
  result,
  act,
}: {
  result: ParcelActionResult | undefined;
  act: (action: ParcelAction) => void;
}) {
  const words = useResultWords();
  const onUndo = (done: ParcelActionResult) => {
    const undo = undoOf(done);
    return undo === null ? null : () => act(undo);
  };
  return <UndoNotice result={result} words={words} onUndo={onUndo} />;
}

function undoOf(result: ParcelActionResult): ParcelAction | null {
  if (!result.ok) return null;
  switch (result.done) {
    case 'mute':
    case 'unmute':
      return { intent: 'restore_mutes', previous: result.previous };
    case 'unfollow':
    case 'follow':
      return { intent: 'restore_follows', previous: result.previous };
    case 'delete_view':
      return { intent: 'restore_view', view: result.view };
    case 'save_view':
      return { intent: 'delete_view', viewId: result.view.viewId };
    case 'dismiss_proof':
      return {
        intent: 'restore_proof',
        id: result.id,
        code: result.code,
        numberKey: result.numberKey,
      };
    case 'recheck':
    case 'restore_mutes':
    case 'restore_follows':
    case 'restore_view':
    case 'restore_proof':
      return null;
  }
}

function useResultWords(): (result: ParcelActionResult) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (result) => {
    if (!result.ok) {
      switch (result.error) {
        case 'mute':
          return t(`muteError.${result.code}`);
        case 'view':
          return t(`viewError.${result.code}`);
        case 'proof':
          return t(`proof.error.${result.code}`);
        case 'failed':
          return t('parcels.actionFailed');
      }
    }
    switch (result.done) {
      case 'recheck':
        return t('parcels.rechecked', { count: result.count, number: format.number(result.count) });
      case 'mute':
        return t('parcels.muted', {
          count: result.count,
          number: format.number(result.count),
          date: format.date(result.on),
        });
      case 'unmute':
        return t('parcels.unmuted', { count: result.count, number: format.number(result.count) });
      case 'unfollow':
        return t('parcels.unfollowed', {
          count: result.count,
          number: format.number(result.count),
        });
      case 'follow':
        return t('parcels.followed', { count: result.count, number: format.number(result.count) });
      case 'save_view':
        return t('parcels.viewSaved');
      case 'delete_view':
        return t('parcels.viewDeleted');
      case 'dismiss_proof':
        return t('proof.done');
      case 'restore_mutes':
      case 'restore_follows':
      case 'restore_view':
      case 'restore_proof':
        return t('parcels.restored');
    }
  };
}
